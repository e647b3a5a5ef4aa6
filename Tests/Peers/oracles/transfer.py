"""From one set of areas to another."""

from mpmath import mpf, sqrt

from .common import number, numbers, oracle
from .margins import quotient, sum_of, term


@oracle
def areal_interpolation(given):
    area = numbers(given["source_area"])
    A = [numbers(row) for row in given["intersections"]]
    targets = range(len(A[0]) if A else 0)
    counts, rates = numbers(given["extensive"]), numbers(given["intensive"])
    d = [sum(row) if given["allocate_total"] else whole_ for row, whole_ in zip(A, area)]
    extensive, intensive, coverage = [], [], []
    for j in targets:
        extensive.append(
            sum((v * row[j] / w for v, row, w in zip(counts, A, d) if v is not None and row[j]), mpf(0))
        )
        known = sum(row[j] for r, row in zip(rates, A) if r is not None)
        intensive.append(
            sum(r * row[j] for r, row in zip(rates, A) if r is not None) / known if known else None
        )
        every = sum(row[j] for row in A)
        had = sum(row[j] for v, row in zip(counts, A) if v is not None)
        coverage.append(had / every if every else None)
    return {"extensive": extensive, "intensive": intensive, "coverage": coverage}


@oracle
def crosswalk_weighted(given):
    links = [(l["source"], l["target"], mpf(l["weight"])) for l in given["links"]]
    sources, kind = given["sources"], given["kind"]
    targets = {}
    for target in dict.fromkeys(t for _, t, w in links if w != 0):
        parts = [(sources[s], w) for s, t, w in links if t == target and w != 0]

        def count(read):
            scale = [(term(read(source)), w) for source, w in parts]
            return sum_of([(None if e is None else w * e, None if m is None else w * m) for (e, m), w in scale])

        if kind == "count":
            estimate, moe = count(lambda source: source)
            targets[target] = {"estimate": estimate, "moe": moe}
        elif kind == "proportion":
            value, moe, _ = quotient(count(lambda s: s["num"]), count(lambda s: s["den"]), True)
            targets[target] = {"value": value, "moe": moe}
        else:
            rows = [(*term(s, "value"), number(s["universe"]), w) for s, w in parts]
            value = moe = None
            if all(r is not None and u is not None for r, _, u, _ in rows):
                whole_ = sum(w * u for _, _, u, w in rows)
                if whole_ != 0:
                    value = sum(w * u * r for r, _, u, w in rows) / whole_
                    if all(m is not None for _, m, _, _ in rows):
                        moe = sqrt(sum((w * u * m) ** 2 for _, m, u, w in rows)) / whole_
            targets[target] = {"value": value, "moe": moe}
    rest = {}
    for source in sources:
        share = 1 - sum(w for s, _, w in links if s == source)
        if abs(share) > mpf(10) ** -9:
            rest[source] = share
    return {"targets": targets, "unallocated": rest}
