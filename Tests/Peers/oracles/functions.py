"""Normal, Student, gamma and beta functions and their quantiles, with 30 digits."""

from functools import cache
from itertools import count as count_from

from mpmath import erfc, exp, log, loggamma, mpf, sqrt
from scipy import special


def two_sided(z):
    return erfc(abs(z) / sqrt(2))


def solve(increasing, low, high):
    """The root of an increasing function between two ends: by halving, and then by secants."""
    at_low, at_high = increasing(low), increasing(high)
    for step in range(400):
        middle = (low + high) / 2
        if step % 3 and at_high != at_low:
            middle = low - at_low * (high - low) / (at_high - at_low)
            # A step away from the end that secants would never move.
            middle += (high - low) * mpf(10) ** -3 * (1 if step % 3 == 1 else -1)
            middle = min(max(middle, low), high)
        value = increasing(middle)
        if value < 0:
            low, at_low = middle, value
        else:
            high, at_high = middle, value
        if high - low <= abs(high) * mpf(10) ** -18:
            break
    return (low + high) / 2


@cache
def z_of(level):
    """The normal quantile of (1 + level)/2."""
    level = mpf(level)
    return solve(lambda z: (1 - erfc(z / sqrt(2))) - level, mpf(0), mpf(40))


def continued_fraction(terms):
    """b0 + a1/(b1 + a2/(b2 + …)) by Lentz, for terms yielding (a, b) from (_, b0)."""
    tiny = mpf(10) ** -400
    value = next(terms)[1] or tiny
    c, d = value, mpf(0)
    for a, b in terms:
        d = 1 / ((b + a * d) or tiny)
        c = (b + a / c) or tiny
        value *= c * d
        if abs(c * d - 1) < mpf(10) ** -32:
            return value


def gamma_below(shape, x):
    """The regularised lower incomplete gamma: by its series, or by its fraction above the mode."""
    if x <= 0:
        return mpf(0)
    front = exp(shape * log(x) - x - loggamma(shape))
    if x < shape + 1:
        part = total = 1 / shape
        k = shape
        while part > total * mpf(10) ** -32:
            k += 1
            part *= x / k
            total += part
        return front * total

    def terms():
        yield None, x + 1 - shape
        for i in count_from(1):
            yield -i * (i - shape), x + 2 * i + 1 - shape

    return 1 - front / continued_fraction(terms())


def beta_below(a, b, x):
    """The regularised incomplete beta, by its continued fraction on the side where it converges fast."""
    if x <= 0 or x >= 1:
        return mpf(int(x >= 1))
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(b, a, 1 - x)
    front = exp(a * log(x) + b * log(1 - x) + loggamma(a + b) - loggamma(a) - loggamma(b)) / a

    def terms():
        yield None, mpf(1)
        for m in count_from(0):
            yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), mpf(1)
            k = m + 1
            yield k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)), mpf(1)

    return front / continued_fraction(terms())


def near(guess):
    """A bracket around scipy's answer: the last digits are found here, so scipy only saves time."""
    return guess * (1 - mpf(10) ** -6), guess * (1 + mpf(10) ** -6)


def quantile(below, guess, p, low, high):
    """x with below(x) = p."""
    a, b = near(mpf(float(guess)))
    if not (low < a < b < high and below(a) < p < below(b)):
        a, b = low, high
        while below(b) < p:
            b *= 2
    return solve(lambda x: below(x) - p, a, b)


def gamma_quantile(p, shape):
    guess = special.gammaincinv(float(shape), float(p))
    return quantile(lambda x: gamma_below(shape, x), guess, p, mpf(0), shape * 10**6 + 10**6)


def beta_quantile(p, a, b):
    guess = special.betaincinv(float(a), float(b), float(p))
    return quantile(lambda x: beta_below(a, b, x), guess, p, mpf(0), mpf(1))


def t_quantile(p, df):
    """p > 1/2, by the incomplete beta."""
    x = beta_quantile(2 * (1 - p), df / mpf(2), mpf(1) / 2)
    return sqrt(df * (1 - x) / x)
