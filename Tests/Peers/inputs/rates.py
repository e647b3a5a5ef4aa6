"""Inputs of rates."""

from .common import LEVELS, generator


@generator
def direct_standardised_rate(draw):
    n = draw.choice([0, 1, 2, 5, 11, 18]) if draw.random() < 0.3 else draw.randint(2, 12)
    kind = draw.randrange(8)
    most = 2 if kind == 0 else 120
    counts = [draw.randint(0, most) for _ in range(n)]
    people = [draw.randint(200, 90000) for _ in range(n)]
    standard = [draw.randint(1, 150000) for _ in range(n)]
    if n:
        i = draw.randrange(n)
        if kind == 1:
            counts[i] = None
        elif kind == 2:
            people[i] = 0
        elif kind == 3:
            standard[i] = 0
            people[i] = draw.choice([0, 50])
        elif kind == 4:
            counts = [0] * n
        elif kind == 5:
            standard = [draw.value(0, 1, 4) + 0.0001 for _ in range(n)]
            counts = draw.list(n, 0, 9)
        elif kind == 6:
            people[i], counts[i] = 3, 1
        elif kind == 7 and draw.random() < 0.3:
            standard = [0] * n
    return ["ordinary"], {
        "counts": counts,
        "populations": people,
        "standard": standard,
        "multiplier": draw.choice([1, 1000, 100000]),
        "level": draw.choice(LEVELS),
    }


@generator
def indirect_standardised_ratio(draw):
    strata = [
        {
            "population": draw.randint(10, 9000),
            "standard_count": draw.randint(0, 900),
            "standard_population": draw.randint(9000, 10**6),
        }
        for _ in range(draw.randint(0, 9))
    ]
    if strata and draw.random() < 0.3:
        draw.choice(strata)[draw.choice(["population", "standard_count", "standard_population"])] = draw.choice(
            [None, 0]
        )
    return ["ordinary"], {
        "observed": draw.choice([0, 1, draw.randint(0, 90), draw.randint(0, 900)]),
        "strata": strata,
        "multiplier": draw.choice([1, 100]),
        "level": draw.choice(LEVELS),
    }


@generator
def empirical_bayes_rate_smoothing(draw):
    n = draw.choice([0, 1, 2, draw.randint(3, 40), draw.randint(3, 40)])
    people = [draw.randint(50, 20000) for _ in range(n)]
    counts = [draw.choice([0, int(p * draw.uniform(0, 0.02))]) for p in people]
    kind = draw.randrange(6)
    if kind == 0:
        people, counts = draw.holes(people), draw.holes(counts)
    elif kind == 1:
        people = [draw.choice([0, p]) for p in people]
        counts = [min(c, p) for c, p in zip(counts, people)]
    elif kind == 2:
        counts = [0] * n
    elif kind == 3:
        counts = [round(p * 0.01) for p in people]
    return ["ordinary"], {"counts": counts, "populations": people}
