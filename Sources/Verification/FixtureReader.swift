import Notation

/// Reads the members of a fixture and collects what is wrong on the way.
struct FixtureReader {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func fixture(_ root: JSONNode) -> Fixture? {
    guard root.members != nil else {
      report(root, "a fixture must be an object, not \(root.kindInWords)", fix: example)
      return nil
    }
    guard let format = text(root, "format"), let measure = text(root, "measure") else { return nil }
    guard format == Fixture.format else {
      report(
        root["format"] ?? root, "the format is \(quoted(format))", fix: "write \(quoted(Fixture.format))")
      return nil
    }
    guard let nodes = root["cases"]?.array, !nodes.isEmpty else {
      report(root["cases"] ?? root, "a fixture needs its list of cases, with one case or more", fix: example)
      return nil
    }
    return Fixture(
      path: root.location.path, measure: measure, title: root["title"]?.string ?? measure,
      cases: nodes.compactMap { fixtureCase($0) })
  }

  private mutating func fixtureCase(_ node: JSONNode) -> Fixture.Case? {
    guard let name = text(node, "name") else { return nil }
    guard let input = node["input"], let expected = node["expected"] else {
      report(node, "the case \(quoted(name)) needs “input” and “expected”", fix: example)
      return nil
    }
    guard expected.members.map({ $0.contains { $0.key != "reason" } }) ?? true else {
      report(expected, "the case \(quoted(name)) expects nothing, so it could not fail", fix: example)
      return nil
    }
    guard let tolerance = node["tolerance"]?.number, tolerance >= 0 else {
      report(
        node["tolerance"] ?? node, "the case \(quoted(name)) needs a tolerance of 0 or more",
        fix: "add \"tolerance\": 1e-9")
      return nil
    }
    return Fixture.Case(
      name: name, input: FixtureValue(input), expected: FixtureValue(expected), tolerance: tolerance,
      location: node.location)
  }

  private mutating func text(_ node: JSONNode, _ key: String) -> String? {
    if let text = node[key]?.string, !text.isEmpty { return text }
    report(node[key] ?? node, "\(quoted(key)) must be a text", fix: example)
    return nil
  }

  private mutating func report(_ node: JSONNode, _ message: String, fix: String) {
    diagnostics.append(Diagnostic(.error, .notAFixture, message, at: node.location, fix: fix))
  }

  private let example =
    #"write {"format": "almanac-truth/1", "measure": "gini", "cases": [{"name": "…", "input": {…}, "expected": {…}, "tolerance": 1e-9}]}"#
}

extension DiagnosticCode {
  /// The codes of this target.
  package static let verification: [DiagnosticCode] = [.notAFixture]

  static let notAFixture = DiagnosticCode(
    "not-a-fixture",
    """
    `almanac verify` reads files of cases in the format almanac-truth/1: one JSON object with the format, the \
    name of the measure and a list of cases, each with a name, an input, what other software answers, and a \
    tolerance. Example: {"format": "almanac-truth/1", "measure": "gini", "cases": [{"name": "two", "input": \
    {"values": [1, 3], "weights": null}, "expected": {"gini": 0.25}, "tolerance": 1e-9}]}.
    """)
}
