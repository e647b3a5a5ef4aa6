"""Withheld cells: what can be worked out about them by linear programmes, and the best complements by trying all."""

from itertools import combinations

from .common import oracle


def audit(table, mask, published, bounds=None):
    """{(row, column): (low, high)} of every withheld cell, by two linear programmes each."""
    import numpy
    from scipy.optimize import linprog

    rows, columns = len(table), len(table[0]) if table else 0
    relations = []

    def exists(r, c):
        if r == rows and c == columns:
            return published["grand"]
        return published["rows"] if c == columns else published["cols"] if r == rows else True

    def value(r, c):
        lines = table if r == rows else [table[r]]
        return sum(sum(line) if c == columns else line[c] for line in lines)

    cells = [(r, c) for r in range(rows + 1) for c in range(columns + 1)]
    wanted = [(r, c) for r, c in cells if exists(r, c) and mask[r][c]]
    # A total that is published nowhere is unknown as a withheld one is, but nobody asks for it.
    hidden = {key: i for i, key in enumerate(wanted)}
    for key in cells:
        if not exists(*key):
            hidden.setdefault(key, len(hidden))

    def relation(total, parts):
        """Σ parts − total = 0, with what is published on the right."""
        line, right = {}, 0
        for key, sign in [(total, -1)] + [(part, 1) for part in parts]:
            if key in hidden:
                line[hidden[key]] = sign
            else:
                right -= sign * value(*key)
        relations.append((line, right))

    for r in range(rows + 1):
        relation((r, columns), [(r, c) for c in range(columns)])
    for c in range(columns + 1):
        relation((rows, c), [(r, c) for r in range(rows)])
    matrix = numpy.zeros((len(relations), len(hidden)))
    right = numpy.zeros(len(relations))
    for i, (line, b) in enumerate(relations):
        right[i] = b
        for j, a in line.items():
            matrix[i, j] = a
    limits = [(0, None)] * len(hidden)
    for key, ends in (bounds or {}).items():
        cell = tuple(int(part) for part in key.split(","))
        if cell in hidden:
            limits[hidden[cell]] = (ends[0] if ends[0] is not None else 0, ends[1])
    found = {}
    for key in wanted:
        j, ends = hidden[key], []
        for sign in (1, -1):
            objective = numpy.zeros(len(hidden))
            objective[j] = sign
            answer = linprog(objective, A_eq=matrix, b_eq=right, bounds=limits, method="highs")
            ends.append(None if answer.status == 3 else round(sign * answer.fun, 6))
            assert answer.status in (0, 3), answer.message
        found[key] = tuple(ends)
    return found


def whole(x):
    return x if x is None else int(x) if x == int(x) else x


@oracle
def suppression_audit(given):
    found = audit(given["table"], given["mask"], given["published"], given["known_bounds"])
    cells = [
        {"row": r, "col": c, "lo": whole(low), "hi": whole(high), "exact": low == high}
        for (r, c), (low, high) in sorted(found.items())
    ]
    return {"cells": cells, "disclosed": sum(cell["exact"] for cell in cells)}


@oracle
def suppression_complementary(given):
    table, published = given["table"], given["published"]
    rows, columns = len(table), len(table[0]) if table else 0
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    primary = [cell for cell in cells if 1 <= table[cell[0]][cell[1]] < given["min_count"]]
    choices = [cell for cell in cells if cell not in primary and table[cell[0]][cell[1]] != 0]

    def safe(chosen):
        withheld = set(primary) | set(chosen)
        mask = [[(r, c) in withheld for c in range(columns + 1)] for r in range(rows + 1)]
        found = audit(table, mask, published) if withheld else {}
        return all(
            found[cell][1] is None or found[cell][1] - found[cell][0] >= given["min_width"] - 1e-6
            for cell in primary
        )

    for k in range(len(choices) + 1):
        options = [(sum(table[r][c] for r, c in o), o) for o in combinations(choices, k)]
        for value, chosen in sorted(options):
            if safe(chosen):
                return {
                    "primary": [list(cell) for cell in primary],
                    "min_complementary_cells": k,
                    "min_value_at_k": value,
                    "example": [list(cell) for cell in chosen],
                }
    return {
        "primary": [list(cell) for cell in primary],
        "min_complementary_cells": None,
        "min_value_at_k": None,
        "example": None,
    }
