"""A synthetic nation as a project: every tract a place with a page, twenty measures with margins.

    python3 Tests/Benchmarks/nation.py DEST --boundaries FILE --tracts FILE [--places N]

The boundaries and the table are those of the shared folder's generator. Names, theme, script and phrases are the
house's own.
"""

import argparse
import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEASURES = 20


def definitions():
    """The definition files by path."""
    columns = "\n".join(
        f'    v{n}: {{from: "B{n:02d}001E", type: "number", margin: "B{n:02d}001M"}},' for n in range(1, MEASURES + 1)
    )
    files = {
        "Indicators/feeds/areas.json5": """{
  title: "Areas", publisher: "Benchmark", licence: "CC0",
  source: {file: "areas.geojson"}, format: {type: "geojson"},
}
""",
        "Indicators/feeds/tracts.json5": f"""{{
  title: "Tract table", publisher: "Benchmark", licence: "CC0",
  source: {{file: "tracts.csv"}}, format: {{type: "csv"}},
  missing: ["**", "-666666666", "-222222222"],
  columns: {{
    geoid: {{from: "GEOID", type: "text"}},
    year: {{from: "year", type: "text"}},
{columns}
  }},
  place: {{id: "geoid", level: "tract"}},
  period: {{column: "year"}},
}}
""",
        "Indicators/places.json5": """{
  primary: "tract",
  whole: {id: "nation", name: "Nation"},
  levels: {tract: {title: "Tract", plural: "Tracts", boundaries: "areas", id: "GEOID", name: "name", pages: true}},
  population: {feed: "tracts", value: "v1", period: "nearest"},
}
""",
        "Site/site.json5": """{
  title: "Nation", city: "Nation", publisher: "Benchmark", licence: "CC0", languages: ["en"],
  edition: "2026-11", frozen: "2026-11-03",
  topics: [{id: "people", title: "People", summary: "Twenty measures"}],
}
""",
    }
    for n in range(1, MEASURES + 1):
        # Every fourth variable of the table is a rate: it is shown as published.
        formula, unit = ('{published: "v%d"}' % n, "index") if n % 4 == 0 else ('{sum: "v%d"}' % n, "people")
        files[f"Indicators/people/measure-{n:02d}.json5"] = f"""{{
  title: "Indicator {n}", feed: "tracts", unit: "{unit}", direction: "{("none", "adverse")[n % 2]}",
  universe: "residents", formula: {formula}, levels: ["tract"],
}}
"""
    return files


def make(destination, boundaries, tracts):
    """Writes the project, and beside it the data folder as links to the inputs."""
    destination = Path(destination)
    for path, text in definitions().items():
        file = destination / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for name in ("shell.html", "theme.css", "script.js"):
        shutil.copy(ROOT / "Site" / name, destination / "Site" / name)
    shutil.copytree(ROOT / "Site" / "languages", destination / "Site" / "languages", dirs_exist_ok=True)
    (destination / "Content").mkdir(exist_ok=True)
    data = destination / "data"
    data.mkdir(exist_ok=True)
    for name, source in (("areas.geojson", boundaries), ("tracts.csv", tracts)):
        link = data / name
        link.unlink(missing_ok=True)
        os.symlink(Path(source).resolve(), link)
    return destination


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("destination")
    parser.add_argument("--boundaries", required=True)
    parser.add_argument("--tracts", required=True)
    options = parser.parse_args()
    print(make(options.destination, options.boundaries, options.tracts))
