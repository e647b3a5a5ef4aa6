"""Outcomes over units in order."""

from mpmath import exp, mpf, sqrt

from .common import SLACK, numbers, oracle
from .functions import t_quantile
from .inequality import area_index, curve


def ranked(values, ranks, weights):
    """[(rank, value, weight)], complete; None where a weight is negative."""
    weights = [1] * len(values) if weights is None else weights
    if any(w is not None and w < 0 for w in weights):
        return None
    return [
        (mpf(r), mpf(y), mpf(w)) for y, r, w in zip(values, ranks, weights) if None not in (y, r, w) and w > 0
    ]


def ridits(units):
    """[(value, weight share, mid-rank)]."""
    total = sum(w for _, _, w in units)
    answer = []
    for rank, y, w in units:
        below = sum(v for r, _, v in units if r < rank)
        tied = sum(v for r, _, v in units if r == rank)
        answer.append((y, w / total, (below + tied / 2) / total))
    return answer


@oracle
def concentration_curve(given):
    units = ranked(given["outcome"], given["rank_var"], given["weights"])
    found = curve(units) if units else None
    if found is None:
        return {"p": None, "L": None, "C_from_area": None}
    return {"p": found[0], "L": found[1], "C_from_area": area_index(*found)}


@oracle
def concentration_index(given):
    keys = ["C", "mean", "n", "se_regression", "se_kwd", "generalised", "erreygers", "wagstaff"]
    units = ranked(given["outcome"], given["rank_var"], given["weights"])
    answer = dict.fromkeys(keys)
    if not units:
        return answer | {"n": 0}
    rows, n = ridits(units), len(units)
    mu = sum(f * y for y, f, _ in rows)
    answer |= {"n": n, "mean": mu}
    if mu <= 0:
        return answer
    half = mpf(1) / 2
    c = 2 / mu * sum(f * (y - mu) * (r - half) for y, f, r in rows)
    answer |= {"C": c, "generalised": mu * c}
    var = sum(f * (r - half) ** 2 for _, f, r in rows)
    if var > 0:
        if n >= 3:
            rest = sum(f * (2 * var * y / mu - 2 * var - c * (r - half)) ** 2 for y, f, r in rows)
            answer["se_regression"] = sqrt(rest / ((n - 2) * var))
        spread, q = mpf(0), mpf(0)
        for rank in sorted({r for _, _, r in rows}):
            members = [(y, f) for y, f, r in rows if r == rank]
            f_t = sum(f for _, f in members)
            mu_t = sum(y * f for y, f in members) / f_t
            before, q = q, q + f_t * mu_t / mu
            spread += f_t * (mu_t / mu * (2 * rank - 1 - c) + 2 - before - q) ** 2
        spread = (spread - (1 + c) ** 2) / n
        answer["se_kwd"] = mpf(0) if abs(spread) < mpf(10) ** -15 else sqrt(spread) if spread > 0 else None
    if given["bounds"] is not None:
        low, high = numbers(given["bounds"])
        answer["erreygers"] = 4 * mu * c / (high - low)
        answer["wagstaff"] = (
            None
            if min(high - mu, mu - low) <= SLACK * high
            else mu * (high - low) * c / ((high - mu) * (mu - low))
        )
    return answer


@oracle
def slope_index(given):
    keys = ["n", "intercept", "sii", "se_sii", "sii_ci95", "rii", "rii_log_se", "rii_ci95", "rii_mean"]
    units = ranked(given["values"], given["rank_var"], given["weights"])
    answer = dict.fromkeys(keys)
    if not units:
        return answer | {"n": 0}
    rows, n, total = ridits(units), len(units), sum(w for _, _, w in units)
    answer["n"] = n
    half = mpf(1) / 2
    var = sum(f * (x - half) ** 2 for _, f, x in rows)
    if len({r for r, _, _ in units}) < 2:
        return answer
    mu = sum(f * y for y, f, _ in rows)
    b = sum(f * (x - half) * y for y, f, x in rows) / var
    a = mu - b / 2
    answer |= {
        "intercept": a,
        "sii": b,
        "rii": (a + b) / a if a > 0 and a + b > 0 else None,
        "rii_mean": None if mu == 0 else b / mu,
    }
    if n >= 3:
        s2 = sum(f * total * (y - a - b * x) ** 2 for y, f, x in rows) / (n - 2)
        if s2 < mpf(10) ** -30 * (mu**2 + b**2 + mpf(10) ** -30) * total:
            s2 = mpf(0)
        se = sqrt(s2 / (total * var))
        t = t_quantile(mpf("0.975"), n - 2)
        answer |= {"se_sii": se, "sii_ci95": [b - t * se, b + t * se]}
        if answer["rii"] is not None:
            var_b, var_a = s2 / (total * var), s2 / total * (1 + mpf(1) / 4 / var)
            cov = -half * var_b
            ga, gb = 1 / (a + b) - 1 / a, 1 / (a + b)
            log_se = sqrt(max(mpf(0), ga**2 * var_a + gb**2 * var_b + 2 * ga * gb * cov))
            z = mpf("1.959963984540054")
            answer |= {
                "rii_log_se": log_se,
                "rii_ci95": [answer["rii"] * exp(-z * log_se), answer["rii"] * exp(z * log_se)],
            }
    return answer
