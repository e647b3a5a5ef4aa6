"""Several groups without an order."""

from mpmath import mpf, sqrt

from .common import number, oracle
from .inequality import theil_l, theil_t


@oracle
def group_disparity_summary(given):
    keys = [
        "mean",
        "range_difference",
        "range_ratio",
        "idisp_mean",
        "idisp_mean_weighted",
        "idisp_best",
        "bgv",
        "bgv_se",
        "bgsd",
        "cov_percent",
        "mdb",
        "mdb_weighted",
        "mdm",
        "theil_t_1000",
        "mld_1000",
        "par",
        "paf",
    ]
    ses = given["ses"] or [None] * len(given["estimates"])
    units = [
        (mpf(y), mpf(w), number(s))
        for y, w, s in zip(given["estimates"], given["populations"], ses)
        if y is not None and w is not None and w > 0
    ]
    answer = dict.fromkeys(keys) | {"n": len(units)}
    if len(units) < 2:
        return answer
    total, n = sum(w for _, w, _ in units), len(units)
    ys, f = [y for y, _, _ in units], [w / total for _, w, _ in units]
    mu = sum(a * b for a, b in zip(f, ys))
    best = max(ys) if given["favourable"] else min(ys)
    bgv = sum(a * (y - mu) ** 2 for a, y in zip(f, ys))
    answer |= {
        "mean": mu,
        "range_difference": max(ys) - min(ys),
        "range_ratio": max(ys) / min(ys) if min(ys) > 0 else None,
        "bgv": bgv,
        "bgsd": sqrt(bgv),
        "mdb": sum(abs(y - best) for y in ys) / n,
        "mdb_weighted": sum(a * abs(y - best) for a, y in zip(f, ys)),
        "mdm": sum(abs(y - mu) for y in ys) / n,
        "par": best - mu,
    }
    if given["ses"] is not None and all(s is not None for _, _, s in units):
        s = [s for _, _, s in units]
        inner = sum(a**2 * e**2 for a, e in zip(f, s)) ** 2
        inner += sum((a**2 * (1 - a) ** 2 - a**4) * e**4 for a, e in zip(f, s))
        answer["bgv_se"] = sqrt(4 * sum(a**2 * e**2 * (y - mu) ** 2 for a, e, y in zip(f, s, ys)) + 2 * inner)
    if best > 0:
        answer["idisp_best"] = 100 * sum(abs(y - best) for y in ys) / ((n - 1) * best)
    if mu > 0:
        answer |= {
            "idisp_mean": 100 * sum(abs(y - mu) for y in ys) / (n * mu),
            "idisp_mean_weighted": 100 * sum(a * abs(y - mu) for a, y in zip(f, ys)) / mu,
            "cov_percent": 100 * sqrt(bgv) / mu,
            "paf": 100 * (best - mu) / mu,
        }
        if min(ys) >= 0:
            pairs_ = list(zip(ys, f))
            answer["theil_t_1000"] = 1000 * theil_t(pairs_)
            l = theil_l(pairs_)
            answer["mld_1000"] = None if l is None else 1000 * l
    return answer
