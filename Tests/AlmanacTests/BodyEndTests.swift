import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("Where a body ends is taken from its server, and else from what it replaces")
struct BodyEndTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Of fourteen rows.
    let kept: Int
    /// Whether the last line stops in its midst.
    var isTorn = false
    var headers: [String: String] = [:]
    var expect = ""
    /// Words of the first problem; nil where there is none.
    var says: String?
    var isRefused = false
  }

  static let cases: [Case] = [
    Case(
      testDescription: "torn, without a length", kept: 14, isTorn: true, headers: ["connection": "close"],
      says: "in the midst of a line", isRefused: true),
    Case(testDescription: "torn, over HTTP/2", kept: 14, isTorn: true),
    Case(testDescription: "torn, of a length", kept: 14, isTorn: true, headers: ["content-length": "1"]),
    Case(
      testDescription: "torn, in chunks", kept: 14, isTorn: true, headers: ["transfer-encoding": "chunked"]),
    Case(
      testDescription: "torn, rows expected", kept: 14, isTorn: true, headers: ["connection": "close"],
      expect: "rows: {dropAtMost: \"10%\"}"),
    Case(
      testDescription: "a row less, without a length", kept: 13, headers: ["connection": "close"],
      says: "13 rows; the last snapshot had 14, and its server"),
    Case(testDescription: "a row less, over HTTP/2", kept: 13),
    Case(testDescription: "a row less, of a length", kept: 13, headers: ["content-length": "1"]),
    Case(
      testDescription: "half, of a length", kept: 7, headers: ["content-length": "1"],
      says: "7 rows; the last snapshot had 14"),
    Case(
      testDescription: "half, rows expected", kept: 7, headers: ["content-length": "1"],
      expect: "rows: {dropAtMost: \"60%\"}"),
  ]

  @Test("a cut table is refused where it shows, and fewer rows are told", arguments: cases)
  func ends(_ test: Case) throws {
    try Workshop.project { workspace in
      let survey = try CancellationTests.atAddress(workspace)
      let definition = workspace.root.appendingPathComponent("Indicators/feeds/survey.json5")
      let text = Scratch.text(definition)
      try Scratch.write(
        text.replacing(/expect: \{[^\n]*\},\n/, with: "expect: {\(test.expect)},\n"), to: definition)
      let lines = survey.split(separator: "\n").prefix(test.kept + 1).joined(separator: "\n")
      let server = FakeServer([
        FakeServer.Answer(body: survey),
        FakeServer.Answer(body: test.isTorn ? String(lines.dropLast()) : lines + "\n", headers: test.headers),
      ])
      #expect(try Workshop.fetch(workspace, server.transport).isEmpty)
      let good = try #require(try Workshop.record(workspace, "survey"))
      let problems = try Workshop.fetch(workspace, server.transport, only: "survey")
      #expect(problems.first.map(\.severity) == test.says.map { _ in test.isRefused ? .error : .warning })
      #expect(problems.first?.message.contains(test.says ?? "") ?? (test.says == nil), "\(problems)")
      let record = try #require(try Workshop.record(workspace, "survey"))
      #expect((record.sha256 == good.sha256) == test.isRefused && (record.stale != nil) == test.isRefused)
    }
  }
}
