"""What all oracles share: decimals, weighted samples, and the list of oracles."""

from mpmath import mp, mpf

mp.dps = 40

# What is equal in decimals differs by less than this in 40 digits.
SLACK = mpf(10) ** -30


def number(x):
    """A number of the file as the decimal that is written there, not as the double nearest to it."""
    return None if x is None else mpf(repr(x))


def numbers(xs):
    return [number(x) for x in xs]


def mean(xs):
    return sum(xs) / len(xs)


def pairs(values, weights):
    """Values with weights, nulls and zero weights dropped; None where a weight is negative."""
    weights = [1] * len(values) if weights is None else weights
    if any(w is not None and w < 0 for w in weights):
        return None
    return [(mpf(x), mpf(w)) for x, w in zip(values, weights) if x is not None and w is not None and w > 0]


def sample(given):
    return pairs(given["values"], given["weights"])


def weighted_mean(units):
    return sum(x * w for x, w in units) / sum(w for _, w in units)


ORACLES = {}


def oracle(function):
    ORACLES[function.__name__] = function
    return function
