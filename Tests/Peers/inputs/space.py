"""Inputs of space."""

from .common import generator


def map_of(draw, most):
    n = draw.choice([1, 2, 3, 4, draw.randint(5, 8), draw.randint(9, most), draw.randint(9, most)])
    values = draw.choice(
        [
            draw.list(n),
            [draw.randint(1, 4) for _ in range(n)],
            draw.list(n, -50, 20),
            draw.holes(draw.list(n)),
            [5] * n,
            [10**6 * v for v in draw.list(n)],
            [0] * (n - 1) + [1],
        ]
    )
    return ["ordinary"], {"values": values, "neighbors": draw.neighbours(n)}


@generator
def morans_i(draw):
    return map_of(draw, 25)


@generator
def local_morans_i(draw):
    return map_of(draw, 40)


@generator
def getis_ord_gi_star(draw):
    return map_of(draw, 40)
