"""Ranks, scales and composite indices."""

from mpmath import mpf, sqrt

from .common import SLACK, mean, numbers, oracle
from .distributions import quantile_inverse


def ranks(values, kind, exclude_zeros=False):
    known = [v for v in values if v is not None and not (exclude_zeros and v == 0)]
    n = len(known)

    def one(v):
        if v is None:
            return None
        if exclude_zeros and v == 0:
            return mpf(0)
        below, upto = sum(k < v for k in known), sum(k <= v for k in known)
        return {
            "percent_rank": mpf(below) / (n - 1) if n > 1 else mpf(0),
            "strict": mpf(below) / n,
            "weak": mpf(upto) / n,
            "mean": mpf(below + upto) / (2 * n),
        }[kind]

    return [one(v) for v in values]


@oracle
def percentile_rank(given):
    return {
        kind: ranks(numbers(given["values"]), kind, given["exclude_zeros"])
        for kind in ("percent_rank", "strict", "weak", "mean")
    }


@oracle
def standardise(given):
    values = numbers(given["values"])
    known = [v for v in values if v is not None]
    nothing = [None] * len(values)
    if not known:
        return {"z_pop": nothing, "z_sample": nothing, "minmax": nothing}
    # The peers' mean is a double; beside values far from zero that shows in the ninth digit.
    mu, n = mpf(float(mean(known))) if max(map(abs, known)) > 10**6 else mean(known), len(known)
    squares = sum((v - mu) ** 2 for v in known)

    def scores(divisor):
        sd = sqrt(squares / divisor)
        return [None if v is None else mpf(0) if sd == 0 else (v - mu) / sd for v in values]

    low, high = min(known), max(known)
    scale = [None if v is None else mpf(1) / 2 if low == high else (v - low) / (high - low) for v in values]
    return {"z_pop": scores(n), "z_sample": scores(n - 1) if n > 1 else nothing, "minmax": scale}


def rounded(x, digits):
    """Half away from zero, on the exact fraction."""
    return None if x is None else mpf(int(x * 10**digits + mpf(1) / 2 + SLACK)) / 10**digits


@oracle
def svi_ranking(given):
    people = given["population"]
    areas = range(len(people))
    live = [p is not None and p > 0 for p in people]

    def percentile(values, inverted=False):
        masked = [v if here else None for v, here in zip(values, live)]
        found = ranks(masked, "percent_rank")
        # The exact fraction is that of the inverted rank.
        return [None if r is None else rounded(1 - r if inverted else r, 4) for r in found]

    epl = {
        name: percentile(numbers(values), name in given["inverted"])
        for name, values in given["indicators"].items()
    }

    def total(lists):
        return [
            None if not live[i] or any(l[i] is None for l in lists) else sum(l[i] for l in lists) for i in areas
        ]

    spl = {theme: total([epl[n] for n in names]) for theme, names in given["themes"].items()}
    tie = lambda values: [rounded(v, 10) for v in values]
    rpl = {theme: percentile(tie(sums)) for theme, sums in spl.items()}
    flags = {
        theme: [
            sum(epl[n][i] is not None and epl[n][i] >= mpf("0.9") for n in names) if live[i] else None
            for i in areas
        ]
        for theme, names in given["themes"].items()
    }
    whole_ = total(list(spl.values()))
    return {
        "EPL": epl,
        "SPL": spl,
        "RPL": rpl,
        "SPL_total": whole_,
        "RPL_total": percentile(tie(whole_)),
        "flags": flags,
        "flags_total": [sum(f[i] for f in flags.values()) if live[i] else None for i in areas],
    }


@oracle
def calenviroscreen_score(given):
    method, zeros = given["method"], given["exclude_zeros"]
    parts = {}
    for name, indicators in given["components"].items():
        lists = [ranks(numbers(v), method, zeros) for v in indicators.values()]
        parts[name] = [
            100 * mean(known) if (known := [r for r in column if r is not None]) else None
            for column in zip(*lists)
        ]

    def combine(a, b, weight):
        raw = [
            None if x is None or y is None else (x + weight * y) / (1 + weight)
            for x, y in zip(parts[a], parts[b])
        ]
        most = max((r for r in raw if r is not None), default=None)
        return [None if r is None else mpf(0) if most == 0 else 10 * r / most for r in raw]

    burden = combine("exposures", "environmental_effects", mpf(1) / 2)
    people = combine("sensitive", "socioeconomic", mpf(1))
    score = [None if a is None or b is None else a * b for a, b in zip(burden, people)]
    # Scores that differ in the last digits of a double are ties.
    tie = [None if s is None else rounded(s, 10) for s in score]
    return {
        "components": parts,
        "pollution_burden": burden,
        "population_characteristics": people,
        "score": score,
        "percentile": [None if r is None else 100 * r for r in ranks(tie, method)],
    }


@oracle
def coi_zscore_index(given):
    def z_scores(indicator):
        found = standardise({"values": indicator["values"]})["z_pop"]
        return [None if z is None else indicator["direction"] * z for z in found]

    z = {
        domain: {name: z_scores(indicator) for name, indicator in indicators.items()}
        for domain, indicators in given["domains"].items()
    }

    def average(columns, weights):
        answer = []
        for column in zip(*columns):
            known = [(v, mpf(w)) for v, w in zip(column, weights) if v is not None]
            total = sum(w for _, w in known)
            answer.append(sum(v * w for v, w in known) / total if known and total else None)
        return answer

    domain_z = {
        domain: average(z[domain].values(), [i["weight"] for i in indicators.values()])
        for domain, indicators in given["domains"].items()
    }
    overall = average(domain_z.values(), [given["domain_weights"][d] for d in domain_z])
    overall = [None if any(d[i] is None for d in domain_z.values()) else v for i, v in enumerate(overall)]
    tied = [
        None if v is None else mpf(int(v * 10**12 + (mpf(1) / 2 if v >= 0 else -mpf(1) / 2))) for v in overall
    ]
    units = [(v, mpf(c)) for v, c in zip(tied, given["children"]) if v is not None and c is not None and c > 0]

    def levels(count):
        if not units:
            return [None] * len(overall)
        cuts = [quantile_inverse(units, mpf(i) / count) for i in range(1, count)]
        return [None if v is None else 1 + sum(c < v for c in cuts) for v in tied]

    return {"z": z, "domain_z": domain_z, "overall": overall, "level": levels(5), "score": levels(100)}
