"""Every relative address names a file of the site and a fragment that is there; none is absolute by path."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import document
import tree

SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
ANYWHERE = {"", "top"}


class Checker:
    def __init__(self, root):
        self.root = Path(root).resolve()
        self.count = 0
        self.problems = []

    def page(self, page):
        found = document.read(page.file.resolve())
        for line, address in found.links + found.loads + found.references:
            self.address(page.file.resolve(), line, address.strip())
        for line, name in found.repeated:
            self.say(page.file.resolve(), line, f"the id “{name}” stands twice")

    def sheet(self, file):
        text = file.read_text(encoding="utf-8")
        for line, address in document.css_loads(text):
            self.address(file.resolve(), line, address.strip())

    def address(self, file, line, address):
        if SCHEME.match(address):
            return
        self.count += 1
        if address.startswith("/"):
            return self.say(file, line, f"“{address}” is absolute; make it relative")
        parts = urlsplit(address)
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        if self.root not in target.parents:
            return self.say(file, line, f"“{address}” leaves the site")
        if not target.is_file():
            what = "names a folder; name its file" if target.is_dir() else "is not there"
            return self.say(file, line, f"“{address}” {what}")
        fragment = unquote(parts.fragment)
        if fragment not in ANYWHERE and target.suffix == ".html" and fragment not in document.read(target).ids:
            self.say(file, line, f"“{address}”: no id “{fragment}” in it")

    def say(self, file, line, what):
        self.problems.append(f"{file.relative_to(self.root)}:{line}: {what}")


def check(root, _=None):
    checker = Checker(root)
    for page in tree.pages(root):
        checker.page(page)
    for file in sorted(Path(root).rglob("*.css")):
        checker.sheet(file)
    return f"{checker.count} relative addresses", checker.problems
