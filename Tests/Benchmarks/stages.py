"""Reads the table that `almanac … --timings` prints: what each stage, feed and kind of page cost."""

import re
import statistics
from dataclasses import dataclass

import measure

UNITS = {
    "ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0,
    "B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9,
}  # fmt: skip


@dataclass
class Stage:
    cpu: float = 0.0
    wall: float = 0.0
    peak: int = 0
    each: float = 0.0  # CPU of one file


def value(text):
    """`35.0 ms`, `1,234` or `1.75 MB` as a number; nothing is 0."""
    found = re.fullmatch(r"([\d.,]+)(?:\s*(\S+))?", text.strip())
    return float(found[1].replace(",", "")) * UNITS.get(found[2], 1) if found else 0.0


def read(text):
    """Stages by name; a part of a stage is named after both: `feeds tracts`, `pages place`."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if re.match(r"stage\s+.*\bCPU\b", line))
    heads = [(found.group(), found.end()) for found in re.finditer(r"\S+(?: \S+)*", lines[start])][1:]
    stages, whole = {}, ""
    for line in lines[start + 1 :]:
        name = re.match(r" *\S+(?: \S+)*", line)
        if not name:
            break
        cells, left = {}, name.end()
        for head, right in heads:
            cells[head] = line[left:right].strip()
            left = max(left, right)
        if not line.startswith(" "):
            whole = name.group()
        key = name.group() if not line.startswith(" ") else f"{whole} {name.group().strip()}"
        stages[key] = Stage(
            value(cells["CPU"]), value(cells["wall"]), int(value(cells["peak"])), value(cells["CPU each"])
        )
        if key == "total":
            break
    return stages


def median(almanac, words, runs, before=None):
    """The medians of every stage over several runs, after one that is not counted."""
    tables = []
    for _ in range(runs + 1):
        if before:
            before()
        tables.append(read(measure.run([almanac, *words, "--timings"]).err))
    counted = tables[1:]
    return {
        name: Stage(
            statistics.median(table[name].cpu for table in counted if name in table),
            statistics.median(table[name].wall for table in counted if name in table),
            max(table[name].peak for table in counted if name in table),
            statistics.median(table[name].each for table in counted if name in table),
        )
        for name in counted[0]
    }
