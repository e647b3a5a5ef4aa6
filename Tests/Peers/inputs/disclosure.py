"""Inputs of presentation and disclosure."""

from .common import generator


@generator
def suppression_primary(draw):
    rule = {"min_count": draw.choice([5, 10, 11, 16]), "suppress_zero": draw.random() < 0.5}
    if draw.random() < 0.7:
        rule["protect_complement"] = draw.random() < 0.5
    if draw.random() < 0.4:
        rule["min_denominator"] = draw.choice([20, 50, 100])
    if draw.random() < 0.4:
        rule["unreliable_below"] = draw.choice([16, 20, None])
    if draw.random() < 0.4:
        rule["max_relative_width"] = draw.choice([160, 130, 100, None])
    cells = []
    for _ in range(draw.randint(0, 12)):
        count = draw.choice([0, draw.randint(0, 25), draw.randint(0, 25), None, -1, 4000])
        cell = {"count": count}
        if draw.random() < 0.7 and count is not None:
            cell["denominator"] = draw.choice([count, count + draw.randint(0, 14), count + 500, None, 30])
        cells.append(cell)
    return ["ordinary"], {"rule": rule, "cells": cells}


@generator
def nchs_proportion_reliability(draw):
    n = draw.choice([1, 2, 29, 30, 31, draw.randint(20, 90), draw.randint(100, 3000), 100000])
    p = draw.choice([0, 1, 0.5, draw.value(0, 0.1, 3), draw.value(0, 1, 3), draw.value(0.9, 1, 3), None])
    n_eff = draw.choice([None, None, n, round(n / draw.uniform(0.8, 3), 1), 29.5, 30])
    df = draw.choice([None, None, 1, 2, 7, 8, 9, 30, 62, 500])
    if n == 1:
        n_eff = df = None
    return ["ordinary"], {"p": p, "n": draw.pick([30, 1], n, None), "n_eff": n_eff, "df": df}


def table(draw, most):
    rows, columns = draw.randint(1, most), draw.randint(1, most)
    return [
        [
            draw.choice([0, draw.randint(1, 10), draw.randint(11, 60), draw.randint(11, 60)])
            for _ in range(columns)
        ]
        for _ in range(rows)
    ]


def margins(draw):
    names = ["rows", "cols", "grand"]
    return {name: draw.random() < 0.8 for name in names}


@generator
def suppression_audit(draw):
    counts = table(draw, 6)
    share = draw.choice([0.2, 0.4, 0.6, 1])
    total = draw.choice([0, 0, 0.2])
    mask = [
        [
            draw.random() < (total if r == len(counts) or c == len(counts[0]) else share)
            for c in range(len(counts[0]) + 1)
        ]
        for r in range(len(counts) + 1)
    ]
    bounds = None
    if draw.random() < 0.3:
        bounds = {}
        for r, row in enumerate(counts):
            for c, v in enumerate(row):
                if mask[r][c] and v <= 10 and draw.random() < 0.5:
                    bounds[f"{r},{c}"] = [draw.choice([0, 1]) if v else 0, draw.choice([10, None])]
    return ["ordinary"], {"table": counts, "mask": mask, "published": margins(draw), "known_bounds": bounds}


@generator
def suppression_complementary(draw):
    counts = table(draw, 3)
    return ["ordinary"], {
        "table": counts,
        "min_count": draw.choice([5, 11]),
        "min_width": draw.choice([1, 1, 5, 12]),
        "published": margins(draw),
    }
