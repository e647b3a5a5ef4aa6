import Catalog
import Evaluation
import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A portal groups and counts, and the numbers are the same")
struct PushdownTests {
  private static let server = ", aggregate: \"server\""

  @Test(
    "every formula that groups can answer",
    arguments: [
      (CountingDialect.socrata, 1), (.socrata, 1_000), (.datasette, 7), (.ckan, 7), (.ckanTexts, 1_000),
      (.opendatasoft, 50_000), (.arcgis, 7),
    ])
  func same(dialect: CountingDialect, cap: Int) throws {
    let rows = Counted.rows(cap == 1 ? 20 : 300, seed: UInt64(cap))
    let portal = dialect.portal(rows, cap: cap)
    var numbers: [[String: String]] = []
    var coverages: [[String: Coverage]] = []
    for extra in ["", Self.server] {
      try Workshop.project { workspace in
        try Counted.write(workspace, extra, dialect)
        let whole = dialect.portal(rows)
        #expect(try Counted.fetch(workspace, extra.isEmpty ? whole : portal).problems == [])
        let record = try #require(try Workshop.record(workspace, "requests"))
        #expect((record.grouped != nil) == !extra.isEmpty)
        #expect(record.rows == rows.count)
        numbers.append(try Counted.numbers(workspace))
        coverages.append(try Counted.coverage(workspace))
      }
    }
    #expect(numbers[0].count > Counted.indicators.count)
    #expect(numbers[0].keys.filter { numbers[0][$0] != numbers[1][$0] } == [])
    #expect(coverages[0].count == Counted.indicators.count && coverages[0] == coverages[1])
    #expect(
      portal.asked.contains {
        $0.contains("group_by=") || $0.contains("groupBy") || $0.contains("$group=")
          || $0.contains("GROUP BY")
      })
  }

  @Test("a feed of one place and one period is one group", arguments: CountingDialect.allCases)
  func oneGroup(dialect: CountingDialect) throws {
    let rows = Counted.rows(60, seed: 9)
    let portal = dialect.portal(rows)
    try Workshop.project { workspace in
      let formulas = ["request-rate": "{count: \"*\"}", "potholes": "{sum: \"hours\"}"]
      try Counted.write(
        workspace, Self.server, dialect, indicators: formulas.mapValues { Counted.indicator($0) })
      let path = "Indicators/feeds/requests.json5"
      let feed = Scratch.text(workspace.root.appendingPathComponent(path))
      let kept = feed.split(separator: "\n").filter { !$0.contains("where:") && !$0.contains("expect:") }
        .map { line in
          line.contains(" place:")
            ? "place: {whole: true}," : line.contains(" period:") ? "period: {fixed: \"2022\"}," : line
        }
      try Scratch.write(kept.joined(separator: "\n"), to: workspace.root.appendingPathComponent(path))
      #expect(try Counted.fetch(workspace, portal).problems == [])
      let record = try #require(try Workshop.record(workspace, "requests"))
      #expect(record.grouped == "count(*), count(hours), sum(hours)" && record.rows == 60)
      let numbers = try Counted.numbers(workspace)
      let sum = rows.compactMap { $0["hours"].flatMap { Int($0) } }.reduce(0, +)
      #expect(numbers["indicators/request-rate/data.csv"]?.contains(",2022,60.00,") == true)
      #expect(numbers["indicators/potholes/data.csv"]?.contains(",2022,\(sum).00,") == true)
    }
  }

  /// The notes of a project whose requests are as given, and whether the portal would be asked.
  private static func reasons(
    _ change: (old: String, new: String), indicators: [String: String] = [:]
  ) throws -> (notes: [String], isCounted: Bool) {
    try Workshop.project { workspace in
      try Counted.write(workspace, server)
      let path = "Indicators/feeds/requests.json5"
      if !change.old.isEmpty { try FixtureProject.change(workspace.root, path, change.old, change.new) }
      for (id, text) in indicators {
        try Scratch.write(
          text, to: workspace.root.appendingPathComponent("Indicators/services/\(id).json5"))
      }
      let (project, plan, _) = try EvaluateOperation(workspace: workspace).definitions()
      let pushdowns = Pushdowns(plan, project.feeds)
      return (pushdowns.notes.map(\.message), pushdowns.counted["requests"] != nil)
    }
  }

  @Test(
    "what groups cannot answer is named, and the rows are brought",
    arguments: [
      ("{median: \"hours\"}", "", "asks for a median"),
      ("{ratio: \"count(distinct number)\", of: \"count(*)\"}", "", "distinct values"),
      ("{count: \"*\"}", "where: \"opened > '2021-02-03'\"", "cuts into periods"),
      ("{count: \"*\"}", "where: \"closed is null\"", "the dates of “closed”"),
      ("{proportion: \"hours\", of: \"crew\"}", "", "own value"),
    ])
  func refused(formula: String, rest: String, reason: String) throws {
    let unit = formula.hasPrefix("{count") ? "count" : formula.hasPrefix("{prop") ? "percent" : "ratio"
    let extra = Counted.indicator(formula, unit: formula.hasPrefix("{median") ? "minutes" : unit, rest)
    let found = try Self.reasons(("", ""), indicators: ["extra": extra])
    #expect(!found.isCounted)
    #expect(found.notes.contains { $0.contains(reason) })
  }

  @Test("a marker that the portal would count as a number forbids its totals, and a select its groups")
  func refusedFeeds() throws {
    let marked = try Self.reasons(
      ("hours: {type: \"number\"}", "hours: {type: \"number\", missing: [\"-9\"]}"))
    #expect(!marked.isCounted && marked.notes.contains { $0.contains("“-9” stands for a missing “hours”") })
    let selected = try Self.reasons(("aggregate: \"server\"", "aggregate: \"server\", select: [\"kind\"]"))
    #expect(!selected.isCounted && selected.notes.contains { $0.contains("`select`") })
    #expect(try Self.reasons(("", "")).isCounted)
  }

  /// Fetches with a portal that cannot count as asked, and looks that the rows came and why.
  private static func fallsBack(
    _ dialect: CountingDialect, _ portal: MemoryPortal, rows: Int, because words: String
  ) throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, server, dialect)
      let problems = try Counted.fetch(workspace, portal).problems
      #expect(problems.map(\.severity) == [.warning])
      #expect(problems.first?.message.contains(words) == true, "\(problems.map(\.message))")
      #expect(problems.first?.fix?.contains("nothing need be done") == true)
      let record = try #require(try Workshop.record(workspace, "requests"))
      #expect(record.grouped == nil && record.rows == rows)
      #expect(try Counted.coverage(workspace)["request-rate"]?.rowsRead == rows)
    }
  }

  @Test(
    "a portal that refuses to group is asked for its rows, and a warning says so",
    arguments: CountingDialect.allCases)
  func fallback(dialect: CountingDialect) throws {
    let portal = dialect.portal(Counted.rows(60, seed: 5), refusesGroups: true)
    try Self.fallsBack(dialect, portal, rows: 60, because: "groups are not served")
  }

  @Test(
    "a column that the portal groups otherwise than it is read here is named",
    arguments: [
      (CountingDialect.socrata, ["opened": "fixed_timestamp"], "fixed_timestamp"),
      (.ckan, ["opened": "timestamptz"], "timestamptz"), (.ckan, ["kind": "numeric"], "numeric"),
      (.ckan, ["hours": "text"], "“hours” as text"), (.opendatasoft, ["opened": "text"], "“opened” as text"),
      (.arcgis, ["hours": "esriFieldTypeSingle"], "“hours” as Single"),
      (.datasette, ["hours": "text"], "values that are no numbers"),
    ])
  func types(dialect: CountingDialect, types: [String: String], words: String) throws {
    let portal = dialect.portal(Counted.rows(60, seed: 5), types: types)
    try Self.fallsBack(dialect, portal, rows: 60, because: words)
  }

  @Test(
    "texts that are no dates, and days that are in no month, are a doubt where the portal has them as texts",
    arguments: [CountingDialect.datasette, .ckanTexts], ["2023-02-29T10:00:00", "2023-04-31", "12/31/2022"])
  func doubts(dialect: CountingDialect, text: String) throws {
    var rows = Counted.rows(60, seed: 5)
    rows[7]["closed"] = text
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server, dialect)
      let words = try Counted.fetch(workspace, dialect.portal(rows)).problems.map(\.message)
      #expect(words.contains { $0.contains("“closed” has 1 values that are no dates") }, "\(words)")
      #expect(try Workshop.record(workspace, "requests")?.grouped == nil)
    }
  }

  @Test("a database that takes texts for the same that differ in capitals, or may in spaces, is not believed")
  func capitals() throws {
    var rows = Counted.rows(60, seed: 5)
    let portal = CountingDialect.arcgis.portal(rows, isOdd: true)
    try Self.fallsBack(.arcgis, portal, rows: 60, because: "differ in capitals")
    rows[7]["kind"] = "Light "
    try Self.fallsBack(.arcgis, CountingDialect.arcgis.portal(rows), rows: 60, because: "spaces at their end")
  }

  @Test("a portal that counts moments in another zone than it shows them in is not believed")
  func clock() throws {
    let portal = CountingDialect.opendatasoft.portal(Counted.rows(60, seed: 5), isOdd: true)
    try Self.fallsBack(.opendatasoft, portal, rows: 60, because: "would count it as")
  }

  @Test("an ArcGIS server has no words for months")
  func months() throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server, .arcgis)
      let path = "Indicators/feeds/requests.json5"
      try FixtureProject.change(
        workspace.root, path, "column: \"opened\"", "from: \"closed\", every: \"month\"")
      try FixtureProject.change(workspace.root, path, "closed: {type: \"date\"}", "closed: {type: \"date\"}")
      let problems = try EvaluateOperation(workspace: workspace).definitions().problems
      #expect(problems.contains { $0.message.contains("the months or years of “closed”") })
    }
  }

  @Test("groups that are cut off are told by the records that they stand for")
  func cut() throws {
    let portal = CountingDialect.opendatasoft.portal(Counted.rows(60, seed: 5), cap: 10)
    try Self.fallsBack(.opendatasoft, portal, rows: 60, because: "announced 60 rows and delivered")
  }

  @Test(
    "what a dialect has no words for is told before anything is fetched",
    arguments: [
      (CountingDialect.datasette, ", filter: {kind__exact: \"Light\"}", "kind__exact"),
      (.ckan, ", read: \"file\"", "brings another copy"),
    ])
  func wordless(dialect: CountingDialect, extra: String, words: String) throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server + extra, dialect)
      let (project, plan, problems) = try EvaluateOperation(workspace: workspace).definitions()
      #expect(Pushdowns(plan, project.feeds).counted["requests"] == nil)
      #expect(problems.contains { $0.severity == .note && $0.message.contains(words) })
    }
  }

  @Test(
    "a plan prints what each portal is asked, in its own language",
    arguments: [
      (CountingDialect.socrata, "date_trunc_ym(opened) AS almanac_period", "GROUP BY area, "),
      (
        .datasette, "FROM \"requests log\" AS t GROUP BY t.\"area\" COLLATE BINARY, ",
        "t.\"the \"\"kind\"\", it's\""
      ),
      (.ckan, "to_char(t.\"opened\", 'YYYY-MM-01') AS \"almanac_period\"", "GROUP BY t.\"area\", "),
      (
        .arcgis, "groupByFieldsForStatistics=area,",
        "\"statisticType\":\"count\",\"onStatisticField\":\"OBJECTID\""
      ),
      (.opendatasoft, "group_by=`area`,", "date_format(`opened`, 'yyyy-MM-01') as almanac_period"),
    ])
  func plans(dialect: CountingDialect, words: String, others: String) throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server, dialect)
      let steps = try QueryOperation(.feed("requests", workspace), "select count(*)").steps()
      #expect(steps.contains(words) && steps.contains(others), "\(steps)")
    }
  }

  @Test(
    "groups that formulas have outgrown stop a build; records are not to be had of them; the lock keeps them")
  func outgrown() throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server, expect: "unique: [\"number\"], rows: {atLeast: 50}")
      let (lines, problems) = try Counted.fetch(
        workspace, CountingDialect.socrata.portal(Counted.rows(60, seed: 6)))
      #expect(problems == [])
      let results = lines.flatMap(\.expectations).filter { $0.feed == "requests" }
      #expect(
        results.contains { $0.kind == .unique && $0.found.contains("not checked") && $0.problem == nil })
      #expect(results.contains { $0.kind == .rows && $0.found == "60" })
      let grouped = try #require(try Workshop.record(workspace, "requests")?.grouped)
      #expect(
        grouped.hasPrefix("count(*), ") && grouped.contains(" by area, ")
          && grouped.hasSuffix("month of opened"))
      let query = QueryOperation(.feed("requests", workspace), "select count(*)")
      #expect(throws: Problems.self) { _ = try query.run(format: .csv, shown: nil) { _ in } }
      try Scratch.write(
        Counted.indicator("{count: \"*\"}", "where: \"number like 'R1%'\""),
        to: workspace.root.appendingPathComponent("Indicators/services/more.json5"))
      let thrown = #expect(throws: Problems.self) { try EvaluateOperation(workspace: workspace).run() }
      #expect(thrown?.diagnostics.map(\.code.id).contains("groups-outgrown") == true)
    }
  }

  @Test(
    "the records that groups stand for are counted again when snapshots are verified",
    arguments: CountingDialect.allCases.filter { $0 != .arcgis })
  func verified(dialect: CountingDialect) throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server, dialect)
      _ = try Counted.fetch(workspace, dialect.portal(Counted.rows(60, seed: 7)))
      #expect(try Workshop.record(workspace, "requests")?.grouped != nil)
      #expect(try VerifySnapshotsTests.verify(workspace).found == [])
      let lock = workspace.snapshots.lockFile
      try Scratch.write(Scratch.text(lock).replacing("rows: 60", with: "rows: 61"), to: lock)
      #expect(
        try VerifySnapshotsTests.verify(workspace).found.map(\.message).first?.hasSuffix(
          "reads as 60 rows, and the lock names 61") == true)
    }
  }

  @Test("a plan says what an ordinary feed decodes and does here")
  func ordinary() throws {
    try Workshop.project { workspace in
      let text = "select kind, count(*) where opened > '2021-01-01' group by kind order by 2 desc limit 3"
      let steps = try QueryOperation(.feed("requests", workspace), text).steps()
      #expect(
        steps == """
          server  nothing is grouped: all rows are brought
          here    decode kind, opened
                  keep rows where opened > '2021-01-01'
                  group by kind
                  show kind, count(*)
                  sort by 2 from the largest
                  take 3

          """)
    }
  }
}
