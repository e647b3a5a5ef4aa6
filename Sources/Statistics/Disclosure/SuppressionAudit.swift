/// What an audit says about one cell that must be protected.
package struct DisclosureFinding: Hashable, Sendable {
  package enum Verdict: String, Sendable {
    /// A reader's best interval is at least as wide as asked.
    case safe
    /// It is not.
    case exposed
    /// Too large to solve, and no proof found: treat as exposed.
    case notProved
  }

  package let cell: DisclosureSystem.Cell
  /// What a reader can work out; an outer interval where the verdict came another way than by solving.
  package let interval: FeasibleInterval
  package let verdict: Verdict
}

extension DisclosureSystem {
  /// Audits every cell that must be protected against everything in the system, in the order of the cells.
  ///
  /// The verdict follows from the exact interval where the linked group can be solved. In larger groups a
  /// cell whose true number is known can still be proved safe: by another solution, near the true one, in
  /// which it differs by its width. What neither way settles is `notProved`.
  /// - Throws: `contradiction` where the published numbers do not add up.
  package func audit(limits: DisclosureLimits = DisclosureLimits()) throws(DisclosureProblem)
    -> [DisclosureFinding]
  {
    try audit(cells.indices.filter { cells[$0].width != nil }, limits: limits)
  }

  /// Audits some of the cells that must be protected.
  func audit(_ targets: [Cell], limits: DisclosureLimits) throws(DisclosureProblem) -> [DisclosureFinding] {
    let intervals = try feasibleIntervals(of: targets, limits: limits)
    lazy var search = try? ProtectionSearch(self, limits: limits)
    var findings: [DisclosureFinding] = []
    for cell in targets {
      let width = cells[cell].width ?? 0
      guard let interval = intervals[cell] else {
        // Published although it must be protected.
        let seen = cells[cell].visible
        let interval = FeasibleInterval(low: seen.low, high: seen.high, isProved: true)
        findings.append(DisclosureFinding(cell: cell, interval: interval, verdict: interval.verdict(width)))
        continue
      }
      var verdict = interval.verdict(width)
      if verdict == .notProved, search?.certificate(for: cell, mayWithhold: false).support != nil {
        verdict = .safe
      }
      findings.append(DisclosureFinding(cell: cell, interval: interval, verdict: verdict))
    }
    return findings
  }
}

extension FeasibleInterval {
  /// The verdict for a cell that needs an interval of that width. A width of 0 asks only to be withheld.
  package func verdict(_ needed: Double) -> DisclosureFinding.Verdict {
    if width < needed * (1 - 1e-6) { return .exposed }
    return isProved ? .safe : .notProved
  }
}
