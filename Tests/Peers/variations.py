"""Writes fixtures of the format almanac-truth/1 with inputs of its own, and answers from `oracles`.

    python variations.py FOLDER [--seed 1] [--cases 30] [MEASURE…]
    python variations.py --check FOLDER

`almanac verify FOLDER` then runs them. With --check the oracles themselves are held against fixtures of others.
Every measure gets ordinary, weighted, tied, tiny, zero, missing, negative, single, empty and extreme inputs and
every value of its options. Needs mpmath, numpy and scipy.
"""

import argparse
import json
from pathlib import Path

from inputs import GENERATORS, Draw
from mpmath import mpf
from oracles import ORACLES


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, mpf) else value


def cases(measure, seed, count):
    draw = Draw(f"{seed} {measure}")
    for i in range(count):
        tags, given = GENERATORS[measure](draw)
        yield {
            "name": f"{i:04d}_{'_'.join(dict.fromkeys(tags))}",
            "tags": tags,
            "input": given,
            "expected": plain(ORACLES[measure](given)),
            "tolerance": 1e-9,
        }


def differences(expected, got, tolerance, path=""):
    """Where an answer differs from the expected one, by the rules of the format."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in expected.keys() - {"reason", "unique"}:
            yield from differences(expected[key], got.get(key), tolerance, f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for i, pair in enumerate(zip(expected, got)):
            yield from differences(*pair, tolerance, f"{path}[{i}]")
    elif any(isinstance(v, (bool, str, list, dict, type(None))) for v in (expected, got)):
        if expected != got:
            yield path, expected, got
    elif abs(expected - got) > tolerance * max(1e-3, abs(expected)):
        yield path, expected, got


def check(folder):
    """Prints every difference between the oracles and the fixtures of a folder; returns how many there are."""
    count = 0
    for file in sorted(folder.glob("*.json")):
        fixture = json.loads(file.read_text())
        for case in fixture["cases"]:
            got = plain(ORACLES[fixture["measure"]](case["input"]))
            for path, expected, value in differences(case["expected"], got, case["tolerance"]):
                # A p of random draws, and one of several best patterns.
                if path not in (".p_greater_reference", ".example"):
                    count += 1
                    print(f"{fixture['measure']} {case['name']}: {path} expected {expected} got {value}")
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("measures", nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=30)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_intermixed_args()
    if given.check:
        raise SystemExit(1 if check(given.folder) else 0)
    given.folder.mkdir(parents=True, exist_ok=True)
    for measure in given.measures or sorted(GENERATORS):
        fixture = {
            "format": "almanac-truth/1",
            "measure": measure,
            "title": f"Variations of {measure}",
            "cases": list(cases(measure, given.seed, given.cases)),
        }
        text = json.dumps(fixture, allow_nan=False, ensure_ascii=False, indent=1)
        (given.folder / f"{measure}.json").write_text(text)


if __name__ == "__main__":
    main()
