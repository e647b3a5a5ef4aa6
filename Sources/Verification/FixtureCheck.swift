import Statistics

/// How the cases of one kind of fixture are put to the public functions of `Statistics`.
///
/// A check only reads an input, calls, and writes the answer down: it holds no formula. A newcomer adds one file
/// and one line in `FixtureCheck.all`.
package struct FixtureCheck: Sendable, Identifiable {
  /// The `measure` of the fixtures it runs.
  package let id: String
  /// The answer to an input, in the shape of the fixture's expectation.
  let answer: @Sendable (FixtureValue) -> FixtureValue
  /// The comparison, where it is not value by value: for answers that are random or not unique.
  let compare: (@Sendable (Fixture.Case, FixtureValue) -> [Comparison])?

  init(
    _ id: String, answer: @escaping @Sendable (FixtureValue) -> FixtureValue,
    compare: (@Sendable (Fixture.Case, FixtureValue) -> [Comparison])? = nil
  ) {
    self.id = id
    self.answer = answer
    self.compare = compare
  }

  /// Runs one case.
  package func run(_ fixtureCase: Fixture.Case) -> [Comparison] {
    let got = answer(fixtureCase.input)
    if let compare { return compare(fixtureCase, got) }
    return fixtureCase.expected.compared(with: got, tolerance: fixtureCase.tolerance)
  }

  /// The check of a measure; nil where nothing runs such fixtures.
  package static func of(_ measure: String) -> FixtureCheck? { all.first { $0.id == measure } }
}
