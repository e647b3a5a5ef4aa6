"""Speed that must not be lost: python3 Tests/Benchmarks/gates.py --almanac PROGRAM [--inputs DIR]

Every gate is a ratio of CPU times against a floor measured in the same run, so that a slow or busy machine does not
fail it: three passes of numpy over the same bytes (one for each byte that parts fields), and the same files written by
a plain loop. The limits are about one and a half times what was measured when they were set. Without the shared
folder's generator nothing is measured, and that is said.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "Site"))

import bench
import measure
import nation
import report
from inputs import Inputs, shared

RUNS = 5
MEGABYTE = 1 << 20


def byte_floor(path):
    """CPU seconds of three vectorised passes over a file's bytes."""
    import numpy

    times = []
    for _ in range(RUNS):
        started = time.process_time()
        bytes_ = numpy.fromfile(path, numpy.uint8)
        sum(int(numpy.count_nonzero(bytes_ == byte)) for byte in b',"\n')
        times.append(time.process_time() - started)
    return statistics.median(times)


def write_floor(sizes, root):
    """CPU seconds of writing files of these sizes, a folder each, as a site has them."""
    root.mkdir()
    started = time.process_time()
    for number, size in enumerate(sizes):
        os.mkdir(root / str(number))
        with open(root / str(number) / "index.html", "wb", buffering=0) as file:
            file.write(b"x" * size)
    return time.process_time() - started


def against(name, ours, floor, limit):
    """A summary, and a problem where the ratio is above its limit."""
    ratio = ours / floor
    problems = [] if ratio <= limit else [f"{ratio:.2f} times the floor, and at most {limit} is allowed"]
    return f"{ours:.3f} s of CPU, {ratio:.2f} of {limit} times the floor of {floor:.3f} s ({name})", problems


class Gates:
    def __init__(self, almanac, inputs, scratch):
        self.almanac, self.inputs, self.scratch = str(almanac), inputs, Path(scratch)

    def query(self, path, text, width=1):
        command = [self.almanac, "query", str(path), text, "--format", "csv", "--width", str(width)]
        return measure.several("query", command, RUNS)

    def separated(self):
        path = self.inputs.requests(300_000)
        result, last = self.query(path, bench.csv_query())
        summary, problems = against("three passes over the bytes", result.cpu, byte_floor(path), 0.75)
        _, wide = self.query(path, bench.csv_query(), width=2)
        if wide.out != last.out:
            problems.append("two threads give other results than one")
        if result.peak > 100 * MEGABYTE:
            problems.append(f"{result.peak // MEGABYTE} MB of memory for a file of {path.stat().st_size // MEGABYTE} MB")
        return summary, problems

    def numbers(self):
        path = self.inputs.tracts(20_000)
        names = open(path).readline().strip().split(",")[3:]
        result, _ = self.query(path, "select count(*), " + ", ".join(f'sum("{name}")' for name in names))
        return against("three passes over the bytes", result.cpu, byte_floor(path), 3.8)

    def pages(self):
        """The program's own work against passes over what it writes, and the kernel's against writing the same plainly.

        The kernel's share is held apart: one file system, or one minute, takes ten times as long as another, so each build
        has its floor right behind it.
        """
        boundaries, table = self.inputs.polygons(2_500, "nation"), self.inputs.tracts(2_500, 5)
        project = nation.make(self.scratch / "nation", boundaries, table)
        measure.run([self.almanac, "fetch", "--project", str(project), "--data", str(project / "data")])
        users, kernels = [], []
        for run in range(RUNS):
            target = self.scratch / f"site-{run}"
            ours = measure.run([self.almanac, "build", "--project", str(project), "--output", str(target)])
            files = [file for file in target.rglob("*") if file.is_file()]
            floor = write_floor([file.stat().st_size for file in files], self.scratch / f"floor-{run}")
            users.append(ours.user)
            kernels.append((ours.system, floor))
        whole = self.scratch / "whole"
        whole.write_bytes(b"".join(file.read_bytes() for file in files))
        summary, problems = against("three passes over the bytes", statistics.median(users), byte_floor(whole), 6.5)
        system, floor = sorted(kernels, key=lambda pair: pair[0] / pair[1])[RUNS // 2]
        more, others = against(f"the same {len(files):,} files written", system, floor, 2.0)
        return f"{summary}; the kernel {more}", problems + others


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--almanac", type=Path, required=True)
    parser.add_argument("--inputs", default=".build/benchmark-inputs")
    options = parser.parse_args()
    gates = report.Report("speed: ")
    if shared() is None:
        print("skipped: speed (no shared folder with the generator of inputs; set ALMANAC_SHARED)")
        return gates.close()
    with tempfile.TemporaryDirectory() as scratch:
        checks = Gates(options.almanac.resolve(), Inputs(options.inputs), scratch)
        gates.check("separated values", checks.separated)
        gates.check("all-numeric table", checks.numbers)
        gates.check("pages of 2,500 places", checks.pages)
    return gates.close()


if __name__ == "__main__":
    sys.exit(main())
