import Notation

/// What must hold for a feed to be used.
package struct Expectations: Sendable {
  /// One kind of expectation: the word of `severity`, and what happens by default where it is not met.
  package enum Kind: String, CaseIterable, Sendable {
    case rows, dropped, unique, required, values, ranges, fresh, columns, joined, total

    /// Whether a feed that disappoints stops the build where the definition does not say.
    package var isErrorByDefault: Bool {
      switch self {
      case .rows, .dropped, .required, .ranges, .columns, .joined, .total: true
      case .unique, .values, .fresh: false
      }
    }
  }

  /// What a column's values lie between; either end may be open.
  package struct Range: Hashable, Sendable {
    package enum Bound: Hashable, Sendable {
      case number(Double)
      /// A day or moment in ISO 8601.
      case date(String)
    }

    package let column: SourcedText
    package let atLeast: Bound?
    package let atMost: Bound?

    package init(_ column: SourcedText, atLeast: Bound?, atMost: Bound?) {
      self.column = column
      self.atLeast = atLeast
      self.atMost = atMost
    }
  }

  package var rowsAtLeast: Int?
  /// Share of the last snapshot's rows that may be gone, 0 to 1.
  package var dropAtMost: Double?
  package var unique: [SourcedText] = []
  /// Columns without an empty cell.
  package var required: [SourcedText] = []
  /// Allowed values by column.
  package var values: [(column: SourcedText, allowed: [String])] = []
  package var ranges: [Range] = []
  /// Age in days after which the feed is marked stale.
  package var freshDays: Int?
  /// Whether the columns and their types must stay those of the last snapshot.
  package var keepsColumns = false
  /// Share of the rows that find a place, 0 to 1.
  package var joinedAtLeast: Double?
  /// A column whose sum may change by a share of the last snapshot's, 0 to 1.
  package var total: (column: SourcedText, within: Double)?
  /// What the definition says of failing.
  package var severities: [Kind: Diagnostic.Severity] = [:]
  /// Where each stands.
  package var locations: [Kind: SourceLocation] = [:]

  package init() {}

  package func severity(_ kind: Kind) -> Diagnostic.Severity {
    severities[kind] ?? (kind.isErrorByDefault ? .error : .warning)
  }
}

/// What became of one expectation.
package struct ExpectationResult: Hashable, Sendable {
  package let feed: String
  package let kind: Expectations.Kind
  /// The column, or the columns together; empty for one of the whole feed.
  package let subject: String
  /// In plain words: `at least 100`.
  package let wanted: String
  /// In plain words: `240`.
  package let found: String
  /// What is wrong and what to do; nil where the expectation is met.
  package let problem: Diagnostic?

  package init(
    _ feed: String, _ kind: Expectations.Kind, _ subject: String = "", wanted: String, found: String,
    problem: Diagnostic? = nil
  ) {
    self.feed = feed
    self.kind = kind
    self.subject = subject
    self.wanted = wanted
    self.found = found
    self.problem = problem
  }
}
