"""One line per check, details below a failure, and the closing count."""

import sys
import time


class Report:
    def __init__(self, prefix=""):
        self.prefix = prefix
        self.passed = 0
        self.failed = 0

    def check(self, name, function):
        """Runs one check: `function` gives its summary and the list of its problems.

        A checker that breaks is a failure, never a silent pass.
        """
        started = time.monotonic()
        try:
            summary, problems = function()
        except Exception as error:  # the report must go on and say so
            summary, problems = "the checker broke", [f"{type(error).__name__}: {error}"]
        seconds = time.monotonic() - started
        word = "FAIL" if problems else "ok  "
        count = f", {len(problems)} problem{'s' * (len(problems) != 1)}" if problems else ""
        print(f"{word} {self.prefix}{name}: {summary}{count} ({seconds:.1f} s)")
        for problem in problems[:20]:
            print(f"       {problem}")
        if len(problems) > 20:
            print(f"       … and {len(problems) - 20} more")
        sys.stdout.flush()
        self.passed += not problems
        self.failed += bool(problems)

    def close(self):
        """Prints the count alone on the last line; the exit code."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0
