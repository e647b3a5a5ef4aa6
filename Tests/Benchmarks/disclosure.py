"""A project of small counts: 3,000 tracts of 40 numbers each, of which about a fifth is withheld by rule.

    python3 Tests/Benchmarks/disclosure.py DEST [--tracts 3000] [--flat] [--loose]

A tract's cases are split into four groups in each of ten years. Everyone, each group, the areas that tracts lie in and
the city are all shown, so that every small number stands in four sums. --flat leaves the areas out, so that tracts hang
together over the city alone; --loose leaves the groups' sum out (people of no group).
"""

import argparse
import json
import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GROUPS = ("north", "east", "south", "west")
# Cases a year of each group in a tract of middling size: the third is often below ten.
SIZES = (60, 26, 10, 17)
YEARS = range(2015, 2025)


def square(column, row, width):
    """A ring of one square cell."""
    left, bottom = -90 + column * 0.01, 40 + row * 0.01
    right, top = left + 0.01 * width, bottom + 0.01 * width
    return [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]


def geojson(features):
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def shapes(tracts, side):
    """Tracts on a grid, and areas of `side` × `side` of them."""
    columns = side * max(1, round(tracts**0.5 / side))
    small, large = [], {}
    for number in range(tracts):
        column, row = number % columns, number // columns
        area = (row // side) * (columns // side) + column // side + 1
        properties = {"geoid": f"{number + 1:05d}", "name": f"Tract {number + 1}", "area": str(area)}
        ring = [square(column, row, 1)]
        small.append(
            {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": ring}}
        )
        if area not in large:
            corner = [square(column - column % side, row - row % side, side)]
            large[area] = {
                "type": "Feature",
                "properties": {"id": str(area), "name": f"Area {area}"},
                "geometry": {"type": "Polygon", "coordinates": corner},
            }
    return geojson(small), geojson([large[area] for area in sorted(large)])


def cases(tracts, loose):
    """One row for each tract, year and group."""
    draw = random.Random(31)
    rows = ["geoid,year,grp,cases"]
    for tract in range(1, tracts + 1):
        size = draw.lognormvariate(0, 0.45)
        for year in YEARS:
            for group, middle in zip(GROUPS, SIZES):
                count = max(0, round(draw.gauss(middle * size, (middle * size) ** 0.5)))
                rows.append(f"{tract:05d},{year},{group},{count}")
            if loose:
                rows.append(f"{tract:05d},{year},other,{draw.randrange(20, 60)}")
    return "\n".join(rows) + "\n"


def definitions(flat):
    """The definition files by path."""
    groups = ",\n".join(f'    {{id: "{group}", title: "{group.title()}", where: "grp = \'{group}\'"}}' for group in GROUPS)
    area = """
    area: {title: "Area", plural: "Areas", boundaries: "areas", id: "id", name: "name", pages: false},"""
    parent = '\n      parent: {level: "area", property: "area"},'
    feed = '{\n  title: "%s", publisher: "Benchmark", licence: "CC0",\n  source: {file: "data/%s"}, format: {type: "%s"},\n%s}\n'
    files = {
        "Indicators/feeds/tracts.json5": feed % ("Tracts", "tracts.geojson", "geojson", ""),
        "Indicators/feeds/cases.json5": feed
        % (
            "Cases",
            "cases.csv",
            "csv",
            """  columns: {
    geoid: {from: "geoid", type: "text"}, year: {from: "year", type: "text"}, grp: {from: "grp", type: "text"},
    cases: {from: "cases", type: "number"},
  },
  place: {id: "geoid", level: "tract"},
  period: {column: "year"},
""",
        ),
        "Indicators/places.json5": f"""{{
  primary: "tract",
  whole: {{id: "city", name: "City"}},
  levels: {{{"" if flat else area}
    tract: {{
      title: "Tract", plural: "Tracts", boundaries: "tracts", id: "geoid", name: "name", pages: false,{"" if flat else parent}
    }},
  }},
}}
""",
        "Indicators/health/cases.json5": f"""{{
  title: "Cases", feed: "cases", unit: "people", direction: "adverse", universe: "residents",
  formula: {{sum: "cases"}}, levels: [{"" if flat else '"area", '}"tract"],
  breakdowns: [{{id: "side", title: "Side", groups: [
{groups},
  ]}}],
  suppress: {{countBelow: 10}},
}}
""",
        "Site/site.json5": """{
  title: "Small counts", city: "City", publisher: "Benchmark", licence: "CC0", languages: ["en"],
  edition: "2026-11", frozen: "2026-11-03",
  topics: [{id: "health", title: "Health", summary: "Cases"}],
}
""",
    }
    if not flat:
        files["Indicators/feeds/areas.json5"] = feed % ("Areas", "areas.geojson", "geojson", "")
    return files


def make(destination, tracts=3000, flat=False, loose=False):
    """Writes the project and its data."""
    destination = Path(destination)
    small, large = shapes(tracts, side=6)
    data = {"tracts.geojson": small, "areas.geojson": large, "cases.csv": cases(tracts, loose)}
    files = definitions(flat) | {f"data/{name}": text for name, text in data.items()}
    for path, text in files.items():
        file = destination / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for name in ("shell.html", "theme.css", "script.js"):
        shutil.copy(ROOT / "Site" / name, destination / "Site" / name)
    shutil.copytree(ROOT / "Site" / "languages", destination / "Site" / "languages", dirs_exist_ok=True)
    (destination / "Content").mkdir(exist_ok=True)
    return destination


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("destination")
    parser.add_argument("--tracts", type=int, default=3000)
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--loose", action="store_true")
    options = parser.parse_args()
    print(make(options.destination, options.tracts, options.flat, options.loose))
