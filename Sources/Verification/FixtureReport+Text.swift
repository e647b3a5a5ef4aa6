extension FixtureReport {
  /// How much of a report is shown.
  package enum Detail: Sendable {
    /// Cases that fail.
    case failures
    /// Every case; of a list the value that is furthest off.
    case cases
    /// Every value.
    case values
  }

  /// The report for people: a line for the file, one for each case, and below it expected, got, difference and
  /// what is allowed. Empty where there is nothing to show.
  package func text(_ detail: Detail) -> String {
    let shown = zip(fixture.cases, results).filter { pair in
      detail != .failures || pair.1.contains { !$0.isWithin }
    }
    guard !shown.isEmpty else { return "" }
    let noun = results.count == 1 ? "case" : "cases"
    var lines = ["\(fixture.measure): \(fixture.title) (\(results.count) \(noun))"]
    for (fixtureCase, comparisons) in shown {
      let outside = comparisons.count { !$0.isWithin }
      let verdict =
        outside == 0
        ? "\(comparisons.count) within tolerance" : "\(outside) of \(comparisons.count) OUTSIDE tolerance"
      lines.append("  \(fixtureCase.name): \(verdict)")
      let rows = detail == .values ? comparisons : comparisons.furthest
      lines += rows.filter { detail != .failures || !$0.isWithin }.map { "    \($0.line)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as rows of CSV: every value.
  package var csv: String {
    zip(fixture.cases, results).flatMap { fixtureCase, comparisons in
      comparisons.map { comparison in
        [
          fixture.measure, fixtureCase.name, comparison.path, comparison.expected, comparison.got,
          comparison.difference.map { "\($0)" } ?? "", comparison.allowed.map { "\($0)" } ?? "",
          comparison.isWithin ? "yes" : "no",
        ].map(\.csvCell).joined(separator: ",") + "\n"
      }
    }.joined()
  }

  /// The names of the columns of `csv`.
  package static let csvHeader = "measure,case,value,expected,got,difference,allowed,within\n"
}

extension Comparison {
  fileprivate var line: String {
    let mark = isWithin ? "" : "  OUTSIDE"
    guard let difference, let allowed else { return "\(path)  expected \(expected)  got \(got)\(mark)" }
    return
      "\(path)  expected \(expected)  got \(got)  difference \(difference)  allowed \(allowed)\(mark)"
  }

  /// The path without its positions: what the values of one list share.
  fileprivate var list: String { path.replacing(/\[\d+\]/, with: "[]") }

  /// How far off the value is, as a share of what is allowed.
  fileprivate var distance: Double {
    guard let difference, let allowed else { return isWithin ? 0 : .infinity }
    return difference == 0 ? 0 : difference / allowed
  }
}

extension [Comparison] {
  /// Of every list the value that is furthest off, in the order of the answer.
  fileprivate var furthest: [Comparison] {
    var positions: [String: Int] = [:]
    var kept: [Comparison] = []
    for comparison in self {
      if let position = positions[comparison.list] {
        if comparison.distance > kept[position].distance { kept[position] = comparison }
      } else {
        positions[comparison.list] = kept.count
        kept.append(comparison)
      }
    }
    return kept
  }
}

extension String {
  fileprivate var csvCell: String {
    contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"\(replacing("\"", with: "\"\""))\"" : self
  }
}
