"""axe-core with the rules of WCAG 2.0 to 2.2, A and AA, at two widths, light and dark."""

from functools import lru_cache
from pathlib import Path

import browser
import tree

RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const result = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], iframes: false,
    rules: {"target-size": {enabled: true}},
  });
  return result.violations.map(v => ({
    id: v.id, help: v.help, count: v.nodes.length,
    target: v.nodes[0].target.join(" "), why: v.nodes[0].failureSummary.split("\\n").slice(1, 2).join("").trim(),
  }));
}"""


@lru_cache
def axe_source():
    import axe_playwright_python

    return next(Path(axe_playwright_python.__file__).parent.glob("axe*.js")).read_text(encoding="utf-8")


def examine(context, page):
    problems = []
    tab = context.new_page()
    tab.goto(page.url, wait_until="load")
    tab.evaluate(axe_source())
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            for found in tab.evaluate(RUN):
                problems.append(
                    f"{page.path} at {width} {scheme}: {found['id']}: {found['help']} "
                    f"({found['count']}×, {found['target']}: {found['why']})")
    tab.close()
    return problems


def check(root, limit):
    pages = tree.sample(tree.pages(root), limit)
    return f"{len(pages)} pages × 320, 1280 px × light, dark", browser.each(pages, examine)
