import Notation

/// What running one fixture file gave.
package struct FixtureReport: Sendable {
  package let fixture: Fixture
  /// Beside the fixture's cases.
  package let results: [[Comparison]]

  /// Cases with a value outside its tolerance.
  package var failures: Int { results.count { $0.contains { !$0.isWithin } } }
}

extension Fixture {
  /// Puts every case to the functions of its measure.
  /// - Throws: where nothing runs such fixtures.
  package func report() throws(Diagnostic) -> FixtureReport {
    guard let check = FixtureCheck.of(measure) else { throw unknownMeasure }
    return FixtureReport(fixture: self, results: cases.map(check.run))
  }

  private var unknownMeasure: Diagnostic {
    let known = FixtureCheck.all.map(\.id)
    let fix =
      Suggestion.nearest(to: measure, among: known).map { "did you mean \(quoted($0))?" }
      ?? "Almanac checks \(wordList(known.sorted(), "and"))"
    return Diagnostic(
      .error, .notAFixture, "there is no measure \(quoted(measure))", at: SourceLocation(path: path), fix: fix
    )
  }
}
