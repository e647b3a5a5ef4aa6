import Catalog
import Evaluation
import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// The fixture town with its requests at a Socrata portal, and indicators that ask of them all that groups can answer.
private enum Counted {
  static let columns = [
    (name: "number", type: "text"), (name: "kind", type: "text"), (name: "area", type: "text"),
    (name: "opened", type: "calendar_date"), (name: "closed", type: "calendar_date"),
    (name: "hours", type: "number"), (name: "urgent", type: "checkbox"), (name: "crew", type: "number"),
  ]

  /// Rows with everything that tells one reading from another: missing cells in each column, capitals, a place that
  /// does not exist, apostrophes, negative numbers.
  static func rows(_ count: Int, seed: UInt64) -> [[String: String]] {
    var random = Seeded(seed)
    let kinds = ["Pothole", "pothole", "Light", "O'Neill's", "Light, street", ""]
    let areas = ["1", "2", "3", "4", "5", "6", "9", ""]
    return (0..<count).map { number in
      let year = Int.random(in: 2021...2022, using: &random)
      let (month, day) = (Int.random(in: 1...12, using: &random), Int.random(in: 1...28, using: &random))
      func date(_ hour: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)T\(hour):30:00.000"
      }
      func sometimes(_ text: String) -> String { Int.random(in: 0..<7, using: &random) == 0 ? "" : text }
      return [
        "number": "R\(number)", "kind": kinds.randomElement(using: &random) ?? "",
        "area": areas.randomElement(using: &random) ?? "", "opened": sometimes(date(10)),
        "closed": sometimes(date(23)), "hours": sometimes(String(Int.random(in: -8...90, using: &random))),
        "urgent": sometimes(Bool.random(using: &random) ? "true" : "false"),
        "crew": sometimes(String(Int.random(in: 1...4, using: &random))),
      ]
    }
  }

  static func feed(_ extra: String, point: Bool = false, expect: String = "") -> String {
    """
    {
      title: "Requests", publisher: "Test office", licence: "CC0",
      source: {socrata: "https://data.example.gov/d/abcd-1234"\(extra)},
      columns: {
        number: {type: "text", key: true}, kind: {type: "text"}, area: {type: "text"}, opened: {type: "date"},
        closed: {type: "date"}, hours: {type: "number"}, urgent: {type: "boolean"}, crew: {type: "number"},
        small: {value: "lower(kind)"},
      },
      where: "kind <> 'Light, street'",
      place: {id: "area", level: "area"},
      period: {from: "opened", every: "quarter"},
      expect: {\(expect)},
    }
    """
  }

  static func indicator(_ formula: String, unit: String = "count", _ rest: String = "") -> String {
    """
    {title: "T", feed: "requests", unit: "\(unit)", direction: "none", universe: "requests",
      formula: \(formula), \(rest)}
    """
  }

  /// By id: counts, rates, sums, means, extremes, distinct values, conditions and breakdowns.
  static let indicators: [String: String] = [
    "request-rate": indicator(
      "{rate: \"count(*)\", of: {feed: \"residents\", value: \"people\", period: \"nearest\"}, per: 1000}",
      unit: "rate", "unitLabel: \"a quarter\""),
    "potholes": indicator(
      "{count: \"*\"}",
      "where: \"kind = 'Pothole' or small like 'o%'\", breakdowns: [{id: \"urgency\", title: \"U\", groups: "
        + "[{id: \"yes\", title: \"Y\", where: \"urgent\"}, {id: \"no\", title: \"N\", where: \"not urgent\"}, "
        + "{id: \"open\", title: \"O\", where: \"urgent is null\"}]}]"),
    "hours": indicator("{sum: \"hours\"}", "where: \"small <> 'light'\""),
    "mean-hours": indicator("{mean: \"hours\"}", unit: "minutes"),
    "spread": indicator("{ratio: \"max(hours) - min(hours)\", of: \"count(closed)\"}", unit: "ratio"),
    "crews": indicator(
      "{ratio: \"sum(crew * 2) + sum(case when kind = 'Light' then crew end)\", of: \"count(crew)\"}",
      unit: "ratio"),
    "kinds": indicator("{ratio: \"count(distinct kind)\", of: \"count(*)\"}", unit: "ratio"),
    "without-kind": indicator("{ratio: \"count(*) - count(kind)\", of: \"count(*)\"}", unit: "ratio"),
  ]

  static func write(
    _ workspace: Workspace, _ source: String, indicators: [String: String] = indicators, expect: String = ""
  ) throws {
    try Scratch.write(
      feed(source, expect: expect),
      to: workspace.root.appendingPathComponent("Indicators/feeds/requests.json5"))
    for (id, text) in indicators {
      try Scratch.write(
        text, to: workspace.root.appendingPathComponent("Indicators/services/\(id).json5"))
    }
  }

  static func fetch(_ workspace: Workspace, _ portal: SoQLPortal) throws -> (
    lines: [FetchOperation.Line], problems: [Diagnostic]
  ) {
    let (project, plan, _) = try EvaluateOperation(workspace: workspace).definitions()
    let operation = FetchOperation(
      workspace: workspace, transport: portal.transport, counted: Pushdowns(plan, project.feeds).counted,
      now: Workshop.now)
    var lines: [FetchOperation.Line] = []
    let problems = try operation.run(project.feeds) { lines.append($0) }
    return (lines, problems)
  }

  /// The downloads of a built site, which hold every number with its interval, and what was left out.
  static func numbers(_ workspace: Workspace) throws -> [String: String] {
    _ = try BuildOperation(workspace: workspace, width: 1).run()
    let files = Scratch.tree(workspace.output).filter { $0.key.hasSuffix("data.csv") }
    return files.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  static func coverage(_ workspace: Workspace) throws -> [String: Coverage] {
    try EvaluateOperation(workspace: workspace, width: 2).run().results.byIndicator
      .filter { indicators[$0.key] != nil }.mapValues(\.coverage)
  }
}

