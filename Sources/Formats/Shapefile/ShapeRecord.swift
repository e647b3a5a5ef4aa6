import Notation

/// The shape types of a shapefile: those with heights (+10) and with measures (+20) hold the plain one first.
enum ShapeType {
  static func name(_ type: Int) -> String { type == 31 ? "MultiPatch" : "type \(type)" }

  /// The plain type; nil for what is not read.
  static func plain(_ type: Int) -> Int? {
    let plain = type % 10
    return (0...28).contains(type) && [0, 1, 3, 5, 8].contains(plain) && (plain > 0 || type == 0)
      ? plain : nil
  }
}

/// Reads the content of one record (ESRI Shapefile Technical Description, 1998), which lies somewhere in `bytes`.
struct ShapeRecord {
  let bytes: [UInt8]
  let range: Range<Int>

  /// What is wrong with a record, in words that follow “record 7”.
  struct Problem: Error {
    let text: String

    init(_ text: String) { self.text = text }
  }

  /// The shape; nil for one that is null or has no points.
  func shape() throws(Problem) -> FormatGeometry? {
    guard let type = int32(0) else { throw Problem("is empty") }
    switch ShapeType.plain(type) {
    case 0: return nil
    case 1:
      guard let position = position(4) else { throw Problem("is too short for a point") }
      // Writers that have no place for a point write huge negative numbers, which the format calls “no data”.
      guard position.x > -1e38, position.y > -1e38 else { return nil }
      return FormatGeometry(.point, [[[position]]])
    case 8:
      guard let count = int32(36), count >= 0, let points = positions(40, count) else {
        throw Problem("has fewer points than it announces")
      }
      return points.isEmpty ? nil : FormatGeometry(.multiPoint, [[points]])
    case 3:
      let lines = try parts().filter { $0.count > 1 }
      return lines.isEmpty ? nil : FormatGeometry(.lines, [lines])
    case 5:
      let polygons = try Self.polygons(try parts())
      return polygons.isEmpty ? nil : FormatGeometry(.polygons, polygons)
    default: throw Problem("holds a shape that is not read: \(ShapeType.name(type))")
    }
  }

  private static func polygons(
    _ parts: [[FormatGeometry.Position]]
  ) throws(Problem) -> [[[FormatGeometry.Position]]] {
    let rings = parts.compactMap { part -> [FormatGeometry.Position]? in
      var ring = part
      if let first = ring.first, ring.last != first { ring.append(first) }
      // Less than a triangle covers nothing.
      return ring.count > 3 ? ring : nil
    }
    guard let polygons = RingNesting.polygons(rings) else {
      throw Problem("has more holes and islands than can be sorted")
    }
    return polygons
  }

  /// The parts of a line or polygon: 32 bytes of box, two counts, where parts begin, and the points.
  private func parts() throws(Problem) -> [[FormatGeometry.Position]] {
    guard let partCount = int32(36), let pointCount = int32(40), partCount >= 0, pointCount >= 0,
      partCount <= range.count / 4, let points = positions(44 + 4 * partCount, pointCount)
    else { throw Problem("has fewer points than it announces") }
    var parts: [[FormatGeometry.Position]] = []
    parts.reserveCapacity(partCount)
    for part in 0..<partCount {
      let start = int32(44 + 4 * part) ?? -1
      let end = part + 1 < partCount ? int32(48 + 4 * part) ?? -1 : pointCount
      guard start >= 0, start <= end, end <= pointCount, part > 0 || start == 0 else {
        throw Problem("has parts that do not follow each other")
      }
      parts.append(Array(points[start..<end]))
    }
    return parts
  }

  private func positions(_ at: Int, _ count: Int) -> [FormatGeometry.Position]? {
    guard at <= range.count, count <= (range.count - at) / 16 else { return nil }
    var positions: [FormatGeometry.Position] = []
    positions.reserveCapacity(count)
    for index in 0..<count {
      guard let position = position(at + 16 * index) else { return nil }
      positions.append(position)
    }
    return positions
  }

  private func position(_ at: Int) -> FormatGeometry.Position? {
    guard at <= range.count - 16, let x = bytes.double(range.lowerBound + at),
      let y = bytes.double(range.lowerBound + at + 8), x.isFinite, y.isFinite
    else { return nil }
    return FormatGeometry.Position(x, y)
  }

  private func int32(_ at: Int) -> Int? {
    at <= range.count - 4 ? bytes.int32(range.lowerBound + at) : nil
  }
}
