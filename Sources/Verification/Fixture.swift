import Notation

/// A file of cases for one method, in the open format `almanac-truth/1`: inputs, and what other people's software
/// answers.
package struct Fixture: Sendable {
  /// The one format that is read.
  package static let format = "almanac-truth/1"

  package let path: String
  /// The method, such as `gini`.
  package let measure: String
  package let title: String
  package let cases: [Case]

  /// One input with its expected answer.
  package struct Case: Sendable {
    package let name: String
    package let input: FixtureValue
    package let expected: FixtureValue
    /// A number passes where |got − expected| ≤ tolerance × max(0.001, |expected|).
    package let tolerance: Double
    package let location: SourceLocation
  }
}

extension Fixture {
  /// Reads a fixture file. Keys that are not of the format (a note, a peer, a second check) are information
  /// and ignored, so that anybody's fixtures can carry their own.
  /// - Throws: everything that is wrong, each with its place in the file.
  package static func read(_ bytes: [UInt8], path: String) throws(FixtureProblems) -> Fixture {
    let reading = JSON5.parse(bytes, path: path, dialect: .json)
    guard let root = reading.root, reading.isSound else { throw FixtureProblems(reading.diagnostics) }
    var reader = FixtureReader()
    guard let fixture = reader.fixture(root), reader.diagnostics.isEmpty else {
      throw FixtureProblems(reader.diagnostics)
    }
    return fixture
  }
}

/// Why a file cannot be read as a fixture.
package struct FixtureProblems: Error, Sendable {
  package let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
