"""Inputs of segregation."""

from .common import generator


@generator
def segregation_two_group(draw):
    n = draw.choice([0, 1, draw.randint(2, 30), draw.randint(2, 30)])
    total = [draw.choice([draw.randint(1, 4000), draw.randint(1, 9), 0]) for _ in range(n)]
    group = [draw.choice([0, t, draw.randint(0, t), draw.randint(0, t)]) for t in total]
    kind = draw.randrange(8)
    if kind == 0:
        group, total = draw.holes(group), draw.holes(total)
    elif kind == 1:
        group = [0] * n
    elif kind == 2:
        group = list(total)
    elif kind == 3 and n:
        group[0] = draw.choice([-1, total[0] + 1])
        total[0] = total[0] or 5
    elif kind == 4:
        total = [1000 * t for t in total]
    return ["ordinary"], {"group": group, "total": total}


@generator
def segregation_multigroup(draw):
    K, n = draw.randint(1, 5), draw.choice([0, 1, draw.randint(2, 20), draw.randint(2, 20)])
    groups = [
        [draw.choice([0, draw.randint(0, 900), draw.randint(0, 900)]) for _ in range(n)] for _ in range(K)
    ]
    kind = draw.randrange(7)
    if kind == 0:
        groups = [draw.holes(g, 0.1) for g in groups]
    elif kind == 1:
        groups[0] = [0] * n
    elif kind == 2:
        groups = [[0] * n if k else g for k, g in enumerate(groups)]
    return ["ordinary"], {"groups": groups}


@generator
def location_quotient(draw):
    def part(whole):
        t = draw.choice(
            [draw.randint(1, 900) * whole, draw.randint(1, 900) * whole, draw.pick([4, 1, 1], 5, 0, None)]
        )
        x = draw.choice([0, t and draw.randint(0, t), t and draw.randint(0, t), t, draw.pick([4, 1], 1, None)])
        unit = {"x": x, "t": t}
        if draw.random() < 0.7:
            unit |= {"x_moe": draw.choice([draw.randint(0, 60), None]), "t_moe": draw.randint(0, 90)}
        return unit

    region = draw.choice([None, part(20)])
    return ["ordinary"], {"units": [part(1) for _ in range(draw.randint(0, 8))], "region": region}


@generator
def spatial_equity_disparity(draw):
    def tract():
        p = draw.choice([draw.randint(0, 4000), draw.randint(100, 4000), 0])
        return {
            "resource": draw.choice([0, draw.randint(0, 30), draw.value(0, 9), draw.pick([3, 1], 2, None)]),
            "population": p,
            "population_moe": draw.pick([9, 1], draw.randint(5, 400), None),
            "group_share": draw.pick([14, 1], draw.value(0, 1, 3), None),
            "group_share_moe": draw.pick([14, 1], draw.value(0, 0.2, 3), None),
        }

    tracts = [tract() for _ in range(draw.randint(1, 9))]
    if draw.random() < 0.1:
        tracts = [t | {"resource": 0} for t in tracts]
    return ["ordinary"], {
        "tracts": tracts,
        "city_share": draw.choice(
            [
                {"value": draw.value(0, 1, 3), "moe": draw.value(0, 0.1, 3)},
                {"value": draw.value(0, 1, 3), "moe": draw.choice([0, None])},
                {"value": None, "moe": None},
            ]
        ),
    }
