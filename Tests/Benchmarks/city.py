"""A city of 77 places with 20 indicators in 10 years, each seen through three lenses with every common measure.

    python3 Tests/Benchmarks/city.py DEST

`almanac build --timings` on it is the bar of the statistics: all group values, intervals, gaps, equity measures, trends,
tests and the 999 permutations of each map's pattern, in the stages "measures" and "maps".
"""

import random
import shutil
import sys
from pathlib import Path

from disclosure import ROOT, geojson, square

PLACES, INDICATORS, YEARS = 77, 20, range(2015, 2025)
MEASURES = '"difference", "ratio", "slope-index", "relative-index", "concentration-index", "gini", "theil-t"'


def survey():
    """One row for each place and year: people, and how many of them each indicator counts, with margins."""
    draw = random.Random(77)
    columns = [f"x{number},x{number}_moe" for number in range(INDICATORS)]
    rows = ["id,year,people,people_moe,income,income_moe,renters,renters_moe,young,young_moe," + ",".join(columns)]
    for place in range(1, PLACES + 1):
        people = draw.randrange(2_000, 60_000)
        income = draw.lognormvariate(10.9, 0.45)
        slopes = [draw.uniform(0.05, 0.5) for _ in range(INDICATORS)]
        for year in YEARS:
            people = round(people * draw.uniform(0.99, 1.015))
            cells = [place, year, people, round(people**0.5 * 3), round(income), round(income * 0.05)]
            for share in (draw.uniform(0.2, 0.8), draw.uniform(0.15, 0.3)):
                cells += [round(people * share), round(people**0.5 * 2)]
            for slope in slopes:
                part = people * min(0.9, slope * (70_000 / income) ** 0.5 * draw.uniform(0.95, 1.05))
                cells += [round(part), round(part**0.5 * 2)]
            rows.append(",".join(map(str, cells)))
    return "\n".join(rows) + "\n"


def definitions():
    feed = '{\n  title: "%s", publisher: "Benchmark", licence: "CC0",\n  source: {file: "data/%s"}, format: {type: "%s"},\n%s}\n'
    numbers = ["people", "income", "renters", "young"] + [f"x{number}" for number in range(INDICATORS)]
    columns = "\n".join(f'    {name}: {{type: "number", margin: "{name}_moe"}},' for name in numbers)
    files = {
        "Indicators/feeds/places.json5": feed % ("Places", "places.geojson", "geojson", ""),
        "Indicators/feeds/survey.json5": feed
        % (
            "Survey",
            "survey.csv",
            "csv",
            f"""  columns: {{
    id: {{type: "text"}}, year: {{type: "text"}},
{columns}
  }},
  place: {{id: "id", level: "place"}}, period: {{column: "year"}},
""",
        ),
        "Indicators/places.json5": """{
  primary: "place", whole: {id: "city", name: "City"},
  levels: {place: {title: "Place", plural: "Places", boundaries: "places", id: "id", name: "name"}},
  population: {feed: "survey", value: "people", period: "nearest"},
  lenses: {
    income: {title: "Income", by: "income", groups: 5, weighted: true, worst: "low", names: ["lowest", "low", "middle", "high", "highest"]},
    renters: {title: "Renters", by: "renters", groups: 5, weighted: true, worst: "high", names: ["most", "many", "middle", "few", "fewest"]},
    young: {title: "Children", by: "young", groups: 5, weighted: true, worst: "high", names: ["most", "many", "middle", "few", "fewest"]},
  },
}
""",
        "Site/site.json5": """{
  title: "Bench city", city: "City", publisher: "Benchmark", licence: "CC0", languages: ["en"],
  edition: "2026-11", frozen: "2026-11-03", topics: [{id: "all", title: "All", summary: "All"}],
}
""",
        "Indicators/all/income.json5": """{
  title: "Income", feed: "survey", unit: "dollars", direction: "favourable", universe: "residents",
  formula: {published: "income"},
}
""",
    }
    for name, title in (("renters", "Renters"), ("young", "Children")):
        files[f"Indicators/all/{name}.json5"] = f"""{{
  title: "{title}", feed: "survey", unit: "percent", direction: "adverse", universe: "residents",
  formula: {{proportion: "{name}", of: "people"}},
}}
"""
    for number in range(INDICATORS):
        files[f"Indicators/all/m{number:02d}.json5"] = f"""{{
  title: "Measure {number}", feed: "survey", unit: "percent", direction: "adverse", universe: "residents",
  formula: {{proportion: "x{number}", of: "people"}}, lenses: ["income", "renters", "young"],
  measures: [{MEASURES}], suppress: {{denominatorBelow: 50, unreliableAbove: 0.4}},
}}
"""
    return files


def make(destination):
    destination = Path(destination)
    shapes = [
        {
            "type": "Feature",
            "properties": {"id": str(number + 1), "name": f"Place {number + 1}"},
            "geometry": {"type": "Polygon", "coordinates": [square(number % 11, number // 11, 1)]},
        }
        for number in range(PLACES)
    ]
    files = definitions() | {"data/places.geojson": geojson(shapes), "data/survey.csv": survey()}
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
    make(sys.argv[1])
