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

# Sources whose portal can count: the same indicators must come out with its counting as with the rows. The texts stand in
# a Datasette, and in the data store they have types.
COUNTED = {
    "datasette": f'datasette: "{base}/requests/requests"',
    "ckan": f'ckan: "{base}/dataset/service-requests", resource: "Requests (DataStore)"',
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
    features = []
    for number in range(1, 21):
        west, east = -94 + number / 10, -94 + (number + 1) / 10
        shape = {"type": "Polygon", "coordinates": [[[west, 44], [east, 44], [east, 46], [west, 46], [west, 44]]]}
        name = f"N{number:02}"
        features.append({"type": "Feature", "properties": {"id": name, "name": name}, "geometry": shape})
    write("places.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
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


def counted_feed(extra):
    write(
        "Indicators/feeds/counted.json5",
        f'{{title: "Counted", publisher: "P", licence: "CC0", source: {{{COUNTED[server]}{extra}}},\n'
        '  columns: {kind: {from: "service_code", type: "text"}, status: {type: "text"}, fee: {type: "number"},\n'
        '    day: {from: "requested_at", type: "date"}, done: {from: "closed_at", type: "date"}, nbhd: {from: "nbhd_id", type: "text"}},\n'
        '  where: "kind <> \'SNOW\'", place: {id: "nbhd", level: "place"}, period: {from: "day", every: "month"}}\n',
    )


def numbers():
    """The numbers of every download of the indicators over the counted feed, or why there are none."""
    for words in (("fetch", "places", "counted"), ("build", "--output", "site")):
        said = run(*words)
        if said.returncode != 0 or "counted-here" in said.stdout + said.stderr:
            return None, " ".join((said.stdout + said.stderr).split())[:400]
    found = {}
    for file in sorted((project / "site" / "indicators").glob("n-*/data.csv")):
        found[file.parent.name] = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    return found, ""


def same(one, other):
    """Texts and counts to the last figure; sums of cents may differ in the last, being added in another order."""
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) <= 1e-12 * abs(float(one))
    except ValueError:
        return False


def ask_counted():
    rest = ', direction: "none", universe: "requests", '
    groups = ", ".join(f'{{id: "{word}", title: "{word}", where: "status = \'{word}\'"}}' for word in ("open", "closed"))
    for name, unit, formula in (
        ("count", "count", 'formula: {count: "*"}, breakdowns: [{id: "status", title: "S", groups: [' + groups + "]}]"),
        ("done", "ratio", 'formula: {ratio: "count(done)", of: "count(*)"}, where: "kind like \'%O%\'"'),
        ("fee", "dollars", 'formula: {sum: "fee"}'),
    ):
        write(f"Indicators/t/n-{name}.json5", f'{{title: "{name}", feed: "counted", unit: "{unit}"{rest}{formula}}}\n')
    counted_feed("")
    here, why = numbers()
    counted_feed(', aggregate: "server"')
    there, why = (None, why) if here is None else numbers()
    lock = (project / "Indicators" / "snapshots" / "snapshots.lock.json5").read_text("utf-8")
    if not here or not there:
        return False, f"counted by the portal: {why}"
    if "grouped: " not in lock:
        return False, "counted by the portal: rows came instead"
    if set(here) != {"n-count", "n-done", "n-fee"} or set(here) != set(there):
        return False, f"counted by the portal: downloads of {sorted(here)} and {sorted(there)}"
    cells = 0
    for name, table in here.items():
        if len(table) != len(there[name]):
            return False, f"counted by the portal: {name} has {len(there[name])} of {len(table)} lines"
        for row, other in zip(table, there[name]):
            cells += len(row)
            exact = name != "n-fee"
            if len(row) != len(other) or not all(a == b if exact else same(a, b) for a, b in zip(row, other)):
                return False, f"counted by the portal: {name} has {other} for {row}"
    plan = run("query", "counted", "select count(*)", "--plan")
    if "GROUP BY" not in plan.stdout:
        return False, f"counted by the portal: the plan does not say how: {plan.stdout[:300]}"
    return True, f"counted by the portal as here, {cells} cells"


make()
for name, _, rows in FEEDS[server]:
    good, words = ask(name, rows)
    print("ok" if good else "FAIL", words, flush=True)
if server in COUNTED:
    good, words = ask_counted()
    print("ok" if good else "FAIL", words, flush=True)
