"""Who is where, and beside what."""

from mpmath import log, mpf, sqrt

from .common import oracle
from .margins import Z90, Z95, quotient, sum_of, term


def entropy(shares):
    return -sum(p * log(p) for p in shares if p > 0)


@oracle
def segregation_two_group(given):
    keys = ["dissimilarity", "isolation", "interaction", "eta_squared", "entropy_h"]
    units = [
        (mpf(x), mpf(t))
        for x, t in zip(given["group"], given["total"])
        if x is not None and t is not None and t != 0
    ]
    if not units or any(x > t or x < 0 for x, t in units):
        return dict.fromkeys(keys)
    X, T = sum(x for x, _ in units), sum(t for _, t in units)
    if X == 0:
        return dict.fromkeys(keys)
    isolation = sum(x / X * x / t for x, t in units)
    if X == T:
        return dict.fromkeys(keys) | {"isolation": mpf(1), "interaction": mpf(0)}
    P, E = X / T, entropy([X / T, 1 - X / T])
    return dict(
        zip(
            keys,
            [
                sum(abs(x / X - (t - x) / (T - X)) for x, t in units) / 2,
                isolation,
                1 - isolation,
                (isolation - P) / (1 - P),
                sum(t * (E - entropy([x / t, 1 - x / t])) for x, t in units) / (E * T),
            ],
        )
    )


@oracle
def segregation_multigroup(given):
    groups = given["groups"]
    K = len(groups)
    areas = [column for column in zip(*groups) if None not in column and sum(column) > 0]
    columns = [[mpf(v) for v in area] for area in areas]
    keys = ["entropy_h", "dissimilarity", "norm_exposure", "entropy", "evenness"]
    totals = [sum(c[k] for c in columns) for k in range(K)]
    pairwise = {
        f"{a}|{b}": (
            None
            if totals[a] == 0 or totals[b] == 0
            else sum(abs(c[a] / totals[a] - c[b] / totals[b]) for c in columns) / 2
        )
        for a in range(K)
        for b in range(a + 1, K)
    }
    answer = dict.fromkeys(keys) | {"pairwise": pairwise}
    if not columns:
        return answer
    T = sum(totals)
    P = [t / T for t in totals]
    E = entropy(P)
    answer |= {"entropy": E, "evenness": E / log(K) if K > 1 else None}
    if sum(t > 0 for t in totals) < 2:
        return answer
    h = d = x = mpf(0)
    for c in columns:
        t = sum(c)
        for k in range(K):
            p = c[k] / t
            if p > 0:
                h += t * p * log(p / P[k])
            d += t * abs(p - P[k])
            x += t * (p - P[k]) ** 2 / ((1 - P[k]) * T)
    return answer | {
        "entropy_h": h / (T * E),
        "dissimilarity": d / (2 * T * sum(p * (1 - p) for p in P)),
        "norm_exposure": x,
    }


@oracle
def location_quotient(given):
    units = given["units"]
    region = given["region"]
    if region is None:
        used = [u for u in units if u.get("x") is not None and u.get("t") is not None]
        region = {"x": sum(u["x"] for u in used), "t": sum(u["t"] for u in used)}
    whole_, whole_moe, _ = quotient(term(region, "x", "x_moe"), term(region, "t", "t_moe"), True)
    lq, moe = [], []
    for u in units:
        share, share_moe, _ = quotient(term(u, "x", "x_moe"), term(u, "t", "t_moe"), True)
        q, m, _ = quotient((share, share_moe), (whole_, whole_moe), False)
        lq.append(q)
        moe.append(m)
    return {"lq": lq, "moe": moe}


@oracle
def spatial_equity_disparity(given):
    tracts = given["tracts"]
    total = sum(mpf(t["resource"] or 0) for t in tracts)
    if total == 0:
        return {"geographic": None, "demographic": None}
    d = [mpf(t["resource"] or 0) / total for t in tracts]
    people = sum_of([term(t, "population", "population_moe") for t in tracts])
    geographic = []
    for share, t in zip(d, tracts):
        b, m, _ = quotient(term(t, "population", "population_moe"), people, True)
        score = None if b is None else share - b
        sig = None if m is None else abs(score) > Z95 * m / Z90
        geographic.append({"data_share": share, "baseline_share": b, "score": score, "significant": sig})
    used = [(share, *term(t, "group_share", "group_share_moe")) for share, t in zip(d, tracts) if share > 0]
    demographic = None
    if all(s is not None for _, s, _ in used):
        implied = sum(share * s for share, s, _ in used)
        moe = None
        if all(m is not None for _, _, m in used):
            moe = sqrt(sum((share * m) ** 2 for share, _, m in used))
        city, city_moe = term(given["city_share"], "value")
        score = None if city is None else implied - city
        z = None
        if None not in (score, moe, city_moe) and (moe or city_moe):
            z = score / (sqrt(moe**2 + city_moe**2) / Z90)
        demographic = {
            "implied_share": implied,
            "implied_moe": moe,
            "score": score,
            "z": z,
            "significant": None if z is None else abs(z) > Z95,
        }
    return {"geographic": geographic, "demographic": demographic}
