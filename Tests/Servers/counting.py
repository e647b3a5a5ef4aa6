"""Portals that can count: the same indicators must come out with their counting as with the rows."""

import csv
import io

# The texts stand in a Datasette, and in the data store they have types. BASE is the server's address.
SOURCES = {
    "datasette": 'datasette: "BASE/requests/requests"',
    "ckan": 'ckan: "BASE/dataset/service-requests", resource: "Requests (DataStore)"',
}
SOURCES["ckan-2.10"] = SOURCES["ckan"]

FEED = """{{title: "Counted", publisher: "P", licence: "CC0", source: {{{source}}},
  columns: {{kind: {{from: "service_code", type: "text"}}, status: {{type: "text"}}, fee: {{type: "number"}},
    day: {{from: "requested_at", type: "date"}}, done: {{from: "closed_at", type: "date"}},
    nbhd: {{from: "nbhd_id", type: "text"}}}},
  where: "kind <> 'SNOW'", place: {{id: "nbhd", level: "place"}}, period: {{from: "day", every: "month"}}}}
"""
GROUPS = ", ".join(f'{{id: "{word}", title: "{word}", where: "status = \'{word}\'"}}' for word in ("open", "closed"))
# By indicator: its unit, its formula, and whether every figure must be the same; sums of cents may differ in the last,
# being added in another order.
INDICATORS = {
    "n-count": ("count", 'formula: {count: "*"}, breakdowns: [{id: "status", title: "S", groups: [' + GROUPS + "]}]", True),
    "n-done": ("ratio", 'formula: {ratio: "count(done)", of: "count(*)"}, where: "kind like \'%O%\'"', True),
    "n-fee": ("dollars", 'formula: {sum: "fee"}', False),
}


def near(one, other):
    try:
        return abs(float(one) - float(other)) <= 1e-12 * abs(float(one))
    except ValueError:
        return one == other


class Counting:
    def __init__(self, source, project, write, run):
        self.source, self.project, self.write, self.run = source, project, write, run

    def ask(self):
        """Whether all is as it should be, and a word on it."""
        for name, (unit, formula, _) in INDICATORS.items():
            self.write(
                f"Indicators/t/{name}.json5",
                f'{{title: "{name}", feed: "counted", unit: "{unit}", direction: "none", universe: "requests", {formula}}}\n',
            )
        problem, here = self.numbers(self.source)
        if not problem:
            problem, there = self.numbers(self.source + ', aggregate: "server"')
        problem = problem or self.difference(here, there)
        if problem:
            return False, f"counted by the portal: {problem}"
        return True, f"counted by the portal as here, {sum(len(row) for table in here.values() for row in table)} cells"

    def numbers(self, source):
        """Why there are none, and the numbers of every download of the indicators."""
        self.write("Indicators/feeds/counted.json5", FEED.format(source=source))
        for words in (("fetch", "places", "counted"), ("build", "--output", "site")):
            said = self.run(*words)
            if said.returncode != 0 or "counted-here" in said.stdout + said.stderr:
                return " ".join((said.stdout + said.stderr).split())[:400], {}
        found = {}
        for file in sorted((self.project / "site" / "indicators").glob("n-*/data.csv")):
            found[file.parent.name] = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
        return "", found

    def difference(self, here, there):
        lock = (self.project / "Indicators" / "snapshots" / "snapshots.lock.json5").read_text("utf-8")
        if "grouped: " not in lock:
            return "rows came instead"
        if set(here) != set(INDICATORS) or set(here) != set(there):
            return f"downloads of {sorted(here)} and {sorted(there)}"
        for name, table in here.items():
            if len(table) != len(there[name]):
                return f"{name} has {len(there[name])} of {len(table)} lines"
            is_exact = INDICATORS[name][2]
            for row, other in zip(table, there[name]):
                if len(row) != len(other) or not all(a == b if is_exact else near(a, b) for a, b in zip(row, other)):
                    return f"{name} has {other} for {row}"
        plan = self.run("query", "counted", "select count(*)", "--plan")
        return "" if "GROUP BY" in plan.stdout else f"the plan does not say how: {plan.stdout[:300]}"
