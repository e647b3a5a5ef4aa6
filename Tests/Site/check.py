"""Checks a built site: python3 Tests/Site/check.py SITE [--pages N] [--only NAME …] [--prefix TEXT]"""

import argparse
import sys
from pathlib import Path

import access
import layout
import links
import noscript
import outside
import report
import validity
import weight

# Each: name, function(site, pages), whether `pages` limits it (else it always reads the whole site).
CHECKS = [
    ("html", lambda site, pages, all_pages: validity.check(site, None if all_pages else pages)),
    ("links", lambda site, pages, _: links.check(site)),
    ("outside-text", lambda site, pages, _: outside.check_text(site)),
    ("outside-browser", lambda site, pages, _: outside.check_browser(site, pages)),
    ("weight", lambda site, pages, _: weight.check_indicators(site)),
    ("embeds", lambda site, pages, _: weight.check_embeds(site)),
    ("scroll", lambda site, pages, _: layout.check_scroll(site, pages)),
    ("chart-text", lambda site, pages, _: layout.check_overlaps(site, pages)),
    ("no-script", lambda site, pages, _: noscript.check(site, pages)),
    ("axe", lambda site, pages, _: access.check(site, pages)),
]


def main():
    parser = argparse.ArgumentParser(description="Checks a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--pages", type=int, default=40, help="pages that a browser opens, per check")
    parser.add_argument("--sample-html", action="store_true", help="validate only as many pages too")
    parser.add_argument("--only", action="append", choices=[name for name, _ in CHECKS])
    parser.add_argument("--prefix", default="", help="printed before each check's name")
    options = parser.parse_args()
    if not options.site.is_dir():
        parser.error(f"“{options.site}” is not a folder; build the site first")
    closing = report.Report(options.prefix)
    for name, function in CHECKS:
        if not options.only or name in options.only:
            whole = not options.sample_html
            closing.check(name, lambda: function(options.site, options.pages, whole))
    return closing.close()


if __name__ == "__main__":
    sys.exit(main())
