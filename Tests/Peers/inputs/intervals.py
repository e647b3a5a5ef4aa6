"""Inputs of intervals."""

from .common import LEVELS, generator


@generator
def proportion_ci(draw):
    n = draw.choice([1, 2, 10, draw.randint(3, 500), 10**5, draw.value(1, 300), 0, None])
    x = draw.choice(
        [0, n, 1, n and draw.randint(0, int(n)), n and round(n * draw.random(), 3), None, -1, n and n + 1]
    )
    return ["ordinary"], {"x": x, "n": n, "level": draw.choice(LEVELS)}


@generator
def two_proportions(draw):
    given = {"level": draw.choice(LEVELS)}
    for i in "12":
        n = draw.choice(
            [
                1,
                draw.randint(2, 90),
                draw.randint(2, 90),
                draw.randint(100, 10**6),
                draw.pick([3, 1, 1], 7, 0, None),
            ]
        )
        given["x" + i] = draw.choice(
            [
                0,
                n,
                n and draw.randint(0, n),
                n and draw.randint(0, n),
                n and draw.randint(0, n),
                draw.pick([3, 1, 1], 1, None, -1),
            ]
        )
        given["n" + i] = n
    return ["ordinary"], given


@generator
def poisson_rate_ci(draw):
    return ["ordinary"], {
        "count": draw.choice(
            [
                0,
                1,
                draw.randint(2, 40),
                draw.randint(50, 3000),
                draw.value(0, 60),
                0.01,
                10**5,
                draw.pick([2, 1, 1], 5, None, -3),
            ]
        ),
        "population": draw.choice(
            [draw.randint(100, 10**6), draw.value(1, 1e4), 10**9, draw.pick([2, 1, 1], 9, 0, None)]
        ),
        "multiplier": draw.choice([1, 1000, 100000]),
        "level": draw.choice(LEVELS),
    }


@generator
def disparity_pair(draw):
    def group():
        e = draw.choice(
            [draw.value(), draw.value(), draw.value(1, 9) * 1e-5, 0, -draw.value(), draw.pick([3, 1], 20, None)]
        )
        s = draw.choice(
            [min(draw.value(0, 9), abs(e or 9)), abs(e or 1) / 5, 0, draw.pick([2, 1], abs(e or 1) / 3, None)]
        )
        return {"estimate": e, "se": s}

    a, b = group(), group()
    return ["ordinary"], {"a": a, "b": draw.pick([9, 1], b, dict(a)), "level": draw.choice(LEVELS)}
