"""Indicator pages are light, and embeds carry all they need within."""

import gzip

import document
import tree

RAW = 150_000
PACKED = 40_000


def check_indicators(root, _=None):
    pages = [page for page in tree.pages(root) if page.is_indicator]
    if not pages:
        return "no indicator page", ["the site has no indicator page"]
    problems, raw_most, packed_most = [], 0, 0
    for page in pages:
        content = page.file.read_bytes()
        raw, packed = len(content), len(gzip.compress(content, 6))
        raw_most, packed_most = max(raw_most, raw), max(packed_most, packed)
        if raw > RAW or packed > PACKED:
            problems.append(f"{page.path}: {raw} bytes, {packed} gzip; at most {RAW} and {PACKED}")
    return f"{len(pages)} indicator pages, at most {raw_most} bytes and {packed_most} gzip", problems


def check_embeds(root, _=None):
    pages = [page for page in tree.pages(root) if page.is_embed]
    if not pages:
        return "no embed page", ["the site has no embed page"]
    problems = []
    for page in pages:
        for line, address in document.read(page.file.resolve()).loads:
            if not address.startswith(("data:", "#")):
                problems.append(f"{page.path}:{line}: loads “{address}”; put it into the page")
    return f"{len(pages)} embed pages", problems
