import Catalog
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

private let surveyFeed = "Indicators/feeds/survey.json5"
private let requestsFeed = "Indicators/feeds/requests.json5"
private let surveyData = "Indicators/data/survey.csv"
private let requestsData = "Indicators/data/requests.csv"

@Suite("What a feed expects is looked at before its bytes are kept")
struct ExpectationTests {
  /// The fixture fetched once; then its definition (where it was not `before`) and data are changed and a feed is
  /// fetched again.
  private static func again(
    _ feed: String, expect: String, before: Bool = false, change data: (String) -> String = { $0 },
    _ body: (Workspace, FetchOperation.Line, [Diagnostic]) throws -> Void
  ) throws {
    try Workshop.project { workspace in
      if !before { #expect(try Workshop.fetch(workspace).isEmpty) }
      let definition = "Indicators/feeds/\(feed).json5"
      let url = workspace.root.appendingPathComponent(definition)
      let text = Scratch.text(url)
      let start = try #require(text.range(of: "expect: {"))
      let end = try #require(text.range(of: "},\n", range: start.upperBound..<text.endIndex))
      try Scratch.write(
        text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "expect: { \(expect) },\n"),
        to: url)
      if before { #expect(try Workshop.fetch(workspace).isEmpty) }
      let file = workspace.root.appendingPathComponent("Indicators/data/\(feed).csv")
      try Scratch.write(data(Scratch.text(file)), to: file)
      let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
      var line: FetchOperation.Line?
      let problems = try FetchOperation(workspace: workspace, transport: .none, now: "2024-02-01T00:00:00Z")
        .run(feeds.filter { $0.id == feed }) { line = $0 }
      try body(workspace, try #require(line), problems)
    }
  }

  @Test("Met expectations are told one by one, and the lock notes columns and totals")
  func met() throws {
    try Self.again(
      "requests",
      expect: """
        rows: { atLeast: 10, dropAtMost: "20%" }, unique: ["number"], required: ["kind"],
        values: { kind: ["Pothole", "Light"] }, ranges: { opened: { atLeast: "2000-01-01" } }, columns: "unchanged"
        """
    ) { workspace, line, problems in
      #expect(problems.isEmpty)
      #expect(
        line.expectations.map(\.kind) == [.rows, .dropped, .columns, .unique, .required, .values, .ranges])
      #expect(line.expectations.allSatisfy { $0.problem == nil })
      let record = try #require(try Workshop.record(workspace, "requests"))
      #expect(record.columns.contains("kind text"))
      #expect(ExpectationTable.text([line]).split(separator: "\n").count == 8)
    }
  }

  /// An expectation, how the data disappoint it, and words of the message.
  struct Case: Sendable, CustomTestStringConvertible {
    let expect: String
    let change: @Sendable (String) -> String
    let says: [String]
    var isRefused = true
    var testDescription: String { expect }
  }

  static let cases: [Case] = [
    Case(
      expect: "required: [\"kind\"]", change: { $0.replacing("Pothole", with: "") },
      says: ["without “kind”"]),
    Case(
      expect: "ranges: { opened: { atMost: \"2022-06-30\" } }", change: { $0 },
      says: ["at most 2022-06-30", "such as 202"]),
    Case(
      expect: "values: { kind: [\"Light\"] }, severity: { values: \"error\" }", change: { $0 },
      says: ["unexpected values", "Pothole"]),
    Case(
      expect: "values: { kind: [\"Light\"] }", change: { $0 }, says: ["unexpected values"], isRefused: false),
    Case(
      expect: "columns: \"unchanged\"",
      change: { $0.replacing("number,", with: "request_number,", maxReplacements: 1) },
      says: ["“number” is gone (renamed to “request_number”?)"]),
    Case(
      expect: "rows: { dropAtMost: \"10%\" }, severity: { dropped: \"warn\" }",
      change: { $0.split(separator: "\n").prefix(100).joined(separator: "\n") + "\n" },
      says: ["99 rows; the last snapshot had 240"], isRefused: false),
  ]

  @Test("What disappoints is refused or warned of, as the definition says", arguments: cases)
  func disappointed(_ test: Case) throws {
    try Self.again("requests", expect: test.expect, change: { test.change($0) + "\n" }) {
      workspace, line, problems in
      let problem = try #require(problems.first)
      for words in test.says { #expect(problem.message.contains(words), "\(problem)") }
      #expect(problem.severity == (test.isRefused ? .error : .warning))
      #expect(problem.location?.path == requestsFeed && problem.fix != nil)
      let record = try Workshop.record(workspace, "requests")
      #expect((record?.stale != nil) == (test.isRefused && record != nil))
      #expect(line.result == (test.isRefused ? .failed : .new))
    }
  }

  @Test(
    "a column that an indicator is made of must be there, and its likely new name is told",
    arguments: [true, false])
  func lost(isUsed: Bool) throws {
    try Workshop.fetchedProject { workspace in
      let file = workspace.root.appendingPathComponent(surveyData)
      try Scratch.write(
        Scratch.text(file).replacing("renters", with: "renters_total", maxReplacements: 1), to: file)
      let (project, plan, _) = try EvaluateOperation(workspace: workspace).definitions()
      let used = plan.feeds.mapValues { Set($0.wanted) }
      #expect(used["survey"]?.contains("renters") == true)
      let before = try #require(try Workshop.record(workspace, "survey"))
      let operation = FetchOperation(
        workspace: workspace, transport: .none, used: isUsed ? used : [:], now: "2024-02-01T00:00:00Z")
      let problems = try operation.run(project.feeds.filter { $0.id == "survey" }) { _ in }
      let record = try #require(try Workshop.record(workspace, "survey"))
      #expect((record.sha256 == before.sha256) == isUsed && (record.stale != nil) == isUsed)
      let problem = try #require(problems.first)
      #expect(problem.severity == (isUsed ? .error : .warning))
      #expect(problem.message.contains("“renters” is gone (renamed to “renters_total”?)"), "\(problem)")
      #expect(problem.fix?.contains("from: \"renters_total\"") == true)
      #expect(problem.location?.path == surveyFeed)
    }
  }

  @Test("A total that jumps is refused, one within its share is not")
  func total() throws {
    let expect = "total: { of: \"renters\", within: \"10%\" }"
    try Self.again("survey", expect: expect, before: true, change: { $0.replacing(",800,", with: ",8000,") })
    {
      _, line, problems in
      #expect(line.result == .failed)
      #expect(problems.first?.message.contains("the sum of “renters”") == true)
    }
    try Self.again("survey", expect: expect, before: true, change: { $0.replacing(",800,", with: ",810,") }) {
      _, line, problems in
      #expect(line.result == .new && problems.isEmpty)
      #expect(line.expectations.contains { $0.kind == .total && $0.found.contains(" after ") })
    }
  }

  @Test("Columns that change are a warning where nothing is expected of them")
  func drift() throws {
    try Self.again(
      "requests", expect: "rows: { atLeast: 1 }",
      change: { text in
        text.split(separator: "\n").enumerated().map { $0 == 0 ? "\($1),ward" : "\($1),7" }.joined(
          separator: "\n")
      }
    ) { _, line, problems in
      #expect(line.result == .new)
      #expect(problems.map(\.code.id) == ["columns-changed"] && problems.first?.severity == .warning)
      #expect(problems.first?.message.contains("“ward” is new") == true)
    }
  }

  @Test(
    "A feed that is too old on the day of the edition is marked on every page that uses it, or stops the build"
  )
  func age() throws {
    try Workshop.project { workspace in
      try FixtureProject.change(
        workspace.root, surveyFeed, "expect: {", "expect: { fresh: \"30 days\", ")
      #expect(try Workshop.fetch(workspace, now: "2023-11-01T00:00:00Z").isEmpty)
      let evaluated = try EvaluateOperation(workspace: workspace, width: 1).run()
      #expect(evaluated.diagnostics.map(\.code.id).contains("stale-feed"))
      let edition = EditionBuilder.make(evaluated, width: 1)
      #expect(edition.feeds.first { $0.id == "survey" }?.late == LateFeed(since: "2023-11-01", days: 30))
      #expect(edition.feeds.filter { $0.late != nil }.count == 1)
      try FixtureProject.change(
        workspace.root, surveyFeed, "fresh: \"30 days\",",
        "fresh: \"30 days\", severity: { fresh: \"error\" },")
      #expect(
        try Workshop.codes { _ = try EvaluateOperation(workspace: workspace, width: 1).run() } == [
          "stale-feed"
        ])
    }
  }

  @Test("Rows that find no place are told by level")
  func joined() throws {
    try Workshop.project { workspace in
      try FixtureProject.change(workspace.root, requestsFeed, "expect: {", "expect: { joined: \"98%\", ")
      let file = workspace.root.appendingPathComponent(requestsData)
      #expect(try Workshop.fetch(workspace).isEmpty)
      let met = try EvaluateOperation(workspace: workspace, width: 1).run().expectations
      #expect(
        met.filter { $0.kind == .joined }.allSatisfy { $0.problem == nil }
          && met.contains { $0.kind == .joined })
      let rows = Scratch.text(file).split(separator: "\n").map(String.init)
      let moved = rows.enumerated().map { index, row in
        index % 20 == 7 ? row.replacing("0.", with: "50.") : row
      }
      try Scratch.write(moved.joined(separator: "\n") + "\n", to: file)
      _ = try Workshop.fetch(workspace)
      let codes = try Workshop.codes { _ = try EvaluateOperation(workspace: workspace, width: 1).run() }
      #expect(codes == ["expectation-failed"])
    }
  }
}

@Suite("Columns that drift are told with their likeliest partner")
struct ColumnDriftTests {
  @Test(
    "Added, gone, renamed and retyped",
    arguments: [
      (["a number", "b text"], ["a number", "b text"], ""),
      (["a number"], ["a number", "b text"], "“b” is new"),
      (["a number", "zip text"], ["a number"], "“zip” is gone"),
      (
        ["community_area number"], ["CommunityArea number"],
        "“community_area” is gone (renamed to “CommunityArea”?)"
      ),
      (["status text"], ["sr_status text"], "“status” is gone (renamed to “sr_status”?)"),
      (["code number"], ["code text"], "“code” was number and is text"),
      (["status text"], ["sr_status number"], "“status” is gone, “sr_status” is new"),
      (["a empty"], ["a text"], ""),
      ([], ["a text"], ""),
    ])
  func words(before: [String], after: [String], words: String) {
    #expect(ColumnDrift(from: before, to: after).words == words)
  }
}
