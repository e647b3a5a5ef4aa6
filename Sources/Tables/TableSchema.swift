import Notation

/// The columns a pass needs, and how each is found and read. Columns not listed are never decoded.
package struct TableSchema: Sendable {
  package var columns: [ColumnRequest]

  package init(_ columns: [ColumnRequest]) { self.columns = columns }
}

/// One wanted column.
package struct ColumnRequest: Sendable {
  /// The name that expressions use.
  package let name: String
  /// The name in the source: a header cell, a JSON member, a GeoJSON property.
  package let source: String
  package let type: ColumnType
  /// Texts that stand for a missing value, compared after trimming; the empty text is always one.
  package let missing: [String]
  /// A Unicode date pattern such as `MM/dd/yyyy hh:mm:ss a`; nil reads ISO 8601.
  package let pattern: String?
  /// Where the definition names the column, for diagnostics.
  package let location: SourceLocation?

  package init(
    _ name: String, from source: String? = nil, type: ColumnType, missing: [String] = [],
    pattern: String? = nil, at location: SourceLocation? = nil
  ) {
    self.name = name
    self.source = source ?? name
    self.type = type
    self.missing = missing
    self.pattern = pattern
    self.location = location
  }
}

/// How the bytes are laid out; nil members are found by looking at the bytes.
package struct TableFormat: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case csv
    case tsv
    /// An array of objects, or an object with one array of objects inside (`path` names it).
    case json
    /// An array of arrays whose first row is the header, as the Census Data API gives it.
    case jsonRows = "json-rows"
    case ndjson
    /// The properties of a FeatureCollection's features.
    case geojson
  }

  package var kind: Kind?
  package var delimiter: Character?
  /// `utf-8`, `utf-16`, `utf-16le`, `utf-16be`, `latin-1`, `windows-1252`.
  package var encoding: String?
  /// Records above the header that are not data (a title, an export date).
  package var skipBefore = 0
  /// How many records the header runs over; their cells are joined with a space.
  package var headerRecords = 1
  /// Records below the header that are not data (long labels, units).
  package var skipAfter = 0
  /// The column names of a file without a header; then no record is taken as one.
  package var header: [String]?
  /// Whether records with too few or too many fields are padded and cut, with a note, instead of refused.
  package var ragged = false
  /// The member that holds the array, for JSON: `result.records`.
  package var path: String?

  package init() {}
}

/// What a reader met.
package struct ReadReport: Sendable {
  package var records = 0
  package var bytes = 0
  /// Problems by kind with the first place of each; a cell that does not read is an error.
  package var diagnostics: [Diagnostic] = []

  package init() {}
}
