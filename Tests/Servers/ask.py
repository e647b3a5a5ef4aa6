"""Fetches one server's feeds with the program and compares everything in them with what every server's data hold.

    ask.py ALMANAC SERVER BASE DATA PROJECT

DATA is the folder of the generated data: expected.json has the numbers, requests.csv the rows that they are of. One line
a feed: “ok …” or “FAIL …”.
"""

import csv
import io
import json
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from counting import SOURCES, Counting

ROOT = Path(__file__).resolve().parents[2]
almanac, server, base, data, project = sys.argv[1:]
expected = json.loads(Path(data, "expected.json").read_text("utf-8"))
project = Path(project)
with open(Path(data, "requests.csv"), newline="", encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))

# Feeds by server: a name, the source, which rows come (all, or those with a place), and whose months their moments
# fall into: as written with the city's offset, or that of UTC where a server moves or loses it.
LOCAL, UTC = "local", "utc"
ALL, PLACED = "all", "placed"
FEEDS = {
    "nginx": [
        ("csv", f'url: "{base}/requests.csv"', ALL, LOCAL),
        ("geojson", f'url: "{base}/requests.geojson"', ALL, LOCAL),
    ],
    "caddy": [("csv", f'url: "{base}/requests.csv"', ALL, LOCAL)],
    "datasette": [("table", f'datasette: "{base}/requests/requests"', ALL, LOCAL)],
    "ckan": [
        ("dump", f'ckan: "{base}/dataset/service-requests", resource: "Requests (DataStore)", read: "dump"', ALL, LOCAL),
        ("datastore", f'ckan: "{base}/dataset/service-requests", resource: "Requests (DataStore)", read: "datastore"', ALL, LOCAL),
        ("file", f'ckan: "{base}/dataset/service-requests", resource: "requests.csv"', ALL, LOCAL),
    ],
    "pygeoapi": [("collection", f'ogcapi: "{base}/collections/requests"', PLACED, LOCAL)],
    "tipg": [("collection", f'ogcapi: "{base}/collections/public.requests"', ALL, UTC)],
    "qgis": [
        ("collection", f'ogcapi: "{base}/wfs3/collections/requests"', ALL, LOCAL),
        ("wfs", f'wfs: "{base}/", layer: "requests"', ALL, LOCAL),
    ],
    "mapserver": [
        ("wfs", f'wfs: "{base}/mapserv?map=almanac", layer: "requests"', PLACED, LOCAL),
        ("offset", f'ogcapi: "{base}/mapserv/almanac/ogcapi/collections/requests"', None, LOCAL),
    ],
}
FEEDS["ckan-2.10"] = FEEDS["ckan"]
# A name in the feed, the source's column, its type.
COLUMNS = [
    ("id", "request_id", "text"), ("kind", "service_code", "text"), ("service", "service_name", "text"),
    ("status", "status", "text"), ("opened", "requested_at", "date"), ("closed", "closed_at", "date"),
    ("area", "nbhd_id", "text"), ("address", "address", "text"), ("description", "description", "text"),
    ("fee", "fee", "number"), ("zip", "zip", "text"),
]
# What a server calls otherwise: pygeoapi takes the key out of the properties.
OWN = {"pygeoapi": {"request_id": "id"}}.get(server, {})


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
    columns = ", ".join(f'{name}: {{from: "{OWN.get(own, own)}", type: "{kind}"}}' for name, own, kind in COLUMNS)
    for name, source, _, _ in FEEDS[server]:
        write(
            f"Indicators/feeds/{name}.json5",
            f'{{title: "{name}", publisher: "P", licence: "CC0", source: {{{source}}},\n  columns: {{{columns}}}}}\n',
        )
    write(
        "Indicators/t/count.json5",
        '{title: "Count", feed: "places", unit: "count", direction: "none", universe: "places", formula: {count: "*"}}\n',
    )
    (project / "Content").mkdir(exist_ok=True)


def query(name, text):
    said = run("query", name, text, "--format", "csv")
    if said.returncode != 0:
        raise RuntimeError(said.stderr[:300])
    return list(csv.DictReader(io.StringIO(said.stdout, newline="")))


def groups(name, key):
    """How many rows each value of a column has."""
    return {row["k"]: int(float(row["n"])) for row in query(name, f"select {key} as k, count(*) as n group by k")}


