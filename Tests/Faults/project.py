"""A project in a folder of its own, and the real program run in it, its memory measured."""

import os
import re
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Ended:
    """How a run ended: its status (below nought: by a signal), what it said, and the most memory it held, in MB."""

    def __init__(self, status, out, error, peak):
        self.status, self.out, self.error, self.peak = status, out, error, peak


def limited(file_bytes):
    """For a child: no file longer than this. The write that would is an error, as on a disk that is full."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))

    return limit


class Project:
    """A new project; the feeds that faults are planted in are added to its own."""

    def __init__(self, almanac, folder):
        self.almanac, self.root = almanac, Path(folder)
        environment = {**os.environ, "ALMANAC_SITE": str(ROOT / "Site")}
        subprocess.run([almanac, "new", str(folder)], check=True, env=environment, stdout=subprocess.DEVNULL)

    @property
    def feeds(self):
        return self.root / "Indicators/feeds"

    @property
    def snapshots(self):
        return self.root / "Indicators/snapshots"

    def feed(self, name, source, columns='id: {type: "text"}, value: {type: "number"}', more=""):
        self.feeds.mkdir(parents=True, exist_ok=True)
        (self.feeds / f"{name}.json5").write_text(
            f'{{title: "{name}", publisher: "Test office", licence: "CC0", source: {source},\n'
            f' columns: {{{columns}}}, {more}}}\n')

    def start(self, *words, limit=None):
        return subprocess.Popen(
            [self.almanac, *words, "--project", str(self.root)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, preexec_fn=limit, restore_signals=limit is None)

    def run(self, *words, limit=None):
        process = self.start(*words, limit=limit)
        error = []
        reader = threading.Thread(target=lambda: error.append(process.stderr.read()))
        reader.start()
        out = process.stdout.read()
        reader.join()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close(), process.stderr.close()
        peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        return Ended(process.returncode, out, error[0], peak)

    def tree(self):
        """Every file of the snapshots but the lock, hidden ones too, with its bytes; folders with None."""
        return {
            str(path.relative_to(self.snapshots)): path.read_bytes() if path.is_file() else None
            for path in self.snapshots.rglob("*") if path.name != "snapshots.lock.json5"}

    def lock(self):
        return (self.snapshots / "snapshots.lock.json5").read_text()

    def record(self, name):
        """The feed's lines in the lock."""
        return next(part for part in re.split(r"(?m)^  \{\n", self.lock()) if f'feed: "{name}"' in part)

    def file(self, name):
        return re.search(r'file: "([^"]*)"', self.record(name)).group(1)

    def snapshot(self, name):
        return (self.snapshots / self.file(name)).read_bytes()


def without_stale(lock):
    """The lock as it was before feeds were marked."""
    return re.sub(r"(?m)^    stale: .*\n", "", lock)
