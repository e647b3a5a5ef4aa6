/// Writes small shapefiles and DBFs for tests, after Esri's description and not after the reader.
enum ShapefileBuilder {
  static func little(_ value: Int, _ length: Int = 4) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func big(_ value: Int) -> [UInt8] { little(value).reversed() }

  static func double(_ value: Double) -> [UInt8] {
    little(Int(truncatingIfNeeded: Int64(bitPattern: value.bitPattern)), 8)
  }

  /// A `.shp` of record contents.
  static func shp(
    _ type: Int, _ contents: [[UInt8]], box: [Double] = [-90, 40, -80, 50]
  ) -> [UInt8] {
    let records = contents.enumerated().flatMap { big($0 + 1) + big($1.count / 2) + $1 }
    let head = big(9994) + [UInt8](repeating: 0, count: 20) + big((100 + records.count) / 2)
    return head + little(1000) + little(type) + box.flatMap(double) + [UInt8](repeating: 0, count: 32)
      + records
  }

  static func point(_ x: Double, _ y: Double) -> [UInt8] { little(1) + double(x) + double(y) }

  static let null = little(0)

  /// A polygon or line of parts, each x, y, x, y, …
  static func parts(_ type: Int, _ parts: [[Double]], behind: [UInt8] = []) -> [UInt8] {
    var starts: [UInt8] = []
    var count = 0
    for part in parts {
      starts += little(count)
      count += part.count / 2
    }
    return little(type) + [UInt8](repeating: 0, count: 32) + little(parts.count) + little(count) + starts
      + parts.flatMap { $0.flatMap(double) } + behind
  }

  /// A square from a corner: clockwise, or against the clock.
  static func square(_ x: Double, _ y: Double, _ side: Double, clockwise: Bool) -> [Double] {
    let corners = [(x, y), (x, y + side), (x + side, y + side), (x + side, y), (x, y)]
    return (clockwise ? corners : corners.reversed()).flatMap { [$0.0, $0.1] }
  }

  /// A `.dbf` of columns (name, type, length, decimals) and rows of fields, each exactly as long as its column; a row
  /// that begins with `*` is deleted.
  static func dbf(
    _ columns: [(String, Character, Int, Int)], _ rows: [[UInt8]], language: UInt8 = 0, version: UInt8 = 3
  ) -> [UInt8] {
    let recordSize = 1 + columns.reduce(0) { $0 + $1.2 }
    let headerSize = 33 + 32 * columns.count
    var bytes: [UInt8] =
      [version, 124, 1, 1] + little(rows.count) + little(headerSize, 2) + little(recordSize, 2)
    bytes += [UInt8](repeating: 0, count: 17) + [language, 0, 0]
    for (name, type, length, decimals) in columns {
      bytes += Array(name.utf8) + [UInt8](repeating: 0, count: 11 - name.utf8.count)
      bytes += [type.asciiValue ?? 0, 0, 0, 0, 0, UInt8(length), UInt8(decimals)]
      bytes += [UInt8](repeating: 0, count: 14)
    }
    return bytes + [0x0D] + rows.flatMap { $0 } + [0x1A]
  }
}
