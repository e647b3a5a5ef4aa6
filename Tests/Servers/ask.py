"""Fetches one server's feeds with the program and compares them with the expected numbers.

    ask.py ALMANAC SERVER BASE EXPECTED PROJECT

One line a feed: “ok …” or “FAIL …”.
"""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
almanac, server, base, expected, project = sys.argv[1:]
expected = json.loads(Path(expected).read_text("utf-8"))
project = Path(project)

# Feeds by server: a name, the source, and how many rows must come; nil: the fetch must be refused.
ALL, PLACED = expected["rows"], expected["with_geometry"]
FEEDS = {
    "nginx": [("csv", f'url: "{base}/requests.csv"', ALL), ("geojson", f'url: "{base}/requests.geojson"', None)],
    "caddy": [("csv", f'url: "{base}/requests.csv"', ALL)],
    "datasette": [("table", f'datasette: "{base}/requests/requests"', ALL)],
    "ckan": [
        ("dump", f'ckan: "{base}/dataset/service-requests", resource: "Requests (DataStore)", read: "dump"', ALL),
        ("datastore", f'ckan: "{base}/dataset/service-requests", resource: "Requests (DataStore)", read: "datastore"', ALL),
    ],
    "pygeoapi": [("collection", f'ogcapi: "{base}/collections/requests"', PLACED)],
    "tipg": [("collection", f'ogcapi: "{base}/collections/public.requests"', ALL)],
    "qgis": [
        ("collection", f'ogcapi: "{base}/wfs3/collections/requests"', ALL),
        ("wfs", f'wfs: "{base}/", layer: "requests"', ALL),
    ],
    "mapserver": [
        ("wfs", f'wfs: "{base}/mapserv?map=almanac", layer: "requests"', PLACED),
        ("offset", f'ogcapi: "{base}/mapserv/almanac/ogcapi/collections/requests"', "refused"),
    ],
}


def write(path, text):
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def run(*words):
    return subprocess.run([almanac, *words], cwd=project, capture_output=True, text=True, encoding="utf-8")


def make():
    write(
        "Site/site.json5",
        '{title: "T", city: "T", publisher: "P", licence: "CC0", languages: ["en"], edition: "2026-11", '
        'frozen: "2026-11-03", topics: [{id: "t", title: "T"}]}\n',
    )
    for name in ("shell.html", "theme.css", "script.js"):
        shutil.copy(ROOT / "Site" / name, project / "Site" / name)
    shutil.copytree(ROOT / "Site" / "languages", project / "Site" / "languages", dirs_exist_ok=True)
    write(
        "Indicators/feeds/places.json5",
        '{title: "Places", publisher: "P", licence: "CC0", source: {file: "places.geojson"}, '
        'format: {type: "geojson"}, columns: {id: {type: "text"}}, place: {id: "id", level: "place"}, '
        'period: {fixed: "2024"}}\n',
    )
    shape = {"type": "Polygon", "coordinates": [[[-94, 44], [-93, 44], [-93, 46], [-94, 46], [-94, 44]]]}
    feature = {"type": "Feature", "properties": {"id": "1", "name": "All"}, "geometry": shape}
    write("places.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    write(
        "Indicators/places.json5",
        '{primary: "place", whole: {id: "city", name: "T"}, levels: {place: {title: "Place", plural: "Places", '
        'boundaries: "places", id: "id", name: "name"}}}\n',
    )
    for name, source, _ in FEEDS[server]:
        write(
            f"Indicators/feeds/{name}.json5",
            f'{{title: "{name}", publisher: "P", licence: "CC0", source: {{{source}}},\n'
            '  columns: {kind: {from: "service_code", type: "text"}, fee: {type: "number"}}}\n',
        )
    write(
        "Indicators/t/count.json5",
        '{title: "Count", feed: "places", unit: "count", direction: "none", universe: "places", formula: {count: "*"}}\n',
    )
    (project / "Content").mkdir(exist_ok=True)


def ask(name, rows):
    said = run("fetch", name)
    words = " ".join((said.stdout + said.stderr).split())
    if rows == "refused":
        good = said.returncode == 69 and "same rows again" in words
        return good, f"{name} is refused" if good else f"{name} should be refused: {words[:300]}"
    if said.returncode != 0:
        return False, f"{name}: {words[:400]}"
    table = run("query", name, "select kind, count(*) as n, sum(fee) as fee group by kind order by kind", "--format", "csv")
    groups = {row["kind"]: row for row in csv.DictReader(io.StringIO(table.stdout))}
    count = sum(int(float(row["n"])) for row in groups.values())
    if rows is not None and count != rows:
        return False, f"{name}: {count} of {rows} rows {table.stderr[:200]}"
    if count == ALL:
        wanted = expected["by_service_code"]
        if {kind: int(float(row["n"])) for kind, row in groups.items()} != wanted:
            return False, f"{name}: counts by kind differ from {wanted}"
    return True, f"{name}, {count} rows"


make()
for name, _, rows in FEEDS[server]:
    good, words = ask(name, rows)
    print("ok" if good else "FAIL", words, flush=True)
