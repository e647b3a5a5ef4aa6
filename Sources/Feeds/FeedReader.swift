import Catalog
import Notation
import Tables

/// Reads a feed's snapshot as chunks of the feed's own columns.
///
/// Columns are asked for by name. A column's margin of error is `name.margin`, a point's parts are `name.lon` and
/// `name.lat`, and `name.text` is what a number column's cells say, markers for missing values included; computed
/// columns are made from these by whoever evaluates them. Memory as `TableReader`'s.
package enum FeedReader {
  /// The hidden columns beside the named ones.
  package enum Suffix {
    package static let margin = ".margin"
    package static let longitude = ".lon"
    package static let latitude = ".lat"
    package static let text = ".text"
  }

  /// Reads the wanted columns, in their order, and hands out the records in chunks.
  ///
  /// - Parameters:
  ///   - path: the name of the file in messages.
  ///   - wanted: names that the feed has; another is a programmer's error, because chunks hold the columns by
  ///     position.
  /// - Throws: what makes the rest unreadable; other problems are in the report, each once.
  package static func read(
    _ feed: FeedDefinition, from source: ByteSource, named path: String, wanted: [String],
    into sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    let schema = schema(of: wanted, in: feed)
    let format = TableFormat(feed.format)
    guard let unpivoting = unpivoting(of: feed) else {
      return told(
        try TableReader.read(source, named: path, format: format, schema: schema, into: sink))
    }
    return told(
      try TableReader.read(
        source, named: path, format: format, schema: schema, unpivoting: unpivoting, into: sink))
  }

  /// Reads the wanted columns in segments, each into a partial result of its own, and hands the partials over in the
  /// order of the file (see `TableReader.fold`): the partials are the same at any width.
  ///
  /// - Parameters: as `read`, and:
  ///   - width: threads that read.
  ///   - start: an empty partial; called on any thread.
  ///   - add: takes a segment's chunks in order.
  ///   - merge: takes the partials in order.
  /// - Throws: as `read`, and what `add` and `merge` throw; of several the first in the file.
  package static func fold<Partial: Sendable>(
    _ feed: FeedDefinition, from source: ByteSource, named path: String, wanted: [String], width: Int,
    start: @escaping @Sendable () -> Partial,
    add: @escaping @Sendable (inout Partial, Chunk) throws(Diagnostic) -> Void,
    merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    let schema = schema(of: wanted, in: feed)
    let format = TableFormat(feed.format)
    guard let unpivoting = unpivoting(of: feed) else {
      return told(
        try TableReader.fold(
          source, named: path, format: format, schema: schema, width: width, start: start, add: add,
          merge: merge))
    }
    return told(
      try TableReader.fold(
        source, named: path, format: format, schema: schema, unpivoting: unpivoting, width: width,
        start: start,
        add: add, merge: merge))
  }

  private static func schema(of wanted: [String], in feed: FeedDefinition) -> TableSchema {
    let schema = TableSchema(wanted.compactMap { request($0, in: feed) })
    precondition(schema.columns.count == wanted.count, "a wanted column is none of the feed's")
    return schema
  }

  private static func unpivoting(of feed: FeedDefinition) -> Unpivoting? {
    feed.unpivot.map { unpivot in
      Unpivoting(
        unpivot.columns.map(\.text), except: unpivot.except, name: unpivot.name, strip: unpivot.strip ?? "",
        value: unpivot.value, missing: feed.missing, at: unpivot.location)
    }
  }

  /// Two columns that share their source column would both be told as unknown.
  private static func told(_ report: ReadReport) -> ReadReport {
    var report = report
    var seen: Set<Diagnostic> = []
    report.diagnostics = report.diagnostics.filter { seen.insert($0).inserted }
    return report
  }

  /// How many records a snapshot has: rows of a table, features of boundaries.
  package static func count(_ feed: FeedDefinition, from source: ByteSource, named path: String)
    throws(Diagnostic) -> Int
  {
    try TableReader.read(
      source, named: path, format: TableFormat(feed.format), schema: TableSchema([])
    ) { (_) throws(Diagnostic) in }.records
  }

  /// Whether a name is a column that the source itself holds, and not one that is computed of others.
  package static func hasSource(_ name: String, in feed: FeedDefinition) -> Bool {
    request(name, in: feed) != nil
  }

  /// What a column that the source itself holds is called there; nil for one that is computed, or none of the feed's.
  package static func source(of name: String, in feed: FeedDefinition) -> String? {
    request(name, in: feed)?.source
  }

  /// What the reader is asked for one logical column; nil for a name that the feed does not have.
  static func request(_ name: String, in feed: FeedDefinition) -> ColumnRequest? {
    if let unpivot = feed.unpivot {
      if name == unpivot.name { return ColumnRequest(name, type: .text, at: unpivot.location) }
      if name == unpivot.value {
        return ColumnRequest(name, type: .number, missing: feed.missing, at: unpivot.location)
      }
    }
    for column in feed.columns {
      if let request = request(name, column, feed.missing) { return request }
    }
    return nil
  }

  private static func request(_ name: String, _ column: FeedColumn, _ missing: [String]) -> ColumnRequest? {
    let markers = missing + column.missing
    func number(_ source: String) -> ColumnRequest {
      ColumnRequest(name, from: source, type: .number, missing: markers, at: column.location)
    }
    if name == column.name + Suffix.margin { return column.margin.map(number) }
    if case .number = column.kind, name == column.name + Suffix.text {
      return ColumnRequest(name, from: column.from, type: .text, at: column.location)
    }
    if case .point(let longitude, let latitude) = column.kind {
      if name == column.name + Suffix.longitude { return number(longitude) }
      if name == column.name + Suffix.latitude { return number(latitude) }
    }
    guard name == column.name else { return nil }
    switch column.kind {
    case .text:
      return ColumnRequest(name, from: column.from, type: .text, missing: markers, at: column.location)
    case .number: return number(column.from)
    case .boolean:
      return ColumnRequest(name, from: column.from, type: .boolean, missing: markers, at: column.location)
    case .date(let pattern):
      return ColumnRequest(
        name, from: column.from, type: .date, missing: markers, pattern: pattern, at: column.location)
    case .point, .computed: return nil
    }
  }
}

extension TableFormat {
  /// The layout as a feed declares it.
  package init(_ options: FormatOptions) {
    self.init()
    kind = options.kind.flatMap(Kind.init(rawValue:))
    delimiter = options.delimiter?.first
    encoding = options.encoding
    skipBefore = options.skipBefore
    headerRecords = options.headerRecords
    skipAfter = options.skipAfter
    header = options.header
    ragged = options.ragged
    path = options.path
  }
}
