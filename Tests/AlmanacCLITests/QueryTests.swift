import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

/// Calls `body` with the fixture project, whose feeds have been fetched.
private func withFetched(_ body: (URL) throws -> Void) throws {
  try withProject { root in
    #expect(almanac("fetch", "--project", root.path).status == 0)
    try body(root)
  }
}

/// Calls `body` with the path of a file of this text.
private func withFile(_ text: String, _ name: String = "requests.csv", _ body: (String) throws -> Void) throws
{
  try Scratch.folder { folder in
    let file = folder.appendingPathComponent(name)
    try Scratch.write(text, to: file)
    try body(file.path)
  }
}

private let file = """
  id,kind,opened,days,zip
  1,Pothole,2020-01-05,3,08001
  2,Light,2020-01-07T12:00:00,4.5,60601
  3,"Big, bad",2020-02-01,,60602
  4,Pothole,2020-02-11,NA,60601

  """

@Suite("query answers questions")
struct QueryTests {
  @Test("a file's rows as a table, CSV and JSON")
  func formats() throws {
    try withFile(file) { path in
      let query = "select kind, opened, days where days > 1 or days is null order by id desc"
      let table = almanac("query", path, query)
      #expect(table.status == 0)
      #expect(
        table.out == """
          kind      opened               days
          ────────  ───────────────────  ────
          Pothole   2020-02-11           NULL
          Big, bad  2020-02-01           NULL
          Light     2020-01-07T12:00:00   4.5
          Pothole   2020-01-05              3

          """)
      #expect(table.error == "")
      #expect(
        almanac("query", path, query, "--format", "csv").out
          == "kind,opened,days\nPothole,2020-02-11,\n\"Big, bad\",2020-02-01,\nLight,2020-01-07T12:00:00,4.5\n"
          + "Pothole,2020-01-05,3\n")
      #expect(
        almanac("query", path, "select kind, zip where zip = '08001'", "--format=json").out
          == "[\n{\"kind\":\"Pothole\",\"zip\":\"08001\"}\n]\n")
    }
  }

  @Test("groups by month, at any width")
  func groups() throws {
    try withFile(file) { path in
      let query =
        "select date_trunc('month', opened) as m, count(*), avg(days) from requests group by m order by m"
      let said = almanac("query", path, query, "--format", "csv", "--width", "1")
      #expect(said.out == "m,count(*),avg(days)\n2020-01-01,2,3.75\n2020-02-01,2,\n")
      #expect(almanac("query", path, query, "--format", "csv", "--width", "3").out == said.out)
    }
  }

  @Test("rows that are not shown are counted")
  func limit() throws {
    try withFile(file) { path in
      let table = almanac("query", path, "select id", "--limit", "1")
      #expect(table.out == "id\n──\n 1\n… 3 more rows: write --limit 4 to see all\n")
      let csv = almanac("query", path, "select id", "--limit", "3", "--format", "csv")
      #expect(csv.out == "id\n1\n2\n3\n")
      #expect(csv.error == "… 1 more row\n")
      #expect(csv.status == 0)
      #expect(almanac("query", path, "select id limit 2").out == "id\n──\n 1\n 2\n")
    }
  }

  @Test("what is wrong with a query is shown in its own line, and ends with 65")
  func wrongQuery() throws {
    try withFile(file) { path in
      let said = almanac("query", path, "select kind\nwhere knd = 'Light'")
      #expect(said.status == 65)
      #expect(said.out == "")
      #expect(
        said.error == """
          query:2:7: error: there is no column “knd” [expression-column]
            2 | where knd = 'Light'
              |       ^
            fix: write kind
          1 error, 0 warnings

          """)
      #expect(almanac("query", path, "select kind from elsewhere").error.contains("[query-table]"))
      #expect(almanac("query", path, "select").status == 65)
    }
  }

  @Test("a cell that does not read is told with its place, and ends with 65")
  func wrongData() throws {
    let rows = (0..<3000).map { "\($0)" } + ["many"]
    try withFile("n\n" + rows.joined(separator: "\n") + "\n") { path in
      let said = almanac("query", path, "select count(n)", "--format", "csv")
      #expect(said.status == 65)
      #expect(said.out == "count(n)\n3000\n")
      #expect(said.error.contains("“many”"))
    }
    #expect(almanac("query", "/nonexistent/file.csv", "select *").error.contains("[unreadable-file]"))
  }

  @Test(
    "a command line that is not understood ends with 64",
    arguments: [
      (["query"], "Missing expected argument '<feed>'."),
      (["query", "a.csv"], "Missing expected argument '<query>'."),
      (
        ["query", "a.csv", "select *", "--format", "jsn"],
        "The value 'jsn' is invalid for '--format <name>'. Did you mean 'json'?"
      ),
      (
        ["query", "a.csv", "select *", "--limit", "0"],
        "The value '0' is invalid for '--limit <rows>': write a whole number above 0."
      ),
    ])
  func usage(words: [String], message: String) {
    let said = almanac(words)
    #expect(said.status == 64)
    #expect(said.error.hasPrefix("Error: \(message)\n"))
  }
}

