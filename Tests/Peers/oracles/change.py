"""Trends, prices and tests made at once."""

from itertools import combinations
from math import factorial

from mpmath import mp, mpf, sqrt

from .common import number, numbers, oracle
from .functions import two_sided


def kendall_counts(n):
    """How many orders of n have each number of inversions."""
    counts = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(counts) + size - 1)
        for i, c in enumerate(counts):
            for k in range(size):
                longer[i + k] += c
        counts = longer
    return counts


def median(xs):
    xs = sorted(xs)
    middle = len(xs) // 2
    return xs[middle] if len(xs) % 2 else (xs[middle - 1] + xs[middle]) / 2


@oracle
def trend_mann_kendall_theil_sen(given):
    points = sorted(
        (mpf(t), mpf(y)) for t, y in zip(given["times"], given["values"]) if t is not None and y is not None
    )
    keys = ["S", "var_S", "z", "p", "p_exact", "tau", "tau_b", "slope", "intercept", "slope_ci95", "direction"]
    n = len(points)
    answer = dict.fromkeys(keys) | {"n": n}
    if n < 2 or len({t for t, _ in points}) < n:
        return answer
    ts, ys = [t for t, _ in points], [y for _, y in points]
    sign = lambda x: (x > 0) - (x < 0)
    S = sum(sign(b - a) for a, b in combinations(ys, 2))
    ties = [ys.count(v) for v in set(ys)]
    var = mpf(n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    half = n * (n - 1) // 2
    untied = half - sum(t * (t - 1) // 2 for t in ties)
    answer |= {
        "S": S,
        "var_S": var,
        "tau": mpf(S) / half,
        "tau_b": None if untied == 0 else mpf(S) / sqrt(mpf(half) * untied),
        "direction": "no trend",
    }
    if var > 0 and n >= 3:
        z = mpf(0) if S == 0 else (S - sign(S)) / sqrt(var)
        answer |= {"z": z, "p": two_sided(z)}
        if answer["p"] < mpf("0.05"):
            answer["direction"] = "increasing" if S > 0 else "decreasing"
    if n <= 20 and max(ties) == 1:
        counts = kendall_counts(n)
        tail = sum(c for i, c in enumerate(counts) if half - 2 * i >= abs(S))
        answer["p_exact"] = min(mpf(1), mpf(2 * tail) / factorial(n))
    slopes = sorted((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2))
    slope = median(slopes)
    answer |= {"slope": slope, "intercept": median(ys) - slope * median(ts)}
    if n >= 3 and var > 0:
        c = mpf("1.959963984540054") * sqrt(var)
        clip = lambda r: min(max(int(r), 1), half)
        low, high = clip(mp.nint((half - c) / 2)), clip(mp.nint((half + c) / 2) + 1)
        answer["slope_ci95"] = [slopes[low - 1], slopes[high - 1]]
    return answer


@oracle
def cpi_adjust(given):
    index = given["index"]
    a, b = (number(index.get(str(given[k]))) for k in ("from", "to"))
    if a is None or b is None or a <= 0 or b <= 0:
        return {"value": None, "moe": None, "factor": None}
    value, moe = number(given["value"]), number(given["moe"])
    return {
        "value": None if value is None else value * b / a,
        "moe": None if moe is None or value is None else moe * b / a,
        "factor": b / a,
    }


@oracle
def multiple_testing(given):
    p, alpha = numbers(given["p"]), mpf(given["alpha"])
    known = [v for v in p if v is not None]
    m = len(known)
    names = ["bh", "holm", "bonferroni", "by"]
    if any(v < 0 or v > 1 for v in known):
        return dict.fromkeys(names + ["reject_bh", "reject_holm"]) | {"m": m}
    ordered = sorted(known)
    at = {v: [i + 1 for i, o in enumerate(ordered) if o == v] for v in set(ordered)}
    bh = [min(m * ordered[k] / (k + 1) for k in range(i, m)) for i in range(m)]
    holm = [max((m - k) * ordered[k] for k in range(i + 1)) for i in range(m)]
    harmonic = sum((mpf(1) / k for k in range(1, m + 1)), mpf(0))

    def each(read):
        return [None if v is None else min(mpf(1), read(v)) for v in p]

    answer = {
        "bh": each(lambda v: bh[at[v][0] - 1]),
        "holm": each(lambda v: holm[at[v][-1] - 1]),
        "bonferroni": each(lambda v: m * v),
        "by": each(lambda v: harmonic * bh[at[v][0] - 1]),
    }
    for name in ("bh", "holm"):
        answer["reject_" + name] = [None if v is None else bool(v <= alpha) for v in answer[name]]
    return answer | {"m": m}
