"""What an HTML file points at: its ids, its links, and what a browser would load by itself."""

import re
from functools import cache
from html.parser import HTMLParser

CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
LOADS = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"),
    ("video", "poster"), ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"),
    ("input", "src"), ("image", "href"), ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href"),
    ("feimage", "href"), ("frame", "src"), ("body", "background"),
}
# Attributes of SVG that name a drawing's part: url(#hatch).
PAINTS = {"fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end"}
# A link of these kinds names a page and makes no request.
NAMING_LINKS = {"canonical", "alternate", "license", "author", "help", "next", "prev", "describedby", "cite-as"}


class Document(HTMLParser):
    """Collects (line, value) pairs while it reads; `lang` is the language of the page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.repeated = set(), []
        self.links, self.loads, self.references = [], [], []
        self.lang = None
        self._style = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.lang = values.get("lang")
        for name in ("id",) + (("name",) if tag == "a" else ()):
            if name in values:
                if name == "id" and values[name] in self.ids:
                    self.repeated.append((line, values[name]))
                self.ids.add(values[name])
        self._style = tag == "style"
        if "style" in values:
            self._css(line, values["style"])
        self._addresses(tag, values, line)

    def handle_endtag(self, tag):
        self._style = False

    def handle_data(self, data):
        if self._style:
            self._css(self.getpos()[0], data)

    def _css(self, line, text):
        self.loads += [(line + below - 1, address) for below, address in css_loads(text)]

    def _addresses(self, tag, values, line):
        for name, value in values.items():
            if (tag, name) in LOADS:
                self.loads.append((line, value))
            elif name in PAINTS and value.startswith("url("):
                self.references += [(line, match.group(1)) for match in CSS_URL.finditer(value)]
            elif name == "srcset":
                self.loads += [(line, part.split()[0]) for part in value.split(",") if part.strip()]
            elif name == "href" and tag in ("a", "area") or (tag, name) == ("form", "action"):
                self.links.append((line, value))
            elif name == "xlink:href" and tag == "a":
                self.links.append((line, value))
        if tag == "link" and "href" in values:
            names_only = set(values.get("rel", "").lower().split()) <= NAMING_LINKS
            (self.links if names_only else self.loads).append((line, values["href"]))
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh" and "=" in values.get("content", ""):
            self.loads.append((line, values["content"].split("=", 1)[1].strip("'\" ")))


@cache
def read(file):
    """The document of a file, read once in a run."""
    return Document(file.read_text(encoding="utf-8"))


def css_loads(text):
    """The addresses that a style sheet loads, with their lines.

    Not url(#part): a shared sheet may paint with a pattern that this page has no need of.
    """
    found = []
    for match in CSS_URL.finditer(text):
        address = match.group(1) or match.group(2)
        if not address.startswith("#"):
            found.append((text.count("\n", 0, match.start()) + 1, address))
    return found
