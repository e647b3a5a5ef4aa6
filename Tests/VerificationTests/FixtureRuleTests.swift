import Testing

@testable import Verification

/// The comparisons of a fixture of one case.
private func compared(_ measure: String, input: String, expected: String) throws -> [Comparison] {
  let text = """
    {"format": "almanac-truth/1", "measure": "\(measure)",
     "cases": [{"name": "one", "input": \(input), "expected": \(expected), "tolerance": 1e-9}]}
    """
  return try Fixture.read(Array(text.utf8), path: "mine.json").report().results[0]
}

@Suite struct `Fixtures of strangers` {
  @Test(arguments: [
    (#"{"values": [1, 3]}"#, "{}"), (#"{"values": []}"#, #"{"reason": "empty"}"#),
  ])
  func `a case that expects nothing cannot pass`(input: String, expected: String) {
    #expect(throws: FixtureProblems.self) {
      try compared("gini", input: input, expected: expected)
    }
  }

  @Test func `a file without cases is refused with its place`() {
    let text = "{\"format\": \"almanac-truth/1\",\n \"measure\": \"gini\", \"cases\": []}"
    let problems = #expect(throws: FixtureProblems.self) {
      try Fixture.read(Array(text.utf8), path: "mine.json")
    }
    #expect(problems?.diagnostics.first?.location?.line == 2)
  }

  /// A path of units in the order of their values: p is 12/7! and about 4/10,000. How the author found it is the
  /// author's affair.
  @Test(arguments: [(7, false, 0.0024), (9, true, 0.0004)])
  func `a permutation p is held against draws and enumerations alike`(
    count: Int, isExact: Bool, p: Double
  ) throws {
    let near = (0..<count).map { unit in [unit - 1, unit + 1].filter { 0..<count ~= $0 } }
    func outside(_ p: Double) throws -> [String] {
      let rows = try compared(
        "morans_i", input: #"{"values": \#(Array(1...count)), "neighbors": \#(near)}"#,
        expected: #"{"p_greater_reference": \#(p), "exact": \#(isExact)}"#)
      return rows.filter { !$0.isWithin }.map(\.path)
    }
    #expect(try outside(p) == [])
    #expect(try outside(0.02) == ["p_greater_reference"])
  }

  @Test func `places with numbers for names are linked`() throws {
    let rows = try compared(
      "crosswalk_weighted",
      input: """
        {"kind": "count", "links": [{"source": 1, "target": 10, "weight": 0.5}],
         "sources": {"1": {"estimate": 8, "moe": 2}}}
        """,
      expected: #"{"targets": {"10": {"estimate": 4, "moe": 1}}, "unallocated": {"1": 0.5}}"#)
    #expect(rows.map(\.isWithin) == [true, true, true])
  }

  @Test(arguments: [
    ("proportion_ci", #""x": 3, "n": 9"#), ("two_proportions", #""x1": 3, "n1": 9, "x2": 1, "n2": 7"#),
    ("poisson_rate_ci", #""count": 3, "population": 9, "multiplier": 1"#),
  ])
  func `an interval whose level is not named has 95 %`(measure: String, input: String) throws {
    func got(_ more: String) throws -> [String] {
      try compared(measure, input: "{\(input)\(more)}", expected: interval).map(\.got)
    }
    let interval = #"{"wilson": [0, 0], "difference_ci": [0, 0], "byar": [0, 0]}"#
    #expect(try got("") == got(#", "level": 0.95"#))
    #expect(try got("") != got(#", "level": 0.9"#))
  }

  @Test func `a quantile with weights has no linear form, asked for or not`() throws {
    for shares in ["[]", "[0.5]"] {
      let rows = try compared(
        "weighted_quantile", input: #"{"values": [1, 2], "weights": [1, 1], "probs": \#(shares)}"#,
        expected: #"{"type7": null}"#)
      #expect(rows.map(\.isWithin) == [true])
    }
  }
}