@Suite("A portal groups and counts, and the numbers are the same")
struct PushdownTests {
  private static let server = ", aggregate: \"server\""

  @Test("every formula that groups can answer", arguments: [1, 7, 1_000])
  func same(cap: Int) throws {
    let rows = Counted.rows(cap == 1 ? 40 : 600, seed: UInt64(cap))
    let portal = SoQLPortal(Counted.columns, rows, cap: cap)
    var numbers: [[String: String]] = []
    var coverages: [[String: Coverage]] = []
    for source in ["", Self.server] {
      try Workshop.project { workspace in
        try Counted.write(workspace, source)
        let whole = SoQLPortal(Counted.columns, rows)
        #expect(try Counted.fetch(workspace, source.isEmpty ? whole : portal).problems == [])
        let record = try #require(try Workshop.record(workspace, "requests"))
        #expect((record.grouped != nil) == !source.isEmpty)
        #expect(record.rows == rows.count)
        numbers.append(try Counted.numbers(workspace))
        coverages.append(try Counted.coverage(workspace))
      }
    }
    #expect(numbers[0].count > Counted.indicators.count)
    #expect(numbers[0].keys.filter { numbers[0][$0] != numbers[1][$0] } == [])
    #expect(coverages[0].count == Counted.indicators.count && coverages[0] == coverages[1])
    #expect(portal.asked.contains { $0.contains("$group") })
    #expect(!portal.asked.contains { $0.contains("$order=:id") })
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

  @Test("a portal that refuses to group is asked for its rows, and a warning says so")
  func fallback() throws {
    let rows = Counted.rows(60, seed: 5)
    let refusing = SoQLPortal(Counted.columns, rows, refusesGroups: true)
    let other = Counted.columns.map { ($0.name, $0.name == "opened" ? "fixed_timestamp" : $0.type) }
    for (portal, words) in [
      (refusing, "groups are not served"), (SoQLPortal(other, rows), "fixed_timestamp"),
    ] {
      try Workshop.project { workspace in
        try Counted.write(workspace, Self.server)
        let problems = try Counted.fetch(workspace, portal).problems
        #expect(problems.map(\.severity) == [.warning])
        #expect(problems.first?.message.contains(words) == true)
        let record = try #require(try Workshop.record(workspace, "requests"))
        #expect(record.grouped == nil && record.rows == 60)
        #expect(try Counted.coverage(workspace)["request-rate"]?.rowsRead == 60)
      }
    }
  }

  @Test(
    "groups that formulas have outgrown stop a build; records are not to be had of them; the lock keeps them")
  func outgrown() throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server, expect: "unique: [\"number\"], rows: {atLeast: 50}")
      let (lines, problems) = try Counted.fetch(
        workspace, SoQLPortal(Counted.columns, Counted.rows(60, seed: 6)))
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
      let steps = try query.steps()
      #expect(steps.contains("date_trunc_ym(opened) AS almanac_period") && steps.contains("GROUP BY area, "))
      try Scratch.write(
        Counted.indicator("{count: \"*\"}", "where: \"number like 'R1%'\""),
        to: workspace.root.appendingPathComponent("Indicators/services/more.json5"))
      let thrown = #expect(throws: Problems.self) { try EvaluateOperation(workspace: workspace).run() }
      #expect(thrown?.diagnostics.map(\.code.id).contains("groups-outgrown") == true)
    }
  }

  @Test("the records that groups stand for are counted again when snapshots are verified")
  func verified() throws {
    try Workshop.project { workspace in
      try Counted.write(workspace, Self.server)
      _ = try Counted.fetch(workspace, SoQLPortal(Counted.columns, Counted.rows(60, seed: 7)))
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
