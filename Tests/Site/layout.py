"""No sideways scroll on the narrowest phone, and no chart text over other chart text at any width."""

import browser
import tree

WIDTHS = (320, 768, 1280)
SCROLL = "() => [document.scrollingElement.scrollWidth, innerWidth]"
# The box of a text is its line box; 1 px of overlap is allowed. Texts of one outermost SVG are compared.
OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.ownerSVGElement) continue;
    const texts = [...svg.querySelectorAll("text")]
      .filter(t => t.textContent.trim() &&
        t.checkVisibility({opacityProperty: true, visibilityProperty: true}))
      .map(t => ({words: t.textContent.trim(), box: t.getBoundingClientRect()}))
      .filter(t => t.box.width > 0 && t.box.height > 0);
    for (let i = 0; i < texts.length; i++)
      for (let j = i + 1; j < texts.length; j++) {
        const a = texts[i].box, b = texts[j].box;
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x > 1 && y > 1)
          found.push(`“${texts[i].words}” and “${texts[j].words}” by ${x.toFixed(1)} × ${y.toFixed(1)} px`);
      }
  }
  return found;
}"""


def _tab(context, page, width):
    tab = context.new_page()
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(page.url, wait_until="load")
    return tab


def scroll(context, page):
    tab = _tab(context, page, 320)
    wide, room = tab.evaluate(SCROLL)
    tab.close()
    return [f"{page.path}: {wide} px wide in a window of {room} px"] if wide > room else []


def overlaps(context, page):
    problems = []
    tab = _tab(context, page, WIDTHS[0])
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        problems += [f"{page.path} at {width}: {pair}" for pair in tab.evaluate(OVERLAPS)]
    tab.close()
    return problems


def check_scroll(root, limit):
    pages = tree.sample(tree.pages(root), limit)
    return f"{len(pages)} pages at 320 px", browser.each(pages, scroll)


def check_overlaps(root, limit):
    pages = tree.sample([page for page in tree.pages(root) if page.has_charts], limit)
    return f"{len(pages)} indicator and place pages at {', '.join(map(str, WIDTHS))} px", browser.each(pages, overlaps)
