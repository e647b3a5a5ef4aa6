import Notation

/// A topology: its arcs as positions, and where its objects are written.
struct TopoJSONReader {
  private var cursor: JSONCursor
  /// The objects' names and places.
  private(set) var objects: JSONMembers
  private let arcs: TopoJSONArcs

  /// Reads and checks the whole document. O(bytes).
  init(_ file: FileBytes) throws(Diagnostic) {
    var cursor = try JSONCursor(file)
    let members = try cursor.members()
    try cursor.finish()
    guard let objects = members["objects"] else { throw cursor.bad("the topology has no “objects”", at: 0) }
    arcs = try TopoJSONArcs(&cursor, members)
    cursor.move(to: objects)
    self.objects = try cursor.members()
    self.cursor = cursor
  }

  /// Writes an object's geometries as rows.
  mutating func write(_ name: String, to writer: inout TranslationWriter) throws(Diagnostic) {
    guard let place = objects[name] else {
      throw .chooseTable(cursor.path, "objects", objects.keys, asked: name)
    }
    let rows = try rows(of: place)
    var columns = ColumnNames()
    var (hasID, hasOnlyPoints) = (false, true)
    for row in rows {
      if row["id"] != nil { hasID = true }
      if let type = row["type"] {
        cursor.move(to: type)
        let isPoint = try cursor.null() ? true : try cursor.string() == "Point"
        hasOnlyPoints = hasOnlyPoints && isPoint
      }
      guard let properties = row["properties"] else { continue }
      cursor.move(to: properties)
      if try cursor.null() { continue }
      for key in try cursor.members().keys { try columns.add(key, in: cursor.path) }
    }
    let id = hasID ? [columns.free("id", or: "feature_id")] : []
    try writer.begin(id + columns.names, points: hasOnlyPoints)
    var shapes = TopoJSONShapes(arcs)
    for row in rows {
      var values = [FormatValue](repeating: .missing, count: id.count + columns.count)
      if let place = row["id"] {
        cursor.move(to: place)
        values[0] = try cursor.cell()
      }
      try readProperties(row, columns, id.count, &values)
      let shape = try shapes.read(row, &cursor)
      try writer.row(values, shape)
    }
    try writer.end()
  }

  private mutating func readProperties(
    _ row: JSONMembers, _ columns: ColumnNames, _ offset: Int, _ values: inout [FormatValue]
  ) throws(Diagnostic) {
    guard let properties = row["properties"] else { return }
    cursor.move(to: properties)
    if try cursor.null() { return }
    try cursor.beginObject()
    var isFirst = true
    while let key = try cursor.member(&isFirst) {
      let value = try cursor.cell()
      if let index = columns.index(of: key) { values[offset + index] = value }
    }
  }

  /// The geometries of a collection, or the single one that an object is.
  private mutating func rows(of place: Int) throws(Diagnostic) -> [JSONMembers] {
    cursor.move(to: place)
    let object = try cursor.members()
    guard let geometries = object["geometries"] else { return [object] }
    cursor.move(to: geometries)
    var rows: [JSONMembers] = []
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) { rows.append(try cursor.members()) }
    return rows
  }
}
