import Tables

/// One value of a translated row. Dates and times are texts in ISO 8601.
package enum FormatValue: Hashable, Sendable {
  case missing
  case text(String)
  case integer(Int64)
  /// A number that is not finite is missing.
  case number(Double)
  case boolean(Bool)
}

/// A shape, its positions longitude and latitude in degrees once they are unprojected.
package struct FormatGeometry: Hashable, Sendable {
  package enum Kind: Sendable { case point, multiPoint, lines, polygons }

  package struct Position: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  package var kind: Kind
  /// Of polygons: each its outer ring and then its holes, every ring closed. Lines are the “rings” of one polygon;
  /// points are one ring.
  package var polygons: [[[Position]]]

  package init(_ kind: Kind, _ polygons: [[[Position]]]) {
    self.kind = kind
    self.polygons = polygons
  }

  package static func point(_ x: Double, _ y: Double) -> FormatGeometry {
    FormatGeometry(.point, [[[Position(x, y)]]])
  }

  /// The GeoJSON geometry (RFC 7946 §3.1); a single polygon or line is written as such.
  func append(to bytes: inout [UInt8]) {
    switch kind {
    case .point:
      guard let position = polygons.first?.first?.first else {
        bytes += "null".utf8
        return
      }
      bytes += #"{"type":"Point","coordinates":"#.utf8
      Self.append(position, to: &bytes)
    case .multiPoint:
      bytes += #"{"type":"MultiPoint","coordinates":"#.utf8
      Self.append(polygons.first?.first ?? [], to: &bytes)
    case .lines:
      let lines = polygons.first ?? []
      bytes += #"{"type":"\#(lines.count == 1 ? "LineString" : "MultiLineString")","coordinates":"#.utf8
      if lines.count == 1 { Self.append(lines[0], to: &bytes) } else { Self.append(lines, to: &bytes) }
    case .polygons:
      bytes += #"{"type":"\#(polygons.count == 1 ? "Polygon" : "MultiPolygon")","coordinates":"#.utf8
      if polygons.count == 1 {
        Self.append(polygons[0], to: &bytes)
      } else {
        Self.list(polygons, to: &bytes) { Self.append($0, to: &$1) }
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func append(_ rings: [[Position]], to bytes: inout [UInt8]) {
    list(rings, to: &bytes) { append($0, to: &$1) }
  }

  private static func append(_ ring: [Position], to bytes: inout [UInt8]) {
    list(ring, to: &bytes) { append($0, to: &$1) }
  }

  private static func append(_ position: Position, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    ValueText.append(position.x, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    ValueText.append(position.y, to: &bytes)
    bytes.append(UInt8(ascii: "]"))
  }

  private static func list<Element>(
    _ elements: [Element], to bytes: inout [UInt8], _ append: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(element, &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}
