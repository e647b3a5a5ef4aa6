import Formats

extension FormatGeometry {
  /// A geometry in well-known text (OGC 06-103r4 §7), as Socrata's CSV and SQL databases write them: `POINT (-87.6
  /// 41.8)`, with or without `SRID=4326;`, heights dropped. Nil where it is empty or none.
  package init?(wellKnown text: String) {
    var scanner = WellKnownScanner(text)
    guard let word = scanner.word() else { return nil }
    switch word {
    case "POINT":
      guard let position = scanner.line()?.first else { return nil }
      self = .point(position.x, position.y)
    case "MULTIPOINT":
      guard let points = scanner.points(), !points.isEmpty else { return nil }
      self.init(.multiPoint, [[points]])
    case "LINESTRING":
      guard let line = scanner.line(), line.count > 1 else { return nil }
      self.init(.lines, [[line]])
    case "MULTILINESTRING":
      guard let lines = scanner.list({ $0.line() }), !lines.isEmpty else { return nil }
      self.init(.lines, [lines])
    case "POLYGON":
      guard let rings = scanner.list({ $0.line() }), !rings.isEmpty else { return nil }
      self.init(.polygons, [rings])
    case "MULTIPOLYGON":
      guard let polygons = scanner.list({ $0.list { $0.line() } }), !polygons.isEmpty else { return nil }
      self.init(.polygons, polygons)
    default: return nil
    }
  }
}

/// Walks over well-known text.
private struct WellKnownScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The geometry's word in capitals; a reference system before it and `Z`, `M`, `ZM` behind it are passed.
  mutating func word() -> String? {
    space()
    var word = letters()
    if word == "SRID" {
      while let byte = current, byte != 0x3B { at += 1 }
      _ = take(0x3B)
      word = letters()
    }
    space()
    let dimensions = letters()
    return dimensions == "EMPTY" || word.isEmpty ? nil : word
  }

  mutating func list<Element>(_ element: (inout WellKnownScanner) -> Element?) -> [Element]? {
    guard take(0x28) else { return nil }
    var elements: [Element] = []
    repeat {
      guard let next = element(&self) else { return nil }
      elements.append(next)
    } while take(0x2C)
    return take(0x29) ? elements : nil
  }

  mutating func line() -> [FormatGeometry.Position]? { list { $0.position() } }

  /// Points of a multipoint, each in brackets of its own or not.
  mutating func points() -> [FormatGeometry.Position]? {
    list { scanner in
      scanner.space()
      return scanner.current == 0x28 ? scanner.line()?.first : scanner.position()
    }
  }

  private mutating func position() -> FormatGeometry.Position? {
    guard let x = number(), let y = number() else { return nil }
    while number() != nil {}
    return FormatGeometry.Position(x, y)
  }

  private mutating func number() -> Double? {
    space()
    let start = at
    while let byte = current, byte &- 0x30 < 10 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) { at += 1 }
    let number = Double(String(decoding: bytes[start..<at], as: UTF8.self))
    return number?.isFinite == true ? number : nil
  }

  private mutating func letters() -> String {
    let start = at
    while let byte = current, byte & 0xDF &- 0x41 < 26 { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self).uppercased()
  }

  private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    space()
    guard current == byte else { return false }
    at += 1
    return true
  }

  private mutating func space() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D { at += 1 }
  }
}
