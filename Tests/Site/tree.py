"""The pages of a built site: which there are, of what kind, in which language, and a fair sample of them."""

import hashlib
import re
from pathlib import Path

LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]+)?$")
CHARTS = ("indicator", "place")


class Page:
    """One HTML file, named by its path below the site's root."""

    def __init__(self, root, path):
        self.file = root / path
        self.path = path.as_posix()
        folders = list(path.parent.parts)
        self.language = ""
        if folders and LANGUAGE.match(folders[0]) and (root / folders[0] / "index.html").is_file():
            self.language = folders.pop(0)
        self.kind = self._kind(folders, path.name)

    @staticmethod
    def _kind(folders, name):
        """`indicators/rent/index.html` is "indicator", `embed/rent/map/index.html` is "embed-map"."""
        if not folders:
            stem = name.split(".")[0]
            return "home" if stem == "index" else stem
        first = folders[0]
        if first == "embed":
            return "embed-" + folders[-1]
        if len(folders) == 1:
            return first
        singular = {"indicators": "indicator", "places": "place", "topics": "topic", "stories": "story"}
        return "-".join([singular.get(first, first)] + folders[2:] * (first == "indicators"))

    @property
    def is_indicator(self):
        return self.kind == "indicator"

    @property
    def is_embed(self):
        return self.kind == "embed" or self.kind.startswith("embed-")

    @property
    def has_charts(self):
        return self.kind in CHARTS

    @property
    def url(self):
        return self.file.resolve().as_uri()


def pages(root):
    """Every HTML file of a site, by path."""
    root = Path(root)
    found = sorted(file.relative_to(root) for file in root.rglob("*.html"))
    return [Page(root, path) for path in found]


def sample(all_pages, limit):
    """At most `limit` pages: of each kind in each language one, then a second of each, and so on.

    The order within a kind is that of a hash of the path: the same site gives the same sample, and the sample
    is not only places that begin with A.
    """
    groups = {}
    for page in all_pages:
        groups.setdefault((page.kind, page.language), []).append(page)
    for group in groups.values():
        group.sort(key=lambda page: (hashlib.sha256(page.path.encode()).digest(), page.path))
    ordered = [groups[key] for key in sorted(groups)]
    chosen = []
    for turn in range(max((len(group) for group in ordered), default=0)):
        for group in ordered:
            if turn < len(group) and len(chosen) < limit:
                chosen.append(group[turn])
    return sorted(chosen, key=lambda page: page.path)


def tree_hash(root):
    """A hash over the names and bytes of every file, and the number of files."""
    root = Path(root)
    digest = hashlib.sha256()
    files = sorted(file for file in root.rglob("*") if file.is_file())
    for file in files:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(root).as_posix()}\0{content}\n".encode())
    return digest.hexdigest(), len(files)
