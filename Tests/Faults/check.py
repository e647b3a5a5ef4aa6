"""Faults at every step of `almanac fetch`: never a wrong snapshot, never a lost good one, and words on what to do.

    python3 Tests/Faults/check.py --almanac .build/release/almanac [--only cuts|storms|disk|signals|bombs]

Needs `almanac-transport` beside the program. Ends with "N passed, N failed"; every fault is one of them.
"""

import argparse
import io
import re
import signal
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import bombs
from project import Project, limited, without_stale
from server import Data, PAGES, Server

# After how many kilobytes each is cut: the first three after every one, their variants after every fourth.
CUTS = {"cut-length": 1, "cut-chunked": 1, "cut-gzip": 1, "cut-in-chunk": 4, "cut-gzip-chunked": 4, "cut-bare": 4, "torn": 4}
TABLES = ["throttled", "busy", "later", "failing", "web-page", "error-object", "picture", "empty", "too-long", "too-short",
          "loop", "spiral", "elsewhere", "not-asked", "other-columns", "bomb", "bomb-chunked"]
PAGE_FAULTS = ["page-repeated", "page-empty", "page-error", "page-web", "page-failing", "page-loop", "page-missing"]
SERVICE = 'id: {from: "service_id", type: "text"}'
EXPECT = 'expect: {rows: {dropAtMost: "0%"}, columns: "unchanged"}'

passed = failed = wrong = lost = 0


def tell(name, problems, count):
    """A line for a group of faults; what went wrong below it."""
    global passed, failed
    bad = min(count, len(problems))
    failed += bad
    passed += count - bad
    print(f"{'FAIL' if problems else 'ok  '} {name}: {count} faults, {bad} with a wrong end", flush=True)
    for problem in problems[:8]:
        print(f"       {problem}")


def add(project, server, fault, number):
    """A feed whose source has a fault; its name."""
    name = f"{fault}-{number:03}"
    if fault.startswith("page"):
        project.feed(name, f'{{hsds: "{server.address}/{fault}/{number}/services"}}', SERVICE, EXPECT)
    else:
        # What is torn must show although nothing is expected.
        more = "" if fault == "torn" else EXPECT
        project.feed(name, f'{{url: "{server.address}/{fault}/{number}.csv"}}', more=more)
    return name


def is_whole(project, name, seed):
    """Whether the snapshot is what the server gives, byte for byte."""
    bytes_ = project.snapshot(name)
    if not name.startswith("page"):
        return bytes_ == Data.tables[seed]
    members = zipfile.ZipFile(io.BytesIO(bytes_))
    return [members.read(each) for each in members.namelist()] == Data.pages[seed]


def holds(project, names, seed):
    """The feeds whose snapshot is not what the server gave: gone, or other bytes."""
    global wrong, lost
    problems = []
    for name in names:
        try:
            if not is_whole(project, name, seed):
                wrong += 1
                problems.append(f"the snapshot of {name} is not what was served")
        except (OSError, StopIteration, zipfile.BadZipFile):
            lost += 1
            problems.append(f"the snapshot of {name} is lost")
    return problems


def told(name, said):
    """The words on a feed's failure, with their remedy."""
    found = re.search(rf"(?s)feeds/{name}\.json5:\d+:\d+: error: .*?\n\s*fix: \S", said.error)
    return found is not None and f"{name}: failed" in said.out


def kept(project, names, said, tree, lock):
    """What is not as it should be after faults that stayed: one line for each feed."""
    problems = [f"{name} is told without a remedy" for name in names if not told(name, said)]
    problems += holds(project, names, 1)
    if project.tree() != tree:
        changed = {name for name, _ in set(project.tree().items()) ^ set(tree.items())}
        problems.append(f"the snapshots are not what they were: {sorted(changed)[:5]}")
    if without_stale(project.lock()) != lock:
        problems.append("the lock differs by more than its marks")
    problems += [f"{name} is not marked" for name in names if "stale:" not in project.record(name)]
    return problems


def staying(almanac, server, name, faults):
    """Faults that stay: after a good fetch one of nothing but faults."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(almanac, Path(folder) / "town")
        names = [add(project, server, fault, number) for fault, number in faults]
        server.phase = "good"
        said = project.run("fetch", "--quiet")
        if said.status != 0:
            return tell(name, [f"the good fetch ended with {said.status}: {said.error[-400:]}"], len(names))
        problems = holds(project, names, 1)
        tree, lock = project.tree(), project.lock()
        server.phase = "bad"
        said = project.run("fetch", "--quiet", "--tries", "1")
        if said.status != 69:
            problems.append(f"the fetch ended with {said.status}")
        problems += kept(project, names, said, tree, lock)
        if project.run("fetch", "--verify").status != 0:
            problems.append("the snapshots are not as the lock says")
        tell(name, problems, len(names))


def passing(almanac, server, name, faults):
    """Faults that pass: the fetch ends with the new data, whole."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(almanac, Path(folder) / "town")
        names = [add(project, server, fault, number) for fault, number in faults]
        server.phase = "good"
        project.run("fetch", "--quiet")
        server.phase, server.seen = "once", {}
        said = project.run("fetch", "--quiet")
        problems = holds(project, names, 2)
        if said.status != 0 or "stale:" in project.lock():
            problems.append(f"the fetch ended with {said.status}: {said.error[-400:]}")
        tell(name, problems, len(names))


