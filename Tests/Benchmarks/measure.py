"""Runs a command and reads what the kernel says of it: CPU (user and system), wall time, peak memory."""

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Run:
    user: float
    system: float
    wall: float
    peak: int  # bytes; of the largest process
    out: str
    err: str

    @property
    def cpu(self):
        return self.user + self.system


def run(command, *, env=None, cwd=None):
    """One run; a command that fails raises with its last words."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=env, cwd=cwd)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        texts = [stream.read().decode("utf-8", "replace") for stream in (out, err)]
    if process.returncode != 0:
        words = " / ".join((texts[1] + texts[0]).strip().splitlines()[-3:])
        raise RuntimeError(f"{' '.join(map(str, command))[:200]} ended with {process.returncode}: {words}")
    return Run(usage.ru_utime, usage.ru_stime, wall, usage.ru_maxrss * 1024, *texts)


@dataclass
class Result:
    """Medians over several runs of one contender."""

    name: str
    cpu: float
    wall: float
    peak: int
    runs: int
    note: str = ""


def several(name, command, runs, *, before=None, note="", **options):
    """The medians over `runs` runs, after one that is not counted; `before` is called ahead of each."""
    done = []
    for _ in range(runs + 1):
        if before:
            before()
        done.append(run(command, **options))
    counted = done[1:]
    return (
        Result(
            name,
            statistics.median(one.cpu for one in counted),
            statistics.median(one.wall for one in counted),
            max(one.peak for one in counted),
            runs,
            note,
        ),
        counted[-1],
    )
