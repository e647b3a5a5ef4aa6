import Notation

/// Reads the shapes of a `.shp`, one record after the other.
struct ShapeReader {
  private var stream: ByteStream
  /// The plain shape type that the heading names.
  let type: Int
  /// The smallest and largest coordinates that the heading names.
  let box: (west: Double, south: Double, east: Double, north: Double)
  private var left: Int
  private(set) var count = 0

  /// One shape may take this much: a coast of thirty million corners.
  private static let longestRecord = 512 << 20

  static func recognises(_ head: [UInt8]) -> Bool {
    head.bigInt32(0) == 9994 && head.int32(28) == 1000
  }

  init(_ stream: ByteStream) throws(Diagnostic) {
    self.stream = stream
    guard let head = try self.stream.take(100), Self.recognises(head), let words = head.bigInt32(24),
      let type = head.int32(32), let west = head.double(36), let south = head.double(44),
      let east = head.double(52), let north = head.double(60)
    else { throw .badFile(stream.path, "does not begin as a shapefile does") }
    guard let plain = ShapeType.plain(type) else {
      throw .unsupportedFormat(
        stream.path, "holds shapes that are not read: \(ShapeType.name(type))",
        fix: "ask for points, lines or polygons")
    }
    guard words >= 50 else { throw .badFile(stream.path, "announces that it is shorter than its heading") }
    self.type = plain
    left = (words - 50) * 2
    box = (west, south, east, north)
  }

  /// The next shape; `.some(nil)` for a record without one, nil at the end.
  mutating func next() throws(Diagnostic) -> FormatGeometry?? {
    guard left > 0 else {
      try stream.drain()
      return nil
    }
    guard left >= 8, try stream.has(8), let words = stream.bytes.bigInt32(stream.at + 4), words >= 0 else {
      throw cutOff
    }
    let length = words * 2
    guard length <= left - 8 else { throw cutOff }
    guard length <= Self.longestRecord else {
      throw .tooLargeInside(stream.path, "has a record \(count + 1) of \(length) bytes")
    }
    stream.pass(8)
    guard try stream.has(length) else { throw cutOff }
    count += 1
    left -= 8 + length
    defer { stream.pass(length) }
    do throws(ShapeRecord.Problem) {
      return .some(try ShapeRecord(bytes: stream.bytes, range: stream.at..<stream.at + length).shape())
    } catch {
      throw .badFile(stream.path, "is damaged: record \(count) \(error.text)")
    }
  }

  private var cutOff: Diagnostic { .badFile(stream.path, "ends inside of record \(count + 1)") }
}