def cuts(almanac, server):
    for fault, step in CUTS.items():
        staying(almanac, server, f"{fault}, every {step} kB", [(fault, n) for n in range(0, 200, step)])
    length = sum(len(page) for page in Data.pages[2]) // 1000
    for fault in ("page-cut", "page-torn"):
        staying(almanac, server, f"{fault}, every 1 kB", [(fault, n) for n in range(length)])


def storms(almanac, server):
    staying(almanac, server, "answers that are no data", [(fault, 1) for fault in TABLES])
    staying(almanac, server, "pages that are none",
            [(fault, n) for fault in PAGE_FAULTS for n in range(2, PAGES + 1)])
    passing(almanac, server, "faults that pass",
            [("throttled", 1), ("busy", 1), ("failing", 1), ("trickle", 1), ("cut-length", 150), ("cut-chunked", 20),
             ("cut-gzip", 100), ("too-long", 1), ("swollen", 1), ("named-outside", 1), ("bare", 1), ("page-cut", 25), ("page-failing", 3)])


def disk(almanac, server):
    """A disk that is full at the nth byte of the body, the archive, the translation or the lock."""
    global lost
    with tempfile.TemporaryDirectory() as folder:
        project = Project(almanac, Path(folder) / "town")
        project.feed("body", f'{{url: "{server.address}/none/1.csv"}}', more=EXPECT)
        project.feed("packed", f'{{url: "{server.address}/none/1.zip"}}', more=EXPECT)
        project.feed("page-archive", f'{{hsds: "{server.address}/none/1/services"}}', SERVICE, EXPECT)
        server.phase = "good"
        if project.run("fetch", "--quiet").status != 0:
            return tell("disk", ["the good fetch failed"], 1)
        server.phase = "new"
        tree, lock = project.tree(), project.lock()
        packed, archive = len(Data.packed[2]), sum(len(page) for page in Data.pages[2])
        steps = {
            "body": range(2_000, 200_000, 10_000), "packed": range(packed + 500, 200_000, 5_000),
            "page-archive": range(12_000, archive, 4_000), "lock": range(0, len(lock), 100),
        }
        for step, lengths in steps.items():
            problems = []
            for length in lengths:
                said = project.run("fetch", "--quiet", *([] if step == "lock" else [step]), limit=limited(length))
                if said.status not in (65, 69) or "fix:" not in said.error:
                    problems.append(f"at {length}: ended with {said.status}, {said.error[-200:]!r}")
                if project.tree() != tree or without_stale(project.lock()) != lock:
                    lost += 1
                    problems.append(f"at {length}: the snapshots or the lock are not what they were")
            tell(f"disk full while the {step} is written", problems, len(lengths))
        said = project.run("fetch", "--quiet")
        whole = project.snapshot("body") == Data.tables[2] and project.snapshot("packed") == Data.packed[2]
        mended = said.status == 0 and whole and "stale:" not in project.lock()
        tell("with space again", [] if mended else [said.error[-300:]], 1)


def signals(almanac, server):
    """Ctrl-C in the middle of a body and of a conversation."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(almanac, Path(folder) / "town")
        add(project, server, "cut-length", 1)
        name = add(project, server, "silent", 1)
        server.phase = "good"
        project.run("fetch", "--quiet")
        tree, lock = project.tree(), project.lock()
        server.phase = "bad"
        problems = []
        kinds = [(signal.SIGINT, 1), (signal.SIGTERM, 1), (signal.SIGINT, 2)]
        for kind, times in kinds:
            process = project.start("fetch", "--quiet", name)
            aside = project.snapshots / f".{name}-0.part/body"
            until = time.monotonic() + 10
            while time.monotonic() < until and not (aside.exists() and aside.stat().st_size):
                time.sleep(0.01)
            began = time.monotonic()
            for _ in range(times):
                process.send_signal(kind)
            _, error = process.communicate(timeout=20)
            words = f"{kind.name} × {times}"
            if process.returncode != 130:
                problems.append(f"{words}: ended with {process.returncode}")
            if time.monotonic() - began > 3:
                problems.append(f"{words}: ended after {time.monotonic() - began:.1f} s")
            if times == 1 and (project.tree() != tree or project.lock() != lock):
                problems.append(f"{words}: something is left, or the lock has changed")
            if times == 1 and "interrupted" not in error:
                problems.append(f"{words}: said {error!r}")
        server.phase = "new"
        project.run("fetch", "--quiet")
        if not is_whole(project, name, 2) or any(path.startswith(".") for path in project.tree()):
            problems.append("the next fetch does not put it right")
        tell("interrupted while a body comes", problems, len(kinds))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--almanac", required=True)
    parser.add_argument("--only", choices=["cuts", "storms", "disk", "signals", "bombs"])
    options = parser.parse_args()
    began = time.monotonic()
    almanac = str(Path(options.almanac).resolve())
    server = Server()
    parts = {"cuts": cuts, "storms": storms, "disk": disk, "signals": signals}
    for name, part in parts.items():
        if options.only in (None, name):
            part(almanac, server)
    if options.only in (None, "bombs"):
        bombs.check(almanac, tell)
    server.stopping.set()
    print(f"{passed + failed} faults: {wrong} wrong snapshots, {lost} lost ({time.monotonic() - began:.0f} s)")
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
