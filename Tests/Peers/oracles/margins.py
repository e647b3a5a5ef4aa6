"""Margins of error after the Census Bureau's handbook."""

from mpmath import mpf, sqrt

from .common import SLACK, number, oracle
from .functions import two_sided

Z90, Z95, Z99 = mpf("1.645"), mpf("1.960"), mpf("2.576")


def margined(value, moe, name="value", cv=False, se=True):
    answer = {name: value, "moe": moe if value is not None else None}
    if se:
        answer["se"] = None if answer["moe"] is None else moe / Z90
    if cv:
        answer["cv_percent"] = None if answer["moe"] is None or value == 0 else 100 * moe / Z90 / abs(value)
    return answer


def raw_number(raw):
    """A number, "" for nothing, None for text that is no number."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return ""
    try:
        return mpf(str(raw).strip().replace(",", ""))
    except ValueError:
        return None


@oracle
def acs_annotation_decode(given):
    raw, is_open = given["estimate"], False
    if isinstance(raw, str) and raw.strip()[-1:] in ("+", "-") and raw.strip()[:-1]:
        raw, is_open = raw.strip()[:-1], True
    estimate, moe = raw_number(raw), raw_number(given["moe"])
    nothing = {"estimate": None, "moe": None}
    if estimate is None or moe is None:
        return nothing | {"status": "invalid"}
    if estimate in ("", -999999999, -666666666):
        return nothing | {"status": "suppressed"}
    if estimate == -888888888:
        return nothing | {"status": "not_applicable"}
    if moe in ("", -222222222, -999999999, -888888888, -666666666):
        margin, status = None, "ok"
    elif moe == -555555555:
        margin, status = mpf(0), "controlled"
    elif moe == -333333333:
        margin, status = None, "open_ended"
    elif moe < 0:
        margin, status = None, "invalid"
    else:
        margin, status = moe, "ok"
    if is_open and status != "invalid":
        status = "open_ended"
    return {"estimate": estimate, "moe": margin, "status": status}


@oracle
def acs_reliability(given):
    e, m = number(given["estimate"]), number(given["moe"])
    if e is None or m is None:
        return dict.fromkeys(["se", "ci90", "ci95", "ci99", "cv_percent"]) | {"reliability": "unknown"}
    se = m / Z90
    cv = None if e == 0 else 100 * se / abs(e)
    word = (
        "undefined" if cv is None else "high" if cv <= 12 + SLACK else "medium" if cv <= 40 + SLACK else "low"
    )
    answer = {f"ci{n}": [e - z * se, e + z * se] for n, z in ((90, Z90), (95, Z95), (99, Z99))}
    return answer | {"se": se, "cv_percent": cv, "reliability": word}


def sum_of(terms):
    """(estimate, moe) of a list of them, with the zero rule."""
    if not terms or any(e is None for e, _ in terms):
        return None, None
    total = sum(e for e, _ in terms)
    if any(m is None for _, m in terms):
        return total, None
    zeros = [m for e, m in terms if e == 0]
    return total, sqrt(sum(m * m for e, m in terms if e != 0) + max(zeros, default=mpf(0)) ** 2)


def term(node, e="estimate", m="moe"):
    return number(node.get(e)), number(node.get(m))


@oracle
def acs_moe_sum(given):
    return margined(*sum_of([term(t) for t in given["terms"]]), "estimate", cv=True)


@oracle
def acs_moe_difference(given):
    (a, ma), (b, mb) = term(given["a"]), term(given["b"])
    value = None if a is None or b is None else a - b
    moe = None if None in (ma, mb) else sqrt(ma**2 + mb**2)
    return margined(value, moe, "estimate")


def quotient(x, y, subset):
    """(value, moe, method) of x/y."""
    (x, mx), (y, my) = x, y
    if x is None or y is None or y == 0:
        return None, None, None
    r = x / y
    if mx is None or my is None:
        return r, None, None
    under = mx**2 - r**2 * my**2
    if subset and abs(under) <= SLACK * mx**2:
        under = mpf(0)
    if subset and under >= 0:
        return r, sqrt(under) / abs(y), "proportion"
    return r, sqrt(mx**2 + r**2 * my**2) / abs(y), "ratio_fallback" if subset else None


@oracle
def acs_moe_proportion(given):
    value, moe, method = quotient(term(given["x"]), term(given["y"]), True)
    return {"value": value, "moe": moe, "method": method}


@oracle
def acs_moe_ratio(given):
    value, moe, _ = quotient(term(given["x"]), term(given["y"]), False)
    return {"value": value, "moe": moe}


@oracle
def acs_moe_product(given):
    (x, mx), (y, my) = term(given["x"]), term(given["y"])
    value = None if x is None or y is None else x * y
    moe = None if value is None or None in (mx, my) else sqrt(x**2 * my**2 + y**2 * mx**2)
    return margined(value, moe, cv=True)


@oracle
def acs_moe_percent_change(given):
    old, new = term(given["old"]), term(given["new"])
    value, moe, _ = quotient(new, old, False)
    change = None if value is None else 100 * (new[0] - old[0]) / old[0]
    return {"value": change, "moe": None if moe is None else 100 * moe}


@oracle
def acs_significance(given):
    (a, ma), (b, mb) = term(given["a"]), term(given["b"])
    c = number(given.get("overlap") or 0)
    nothing = dict.fromkeys(["z", "p", "sig90", "sig95", "sig99"])
    if None in (a, b, ma, mb) or c >= 1:
        return nothing
    if ma == 0 and mb == 0:
        return nothing | {f"sig{n}": a != b for n in (90, 95, 99)}
    z = (a - b) / (sqrt(1 - c) * sqrt(ma**2 + mb**2) / Z90)
    answer = {f"sig{n}": abs(z) > limit + SLACK for n, limit in ((90, Z90), (95, Z95), (99, Z99))}
    return answer | {"z": z, "p": two_sided(z)}


@oracle
def acs_median_binned(given):
    bins = sorted(((mpf(b["min"]), mpf(b["max"]), mpf(b["n"])) for b in given["bins"]), key=lambda b: b[0])
    total = sum(b[2] for b in bins)
    if not bins or total == 0:
        return {"median": None, "moe": None}

    def at(p, own):
        below = mpf(0)
        for i, (low, high, n) in enumerate(bins):
            if n > 0 and below <= p * total <= below + n:
                end = high if own or i + 1 == len(bins) else bins[i + 1][0]
                return low + (end - low) * (p * total - below) / n
            below += n

    s, factor = number(given["sampling_percentage"]), number(given.get("design_factor") or 1)
    moe = None
    if s is not None:
        error = factor * sqrt((100 - s) / (total * s) * 2500) / 100
        if error <= mpf(1) / 2:
            half = mpf(1) / 2
            moe = Z90 * (at(half + error, False) - at(half - error, False)) / 2
    return {"median": at(mpf(1) / 2, True), "moe": moe}
