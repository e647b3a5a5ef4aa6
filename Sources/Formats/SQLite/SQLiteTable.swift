/// A table as its `CREATE TABLE` defines it.
struct SQLiteTable: Hashable {
  struct Column: Hashable {
    let name: String
    /// The declared type as written, such as `MEDIUMINT` or `VARCHAR(20)`; empty without one.
    let type: String
    /// What a record has that was written before the column was added.
    let standard: SQLiteValue
    /// Worked out by the database when it is asked; not in the file.
    let isComputed: Bool
  }

  let columns: [Column]
  /// The column that stands for the row's number, stored as NULL.
  let rowNumber: Int?
  /// Stored as an index, in another shape than tables.
  let isWithoutRowID: Bool

  /// SQLite's own limit (SQLITE_MAX_COLUMN).
  static let mostColumns = 2000

  /// nil where the text is no definition of columns.
  init?(definition sql: String) {
    let words = SQLWords.all(of: sql)
    guard let open = words.firstIndex(where: { $0.isSign("(") }), words.first?.isKeyword("CREATE") == true
    else { return nil }
    let (parts, end) = Self.parts(words, from: open + 1)
    var columns: [Column] = []
    var key: String?
    for part in parts {
      guard let first = part.first else { return nil }
      if ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].contains(where: first.isKeyword) {
        key = Self.soleKey(part) ?? key
        continue
      }
      guard let name = first.asName else { return nil }
      let definition = SQLiteColumnDefinition(part.dropFirst())
      if definition.isRowNumber { key = name }
      columns.append(
        Column(
          name: name, type: definition.type, standard: definition.standard,
          isComputed: definition.isComputed))
    }
    guard !columns.isEmpty, columns.count <= Self.mostColumns else { return nil }
    isWithoutRowID = words[end...].contains { $0.isKeyword("WITHOUT") }
    rowNumber = columns.firstIndex {
      $0.name.lowercased() == key?.lowercased() && $0.type.uppercased() == "INTEGER"
    }
    self.columns = columns
  }

  /// What lies between the commas of the outermost parentheses, and the index behind them.
  private static func parts(
    _ words: [SQLWords.Word], from start: Int
  ) -> (parts: [ArraySlice<SQLWords.Word>], end: Int) {
    var parts: [ArraySlice<SQLWords.Word>] = []
    var (depth, begin) = (0, start)
    for index in start..<words.count {
      if depth == 0, words[index].isSign(",") || words[index].isSign(")") {
        parts.append(words[begin..<index])
        begin = index + 1
        if words[index].isSign(")") { return (parts, begin) }
      } else if words[index].isSign("(") {
        depth += 1
      } else if words[index].isSign(")") {
        depth -= 1
      }
    }
    return ([], words.count)
  }

  /// The column of `PRIMARY KEY (column)`, where it is one.
  private static func soleKey(_ part: ArraySlice<SQLWords.Word>) -> String? {
    guard let primary = part.firstIndex(where: { $0.isKeyword("PRIMARY") }),
      part.count > primary - part.startIndex + 3,
      part[primary + 1].isKeyword("KEY"), part[primary + 2].isSign("("),
      let close = part[(primary + 3)...].firstIndex(where: { $0.isSign(")") })
    else { return nil }
    let inside = part[(primary + 3)..<close]
    return inside.contains { $0.isSign(",") } ? nil : inside.first?.asName
  }
}

/// What follows a column's name in a definition.
struct SQLiteColumnDefinition {
  private(set) var type = ""
  private(set) var standard = SQLiteValue.null
  private(set) var isComputed = false
  /// Declared `PRIMARY KEY`. (`INTEGER PRIMARY KEY DESC` is no row number, by an old slip that SQLite keeps.)
  private(set) var isRowNumber = false

  private static let ends = [
    "CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES",
    "GENERATED", "AS",
  ]

  init(_ words: ArraySlice<SQLWords.Word>) {
    let end = words.firstIndex { word in Self.ends.contains(where: word.isKeyword) } ?? words.endIndex
    for word in words[..<end] {
      switch word {
      case .sign(let sign): type.unicodeScalars.append(Unicode.Scalar(sign))
      case .bare(let text), .name(let text), .text(let text):
        if let last = type.last, last != "(", last != "," { type += " " }
        type += text
      }
    }
    var depth = 0
    for index in words.indices[end...] {
      let rest = words[(index + 1)...]
      if words[index].isSign("(") { depth += 1 }
      if words[index].isSign(")") { depth -= 1 }
      guard depth == 0 else { continue }
      if words[index].isKeyword("PRIMARY") {
        isRowNumber = !rest.prefix(2).contains { $0.isKeyword("DESC") }
      } else if words[index].isKeyword("DEFAULT") {
        standard = Self.literal(rest)
      } else if words[index].isKeyword("AS") {
        isComputed = !rest.contains { $0.isKeyword("STORED") }
      }
    }
  }

  /// A constant. Nothing else can be the default of a column that was added to rows that were there.
  private static func literal(_ words: ArraySlice<SQLWords.Word>) -> SQLiteValue {
    var words = words
    var sign = ""
    while let first = words.first, first.isSign("(") || first.isSign("+") || first.isSign("-") {
      if first.isSign("-") { sign = "-" }
      words.removeFirst()
    }
    switch words.first {
    case .text(let text), .name(let text): return .text(text)
    case .bare(let word):
      if word.uppercased() == "TRUE" { return .integer(1) }
      if word.uppercased() == "FALSE" { return .integer(0) }
      if let whole = Int64(sign + word) { return .integer(whole) }
      return Double(sign + word).map { .real($0) } ?? .null
    default: return .null
    }
  }
}
