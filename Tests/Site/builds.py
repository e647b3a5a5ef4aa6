"""Properties of the build itself: python3 Tests/Site/builds.py --almanac PROGRAM [--project DIR] [--data DIR]

width  one thread and eight make the same bytes;
kill   a build killed at any moment leaves the old site whole or the new one;
speed  a whole build into an empty folder stays below --seconds, best of three.
"""

import argparse
import filecmp
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import report
import tree

KILLS = 20
SEED = 20261103


class Builder:
    """Runs `almanac build` for one project."""

    def __init__(self, almanac, project, data):
        self.almanac, self.project = almanac.resolve(), project.resolve()
        self.data = ["--data", str(data.resolve())] if data else []

    def command(self, output, project=None, extra=()):
        project = project or self.project
        return [str(self.almanac), "build", "--project", str(project), "--output", str(output), *self.data, *extra]

    def build(self, output, project=None, extra=()):
        """The seconds that a build took; one that fails raises with its last words."""
        started = time.monotonic()
        outcome = subprocess.run(self.command(output, project, extra), capture_output=True, text=True)
        if outcome.returncode != 0:
            words = (outcome.stderr + outcome.stdout).strip().splitlines()[-3:]
            raise RuntimeError(f"almanac build ended with {outcome.returncode}: {' / '.join(words)}")
        return time.monotonic() - started


def width(builder, scratch):
    sites = [scratch / f"width-{count}" for count in (1, 8)]
    for site, count in zip(sites, (1, 8)):
        builder.build(site, extra=["--width", str(count)])
    (one, files), (eight, _) = map(tree.tree_hash, sites)
    return f"{files} files at --width 1 and 8", [] if one == eight else differences(*sites)


def differences(left, right):
    names = [{file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()} for root in (left, right)]
    problems = [f"{name}: only in one of the two" for name in sorted(names[0] ^ names[1])]
    common = sorted(names[0] & names[1])
    _, different, unread = filecmp.cmpfiles(left, right, common, shallow=False)
    return problems + [f"{name}: differs" for name in different + unread]


def edited(project, target):
    """A copy of the project with another title of the site, which every page shows."""
    for folder in ("Indicators", "Site", "Content"):
        shutil.copytree(project / folder, target / folder)
    definition = target / "Site" / "site.json5"
    text, count = re.subn(r'(\btitle:\s*(?:\{\s*\w+:\s*)?")', r"\1Edited ", definition.read_text("utf-8"), count=1)
    if count != 1:
        raise RuntimeError("site.json5 has no title to edit")
    definition.write_text(text, "utf-8")
    return target


def kill(builder, scratch):
    projects = [builder.project, edited(builder.project, scratch / "edited")]
    hashes = []
    for number, project in enumerate(projects):
        builder.build(scratch / f"whole-{number}", project)
        hashes.append(tree.tree_hash(scratch / f"whole-{number}")[0])
    if hashes[0] == hashes[1]:
        return "no difference to see", ["an edited title did not change the site"]
    site = scratch / "site"
    seconds = builder.build(site, projects[0])
    dice, present, landed, changed, problems = random.Random(SEED), 0, 0, 0, []
    for _ in range(KILLS * 4):
        if landed == KILLS or problems:
            break
        landed += killed(builder.command(site, projects[1 - present]), dice.uniform(0, 1.05 * seconds))
        found = tree.tree_hash(site)[0]
        if found not in hashes:
            problems.append(f"after kill {landed} the site is neither the old one nor the new one")
        else:
            changed += found != hashes[present]
            present = hashes.index(found)
    builder.build(site, projects[1 - present])
    if tree.tree_hash(site)[0] != hashes[1 - present]:
        problems.append("the build after the kills is not whole")
    if landed < KILLS and not problems:
        problems.append(f"only {landed} of {KILLS} kills met a running build")
    return f"{landed} kills within {seconds:.2f} s, the site whole after each, {changed} times the new one", problems


def killed(command, delay):
    """Starts a build, waits, kills it with its children; true where it was still running."""
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(command, stdout=words, stderr=words, start_new_session=True)
        try:
            process.wait(delay)
            return False
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True


def speed(builder, scratch, limit):
    times = [builder.build(scratch / f"speed-{run}") for run in range(3)]
    shown = ", ".join(f"{seconds:.2f}" for seconds in times)
    problems = [] if min(times) <= limit else [f"best {min(times):.2f} s; at most {limit:g} s"]
    return f"{shown} s, at most {limit:g} s", problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--almanac", type=Path, required=True, help="the compiled program")
    parser.add_argument("--project", type=Path, default=Path("."))
    parser.add_argument("--data", type=Path, help="passed on to almanac build")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--only", action="append", choices=["width", "kill", "speed"])
    parser.add_argument("--prefix", default="")
    options = parser.parse_args()
    builder = Builder(options.almanac, options.project, options.data)
    closing = report.Report(options.prefix)
    tasks = {"width": width, "kill": kill, "speed": lambda b, s: speed(b, s, options.seconds)}
    for name, task in tasks.items():
        if not options.only or name in options.only:
            with tempfile.TemporaryDirectory(prefix="almanac-") as scratch:
                closing.check(name, lambda: task(builder, Path(scratch)))
    return closing.close()


if __name__ == "__main__":
    sys.exit(main())
