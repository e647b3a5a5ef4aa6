"""Inequality of amounts over units."""

from mpmath import exp, log, mpf

from .common import number, oracle, sample, weighted_mean


@oracle
def gini(given):
    units = sample(given)
    if not units:
        return {"gini": None, "mean": None, "n": 0}
    mu, total = weighted_mean(units), sum(w for _, w in units)
    answer = {"gini": None, "mean": mu, "n": len(units)}
    if mu > 0:
        ordered, below, half = sorted(units), mpf(0), mpf(0)
        for x, w in ordered:
            half += w * x * (2 * below + w)
            below += w
        answer["gini"] = half / (mu * total**2) - 1
    return answer


def curve(units):
    """(shares of weight, shares of amount) over units in blocks of one key: [(key, amount, weight)]."""
    total_w = sum(w for _, _, w in units)
    total = sum(a * w for _, a, w in units)
    if total <= 0:
        return None
    p, l, keys = [mpf(0)], [mpf(0)], []
    for key, amount, w in sorted(units, key=lambda u: u[0]):
        if keys and keys[-1] == key:
            p[-1] += w / total_w
            l[-1] += amount * w / total
        else:
            keys.append(key)
            p.append(p[-1] + w / total_w)
            l.append(l[-1] + amount * w / total)
    return p, l


def area_index(p, l):
    return 1 - sum((p[i + 1] - p[i]) * (l[i + 1] + l[i]) for i in range(len(p) - 1))


def lorenz(units):
    if not units or any(x < 0 for x, _ in units):
        return None
    return curve([(x, x, w) for x, w in units])


@oracle
def lorenz_curve(given):
    found = lorenz(sample(given))
    if found is None:
        return {"p": None, "L": None, "gini_from_area": None}
    return {"p": found[0], "L": found[1], "gini_from_area": area_index(*found)}


def theil_t(units):
    mu, total = weighted_mean(units), sum(w for _, w in units)
    return sum(w / total * x / mu * log(x / mu) for x, w in units if x > 0)


def theil_l(units):
    mu, total = weighted_mean(units), sum(w for _, w in units)
    return None if any(x == 0 for x, _ in units) else -sum(w / total * log(x / mu) for x, w in units)


@oracle
def theil(given):
    keys = ["T", "L", "T_between", "T_within", "L_between", "L_within", "groups"]
    units = sample(given)
    if not units or any(x < 0 for x, _ in units) or weighted_mean(units) == 0:
        return dict.fromkeys(keys)
    answer = dict.fromkeys(keys) | {"T": theil_t(units), "L": theil_l(units)}
    if given["groups"] is None:
        return answer
    weights = given["weights"] or [1] * len(given["values"])
    groups = {}
    for x, w, label in zip(given["values"], weights, given["groups"]):
        if x is not None and w:
            groups.setdefault("(none)" if label is None else label, []).append((mpf(x), mpf(w)))
    mu, total = weighted_mean(units), sum(w for _, w in units)
    told, t_between, t_within, l_between, l_within = {}, mpf(0), mpf(0), mpf(0), mpf(0)
    for label, members in groups.items():
        f, mu_g = sum(w for _, w in members) / total, weighted_mean(members)
        r = mu_g / mu
        t = theil_t(members) if mu_g > 0 else None
        l = theil_l(members) if mu_g > 0 else None
        told[label] = {"population_share": f, "value_share": f * r, "mean": mu_g, "T": t, "L": l}
        if mu_g > 0:
            t_between += f * r * log(r)
            t_within += f * r * t
        l_between = None if mu_g == 0 or l_between is None else l_between - f * log(r)
        l_within = None if l is None or l_within is None else l_within + f * l
    if answer["L"] is None:
        l_between = l_within = None
    return answer | {
        "T_between": t_between,
        "T_within": t_within,
        "L_between": l_between,
        "L_within": l_within,
        "groups": told,
    }


@oracle
def atkinson(given):
    units, eps = sample(given), number(given["epsilon"])
    nothing = {"atkinson": None, "ede": None}
    if not units or eps is None or eps < 0 or any(x < 0 for x, _ in units):
        return nothing
    mu, total = weighted_mean(units), sum(w for _, w in units)
    if mu == 0:
        return nothing
    if eps == 0:
        ede = mu
    elif any(x == 0 for x, _ in units) and eps >= 1 - mpf(10) ** -12:
        ede = mpf(0)
    elif abs(eps - 1) <= mpf(10) ** -12:
        ede = exp(sum(w * log(x) for x, w in units) / total)
    else:
        ede = mu * (sum(w * (x / mu) ** (1 - eps) for x, w in units if x > 0) / total) ** (1 / (1 - eps))
    return {"atkinson": 1 - ede / mu, "ede": ede}


@oracle
def hoover(given):
    units = sample(given)
    if not units or any(x < 0 for x, _ in units) or sum(x * w for x, w in units) <= 0:
        return {"hoover": None}
    amount, total = sum(x * w for x, w in units), sum(w for _, w in units)
    return {"hoover": sum(abs(w * x / amount - w / total) for x, w in units) / 2}


@oracle
def share_ratios(given):
    found = lorenz(sample(given))
    keys = ["bottom20", "bottom40", "top20", "top10", "palma", "ratio_20_20"]
    if found is None:
        return dict.fromkeys(keys)
    p, l = found

    def at(share):
        share = mpf(share)
        i = next(i for i in range(1, len(p)) if p[i] >= share or i == len(p) - 1)
        return l[i - 1] + (l[i] - l[i - 1]) * (share - p[i - 1]) / (p[i] - p[i - 1])

    b20, b40, t20, t10 = at("0.2"), at("0.4"), 1 - at("0.8"), 1 - at("0.9")
    return dict(
        zip(keys, [b20, b40, t20, t10, None if b40 == 0 else t10 / b40, None if b20 == 0 else t20 / b20])
    )
