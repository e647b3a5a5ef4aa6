"""Inputs of change."""

from .common import generator


@generator
def trend_mann_kendall_theil_sen(draw):
    n = draw.choice([0, 1, 2, 3, 4, draw.randint(5, 20), draw.randint(5, 20), 21, draw.randint(22, 60)])
    times = draw.choice(
        [
            list(range(2000, 2000 + n)),
            sorted(draw.sample(range(1900, 2100), n)),
            [i / 4 for i in range(n)],
            draw.sample(range(500), n),
        ]
    )
    if draw.random() < 0.06 and n > 2:
        times = [times[0], times[0], *times[2:]]
    slope = draw.choice([0, 0.5, -2])
    values = draw.choice(
        [
            [round(slope * i + draw.gauss(0, 3), 2) for i in range(n)],
            [draw.randint(0, 5) for _ in range(n)],
            draw.holes(draw.list(n)),
            [4] * n,
            [slope * i for i in range(n)],
            draw.list(n, -9, 0, 3),
        ]
    )
    if draw.random() < 0.1:
        times = draw.holes(times, 0.1)
    return ["ordinary"], {"times": times, "values": values}


@generator
def cpi_adjust(draw):
    years = range(2000, 2024)
    index = {str(y): draw.pick([20, 1, 1, 1], draw.value(100, 320, 3), None, 0, -4) for y in years}
    return ["ordinary"], {
        "value": draw.choice([draw.value(0, 90000), 0, -50, draw.pick([3, 1], 100, None)]),
        "moe": draw.choice([None, draw.value(0, 900), 0]),
        "from": draw.choice([*years, 1990]),
        "to": draw.choice([*years]),
        "index": index,
    }


@generator
def multiple_testing(draw):
    n = draw.choice([0, 1, 2, draw.randint(3, 40), draw.randint(3, 40)])
    p = draw.choice(
        [
            [draw.random() for _ in range(n)],
            [draw.random() ** 6 for _ in range(n)],
            [0.01 * draw.randint(0, 9) for _ in range(n)],
            draw.holes([draw.random() ** 3 for _ in range(n)]),
            [draw.choice([0, 1, 0.5]) for _ in range(n)],
            [1e-12 * draw.random() for _ in range(n)],
            [None] * n,
        ]
    )
    if n and draw.random() < 0.08:
        p[0] = draw.choice([-0.1, 1.2])
    return ["ordinary"], {"p": p, "alpha": draw.choice([0.05, 0.05, 0.1, 0.01])}
