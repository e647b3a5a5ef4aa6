import Catalog
import Evaluation
import Foundation
import Notation

/// `almanac check --disclosure`: what readers could work out of the numbers that a build would withhold.
package struct DisclosureOperation: Sendable {
  private let workspace: Workspace
  private let evaluated: EvaluatedProject
  private let elsewhere: URL?
  private let width: Int

  /// - Parameters:
  ///   - evaluated: the project as a build would publish it.
  ///   - elsewhere: another folder that holds a published site, whose numbers count as known.
  package init(
    _ evaluated: EvaluatedProject, in workspace: Workspace, against elsewhere: URL? = nil,
    width: Int = Parallel.defaultWidth
  ) {
    self.elsewhere = elsewhere
    self.evaluated = evaluated
    self.width = width
    self.workspace = workspace
  }

  /// Audits the numbers together with what earlier editions have published.
  package func run() throws(Diagnostic) -> DisclosureReport {
    let earlier = try EarlierEditions(
      workspace: workspace, evaluated: evaluated, elsewhere: elsewhere
    ).numbers()
    guard
      evaluated.results.byIndicator.values.contains(where: { !$0.withheld.isEmpty })
        || earlier.contains(where: { $0.value == nil })
    else { return DisclosureReport() }
    return evaluated.evaluator.audit(
      evaluated.results, earlier: earlier, ParallelWorkers(width: width))
  }

  /// The table and its summary as text.
  package static func text(_ report: DisclosureReport) -> String {
    let header = ["indicator", "place", "period", "group", "rule", "of", "can be", "verdict"]
    let rows = report.lines.map { line in
      [
        line.indicator, line.place, line.period.description, line.group ?? "", rule(line.rule), line.quantity,
        interval(line), verdict(line),
      ]
    }
    // What could not be looked at is told as a problem, and is not nothing.
    guard !rows.isEmpty else { return report.problems.isEmpty ? "nothing is withheld\n" : "" }
    let table = AlignedRows.lines([header] + rows)
    let unsafe = report.lines.count { !$0.isSafe }
    let outcome =
      unsafe > 0
      ? "\(unsafe) not safe"
      : report.problems.isEmpty
        ? "none can be told more closely than its rule allows" : "not all could be looked at"
    let summary =
      "\(rows.count) withheld numbers, \(report.complements) more cells withheld for their sake: \(outcome)"
    return (table + ["", summary, ""]).joined(separator: "\n")
  }

  private static func rule(_ rule: SuppressionRule) -> String {
    switch rule {
    case .fewerThan(let floor): "fewer than \(floor)"
    case .denominatorBelow(let floor): "denominator below \(floor)"
    case .dominated(let count): dominance(count)
    case .complementary: "complementary"
    }
  }

  /// What the rule on few contributors says of a number.
  static func dominance(_ count: Int) -> String {
    count == 1 ? "one contributor makes up most of it" : "\(count) contributors or fewer make up most of it"
  }

  private static func interval(_ line: DisclosureLine) -> String {
    switch (line.low, line.high) {
    case (let low?, let high?) where low == high: "\(plain(low)) only"
    case (let low?, let high?): "\(plain(low)) to \(plain(high))"
    case (let low?, nil): "\(plain(low)) and more"
    case (nil, let high?): "up to \(plain(high))"
    case (nil, nil): "anything"
    }
  }

  private static func verdict(_ line: DisclosureLine) -> String {
    switch line.verdict {
    case .safe: "safe"
    case .exposed: "EXPOSED: must stay \(plain(line.width)) wide"
    case .notProved: "NOT PROVED safe"
    case .published: "PUBLISHED in an earlier edition"
    }
  }

  /// Whole numbers as such, others to three decimals.
  private static func plain(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
