"""Whether one number may be shown."""

from mpmath import mpf

from .common import number, oracle
from .functions import t_quantile
from .intervals import clopper, poisson_exact


@oracle
def suppression_primary(given):
    rule = given["rule"]
    m, d = rule.get("min_count"), rule.get("min_denominator")
    u, width = rule.get("unreliable_below"), rule.get("max_relative_width")

    def decide(cell):
        count, whole = cell.get("count"), cell.get("denominator")
        if count is None:
            return "missing", []
        if count < 0:
            return "invalid", []
        withhold = [
            ("count", m is not None and 1 <= count <= m - 1),
            ("zero", count == 0 and rule.get("suppress_zero")),
            (
                "complement",
                rule.get("protect_complement") and whole is not None and 1 <= whole - count <= m - 1,
            ),
            ("denominator", d is not None and whole is not None and whole < d),
        ]
        reasons = [name for name, holds in withhold if holds]
        if reasons:
            return "suppress", reasons
        flags = [("unreliable", u is not None and count < u)]
        if width is not None and count > 0:
            low, high = poisson_exact(mpf(count), mpf("0.95"))
            flags.append(("relative_width", 100 * (high - low) / count > width))
        reasons = [name for name, holds in flags if holds]
        return ("flag" if reasons else "show"), reasons

    decisions = map(decide, given["cells"])
    return {"decisions": [{"decision": d, "reasons": r} for d, r in decisions]}


@oracle
def nchs_proportion_reliability(given):
    p, n, n_eff, df = (number(given[k]) for k in ("p", "n", "n_eff", "df"))
    if p is None or n is None:
        return {
            "ci": None,
            "abs_width": None,
            "rel_width_percent": None,
            "status": "missing",
            "review": False,
            "complement_unreliable": False,
        }
    n_eff = n if n_eff is None else n_eff
    size = n_eff
    if df is not None:
        size = n_eff * (t_quantile(mpf("0.975"), n - 1) / t_quantile(mpf("0.975"), df)) ** 2
    size = min(size, n)
    low, high = clopper(p * size, size, mpf("0.95"))
    w = high - low
    relative = None if p == 0 else 100 * w / p
    status = "present"
    if n < 30 or n_eff < 30 or w >= mpf("0.3"):
        status = "suppress"
    elif w > mpf("0.05") and relative is not None and relative > 130:
        status = "suppress"
    other = status == "present" and p != 1 and 100 * w / (1 - p) > 130
    return {
        "ci": [low, high],
        "abs_width": w,
        "rel_width_percent": relative,
        "status": status,
        "review": p in (0, 1) or (df is not None and df < 8),
        "complement_unreliable": other,
    }
