import Notation

/// Turns wide records into long ones: one row for each of the listed columns, all other columns repeated.
///
/// `POP2010, POP2011` with the name column `year`, `strip` “POP” and the value column `people` become rows
/// `year` “2010”, `people` 123 and `year` “2011”, `people` 456.
package struct Unpivoting: Sendable {
  /// Names of source columns; `*` stands for any run of characters.
  package let patterns: [String]
  /// Names or patterns of source columns that are not taken although a pattern matches them.
  package let except: [String]
  /// The text column made from the listed columns' names.
  package let name: String
  /// What is taken off the front of those names.
  package let strip: String
  /// The column made from the listed columns' cells.
  package let value: String
  /// Texts that stand for a missing value in the listed columns, where the schema does not ask for `value` itself.
  package let missing: [String]
  /// Where the definition says so, for diagnostics.
  package let location: SourceLocation?

  package init(
    _ patterns: [String], except: [String] = [], name: String, strip: String = "", value: String,
    missing: [String] = [], at location: SourceLocation? = nil
  ) {
    self.patterns = patterns
    self.except = except
    self.name = name
    self.strip = strip
    self.value = value
    self.missing = missing
    self.location = location
  }

  /// The file's columns that are unpivoted, in the file's order, each once.
  /// - Throws: `unmatched-pattern` for a pattern or an exception that no column matches.
  package func listed(among names: [String]) throws(Diagnostic) -> [String] {
    for pattern in patterns + except where !names.contains(where: { matches($0, pattern) }) {
      throw unmatched(pattern, names)
    }
    var listed: [String] = []
    var known: Set<String> = []
    for name in names where known.insert(name).inserted {
      let isTaken = patterns.contains { matches(name, $0) } && !except.contains { matches(name, $0) }
      if isTaken { listed.append(name) }
    }
    if listed.isEmpty { throw unmatched(patterns.first ?? "", names) }
    return listed
  }

  /// How to read a file with these columns so that the long table has the columns of `schema`, in its order.
  ///
  /// `schema` may ask for `name` (text) and for `value`, whose type, markers and pattern then hold for the
  /// listed columns; both columns are left out where it does not ask for them.
  /// - Throws: as `listed`.
  package func plan(_ schema: TableSchema, among names: [String]) throws(Diagnostic) -> UnpivotPlan {
    let listed = try listed(among: names)
    let asked = schema.columns.first { $0.name == value }
    let others = schema.columns.filter { $0.name != name && $0.name != value }
    let cells = asked == nil ? [] : listed
    let wide = cells.map { column in
      ColumnRequest(
        column, from: column, type: asked?.type ?? .number, missing: asked?.missing ?? missing,
        pattern: asked?.pattern, at: location)
    }
    let labels = listed.map { $0.hasPrefix(strip) ? String($0.dropFirst(strip.count)) : $0 }
    var other = -1
    let parts = schema.columns.map { request -> UnpivotPlan.Part in
      if request.name == name { return .name }
      if request.name == value { return .value(others.count) }
      other += 1
      return .repeated(other)
    }
    return UnpivotPlan(schema: TableSchema(others + wide), labels: labels, parts: parts)
  }

  private func unmatched(_ pattern: String, _ names: [String]) -> Diagnostic {
    // A pattern is near a name that begins much like it.
    let stem = pattern.filter { $0 != "*" }
    let near =
      Suggestion.nearest(to: pattern, among: names)
      ?? names.first { Suggestion.nearest(to: stem, among: [String($0.prefix(stem.count))]) != nil }
    let listed = names.prefix(40).map { "“\($0)”" }.joined(separator: ", ")
    return Diagnostic(
      .error, .unmatchedPattern, "“\(pattern)” matches no column that could be unpivoted", at: location,
      fix: near.map { "write “\($0)”; the columns are \(listed)" } ?? "write a pattern for one of \(listed)")
  }
}

/// Makes long chunks of the wide ones that were read by its schema.
package struct UnpivotPlan: Sendable {
  enum Part: Sendable {
    case name
    /// The wide chunk's first column of cells.
    case value(Int)
    /// The wide chunk's column that is repeated.
    case repeated(Int)
  }

  /// What to read.
  package let schema: TableSchema
  /// The texts of the name column, one for each listed column.
  package let labels: [String]
  let parts: [Part]
  /// The labels are the same in every chunk.
  private let labelDictionary = TextDictionary.newIdentity()

  init(schema: TableSchema, labels: [String], parts: [Part]) {
    self.schema = schema
    self.labels = labels
    self.parts = parts
  }

  /// The long rows of a wide chunk: record after record, in each the listed columns in the file's order.
  ///
  /// The long chunk's `firstRecord` counts long rows. Its size is the wide one's times `labels.count`.
  package func lengthen(_ wide: Chunk) -> Chunk {
    let width = labels.count
    let columns = parts.map { part in
      switch part {
      case .name: nameColumn(wide.count)
      case .value(let first): interleaved(Array(wide.columns[first..<first + width]), wide.count)
      case .repeated(let column): repeated(wide.columns[column], width)
      }
    }
    return Chunk(
      firstRecord: (wide.firstRecord - 1) * width + 1, count: wide.count * width, columns: columns)
  }

  private func nameColumn(_ count: Int) -> ColumnData {
    var codes: [Int32] = []
    codes.reserveCapacity(count * labels.count)
    for _ in 0..<count {
      for code in labels.indices { codes.append(Int32(code)) }
    }
    return .text(TextColumn(codes: codes, entries: labels, dictionary: labelDictionary))
  }
}

