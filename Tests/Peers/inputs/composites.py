"""Inputs of composites."""

from .common import generator


@generator
def percentile_rank(draw):
    tags, values = draw.amounts()
    return tags, {"values": values[:60], "exclude_zeros": draw.random() < 0.5}


@generator
def standardise(draw):
    tags, values = draw.amounts()
    return tags, {"values": values[:60]}


@generator
def svi_ranking(draw):
    n = draw.choice([1, 2, 11, draw.randint(3, 40), draw.randint(3, 40)])
    names = [f"i{k}" for k in range(draw.randint(1, 9))]

    def indicator():
        return draw.choice(
            [
                draw.list(n, digits=1),
                [draw.randint(0, 4) for _ in range(n)],
                draw.holes(draw.list(n), 0.1),
                draw.list(n, -9, 9),
                [0] * n,
            ]
        )

    themes = {}
    for name in names:
        themes.setdefault(draw.choice(["one", "two", "three"]), []).append(name)
    people = [draw.pick([9, 1], draw.randint(1, 9000), 0) for _ in range(n)]
    return ["ordinary"], {
        "population": people,
        "indicators": {name: indicator() for name in names},
        "themes": themes,
        "inverted": [name for name in names if draw.random() < 0.2],
    }


@generator
def calenviroscreen_score(draw):
    n = draw.choice([1, 2, draw.randint(3, 30), draw.randint(3, 30)])

    def indicator():
        return draw.choice(
            [
                draw.list(n),
                [draw.choice([0, draw.randint(1, 5)]) for _ in range(n)],
                draw.holes(draw.list(n)),
                draw.list(n, -9, 9),
                [0] * n,
            ]
        )

    names = ["exposures", "environmental_effects", "sensitive", "socioeconomic"]
    return ["ordinary"], {
        "components": {name: {f"i{k}": indicator() for k in range(draw.randint(1, 4))} for name in names},
        "method": draw.choice(["strict", "weak"]),
        "exclude_zeros": draw.random() < 0.5,
    }


@generator
def coi_zscore_index(draw):
    n = draw.choice([1, 2, draw.randint(3, 30), draw.randint(3, 30), 120])

    def indicator():
        values = draw.choice(
            [
                draw.list(n),
                [draw.randint(0, 4) for _ in range(n)],
                draw.holes(draw.list(n), 0.1),
                draw.list(n, -9, 9),
                [5] * n,
            ]
        )
        return {
            "values": values,
            "direction": draw.choice([1, -1]),
            "weight": draw.choice([1, draw.value(0.1, 1)]),
        }

    domains = ["education", "health", "economic"][: draw.randint(1, 3)]
    children = draw.choice(
        [
            [draw.randint(1, 900) for _ in range(n)],
            [draw.choice([0, draw.randint(1, 9)]) for _ in range(n)],
            draw.holes([draw.randint(1, 900) for _ in range(n)]),
            [0] * n,
            [1] * n,
        ]
    )
    return ["ordinary"], {
        "domains": {d: {f"i{k}": indicator() for k in range(draw.randint(1, 4))} for d in domains},
        "domain_weights": {d: draw.choice([1, draw.value(0.1, 2)]) for d in domains},
        "children": children,
    }
