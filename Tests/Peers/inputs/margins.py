"""Inputs of margins."""

from .common import generator


@generator
def acs_annotation_decode(draw):
    codes = [-999999999, -888888888, -666666666, -555555555, -333333333, -222222222]
    form = lambda v: draw.choice([v, str(v), f"{v:,}"]) if v is not None else None
    e = draw.choice([draw.randint(0, 300000), -draw.randint(1, 999), 0, draw.value(0, 1e6, 1), *codes[:3]])
    m = draw.choice([draw.randint(0, 900), 0, -draw.randint(1, 99), *codes, None, "", draw.value(0, 99, 1)])
    e = draw.pick([10, 1, 1, 1, 1], form(e), None, draw.choice(["", " "]), "abc", "250,000+")
    if e == "250,000+":
        e = draw.choice(["250,000+", "2,500-", "250001+", "10+"])
    return ["codes"], {"estimate": e, "moe": form(m) if isinstance(m, (int, float)) else m}


@generator
def acs_reliability(draw):
    if draw.random() < 0.6:
        return ["ordinary"], draw.estimate()
    # On the limits of the classes in decimals, and beside them.
    tenths, share = draw.randint(1, 9000), draw.choice([1974, 6580])
    beside = draw.choice([0, 0, 0, 0.001, -0.001])
    return ["extreme"], {"estimate": tenths / 10, "moe": tenths * share / 100_000 + beside}


@generator
def acs_moe_sum(draw):
    terms = [draw.estimate() for _ in range(draw.randint(0, 9))]
    if draw.random() < 0.6:
        terms = [t for t in terms if None not in t.values()]
    if draw.random() < 0.4:
        terms += [{"estimate": 0, "moe": draw.randint(5, 40)} for _ in range(draw.randint(1, 5))]
    draw.shuffle(terms)
    return ["ordinary"], {"terms": terms}


@generator
def acs_moe_difference(draw):
    return ["ordinary"], {"a": draw.estimate(), "b": draw.estimate()}


def fraction(draw):
    x, y = draw.estimate(), draw.estimate(1, 5000)
    kind = draw.randrange(5)
    if kind == 0:
        x = dict(y)
    elif kind == 1 and y["estimate"] and y["moe"]:
        share = draw.choice([0.5, 0.1, 0.3, 0.7])
        x = {"estimate": round(y["estimate"] * share, 6), "moe": round(y["moe"] * share, 6)}
    elif kind == 2 and y["estimate"]:
        x = {"estimate": y["estimate"] * 0.9, "moe": draw.value(0, 50)}
    return {"x": x, "y": y}


@generator
def acs_moe_proportion(draw):
    return ["ordinary"], fraction(draw)


@generator
def acs_moe_ratio(draw):
    return ["ordinary"], fraction(draw)


@generator
def acs_moe_product(draw):
    return ["ordinary"], {
        "x": draw.estimate(),
        "y": draw.choice([draw.estimate(), {"estimate": draw.value(0, 1, 3), "moe": draw.value(0, 0.1, 4)}]),
    }


@generator
def acs_moe_percent_change(draw):
    return ["ordinary"], {"old": draw.estimate(), "new": draw.estimate()}


@generator
def acs_significance(draw):
    if draw.random() < 0.3:
        # Standard errors as 3 : 4, so that z is exactly a limit in decimals.
        k, gap = draw.randint(1, 900), draw.choice([8225, 9800, 12880])
        a, b = {"estimate": k * gap / 10**4, "moe": k * 4935 / 10**4}, {"estimate": 0, "moe": k * 6580 / 10**4}
        return ["extreme"], {"a": a, "b": b, "overlap": 0}
    a, b = draw.estimate(10, 60), draw.estimate(10, 60)
    if draw.random() < 0.2:
        a["moe"] = b["moe"] = 0
    if draw.random() < 0.2:
        b = dict(a)
    given = {"a": a, "b": b, "overlap": draw.choice([0, 0, 0, 0.2, 0.4, 0.6, 0.8, 0.99, 1, 1.5])}
    if draw.random() < 0.1:
        del given["overlap"]
    return ["ordinary"], given


@generator
def acs_median_binned(draw):
    edges = sorted(draw.sample(range(0, 250), draw.randint(2, 17)))
    edges = [1000 * e for e in edges]
    bins = [
        {
            "min": a,
            "max": b - draw.choice([0, 1]) if i < len(edges) - 2 else b,
            "n": draw.choice([draw.randint(0, 900), draw.randint(1, 90), 0 if draw.random() < 0.3 else 7]),
        }
        for i, (a, b) in enumerate(zip(edges, edges[1:]))
    ]
    if draw.random() < 0.1:
        bins = draw.choice([[], [b | {"n": 0} for b in bins]])
    if draw.random() < 0.2:
        draw.shuffle(bins)
    given = {
        "bins": bins,
        "sampling_percentage": draw.choice([12.5, 2.5, 1, 5, 100, None]),
        "design_factor": draw.choice([1, 1, 1.5, 2.1, 0.9]),
    }
    if draw.random() < 0.1:
        del given["design_factor"]
    return ["ordinary"], given
