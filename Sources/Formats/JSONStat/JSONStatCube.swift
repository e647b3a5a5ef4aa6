import Notation

/// A cube: its dimensions, and where its values and their statuses are written, the last dimension running fastest.
struct JSONStatCube {
  private let members: JSONMembers
  private var dimensions: [JSONStatDimension] = []
  private var cellCount = 1

  init(_ members: JSONMembers, _ cursor: inout JSONCursor) throws(Diagnostic) {
    self.members = members
    guard let place = members["dimension"] else {
      throw cursor.bad("a dataset has no “dimension”", at: members.start)
    }
    cursor.move(to: place)
    let dimensions = try cursor.members()
    // Version 1 keeps these three among the dimensions.
    guard let ids = members["id"] ?? dimensions["id"], let sizes = members["size"] ?? dimensions["size"]
    else {
      throw cursor.bad("a dataset has no “id” or no “size”", at: members.start)
    }
    cursor.move(to: ids)
    let names = try cursor.names()
    let counts = try Self.counts(sizes, &cursor)
    guard names.count == counts.count else {
      throw cursor.bad(
        "“id” names \(names.count) dimensions and “size” has \(counts.count) numbers", at: sizes)
    }
    let times = try Self.times(members["role"] ?? dimensions["role"], &cursor)
    for (name, count) in zip(names, counts) {
      guard let place = dimensions[name] else {
        throw cursor.bad("“\(name)” is not among the dimensions", at: ids)
      }
      let (product, isTooLarge) = cellCount.multipliedReportingOverflow(by: count)
      guard !isTooLarge else { throw .tooLargeInside(cursor.path, "has more cells than can be counted") }
      cellCount = product
      self.dimensions.append(
        try JSONStatDimension(name, at: place, size: count, isTime: times.contains(name), &cursor))
    }
  }

  /// Writes a row for each cell that the cube gives.
  mutating func write(_ cursor: inout JSONCursor, to writer: inout TranslationWriter) throws(Diagnostic) {
    guard let value = members["value"] else {
      throw cursor.bad("a dataset has no “value”", at: members.start)
    }
    let (shared, statuses) = try Self.statuses(members["status"], cellCount, &cursor)
    let hasStatus = shared != nil || !statuses.isEmpty
    var columns = ColumnNames()
    for dimension in dimensions {
      try columns.add(dimension.id, in: cursor.path)
      if dimension.hasLabels {
        try columns.add(columns.free(dimension.id + "_label", or: dimension.id + "_text"), in: cursor.path)
      }
    }
    try columns.add(columns.free("value", or: "cell_value"), in: cursor.path)
    if hasStatus { try columns.add(columns.free("status", or: "cell_status"), in: cursor.path) }
    try writer.begin(columns.names)

    cursor.move(to: value)
    if try cursor.isList() {
      var (cell, isFirst) = (0, true)
      try cursor.beginList()
      while try cursor.element(&isFirst) {
        guard cell < cellCount else { throw cursor.bad("there are more values than the \(cellCount) cells") }
        try writer.row(row(cell, try Self.number(&cursor), shared ?? statuses[cell], hasStatus))
        cell += 1
      }
      guard cell == cellCount else {
        throw cursor.bad("there are \(cell) values where the sizes make \(cellCount) cells")
      }
    } else {
      try writeSparse(&cursor, shared, statuses, to: &writer)
    }
    try writer.end()
  }

  /// A sparse cube's cells in their order, whatever the order of the document.
  private func writeSparse(
    _ cursor: inout JSONCursor, _ shared: String?, _ statuses: [Int: String],
    to writer: inout TranslationWriter
  ) throws(Diagnostic) {
    var values: [Int: FormatValue] = [:]
    var isFirst = true
    try cursor.beginObject()
    while let key = try cursor.member(&isFirst) {
      let cell = try Self.cell(key, cellCount, cursor)
      values[cell] = try Self.number(&cursor)
    }
    for cell in Set(values.keys).union(statuses.keys).sorted() {
      try writer.row(
        row(cell, values[cell] ?? .missing, shared ?? statuses[cell], shared != nil || !statuses.isEmpty))
    }
  }

  private func row(_ cell: Int, _ value: FormatValue, _ status: String?, _ hasStatus: Bool) -> [FormatValue] {
    var row: [FormatValue] = []
    row.reserveCapacity(dimensions.count * 2 + 2)
    var rest = cell
    // From the fastest dimension to the slowest, and so backwards.
    for dimension in dimensions.reversed() {
      let (next, index) = rest.quotientAndRemainder(dividingBy: dimension.codes.count)
      if dimension.hasLabels { row.append(.text(dimension.labels[index])) }
      row.append(.text(dimension.codes[index]))
      rest = next
    }
    row.reverse()
    row.append(value)
    if hasStatus { row.append(status.map(FormatValue.text) ?? .missing) }
    return row
  }

  /// A number, or null; some offices write numbers as texts.
  private static func number(_ cursor: inout JSONCursor) throws(Diagnostic) -> FormatValue {
    let start = cursor.at
    var isSimple = try cursor.isNumber()
    if try cursor.isString() { isSimple = true }
    if try cursor.null() { return .missing }
    guard isSimple else { throw cursor.bad("a value is no number", at: start) }
    return try cursor.cell()
  }

  private static func cell(_ key: String, _ count: Int, _ cursor: JSONCursor) throws(Diagnostic) -> Int {
    guard let cell = Int(key), cell >= 0, cell < count else {
      throw cursor.bad("“\(key)” is the number of no cell: there are \(count), from 0")
    }
    return cell
  }

  /// One status for all, or each cell's own.
  private static func statuses(
    _ place: Int?, _ count: Int, _ cursor: inout JSONCursor
  ) throws(Diagnostic) -> (String?, [Int: String]) {
    guard let place else { return (nil, [:]) }
    cursor.move(to: place)
    if try cursor.null() { return (nil, [:]) }
    if try cursor.isString() { return (try cursor.string(), [:]) }
    var statuses: [Int: String] = [:]
    var isFirst = true
    if try cursor.isList() {
      var cell = 0
      try cursor.beginList()
      while try cursor.element(&isFirst) {
        guard cell < count else { throw cursor.bad("there are more statuses than the \(count) cells") }
        if try !cursor.null() { statuses[cell] = try cursor.name() }
        cell += 1
      }
      return (nil, statuses)
    }
    try cursor.beginObject()
    while let key = try cursor.member(&isFirst) {
      let cell = try cell(key, count, cursor)
      if try !cursor.null() { statuses[cell] = try cursor.name() }
    }
    return (nil, statuses)
  }

  private static func counts(_ place: Int, _ cursor: inout JSONCursor) throws(Diagnostic) -> [Int] {
    cursor.move(to: place)
    var all: [Int] = []
    var isFirst = true
    try cursor.beginList()
    while try cursor.element(&isFirst) { all.append(try cursor.count()) }
    return all
  }

  private static func times(_ place: Int?, _ cursor: inout JSONCursor) throws(Diagnostic) -> [String] {
    guard let place else { return [] }
    cursor.move(to: place)
    if try cursor.null() { return [] }
    guard let time = try cursor.members()["time"] else { return [] }
    cursor.move(to: time)
    return try cursor.names()
  }
}
