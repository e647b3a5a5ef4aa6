"""Inputs of transfer."""

from .common import generator


@generator
def areal_interpolation(draw):
    n, m = draw.randint(1, 7), draw.randint(1, 5)
    A = [[draw.choice([0, draw.value(0, 3)]) for _ in range(m)] for _ in range(n)]
    area = [round(sum(row) + draw.choice([0, draw.value(0, 2)]), 6) or draw.choice([1, 0.5]) for row in A]
    holes = [draw.random() < 0.2 for _ in range(n)]
    hide = lambda values: [None if hole else v for v, hole in zip(values, holes)]
    return ["ordinary"], {
        "source_area": area,
        "intersections": A,
        "extensive": hide(draw.list(n, -5, 90)),
        "intensive": hide(draw.list(n, -5, 9)),
        "allocate_total": draw.random() < 0.5,
    }


@generator
def crosswalk_weighted(draw):
    sources = "abcdef"[: draw.randint(1, 6)]
    links = []
    for source in sources:
        left = 1.0
        for target in draw.sample("TUVW", draw.randint(0, 3)):
            w = draw.choice([round(left, 6), draw.value(0, left, 3), 0])
            left = max(0.0, left - w)
            links.append({"source": source, "target": target, "weight": w})
    draw.shuffle(links)
    kind = draw.choice(["count", "proportion", "mean"])
    holes = draw.random() < 0.4

    def estimate(low=0, high=900):
        e = (
            draw.estimate(low, high)
            if holes
            else {"estimate": draw.randint(low, high), "moe": draw.randint(0, 90)}
        )
        return e

    def source():
        if kind == "count":
            return draw.pick([3, 1], estimate(), {"estimate": 0, "moe": draw.randint(3, 30)})
        if kind == "proportion":
            return {"num": estimate(), "den": estimate(900, 5000)}
        e = estimate()
        return {
            "value": e["estimate"],
            "moe": e["moe"],
            "universe": draw.pick([12, 1 if holes else 0, 2], draw.randint(1, 3000), None, 0),
        }

    return ["ordinary"], {"links": links, "sources": {s: source() for s in sources}, "kind": kind}
