"""Chromium over many pages: one browser per processor core, pages from file://, results in the pages' order."""

import os
import shutil
from concurrent.futures import ProcessPoolExecutor

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def program():
    """The installed browser; nil lets Playwright use its own."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def launch(playwright):
    # Refuses names, so that a page that asks for the network fails at once and not after a timeout.
    arguments = ["--disable-gpu", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND"]
    return playwright.chromium.launch(executable_path=program(), args=arguments)


def each(pages, task, workers=None, **context_options):
    """Runs `task(context, page)` for every page and joins the lists of problems it returns."""
    if not pages:
        return ["no page of this kind in the site"]
    workers = min(workers or min(os.cpu_count() or 1, 4), len(pages))
    stripes = [pages[start::workers] for start in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        parts = list(pool.map(_stripe, stripes, [task] * workers, [context_options] * workers))
    merged = {}
    for part in parts:
        merged.update(part)
    return [problem for page in pages for problem in merged[page.path]]


def _stripe(pages, task, options):
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        context = chromium.new_context(reduced_motion="reduce", **options)
        for page in pages:
            found[page.path] = _tried(task, context, page)
        chromium.close()
    return found


def _tried(task, context, page):
    try:
        return task(context, page)
    except Exception as error:  # one page that cannot be loaded must not hide the others
        return [f"{page.path}: {type(error).__name__}: {str(error).splitlines()[0]}"]
