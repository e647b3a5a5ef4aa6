import Catalog

/// What became of feeds' expectations, as a table for a terminal.
package enum ExpectationTable {
  /// Of a fetch's parts.
  package static func text(_ lines: [FetchOperation.Line]) -> String { text(lines.flatMap(\.expectations)) }

  /// Empty where nothing is expected.
  package static func text(_ results: [ExpectationResult]) -> String {
    guard !results.isEmpty else { return "" }
    var rows = [["feed", "expects", "of", "wanted", "found", ""]]
    for result in results {
      rows.append([
        result.feed, result.kind.rawValue, result.subject, result.wanted, result.found, verdict(result),
      ])
    }
    return AlignedRows.lines(rows).map { $0 + "\n" }.joined()
  }

  private static func verdict(_ result: ExpectationResult) -> String {
    switch result.problem?.severity {
    case nil: "ok"
    case .error?: "FAILED"
    case .warning?, .note?: "warning"
    }
  }
}
