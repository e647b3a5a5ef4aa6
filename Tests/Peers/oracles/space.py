"""Patterns among units that have neighbours."""

from itertools import permutations
from math import factorial

from mpmath import mpf, sqrt

from .common import mean, oracle
from .functions import two_sided


def spatial(given, drop_islands):
    """(kept positions, values, neighbours in the new numbering): nulls first, then units left alone."""
    values, lists = given["values"], given["neighbors"]
    kept = [i for i, v in enumerate(values) if v is not None]
    near = {i: [j for j in lists[i] if j in set(kept)] for i in kept}
    if drop_islands:
        kept = [i for i in kept if near[i]]
    at = {unit: position for position, unit in enumerate(kept)}
    return kept, [mpf(values[i]) for i in kept], [[at[j] for j in near[i] if j in at] for i in kept]


def moran(z, near):
    lag = [mean([z[j] for j in js]) for js in near]
    return sum(a * b for a, b in zip(z, lag)) / sum(a * a for a in z)


@oracle
def morans_i(given):
    kept, y, near = spatial(given, True)
    n = len(y)
    keys = [
        "I",
        "E",
        "V_norm",
        "z_norm",
        "p_norm",
        "V_rand",
        "z_rand",
        "p_rand",
        "p_greater_reference",
        "exact",
    ]
    answer = dict.fromkeys(keys) | {"n": n}
    if n < 3 or len(set(y)) == 1:
        return answer
    z = [v - mean(y) for v in y]
    w = {(i, j): mpf(1) / len(js) for i, js in enumerate(near) for j in js}
    s0 = mpf(n)
    both = {*w, *((j, i) for i, j in w)}
    s1 = sum((w.get((i, j), 0) + w.get((j, i), 0)) ** 2 for i, j in both) / 2
    into = [sum(w.get((j, i), mpf(0)) for j in range(n)) for i in range(n)]
    s2 = sum((1 + c) ** 2 for c in into)
    b2 = n * sum(a**4 for a in z) / sum(a**2 for a in z) ** 2
    I, E = moran(z, near), mpf(-1) / (n - 1)
    v_norm = (n**2 * s1 - n * s2 + 3 * s0**2) / ((n**2 - 1) * s0**2) - E**2
    answer |= {"I": I, "E": E, "V_norm": v_norm}
    if v_norm > mpf(10) ** -25:
        answer |= {"z_norm": (I - E) / sqrt(v_norm), "p_norm": two_sided((I - E) / sqrt(v_norm))}
    if n > 3:
        v = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
        v -= b2 * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
        v = v / ((n - 1) * (n - 2) * (n - 3) * s0**2) - E**2
        answer["V_rand"] = v
        if v > mpf(10) ** -25:
            answer |= {"z_rand": (I - E) / sqrt(v), "p_rand": two_sided((I - E) / sqrt(v))}
    import numpy

    zf = numpy.array([float(a) for a in z])
    matrix = numpy.zeros((n, n))
    for (i, j), a in w.items():
        matrix[i, j] = float(a)
    seen = zf @ matrix @ zf
    slack = 1e-12 * (zf @ zf)
    if n <= 8:
        draws = numpy.array(list(permutations(zf)))
        above = ((draws @ matrix * draws).sum(1) >= seen - slack).sum()
        return answer | {"p_greater_reference": mpf(int(above)) / factorial(n), "exact": True}
    rng = numpy.random.default_rng(7)
    draws = rng.permuted(numpy.tile(zf, (99_999, 1)), axis=1)
    above = ((draws @ matrix * draws).sum(1) >= seen - slack).sum()
    return answer | {"p_greater_reference": mpf(1 + int(above)) / 100_000, "exact": False}


@oracle
def local_morans_i(given):
    kept, y, near = spatial(given, True)
    count, n = len(given["values"]), len(y)
    keys = ["I", "E", "V", "z", "p", "quadrant"]
    answer = {key: [None] * count for key in keys}
    if n < 3 or len(set(y)) == 1:
        return answer
    z = [v - mean(y) for v in y]
    m2 = sum(a * a for a in z) / n
    for unit, a, js in zip(kept, z, near):
        lag = mean([z[j] for j in js])
        w, w2 = mpf(1), mpf(1) / len(js)
        e = -(a**2) * w / ((n - 1) * m2)
        v = (a / m2) ** 2 * n / (n - 2) * (w2 - w**2 / (n - 1)) * (m2 - a**2 / (n - 1))
        i = a / m2 * lag
        score = None if v <= mpf(10) ** -28 else (i - e) / sqrt(v)
        name = {(True, True): "HH", (False, True): "LH", (False, False): "LL", (True, False): "HL"}
        row = [
            i,
            e,
            v if score is not None else mpf(0),
            score,
            None if score is None else two_sided(score),
            name[bool(a > 0), bool(lag > 0)],
        ]
        for key, value in zip(keys, row):
            answer[key][unit] = value
    return answer


@oracle
def getis_ord_gi_star(given):
    kept, y, near = spatial(given, False)
    answer, n = [None] * len(given["values"]), len(y)
    if n < 2 or len(set(y)) == 1:
        return {"z": answer}
    mu = mean(y)
    s = sqrt(sum((v - mu) ** 2 for v in y) / n)
    for position, unit in enumerate(kept):
        members = set(near[position]) | {position}
        W = mpf(len(members))
        under = (n * W - W**2) / (n - 1)
        if under > 0:
            answer[unit] = (sum(y[j] for j in members) - W * mu) / (s * sqrt(under))
    return {"z": answer}