@Suite("query knows a project's feeds")
struct QueryFeedTests {
  @Test("its columns, its margins and points, its missing values")
  func columns() throws {
    try withFetched { root in
      func csv(_ feed: String, _ query: String) -> String {
        almanac("query", feed, query, "--project", root.path, "--format", "csv").out
      }
      #expect(
        csv("survey", "select area, burdened, burdened.margin where years = '2018-2022' and area = '2'")
          == "area,burdened,burdened.margin\n2,437,50\n")
      #expect(
        csv("survey", "select * limit 1") == "area,years,renters,burdened,income\n1,2013-2017,800,440,30000\n"
      )
      #expect(
        csv("requests", "select count(*), count(at.lon), min(opened)")
          == "count(*),count(at.lon),min(opened)\n240,239,2021-01-15\n")
      #expect(
        csv(
          "requests",
          "select year(opened) as y, count(*) from requests where kind = 'Pothole' group by y order by y")
          == csv(
            "requests", "select year(opened) as y, count(*) where kind like 'Pot%' group by 1 order by 1"))
    }
  }

  @Test("its where holds, unless all rows are asked for; computed columns can be used")
  func filter() throws {
    try withProject { root in
      let path = "Indicators/feeds/requests.json5"
      try FixtureProject.change(
        root, path, "at: {point",
        "dark: {value: \"kind = 'Light'\"}, code: {value: \"lower(kind)\"}, at: {point")
      try FixtureProject.change(root, path, "place: {at", "where: \"dark\", place: {at")
      #expect(almanac("fetch", "--project", root.path).status == 0)
      let words = [
        "query", "requests", "select code, count(*) group by 1 order by 1", "--project", root.path,
      ]
      #expect(almanac(words + ["--format", "csv"]).out == "code,count(*)\nlight,160\n")
      #expect(
        almanac(words + ["--format", "csv", "--all-rows"]).out == "code,count(*)\nlight,160\npothole,80\n")
    }
  }

  @Test("rows know their place and their period, by point at any level, by id at their own")
  func places() throws {
    try withFetched { root in
      func said(_ feed: String, _ query: String, _ options: String...) -> Said {
        almanac(["query", feed, query, "--project", root.path, "--format", "csv"] + options)
      }
      let counted = said(
        "requests", "select place, period, count(*) where period = '2021' group by 1, 2 order by 1")
      #expect(counted.status == 0)
      let lines = counted.out.split(separator: "\n").map(String.init)
      #expect(lines.first == "place,period,count(*)")
      #expect(lines.dropFirst().map { String($0.prefix(7)) } == (1...6).map { "\($0),2021," } + [",2021,1"])
      let inAll = said("requests", "select count(place), count(*), count(distinct period)")
      #expect(inAll.out == "count(place),count(*),count(distinct period)\n237,240,2\n")
      #expect(
        said("survey", "select place, period, area where income > 60000 and years = '2018-2022' order by 1")
          .out
          == "place,period,area\n4,2018-2022,4\n5,2018-2022,5\n6,2018-2022,6\n")
      #expect(said("survey", "select place where area = 'city' limit 1").out == "place\ncity\n")
      #expect(said("requests", "select count(place)", "--level", "area").out == "count(place)\n237\n")
      let wrong = said("requests", "select count(place)", "--level", "aera")
      #expect(wrong.status == 65)
      #expect(wrong.error.contains("fix: write “area”"))
    }
  }

  @Test("an unknown feed, and one that has not been fetched, are told with the way out")
  func missing() throws {
    try withProject { root in
      let unknown = almanac("query", "survy", "select *", "--project", root.path)
      #expect(unknown.status == 65)
      #expect(unknown.error.contains("there is no feed “survy” [unknown-name]\n  fix: write “survey”"))
      let unfetched = almanac("query", "survey", "select *", "--project", root.path)
      #expect(unfetched.status == 65)
      #expect(unfetched.error.contains("[no-snapshot]"))
      #expect(unfetched.error.contains("almanac fetch survey"))
    }
  }

  @Test("mistakes in other definitions do not stand in the way")
  func otherMistakes() throws {
    try withFetched { root in
      try FixtureProject.change(root, "Indicators/income/median-income.json5", "\"dollars\"", "\"dolars\"")
      #expect(almanac("query", "survey", "select count(*)", "--project", root.path).status == 0)
      try FixtureProject.change(root, "Indicators/feeds/survey.json5", "columns", "colums")
      #expect(almanac("query", "survey", "select count(*)", "--project", root.path).status == 65)
    }
  }

  @Test("a snapshot of another length is refused")
  func changed() throws {
    try withFetched { root in
      let folder = root.appendingPathComponent("Indicators/snapshots")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
        $0.hasPrefix("survey-")
      }
      let snapshot = folder.appendingPathComponent(try #require(names.first))
      try Scratch.write(Scratch.text(snapshot) + "x", to: snapshot)
      let said = almanac("query", "survey", "select *", "--project", root.path)
      #expect(said.status == 65)
      #expect(said.error.contains("[snapshot-changed]"))
    }
  }
}
