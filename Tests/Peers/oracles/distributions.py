"""Moments, quantiles and classes."""

from mpmath import mpf, sqrt

from .common import mean, oracle, sample, weighted_mean


@oracle
def weighted_moments(given):
    units = sample(given)
    keys = ["n", "sum_weights", "mean", "var_pop", "sd_pop", "var_freq", "cv_percent"]
    if not units:
        return dict.fromkeys(keys) | ({"n": 0} if units == [] else {})
    total, mu = sum(w for _, w in units), weighted_mean(units)
    squares = sum(w * (x - mu) ** 2 for x, w in units)
    sd = sqrt(squares / total)
    values = [
        len(units),
        total,
        mu,
        squares / total,
        sd,
        None if total <= 1 else squares / (total - 1),
        None if mu == 0 else 100 * sd / abs(mu),
    ]
    return dict(zip(keys, values))


def cumulated(units):
    """[(value, cumulative weight)] of the distinct values, ascending."""
    steps, total = [], mpf(0)
    for x, w in sorted(units):
        total += w
        if steps and steps[-1][0] == x:
            steps[-1] = (x, total)
        else:
            steps.append((x, total))
    return steps


def quantile_inverse(units, p, averaged=False):
    steps = cumulated(units)
    target = mpf(p) * steps[-1][1]
    slack = mpf(10) ** -12 * target
    for i, (x, total) in enumerate(steps):
        if total >= target - slack:
            if averaged and p > 0 and abs(total - target) <= slack and i + 1 < len(steps):
                return (x + steps[i + 1][0]) / 2
            return x


def quantile_linear(values, p):
    values = sorted(values)
    h = (len(values) - 1) * mpf(p)
    i = min(int(h), len(values) - 1)
    return values[i] if i + 1 == len(values) else values[i] + (h - i) * (values[i + 1] - values[i])


@oracle
def weighted_quantile(given):
    units, probs = sample(given), given["probs"]
    if not units:
        return {"type7": None, "inverse": None, "averaged": None}
    values = [x for x, _ in units]
    return {
        "type7": None if given["weights"] is not None else [quantile_linear(values, p) for p in probs],
        "inverse": [quantile_inverse(units, p) for p in probs],
        "averaged": [quantile_inverse(units, p, averaged=True) for p in probs],
    }


def partitions(values, k):
    """The smallest sum of squares of k runs of sorted values, with the ends of all best runs."""
    distinct = sorted(set(values))
    count = [sum(v == d for v in values) for d in distinct]

    def cost(i, j):
        xs = [(d, c) for d, c in zip(distinct[i:j], count[i:j])]
        mu = weighted_mean(xs)
        return sum(c * (d - mu) ** 2 for d, c in xs)

    n = len(distinct)
    costs = {(i, j): cost(i, j) for i in range(n) for j in range(i + 1, n + 1)}
    best = {(0, 0): (mpf(0), [[]])}
    scale = costs[0, n] or mpf(1)
    for j in range(1, n + 1):
        for m in range(1, min(k, j) + 1):
            options = [(best[i, m - 1][0] + costs[i, j], i) for i in range(m - 1, j) if (i, m - 1) in best]
            least = min(o[0] for o in options)
            tied = [i for c, i in options if c - least <= mpf(10) ** -13 * scale]
            runs = [run + [j] for i in tied for run in best[i, m - 1][1]][:50]
            best[j, m] = (least, runs)
    total, runs = best[n, k]
    return total, [[distinct[end - 1] for end in run] for run in runs]


def classes(values, bounds):
    counts = [0] * len(bounds)
    for v in values:
        counts[next(i for i, b in enumerate(bounds) if b >= v - mpf(10) ** -12 * max(mpf(1), abs(b)))] += 1
    return {"breaks": bounds, "counts": counts}


@oracle
def class_breaks(given):
    values = [mpf(v) for v in given["values"] if v is not None]
    if not values:
        return {"k_used": 0, "jenks": None, "quantile": None, "equal": None}
    k = min(given["k"], len(set(values)))
    ssd, runs = partitions(values, k)
    mu = mean(values)
    total = sum((v - mu) ** 2 for v in values)
    jenks = classes(values, runs[0])
    jenks |= {"ssd": ssd, "gvf": mpf(1) if total == 0 else 1 - ssd / total, "unique": len(runs) == 1}
    bounds = []
    for i in range(1, k + 1):
        bound = quantile_linear(values, mpf(i) / k)
        if not bounds or bound - bounds[-1] > mpf(10) ** -12 * max(1, abs(bound)):
            bounds.append(bound)
    low, high = min(values), max(values)
    equal = [low + i * (high - low) / k for i in range(1, k)] + [high]
    return {"k_used": k, "jenks": jenks, "quantile": classes(values, bounds), "equal": classes(values, equal)}