extension TableReader {
  /// Reads a wide table as a long one; see `Unpivoting` and `read`. The report's records are the wide ones.
  ///
  /// A source in a pipe cannot be read this way, since the header is read before the records.
  /// - Throws: also `unmatched-pattern`.
  package static func read(
    _ source: ByteSource, named path: String, format: TableFormat = TableFormat(), schema: TableSchema,
    unpivoting: Unpivoting, chunkSize: Int = 16384, into sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    let names = try columnNames(of: source, named: path, format: format)
    let plan = try unpivoting.plan(schema, among: names)
    let records = max(1, chunkSize / plan.labels.count)
    return try read(source, named: path, format: format, schema: plan.schema, chunkSize: records) {
      (wide) throws(Diagnostic) in try sink(plan.lengthen(wide))
    }
  }
}

private func repeated(_ column: ColumnData, _ times: Int) -> ColumnData {
  switch column {
  case .text(let text):
    .text(
      TextColumn(codes: repeated(text.codes, times), entries: text.entries, dictionary: text.dictionary))
  case .number(let values): .number(repeated(values, times))
  case .instant(let values): .instant(repeated(values, times))
  case .boolean(let values): .boolean(repeated(values, times))
  }
}

private func repeated<Value>(_ values: [Value], _ times: Int) -> [Value] {
  var long: [Value] = []
  long.reserveCapacity(values.count * times)
  for value in values {
    for _ in 0..<times { long.append(value) }
  }
  return long
}

/// Columns of one type, taken row by row.
private func interleaved(_ columns: [ColumnData], _ count: Int) -> ColumnData {
  switch columns.first {
  case .text: interleavedText(columns, count)
  case .instant: .instant(interleaved(columns.map(instants), count))
  case .boolean: .boolean(interleaved(columns.map(truths), count))
  case .number, nil: .number(interleaved(columns.map(numbers), count))
  }
}

private func interleaved<Value>(_ columns: [[Value]], _ count: Int) -> [Value] {
  var long: [Value] = []
  long.reserveCapacity(count * columns.count)
  for row in 0..<count {
    for column in columns { long.append(column[row]) }
  }
  return long
}

private func interleavedText(_ columns: [ColumnData], _ count: Int) -> ColumnData {
  var entries: [String] = []
  var known: [String: Int32] = [:]
  let codes = columns.map { column -> [Int32] in
    guard case .text(let text) = column else { return [] }
    let mapped = text.entries.map { entry -> Int32 in
      if let code = known[entry] { return code }
      let code = Int32(entries.count)
      known[entry] = code
      entries.append(entry)
      return code
    }
    return text.codes.map { $0 < 0 ? -1 : mapped[Int($0)] }
  }
  return .text(TextColumn(codes: interleaved(codes, count), entries: entries))
}

private func numbers(_ column: ColumnData) -> [Double] {
  if case .number(let values) = column { values } else { [] }
}
private func instants(_ column: ColumnData) -> [Int64] {
  if case .instant(let values) = column { values } else { [] }
}
private func truths(_ column: ColumnData) -> [Int8] {
  if case .boolean(let values) = column { values } else { [] }
}

/// Whether a name fits a pattern in which `*` stands for any run of characters. O(name × pattern) at worst.
private func matches(_ name: String, _ pattern: String) -> Bool {
  let (name, pattern) = (Array(trimmed(name).utf8), Array(trimmed(pattern).utf8))
  var (at, place) = (0, 0)
  var retry: (at: Int, place: Int)?
  while at < name.count {
    if place < pattern.count, pattern[place] == 0x2A {
      retry = (at, place)
      place += 1
    } else if place < pattern.count, pattern[place] == name[at] {
      at += 1
      place += 1
    } else if let last = retry {
      retry = (last.at + 1, last.place)
      (at, place) = (last.at + 1, last.place + 1)
    } else {
      return false
    }
  }
  return pattern[place...].allSatisfy { $0 == 0x2A }
}
