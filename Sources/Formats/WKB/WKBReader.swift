import Notation

/// Reads a geometry in well-known binary: OGC 06-103r4 §8, with the thousands of ISO 19125 and the high bits of
/// PostGIS for Z, M and SRID. Heights and measures are stepped over.
///
/// Announced counts are compared with the bytes that are left before anything is allocated for them.
struct WKBReader {
  private let bytes: [UInt8]
  private var at: Int
  private var isLittle = true

  /// The shape in `bytes` from `start` on; nil for one without positions.
  /// - Complexity: O(bytes).
  static func shape(_ bytes: [UInt8], from start: Int = 0) throws(WKBProblem) -> FormatGeometry? {
    var reader = WKBReader(bytes: bytes, at: start)
    return try reader.geometry(depth: 0)
  }

  private init(bytes: [UInt8], at: Int) {
    self.bytes = bytes
    self.at = at
  }

  private mutating func geometry(depth: Int) throws(WKBProblem) -> FormatGeometry? {
    // Collections of collections nest; honest ones not that deep.
    guard depth < 16 else { throw .damaged("collections nest more than 16 deep") }
    let (code, size) = try head()
    switch code {
    case 1:
      let x = try double()
      let y = try double()
      try skip(size - 16)
      // “POINT EMPTY” has no bytes of its own in WKB; all write it as not-a-number.
      if x.isNaN, y.isNaN { return nil }
      return .point(try finite(x), try finite(y))
    case 2:
      let line = try positions(size)
      return line.isEmpty ? nil : FormatGeometry(.lines, [[line]])
    case 3:
      let rings = try polygon(size)
      return rings.isEmpty ? nil : FormatGeometry(.polygons, [rings])
    case 4, 5, 6, 7: return try collection(code, depth)
    default: throw .unsupported(Self.names[code].map { "a \($0)" } ?? "a shape of kind \(code)")
    }
  }

  /// Steps over byte order, kind and SRID: the kind without its dimensions, and the bytes of a position.
  private mutating func head() throws(WKBProblem) -> (code: Int, size: Int) {
    guard at < bytes.count, bytes[at] < 2 else { throw .damaged("it has no byte order") }
    isLittle = bytes[at] == 1
    at += 1
    let word = try number()
    if word & 0x2000_0000 != 0 { try skip(4) }
    let plain = word & 0x0FFF_FFFF
    let thousands = plain / 1000
    guard thousands < 4 else { throw .damaged("its kind is \(plain)") }
    let hasZ = word & 0x8000_0000 != 0 || thousands == 1 || thousands == 3
    let hasM = word & 0x4000_0000 != 0 || thousands >= 2
    return (Int(plain % 1000), 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0))
  }

  private mutating func polygon(_ size: Int) throws(WKBProblem) -> [[FormatGeometry.Position]] {
    let count = try count(of: 4)
    var rings: [[FormatGeometry.Position]] = []
    rings.reserveCapacity(count)
    for _ in 0..<count {
      var ring = try positions(size)
      guard let first = ring.first else { continue }
      if ring.last != first { ring.append(first) }
      rings.append(ring)
    }
    return rings
  }

  private mutating func positions(_ size: Int) throws(WKBProblem) -> [FormatGeometry.Position] {
    let count = try count(of: size)
    var positions: [FormatGeometry.Position] = []
    positions.reserveCapacity(count)
    for _ in 0..<count {
      let x = try finite(try double())
      positions.append(FormatGeometry.Position(x, try finite(try double())))
      at += size - 16
    }
    return positions
  }

  /// The members of a multi-shape or collection as one shape; empty ones are left away.
  private mutating func collection(_ code: Int, _ depth: Int) throws(WKBProblem) -> FormatGeometry? {
    // A member has at least a byte order, a kind and a count.
    let count = try count(of: 9)
    var whole: FormatGeometry?
    for _ in 0..<count {
      guard let member = try geometry(depth: depth + 1) else { continue }
      guard let merged = Self.merge(whole, member) else {
        throw .unsupported("a collection of points, lines and areas together")
      }
      whole = merged
    }
    if code == 4, let point = whole, point.kind == .point {
      whole = FormatGeometry(.multiPoint, point.polygons)
    }
    guard let whole, code < 7, whole.kind != Self.kinds[code] else { return whole }
    throw .damaged("it is a \(Self.names[code] ?? "collection") with members of another kind")
  }

  private static func merge(_ whole: FormatGeometry?, _ member: FormatGeometry) -> FormatGeometry? {
    guard var whole else { return member }
    switch (whole.kind, member.kind) {
    case (.polygons, .polygons): whole.polygons += member.polygons
    case (.lines, .lines): whole.polygons[0] += member.polygons[0]
    case (.point, .point), (.point, .multiPoint), (.multiPoint, .point), (.multiPoint, .multiPoint):
      whole.kind = .multiPoint
      whole.polygons[0][0] += member.polygons[0][0]
    default: return nil
    }
    return whole
  }

  private static let kinds: [Int: FormatGeometry.Kind] = [4: .multiPoint, 5: .lines, 6: .polygons]
  private static let names = [
    4: "multipoint", 5: "multilinestring", 6: "multipolygon", 7: "collection", 8: "circular string",
    9: "compound curve", 10: "curve polygon", 11: "multicurve", 12: "multisurface", 13: "curve",
    14: "surface", 15: "polyhedral surface", 16: "TIN", 17: "triangle",
  ]
}

/// The numbers of a geometry, each found inside of the bytes before it is read.
extension WKBReader {
  /// A count of things of which each takes at least `size` bytes.
  private mutating func count(of size: Int) throws(WKBProblem) -> Int {
    let count = Int(try number())
    guard count <= (bytes.count - at) / size else {
      throw .damaged("it announces \(count) parts and ends before them")
    }
    return count
  }

  private mutating func number() throws(WKBProblem) -> UInt32 {
    let start = at
    try skip(4)
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt32.self) }
    return isLittle ? UInt32(littleEndian: value) : UInt32(bigEndian: value)
  }

  private mutating func double() throws(WKBProblem) -> Double {
    let start = at
    try skip(8)
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt64.self) }
    return Double(bitPattern: isLittle ? UInt64(littleEndian: value) : UInt64(bigEndian: value))
  }

  private func finite(_ value: Double) throws(WKBProblem) -> Double {
    guard value.isFinite else { throw .damaged("a coordinate is not a number") }
    return value
  }

  private mutating func skip(_ count: Int) throws(WKBProblem) {
    guard count <= bytes.count - at else { throw .damaged("it ends too early") }
    at += count
  }
}

/// Why bytes are no shape that is read, in words that follow “its shape cannot be read: ”.
enum WKBProblem: Error, Hashable {
  case damaged(String)
  case unsupported(String)

  /// The same as a diagnostic about a row of a file.
  func diagnostic(_ path: String, row: Int) -> Diagnostic {
    switch self {
    case .damaged(let what):
      .badFile(path, "has a shape in its row \(row) that cannot be read: \(what)")
    case .unsupported(let what):
      .unsupportedFormat(
        path, "has \(what) in its row \(row), which is not read",
        fix:
          "convert its shapes to points, lines or polygons, for example with `ogr2ogr -nlt CONVERT_TO_LINEAR`"
      )
    }
  }
}
