import Catalog
import Notation
import Statistics

/// What a reader could work out of one withheld number: a line of `almanac check --disclosure`.
package struct DisclosureLine: Sendable {
  package enum Verdict: String, Sendable {
    case safe
    /// Told more closely than its rule allows.
    case exposed
    /// Too large to solve: not known to be safe.
    case notProved
    /// An earlier edition shows it, made of the same snapshots.
    case published
  }

  package let indicator: String
  package let place: String
  package let period: Period
  /// `breakdown/group`; nil for everyone.
  package let group: String?
  package let rule: SuppressionRule
  /// What the interval is of: the numerator or value, its records, what a share leaves.
  package let quantity: String
  /// Nil ends are open.
  package let low: Double?
  package let high: Double?
  /// How wide the interval must be.
  package let width: Double
  package let verdict: Verdict

  package var isSafe: Bool { verdict == .safe }
}

/// What an audit found.
package struct DisclosureReport: Sendable {
  /// In the order of indicators, groups, periods, areas.
  package internal(set) var lines: [DisclosureLine] = []
  /// How many cells are withheld for the sake of others.
  package internal(set) var complements = 0
  package internal(set) var problems: [Diagnostic] = []

  /// Of a site that withholds nothing.
  package init() {}

  package var isSound: Bool { lines.allSatisfy(\.isSafe) && problems.isEmpty }
}

extension Evaluator {
  /// What can be worked out of each number that a rule withholds, from all that the results show.
  ///
  /// It looks at the cells as pages will show them and at nothing that chose them, so a mistake in the choice of
  /// complements comes to light. Of the order of places by which a lens makes its groups it knows nothing.
  /// - Parameter earlier: what earlier editions show and withhold.
  /// - Parameter workers: by default one list of linked indicators after the other.
  package func audit(
    _ results: Results, earlier: [EarlierNumber] = [], _ workers: some Workers = OneWorker()
  ) -> DisclosureReport {
    var report = DisclosureReport()
    var source = DisclosureSource(self, results)
    addEarlier(earlier, to: &source)
    report.complements = results.notes.values.reduce(0) { count, notes in
      count + notes.withheld.count { $0.rule == .complementary }
    }
    let (lists, seen) = (source.linkedIndicators(), source)
    for (lines, problem) in workers.map(lists.count, { audit(lists[$0], seen) }) {
      report.lines += lines
      if let problem { report.problems.append(problem) }
    }
    return report
  }

  /// The audit of linked indicators, or why there is none.
  private func audit(_ indicators: [String], _ source: DisclosureSource) -> ([DisclosureLine], Diagnostic?) {
    do {
      let model = try DisclosureModel(indicators, source, freedom: .all)
      let findings = try model.system.audit(limits: .site)
      let exposed = Set(findings.filter { $0.verdict == .exposed }.map(\.cell))
      return (lines(findings, model, try model.allowances(exposed), source), nil)
    } catch {
      return ([], unsolved(indicators, "\(error)"))
    }
  }

  private func lines(
    _ findings: [DisclosureFinding], _ model: DisclosureModel, _ allowances: [DisclosureSystem.Cell: Double],
    _ source: DisclosureSource
  ) -> [DisclosureLine] {
    let findings = Dictionary(findings.map { ($0.cell, $0) }) { first, _ in first }
    let ordered = model.protected.sorted {
      $0.address == $1.address ? $0.cell < $1.cell : CellAddress.precedes($0.address, $1.address)
    }
    return ordered.compactMap { protected in
      guard let finding = findings[protected.cell] else { return nil }
      let (address, allowance) = (protected.address, allowances[protected.cell])
      let verdict: DisclosureLine.Verdict =
        if source.earlier[address] != nil {
          .published
        } else {
          switch allowance.map(finding.interval.verdict) ?? finding.verdict {
          case .safe: .safe
          case .exposed: .exposed
          case .notProved: .notProved
          }
        }
      return DisclosureLine(
        indicator: address.indicator, place: name(address), period: address.period,
        group: groupKey(address), rule: protected.rule, quantity: protected.role.name,
        low: finding.interval.low, high: finding.interval.high,
        width: allowance ?? model.system.cells[protected.cell].width ?? 0, verdict: verdict)
    }
  }
}

extension QuantityRole {
  fileprivate var name: String {
    switch self {
    case .amount: "number"
    case .records: "records"
    case .denominator: "denominator"
    case .remainder: "remainder"
    }
  }
}
