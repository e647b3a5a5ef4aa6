"""Pictures of pages for people to look at: python3 Tests/Site/shots.py SITE FOLDER [PAGE …] [--sample N]

Each page at 320, 375, 768 and 1280 px, light and dark, full height; and as printed on A4: PDF, and PNG where
pdftoppm is installed. Without names a sample of N pages is taken, one of each kind first.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import browser
import tree

WIDTHS = (320, 375, 768, 1280)


class Camera:
    """A task for browser.each that carries the folder to write into."""

    def __init__(self, folder, widths):
        self.folder, self.widths = folder, widths

    def __call__(self, context, page):
        name = page.path.removesuffix(".html").removesuffix("/index").replace("/", "_")
        tab = context.new_page()
        tab.goto(page.url, wait_until="load")
        for width in self.widths:
            tab.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                tab.emulate_media(color_scheme=scheme)
                tab.screenshot(path=self.folder / f"{name}-{width}-{scheme}.png", full_page=True)
        tab.emulate_media(color_scheme="light", media="print")
        self.print(tab, self.folder / f"{name}-print")
        tab.close()
        return []

    @staticmethod
    def print(tab, file):
        paper = file.with_suffix(".pdf")
        tab.pdf(path=paper, format="A4", prefer_css_page_size=True, print_background=True)
        if shutil.which("pdftoppm"):
            subprocess.run(["pdftoppm", "-r", "80", "-png", str(paper), str(file)], check=True)


def chosen(site, names, limit):
    pages = tree.pages(site)
    if not names:
        return tree.sample(pages, limit)
    unknown = [name for name in names if name not in {page.path for page in pages}]
    if unknown:
        sys.exit(f"no such page below {site}: {', '.join(unknown)}")
    return [page for page in pages if page.path in names]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", metavar="page", help="a path below the site, such as index.html")
    parser.add_argument("--sample", type=int, default=10, help="how many pages where none is named")
    parser.add_argument("--width", type=int, action="append", help="these widths in place of the four")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    pages = chosen(options.site, options.pages, options.sample)
    camera = Camera(options.folder, tuple(options.width or WIDTHS))
    problems = browser.each(pages, camera)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(pages)} pages, {len(list(options.folder.iterdir()))} files in {options.folder}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
