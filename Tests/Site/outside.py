"""Nothing that a page loads by itself comes from elsewhere: in its text, and in what a browser asks for."""

import re
from pathlib import Path

import browser
import document
import tree

OUTSIDE = re.compile(r"^\s*(https?:|wss?:|ftp:|//)", re.IGNORECASE)
INSIDE = ("file:", "data:", "blob:", "about:")


def check_text(root, _=None):
    problems = []
    pages = tree.pages(root)
    for page in pages:
        for line, address in document.read(page.file.resolve()).loads:
            if OUTSIDE.match(address):
                problems.append(f"{page.path}:{line}: loads “{address}”")
    for file in sorted(Path(root).rglob("*")):
        if file.suffix in (".css", ".svg") and file.is_file():
            problems += _styles(file, Path(root))
    return f"{len(pages)} pages", problems


def _styles(file, root):
    text = file.read_text(encoding="utf-8")
    addresses = document.css_loads(text)
    if file.suffix == ".svg":
        addresses += document.Document(text).loads
    return [
        f"{file.relative_to(root)}:{line}: loads “{address}”" for line, address in addresses if OUTSIDE.match(address)
    ]


def watch(context, page):
    """The addresses outside that a page asks for; each is refused."""
    asked = []

    def decide(route):
        if route.request.url.startswith(INSIDE):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", decide)
    tab = context.new_page()
    tab.goto(page.url, wait_until="load")
    tab.wait_for_timeout(100)
    tab.close()
    context.unroute("**/*")
    return [f"{page.path}: asks for “{url}”" for url in asked]


def check_browser(root, limit):
    pages = tree.sample(tree.pages(root), limit)
    return f"{len(pages)} pages in Chromium", browser.each(pages, watch)
