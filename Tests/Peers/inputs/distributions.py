"""Inputs of distributions and inequality."""

from .common import GENERATORS, generator


@generator
def weighted_moments(draw):
    return draw.weighted()


@generator
def weighted_quantile(draw):
    tags, given = draw.weighted()
    probs = draw.choice([[0.1, 0.25, 0.5, 0.75, 0.9], [0, 0.5, 1], [0.2, 0.4, 0.6, 0.8], [0.01, 0.99, 1 / 3]])
    return tags, given | {"probs": probs}


@generator
def class_breaks(draw):
    tags, values = draw.amounts()
    values = values[:40]
    return tags, {"values": values, "k": draw.randint(1, 9)}


for name in ("gini", "lorenz_curve", "hoover", "share_ratios"):
    GENERATORS[name] = lambda draw: draw.weighted()


@generator
def theil(draw):
    tags, given = draw.weighted()
    labels = draw.choice([["a", "b", "c"], ["north", "south"], ["only"], ["a", None, "b"], ["ä é", "(x)"]])
    groups = None if draw.random() < 0.3 else [draw.choice(labels) for _ in given["values"]]
    if groups and draw.random() < 0.2:
        given["values"] = [0 if g == labels[0] else v for v, g in zip(given["values"], groups)]
    return tags, given | {"groups": groups}


@generator
def atkinson(draw):
    tags, given = draw.weighted()
    return tags, given | {"epsilon": draw.choice([0, 0.25, 0.5, 0.99, 1, 1 + 1e-13, 1.5, 2, 3, -1])}
