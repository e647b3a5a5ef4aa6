#!/usr/bin/env python3
"""Stands in for `almanac build` where faults.py proves builds.py: it can break each promise, or keep them all.

CARELESS=place writes the site in place, CARELESS=width lets the number of threads show in the pages.
"""

import argparse
import os
import shutil
import time
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("command", choices=["build"])
parser.add_argument("--project", type=Path)
parser.add_argument("--output", type=Path)
parser.add_argument("--width", default="2")
options = parser.parse_args()
fault = os.environ.get("CARELESS", "")

title = (options.project / "Site" / "site.json5").read_text("utf-8")
shown = options.width if fault == "width" else ""
# The careful way here: a folder beside the site, and a link that is turned to it in one step.
target = options.output if fault == "place" else options.output.with_name(f"{options.output.name}.{os.getpid()}")
shutil.rmtree(target, ignore_errors=True)
target.mkdir(parents=True)
for number in range(40):
    (target / f"{number}.html").write_text(f"{title}{number}{shown}", "utf-8")
    time.sleep(0.005)
if target != options.output:
    link = target.with_name(target.name + ".link")
    link.symlink_to(target.name)
    link.replace(options.output)
