"""Intervals of shares, rates and gaps."""

from mpmath import exp, mpf, sqrt

from .common import number, oracle
from .functions import beta_quantile, gamma_quantile, two_sided, z_of
from .margins import term


def wilson(x, n, level):
    z = z_of(level)
    p = x / n
    middle = p + z**2 / (2 * n)
    reach = z * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    low = mpf(0) if x == 0 else (middle - reach) / scale
    high = mpf(1) if x == n else (middle + reach) / scale
    return [low, high]


def clopper(x, n, level):
    tail = (1 - level) / 2
    low = mpf(0) if x <= 0 else beta_quantile(tail, x, n - x + 1)
    high = mpf(1) if x >= n else beta_quantile(1 - tail, x + 1, n - x)
    return [low, high]


@oracle
def proportion_ci(given):
    x, n, level = number(given["x"]), number(given["n"]), mpf(given["level"])
    if x is None or n is None or n == 0 or x < 0 or x > n:
        return {"p": None, "wilson": None, "clopper_pearson": None}
    return {"p": x / n, "wilson": wilson(x, n, level), "clopper_pearson": clopper(x, n, level)}


@oracle
def two_proportions(given):
    x1, n1, x2, n2 = (number(given[k]) for k in ("x1", "n1", "x2", "n2"))
    level = mpf(given["level"])
    keys = ["difference", "difference_ci", "ratio", "ratio_ci", "z_pooled", "p_value"]
    if None in (x1, n1, x2, n2) or 0 in (n1, n2) or x1 < 0 or x2 < 0 or x1 > n1 or x2 > n2:
        return dict.fromkeys(keys)
    p1, p2, z = x1 / n1, x2 / n2, z_of(level)
    (l1, u1), (l2, u2) = wilson(x1, n1, level), wilson(x2, n2, level)
    d = p1 - p2
    ci = [d - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), d + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)]
    ratio = None if p2 == 0 else p1 / p2
    ratio_ci = None
    if x1 > 0 and x2 > 0:
        se = sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
        ratio_ci = [ratio * exp(-z * se), ratio * exp(z * se)]
    p = (x1 + x2) / (n1 + n2)
    score = None if p in (0, 1) else d / sqrt(p * (1 - p) * (1 / n1 + 1 / n2))
    return dict(zip(keys, [d, ci, ratio, ratio_ci, score, None if score is None else two_sided(score)]))


def poisson_exact(count, level):
    tail = (1 - level) / 2
    return [mpf(0) if count == 0 else gamma_quantile(tail, count), gamma_quantile(1 - tail, count + 1)]


def poisson_byar(count, level):
    z = z_of(level)
    low = mpf(0)
    if count > 0:
        low = max(mpf(0), count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3)
    more = count + 1
    return [low, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3]


def scaled(ends, factor):
    return None if ends is None else [end * factor for end in ends]


@oracle
def poisson_rate_ci(given):
    count, people, factor = (number(given[k]) for k in ("count", "population", "multiplier"))
    level = mpf(given["level"])
    if count is None or count < 0 or people is None or people <= 0:
        return {"rate": None, "exact": None, "byar": None, "rse_percent": None}
    return {
        "rate": factor * count / people,
        "exact": scaled(poisson_exact(count, level), factor / people),
        "byar": scaled(poisson_byar(count, level), factor / people),
        "rse_percent": None if count == 0 else 100 / sqrt(count),
    }


@oracle
def disparity_pair(given):
    (a, sa), (b, sb) = term(given["a"], m="se"), term(given["b"], m="se")
    z = z_of(given["level"])
    keys = ["difference", "difference_se", "difference_ci", "ratio", "ratio_log_se", "ratio_ci", "significant"]
    answer = dict.fromkeys(keys)
    if a is None or b is None:
        return answer
    answer["difference"] = a - b
    answer["ratio"] = None if b == 0 else a / b
    if sa is None or sb is None:
        return answer
    se = sqrt(sa**2 + sb**2)
    low, high = a - b - z * se, a - b + z * se
    answer |= {"difference_se": se, "difference_ci": [low, high], "significant": low > 0 or high < 0}
    if a > 0 and b > 0:
        log_se = sqrt((sa / a) ** 2 + (sb / b) ** 2)
        answer |= {"ratio_log_se": log_se, "ratio_ci": [a / b * exp(-z * log_se), a / b * exp(z * log_se)]}
    return answer
