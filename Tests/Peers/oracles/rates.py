"""Standardised and smoothed rates."""

from mpmath import mpf, sqrt

from .common import number, numbers, oracle
from .functions import gamma_quantile
from .intervals import poisson_byar, poisson_exact, scaled


@oracle
def direct_standardised_rate(given):
    factor, level = mpf(given["multiplier"]), mpf(given["level"])
    keys = ["crude_rate", "rate", "se", "fay_feuer", "dobson_exact", "dobson_byar"]
    strata = [numbers(s) for s in zip(given["counts"], given["populations"], given["standard"])]
    if any(None in s for s in strata):
        return dict.fromkeys(keys)
    strata = [s for s in strata if s[2] != 0]
    if not strata or any(n == 0 for _, n, _ in strata):
        return dict.fromkeys(keys)
    events, people = sum(x for x, _, _ in strata), sum(n for _, n, _ in strata)
    standard = sum(s for _, _, s in strata)
    y = sum(s / standard * x / n for x, n, s in strata)
    v = sum((s / standard) ** 2 * x / n**2 for x, n, s in strata)
    wm = max(s / standard / n for x, n, s in strata)
    tail = (1 - level) / 2
    low = mpf(0) if y == 0 else gamma_quantile(tail, y**2 / v) * v / y
    high = gamma_quantile(1 - tail, (y + wm) ** 2 / (v + wm**2)) * (v + wm**2) / (y + wm)

    def dobson(limits):
        return None if events == 0 else [factor * (y + sqrt(v / events) * (end - events)) for end in limits]

    values = [
        factor * events / people,
        factor * y,
        factor * sqrt(v),
        [factor * low, factor * high],
        dobson(poisson_exact(events, level)),
        dobson(poisson_byar(events, level)),
    ]
    return dict(zip(keys, values))


@oracle
def indirect_standardised_ratio(given):
    strata = [
        numbers([s["population"], s["standard_count"], s["standard_population"]]) for s in given["strata"]
    ]
    nothing = {"expected": None, "ratio": None, "exact": None, "byar": None}
    if not strata or any(None in s for s in strata) or any(s[2] == 0 for s in strata):
        return nothing
    expected = sum((x / s * n for n, x, s in strata), mpf(0))
    observed, level, factor = number(given["observed"]), mpf(given["level"]), mpf(given["multiplier"])
    if expected == 0 or observed is None:
        return nothing | {"expected": expected}
    return {
        "expected": expected,
        "ratio": factor * observed / expected,
        "exact": scaled(poisson_exact(observed, level), factor / expected),
        "byar": scaled(poisson_byar(observed, level), factor / expected),
    }


@oracle
def empirical_bayes_rate_smoothing(given):
    units = [
        None if o is None or n is None or n == 0 else (mpf(o), mpf(n))
        for o, n in zip(given["counts"], given["populations"])
    ]
    used = [u for u in units if u]
    if not used:
        nothing = [None] * len(units)
        return {"m": None, "a": None, "raw": nothing, "weight": nothing, "smoothed": nothing}
    people = sum(n for _, n in used)
    m = sum(o for o, _ in used) / people
    s2 = sum(n * (o / n - m) ** 2 for o, n in used) / people
    a = max(mpf(0), s2 - m / (people / len(used)))

    def each(read):
        return [u and read(*u) for u in units]

    weight = lambda o, n: mpf(0) if a == 0 else a / (a + m / n)
    return {
        "m": m,
        "a": a,
        "raw": each(lambda o, n: o / n),
        "weight": each(weight),
        "smoothed": each(lambda o, n: m + weight(o, n) * (o / n - m)),
    }
