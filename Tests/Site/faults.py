"""Proves the checkers: each passes a small good site and finds a planted fault. python3 Tests/Site/faults.py"""

import os
import sys
import tempfile
from pathlib import Path

import access
import builds
import layout
import links
import noscript
import outside
import report
import validity
import weight

# A site that passes every check.
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rent burden</title><style>
body{{color:#191c23;background:#fcfbf7;font:17px/1.5 sans-serif}} a{{color:inherit}} svg{{width:100%;height:40px}}
@media(prefers-color-scheme:dark){{body{{color:#ece8de;background:#14161b}} svg text{{fill:#ece8de}}}}
</style></head><body><main><h1 id="top-of-page">Can people afford to stay?</h1>
<p>Half of all renters pay more than 30 % of their income, 2020–2024.</p>
<svg role="img" aria-label="Two values"><text x="0" y="20">North</text><text x="60%" y="20">South</text></svg>
<p><a href="{up}index.html#top-of-page">Home</a></p></main></body></html>
"""
FILES = {
    "index.html": "", "indicators/rent/index.html": "../../", "places/ward/north/index.html": "../../../",
    "embed/rent/map/index.html": "../../../",
}
WIDE = '<div style="width:600px;height:9px"></div>'
SPOKEN = "document.querySelector('p').textContent='word '.repeat(200)"
CDN = "cdn.example/a"
FETCH = f"fetch('https://{CDN}').catch(()=>0)"
SHEET = '<link rel="stylesheet" href="a.css">'
END = "</main>"

# Each: the fault, its checker, the page it is planted in, the text it replaces, its own text, and what is found.
HOME, RENT, WARD, EMBED = FILES
FAULTS = [
    ("a broken link", links.check, HOME, "index.html#", "absent.html#", "is not there"),
    ("a missing fragment", links.check, RENT, "#top-of-page", "#nowhere", "no id “nowhere”"),
    ("an absolute path", links.check, RENT, "../../index.html", "/index.html", "is absolute"),
    ("a link to a folder", links.check, RENT, "../../index.html#top-of-page", "../../indicators/", "names a folder"),
    ("an id that stands twice", links.check, HOME, "<p>", '<p id="top-of-page">', "stands twice"),
    ("invalid HTML", validity.check, WARD, "<p>", "<p><p></p></p>", "“p” end tag"),
    ("a second id, by the validator", validity.check, HOME, "<p>", '<p id="top-of-page">', "Duplicate ID"),
    ("a script from elsewhere", outside.check_text, HOME, END, f'{END}<script src="//{CDN}"></script>', "loads"),
    ("a picture from elsewhere", outside.check_text, WARD, "a{", f"i{{background:url(https://{CDN})}} a{{", "loads"),
    ("a request by script", outside.check_browser, RENT, END, f"{END}<script>{FETCH}</script>", "asks for"),
    ("a heavy indicator page", weight.check_indicators, RENT, END, f"<!--{'x' * 150_000}-->{END}", "at most 150000"),
    ("a sheet beside an embed", weight.check_embeds, EMBED, "<style>", f"{SHEET}<style>", "loads “a.css”"),
    ("a page that scrolls sideways", layout.check_scroll, HOME, END, WIDE + END, "px wide"),
    ("chart text over chart text", layout.check_overlaps, RENT, 'x="60%"', 'x="12"', "“North” and “South”"),
    ("content made by script", noscript.check, WARD, END, f"{END}<script>{SPOKEN}</script>", "without script"),
    ("low contrast in light mode", access.check, HOME, "color:#191c23", "color:#b9b9b9", "light: color-contrast"),
    ("low contrast in dark mode", access.check, RENT, "color:#ece8de", "color:#333", "dark: color-contrast"),
]


def write(root, languages):
    for language in languages:
        for path, up in FILES.items():
            file = root / ("" if language == "en" else language) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(PAGE.format(language=language, up=up), "utf-8")
    return root


def planted(root, path, old, new):
    """An English site with one fault."""
    file = write(root, ["en"]) / path
    text = file.read_text("utf-8")
    assert old in text, f"{old} is not in the page"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return root


def found(checker, root, path, words):
    """A fault is found where a problem names its page and says what it is."""
    _, problems = checker(root, 8)
    named = [problem for problem in problems if path in problem and words in problem]
    return (named[0][:110] if named else "nothing"), ([] if named else ["the fault was not found"] + problems)


def promise(folder, task, fault):
    """Runs one of builds.py's checks against careless.py; the scratch folder is new each time."""
    project = folder / "project"
    for name in ("Indicators", "Site", "Content"):
        (project / name).mkdir(parents=True, exist_ok=True)
    (project / "Site" / "site.json5").write_text('{ title: {en: "Port Lindero"} }', "utf-8")
    os.environ["CARELESS"] = fault
    builder = builds.Builder(Path(__file__).with_name("careless.py"), project, None)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        return task(builder, Path(scratch))


def broken(folder, task, fault):
    summary, problems = promise(folder, task, fault)
    return (problems[0] if problems else summary), ([] if problems else ["the fault was not found"])


def check_builds(closing, folder):
    closing.check("builds.width passes a careful build", lambda: promise(folder, builds.width, ""))
    closing.check("builds.kill passes a careful build", lambda: promise(folder, builds.kill, ""))
    closing.check("finds a width that shows", lambda: broken(folder, builds.width, "width"))
    closing.check("finds a site written in place", lambda: broken(folder, builds.kill, "place"))
    closing.check("finds a slow build", lambda: broken(folder, lambda b, s: builds.speed(b, s, 0.01), ""))


def main():
    closing = report.Report("checker: ")
    with tempfile.TemporaryDirectory(prefix="almanac-") as folder:
        good = write(Path(folder) / "good", ["en", "es"])
        for checker in dict.fromkeys(fault[1] for fault in FAULTS):
            closing.check(f"{checker.__module__}.{checker.__name__} passes a good site", lambda: checker(good, 8))
        for number, (name, checker, path, old, new, words) in enumerate(FAULTS):
            bad = planted(Path(folder) / str(number), path, old, new)
            closing.check(f"finds {name}", lambda: found(checker, bad, path, words))
        check_builds(closing, Path(folder))
    return closing.close()


if __name__ == "__main__":
    sys.exit(main())
