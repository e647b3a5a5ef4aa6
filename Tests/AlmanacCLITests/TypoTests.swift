import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

/// A slip of a newcomer: what was written for what, where it is found, what is said.
struct Typo: Sendable, CustomTestStringConvertible {
  let path: String
  let right: String
  let wrong: String
  /// The text whose first character is pointed at.
  let at: String
  let code: String
  /// What the fix must contain.
  let fix: String

  var testDescription: String { wrong }

  init(_ path: String, _ right: String, _ wrong: String, at: String, _ code: String, fix: String) {
    (self.path, self.right, self.wrong, self.at, self.code, self.fix) = (path, right, wrong, at, code, fix)
  }

  static let all = [
    Typo(
      "Indicators/feeds/survey.json5", "columns: {", "colums: {", at: "colums", "unknown-key",
      fix: "“columns”"),
    Typo(
      "Indicators/feeds/survey.json5", "burdened: {type: \"number\"", "burdened: {type: \"nubmer\"",
      at: "\"nubmer\"",
      "unknown-word", fix: "\"number\""),
    Typo(
      "Indicators/feeds/survey.json5", "level: \"area\"", "level: \"aera\"", at: "aera", "unknown-level",
      fix: "\"area\""),
    Typo(
      "Indicators/housing/rent-burden.json5", "feed: \"survey\"", "feed: \"survy\"", at: "survy",
      "unknown-feed", fix: "\"survey\""),
    Typo(
      "Indicators/housing/rent-burden.json5", "proportion: \"burdened\"", "proportion: \"burdend\"",
      at: "burdend",
      "expression-column", fix: "burdened"),
    Typo(
      "Indicators/housing/rent-burden.json5", "unit: \"percent\"", "unit: \"precent\"", at: "\"precent\"",
      "unknown-word", fix: "\"percent\""),
    Typo(
      "Indicators/housing/rent-burden.json5", "lenses: [\"income\"]", "lenses: [\"incom\"]", at: "incom",
      "unknown-lens", fix: "\"income\""),
    Typo(
      "Indicators/services/request-rate.json5", "count(*)", "cuont(*)", at: "cuont", "expression-function",
      fix: "count"),
    Typo(
      "Indicators/places.json5", "boundaries: \"areas\"", "boundaries: \"aresa\"", at: "aresa",
      "unknown-feed",
      fix: "\"areas\""),
    Typo(
      "Site/site.json5", "homeIndicator: \"rent-burden\"", "homeIndicator: \"rent-burdn\"",
      at: "rent-burdn",
      "unknown-indicator", fix: "\"rent-burden\""),
    Typo(
      "Indicators/income/median-income.json5", "\"households\",", "\"households\"", at: "formula",
      "missing-comma",
      fix: "put a comma between the two items"),
    Typo(
      "Indicators/services/potholes.json5", "kind = 'Pothole'", "knd = 'Pothole'", at: "knd",
      "expression-column",
      fix: "kind"),
  ]
}

@Suite("A newcomer's slips are answered with file, line, column and the right word")
struct TypoTests {
  @Test("alone", arguments: Typo.all)
  func alone(typo: Typo) throws {
    try withProject { root in
      try FixtureProject.change(root, typo.path, typo.right, typo.wrong)
      let said = almanac("check", "--project", root.path)
      #expect(said.status == 65)
      let text = Scratch.text(root.appendingPathComponent(typo.path))
      let place = try #require(Self.place(of: typo, in: text))
      let lines = said.error.split(separator: "\n").map(String.init)
      let head = try #require(lines.first { $0.hasPrefix("\(typo.path):\(place): error: ") }, "\(said.error)")
      #expect(head.hasSuffix("[\(typo.code)]"), "\(said.error)")
      #expect(lines.contains { $0.hasPrefix("  fix: ") && $0.contains(typo.fix) }, "\(said.error)")
      #expect(lines.last?.hasPrefix("1 error, 0 warnings") == true, "\(said.error)")
    }
  }

  @Test("all at once, in one run")
  func together() throws {
    try withProject { root in
      for typo in Typo.all { try FixtureProject.change(root, typo.path, typo.right, typo.wrong) }
      let said = almanac("check", "--project", root.path)
      for typo in Typo.all {
        #expect(said.error.contains("\(typo.path):"), "\(typo.path)")
      }
      #expect(said.error.split(separator: "\n").count { $0.contains(": error: ") } >= 10)
    }
  }

  /// `line:column` of the text that is pointed at, searched from the place of the slip.
  private static func place(of typo: Typo, in text: String) -> String? {
    guard let slip = text.range(of: typo.wrong),
      let found = text.range(of: typo.at, range: slip.lowerBound..<text.endIndex)
    else { return nil }
    let before = text[..<found.lowerBound]
    let line = before.count { $0 == "\n" } + 1
    let start = before.lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    return "\(line):\(text[start..<found.lowerBound].unicodeScalars.count + 1)"
  }
}
