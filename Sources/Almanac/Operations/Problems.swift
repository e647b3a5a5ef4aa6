import Catalog
import Notation

/// Everything that is wrong, when an operation cannot go on.
package struct Problems: Error, Sendable {
  package let diagnostics: [Diagnostic]
  /// What became of the feeds' expectations, where they were looked at before.
  package let expectations: [ExpectationResult]

  package init(_ diagnostics: [Diagnostic], _ expectations: [ExpectationResult] = []) {
    self.diagnostics = diagnostics.sortedForReading()
    self.expectations = expectations
  }
}

extension [Diagnostic] {
  var hasErrors: Bool { contains { $0.severity == .error } }

  /// By place, then by text; each once.
  func sortedForReading() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }.sorted { first, second in
      let places = (first.location ?? SourceLocation(path: ""), second.location ?? SourceLocation(path: ""))
      if places.0 != places.1 { return places.0 < places.1 }
      return (first.severity, first.message) < (second.severity, second.message)
    }
  }
}