def month(text, clock):
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(timezone.utc) if clock == UTC else moment).strftime("%Y-%m")


def hours(row):
    return (datetime.fromisoformat(row["closed_at"]) - datetime.fromisoformat(row["requested_at"])).total_seconds() / 3600


def wanted(rows, clock):
    """The numbers of expected.json, of the rows that come."""
    counted = lambda key: dict(Counter(key(row) for row in rows))
    fees = [float(row["fee"]) for row in rows if row["fee"]]
    return {
        "rows": len(rows),
        "open": sum(row["status"] == "open" for row in rows),
        "fee_sum": round(sum(fees), 2),
        "fee_nulls": len(rows) - len(fees),
        "by_service_code": counted(lambda row: row["service_code"]),
        "by_nbhd": counted(lambda row: row["nbhd_id"] or "(none)"),
        f"by_month_{clock}": counted(lambda row: month(row["requested_at"], clock)),
        "median_hours_to_close": statistics.median(hours(row) for row in rows if row["closed_at"]),
    }


def found(name, clock):
    whole = query(
        name,
        "select count(*) as rows, sum(fee) as fee_sum, count(*) - count(fee) as fee_nulls, "
        "median(seconds_between(opened, closed) / 3600) as hours",
    )[0]
    months = groups(name, "date_trunc('month', opened)")
    return {
        "rows": int(float(whole["rows"])),
        "open": groups(name, "status").get("open", 0),
        "fee_sum": round(float(whole["fee_sum"]), 2),
        "fee_nulls": int(float(whole["fee_nulls"])),
        "by_service_code": groups(name, "kind"),
        "by_nbhd": {key or "(none)": count for key, count in groups(name, "area").items()},
        f"by_month_{clock}": {key[:7]: count for key, count in months.items()},
        "median_hours_to_close": float(whole["hours"]),
    }


def differences(numbers, figures):
    for key, value in numbers.items():
        other = figures[key]
        same = abs(value - other) < 0.005 if isinstance(value, float) else value == other
        if not same:
            yield f"{key} is {str(other)[:160]} and not {str(value)[:160]}"


def texts(name, rows):
    """Every text of every row: leading zeros, quotes, line breaks, accents, other scripts, a formula."""
    own = {row["id"]: row for row in query(name, "select id, service, status, area, address, description, zip")}
    pairs = [("service", "service_name"), ("status", "status"), ("area", "nbhd_id"), ("address", "address"),
             ("description", "description"), ("zip", "zip")]
    for row in rows:
        mine = own.get(row["request_id"])
        if mine is None:
            yield f"row {row['request_id']} is not there"
            return
        for column, theirs in pairs:
            if mine[column] != row[theirs]:
                yield f"row {row['request_id']} has {column} {mine[column]!r} and not {row[theirs]!r}"
                return


def ask(name, kept, clock):
    said = run("fetch", name)
    words = " ".join((said.stdout + said.stderr).split())
    if kept is None:
        good = said.returncode == 69 and "same rows again" in words
        return good, f"{name} is refused" if good else f"{name} should be refused: {words[:300]}"
    if said.returncode != 0:
        return False, f"{name}: {words[:400]}"
    rows = [row for row in ROWS if kept == ALL or row["longitude"]]
    problems = list(differences(wanted(rows, clock), found(name, clock))) + list(texts(name, rows))
    if problems:
        return False, f"{name}: " + "; ".join(problems[:4])
    return True, f"{name}, {len(rows)} rows, every figure and text"


def yardstick():
    """The rows give the numbers that their maker wrote down."""
    for clock in (LOCAL, UTC):
        for problem in differences({key: expected[key] for key in wanted(ROWS, clock)}, wanted(ROWS, clock)):
            sys.exit(f"FAIL the yardstick: {problem}")


yardstick()
make()
for name, _, kept, clock in FEEDS[server]:
    try:
        good, words = ask(name, kept, clock)
    except (RuntimeError, ValueError, KeyError) as problem:
        good, words = False, f"{name}: {problem!r}"
    print("ok" if good else "FAIL", words, flush=True)
if server in SOURCES:
    good, words = Counting(SOURCES[server].replace("BASE", base), project, write, run).ask()
    print("ok" if good else "FAIL", words, flush=True)
