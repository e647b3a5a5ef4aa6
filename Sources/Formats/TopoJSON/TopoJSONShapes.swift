import Notation

/// Joins the arcs of a geometry.
struct TopoJSONShapes {
  typealias Position = FormatGeometry.Position

  private let arcs: TopoJSONArcs
  /// How many positions may still be joined. A border serves two areas of an object, and rarely a third; a file that
  /// names one long arc a million times is made to fill memory.
  private var room: Int

  init(_ arcs: TopoJSONArcs) {
    self.arcs = arcs
    room = 1 << 20 + 64 * arcs.positionCount
  }

  /// The shape of a geometry object; nil for null and for what encloses nothing.
  mutating func read(_ members: JSONMembers, _ cursor: inout JSONCursor) throws(Diagnostic) -> FormatGeometry?
  {
    guard let place = members["type"] else {
      throw cursor.bad("a geometry has no “type”", at: members.start)
    }
    cursor.move(to: place)
    if try cursor.null() { return nil }
    let type = try cursor.string()
    if type == "GeometryCollection" { return try collection(members, &cursor) }
    let isPoint = type == "Point" || type == "MultiPoint"
    guard let part = members[isPoint ? "coordinates" : "arcs"] else {
      throw cursor.bad("the \(type) has no “\(isPoint ? "coordinates" : "arcs")”", at: members.start)
    }
    cursor.move(to: part)
    switch type {
    case "Point":
      let position = try arcs.position(&cursor)
      return .point(position.x, position.y)
    case "MultiPoint":
      var points: [Position] = []
      try cursor.beginList()
      var isFirst = true
      while try cursor.element(&isFirst) { points.append(try arcs.position(&cursor)) }
      return FormatGeometry.union([FormatGeometry(.multiPoint, [[points]])])
    case "LineString": return FormatGeometry.union([FormatGeometry(.lines, [[try line(&cursor)]])])
    case "MultiLineString": return FormatGeometry.union([FormatGeometry(.lines, [try lines(&cursor)])])
    case "Polygon": return Self.areas([try lines(&cursor)])
    case "MultiPolygon":
      var polygons: [[[Position]]] = []
      try cursor.beginList()
      var isFirst = true
      while try cursor.element(&isFirst) { polygons.append(try lines(&cursor)) }
      return Self.areas(polygons)
    default: throw cursor.bad("“\(type)” is no type of geometry", at: place)
    }
  }

  private static func areas(_ polygons: [[[Position]]]) -> FormatGeometry? {
    FormatGeometry.union([FormatGeometry(.polygons, polygons.compactMap(FormatGeometry.polygon))])
  }

  private mutating func collection(
    _ members: JSONMembers, _ cursor: inout JSONCursor
  ) throws(Diagnostic) -> FormatGeometry? {
    guard let place = members["geometries"] else {
      throw cursor.bad("the GeometryCollection has no “geometries”", at: members.start)
    }
    cursor.move(to: place)
    var parts: [FormatGeometry] = []
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) {
      let inner = try cursor.members()
      let behind = cursor.at
      if let part = try read(inner, &cursor) { parts.append(part) }
      cursor.move(to: behind)
    }
    return FormatGeometry.union(parts)
  }

  /// The arcs of a line or ring, joined: the first position of each but the first is the last of the one before it.
  private mutating func line(_ cursor: inout JSONCursor) throws(Diagnostic) -> [Position] {
    var line: [Position] = []
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) {
      let start = cursor.at
      guard let integer = try cursor.number().integer, let index = Int(exactly: integer),
        let arc = arcs.arc(index)
      else { throw cursor.bad("there is no such arc: the topology has \(arcs.count)", at: start) }
      room -= arc.count
      guard room >= 0 else { throw .tooLargeInside(cursor.path, "names its arcs again and again") }
      line += line.isEmpty ? arc[...] : arc.dropFirst()
    }
    return line
  }

  private mutating func lines(_ cursor: inout JSONCursor) throws(Diagnostic) -> [[Position]] {
    var lines: [[Position]] = []
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) { lines.append(try line(&cursor)) }
    return lines
  }
}
