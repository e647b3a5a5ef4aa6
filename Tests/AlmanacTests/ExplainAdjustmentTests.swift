import Catalog
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A number that is standardised or smoothed is explained from the one as counted")
struct ExplainAdjustmentTests {
  private static func lines(
    _ file: String, _ old: String, _ new: String, _ indicator: String, _ place: String
  ) throws
    -> [String]
  {
    try Workshop.project { workspace in
      let path = workspace.root.appendingPathComponent(file)
      let text = try String(contentsOf: path, encoding: .utf8)
      #expect(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: path)
      #expect(try Workshop.fetch(workspace).isEmpty)
      let evaluated = try EvaluateOperation(workspace: workspace, width: 1).run(keepsAggregates: true)
      let definition = try Names.indicator(indicator, in: evaluated.project)
      let result = try #require(evaluated.results.byIndicator[indicator])
      let place = try Names.place(place, in: evaluated.geographies, primary: "area")
      let explanation = try #require(evaluated.evaluator.explain(definition, place, nil, result))
      return ExplainOperation.lines(explanation, evaluated)
    }
  }

  @Test("a smoothed rate: the mean of all, the spread, and what the place keeps")
  func smoothed() throws {
    let lines = try Self.lines(
      "Indicators/services/request-rate.json5", "per: 1000}", "per: 1000, smooth: \"empirical-bayes\"}",
      "request-rate", "cedar")
    #expect(lines.contains("  as counted   22 ÷ 2950 × 1000 = 7.45763"), "\(lines)")
    let mean = try #require(lines.firstIndex { $0.hasPrefix("  smoothed     towards ") }, "\(lines)")
    #expect(lines[mean].contains("places; variance between them"))
    #expect(lines[mean + 1].hasSuffix("of its difference from that mean"))
  }

  @Test("a standardised share: the standard with each group's part")
  func standardised() throws {
    let lines = try Self.lines(
      "Indicators/housing/rent-burden.json5", "formula: {proportion: \"burdened\", of: \"renters\"},",
      """
      formula: {proportion: "burdened", of: "renters", standardise: {by: "all", standard: {every: 2}}},
      breakdowns: [{id: "all", title: "All", groups: [{id: "every", title: "Every", where: "1 = 1"}]}],
      """, "rent-burden", "Alder")
    #expect(lines.contains("  as counted   467 ÷ 820 × 100 = 56.9512"), "\(lines)")
    #expect(lines.contains("  value        56.9512 percent  ± 4.45141 (90 % margin of error)"))
    #expect(
      lines.contains(
        "  standardised by “all”, direct, to shares of the definition; margins of the groups in squares"),
      "\(lines)")
    #expect(lines.contains("    all/every  share 1: 467 of 820, 56.9512"), "\(lines)")
  }
}
