"""The content is all there with JavaScript off."""

import browser
import tree

TEXT = """() => {
  const main = document.querySelector("main") || document.body;
  const heading = main.querySelector("h1, h2") || document.querySelector("h1");
  return [main.innerText.trim().split(/\\s+/).filter(Boolean).length, heading ? heading.innerText.trim() : ""];
}"""


def read(context, page):
    tab = context.new_page()
    tab.goto(page.url, wait_until="load")
    words, heading = tab.evaluate(TEXT)
    tab.close()
    return [(page.path, words, heading)]


def check(root, limit):
    """Without script a page has a heading and at least nine tenths of the words that it has with it."""
    pages = tree.sample(tree.pages(root), limit)
    silent = browser.each(pages, read, java_script_enabled=False)
    spoken = browser.each(pages, read)
    problems = [entry for entry in silent + spoken if isinstance(entry, str)]
    said = {path: words for path, words, _ in (entry for entry in spoken if not isinstance(entry, str))}
    for path, words, heading in (entry for entry in silent if not isinstance(entry, str)):
        if not heading:
            problems.append(f"{path}: no heading without script")
        if words < 5 or words < 0.9 * said.get(path, 0):
            problems.append(f"{path}: {words} words without script, {said.get(path, 0)} with it")
    return f"{len(pages)} pages", problems
