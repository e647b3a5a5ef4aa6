"""Inputs of gradients."""

from .common import generator


def gradient(draw, key):
    tags, values = draw.amounts()
    more, weights = draw.weights(len(values))
    n = len(values)
    ranks = draw.choice(
        [
            list(range(n)),
            [draw.randint(1, 5) for _ in range(n)],
            draw.list(n, -9, 9),
            [3] * n,
            draw.holes([draw.randint(1, 9) for _ in range(n)]),
            draw.list(n),
        ]
    )
    draw.shuffle(ranks)
    return tags + more, {key: values, "rank_var": ranks, "weights": weights}


@generator
def concentration_index(draw):
    tags, given = gradient(draw, "outcome")
    bounds = None
    known = [v for v in given["outcome"] if v is not None]
    if known and draw.random() < 0.5:
        low, high = min(known), max(known)
        bounds = draw.choice([[low, high], [0, 100], [0, high]])
        bounds = bounds if bounds[0] <= low and high <= bounds[1] and bounds[0] < bounds[1] else None
    return tags, given | {"bounds": bounds}


@generator
def concentration_curve(draw):
    return gradient(draw, "outcome")


@generator
def slope_index(draw):
    return gradient(draw, "values")


@generator
def group_disparity_summary(draw):
    n = draw.choice([0, 1, 2, draw.randint(3, 12), draw.randint(3, 12)])
    estimates = draw.choice(
        [
            draw.list(n),
            draw.list(n),
            [draw.randint(0, 5) for _ in range(n)],
            draw.list(n, -20, 40),
            [7] * n,
            draw.holes(draw.list(n)),
        ]
    )
    people = draw.choice(
        [
            [draw.randint(10, 9000) for _ in range(n)],
            draw.holes([draw.randint(10, 900) for _ in range(n)]),
            [1] * n,
        ]
    )
    ses = draw.choice([None, draw.list(n, 0.1, 5), draw.holes(draw.list(n, 0.1, 5)), [0] * n])
    return ["ordinary"], {
        "estimates": estimates,
        "populations": people,
        "ses": ses,
        "favourable": draw.random() < 0.5,
    }
