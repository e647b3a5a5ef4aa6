import Notation

/// The shapes of a layer: well-known binary behind a head of its own.
extension GeoPackageContents {
  /// The shape in a field; nil where there is none.
  func shape(
    _ value: SQLiteValue, _ shapes: ProjectedShapes, row: Int
  ) throws(Diagnostic) -> FormatGeometry? {
    guard value != .null else { return nil }
    guard case .blob(let bytes) = value, let start = Self.shapeStart(in: bytes) else {
      throw .badFile(path, "has no GeoPackage shape in its row \(row)")
    }
    return try shapes.shape(bytes, from: start, row: row)
  }

  /// Whether the first shape that there is in a column of any kinds is a point; all are then taken to be.
  func firstIsPoint(_ layer: GeoPackageLayer, _ column: Int) throws(Diagnostic) -> Bool {
    var rows = try SQLiteTableRows(layer.entry, of: source.file)
    while let values = try rows.next() {
      guard case .blob(let bytes) = values[column], let start = Self.shapeStart(in: bytes) else { continue }
      if let shape = try? WKBReader.shape(bytes, from: start) { return shape.kind == .point }
    }
    return false
  }

  /// Where the well-known binary begins, behind flags, system and bounds (§2.1.3.1); nil where there is no such head.
  private static func shapeStart(in bytes: [UInt8]) -> Int? {
    guard bytes.count > 8, bytes[0] == UInt8(ascii: "G"), bytes[1] == UInt8(ascii: "P"), bytes[2] == 0 else {
      return nil
    }
    let bounds = [0, 32, 48, 48, 64]
    let kind = Int(bytes[3] >> 1 & 7)
    // Bit 5 marks shapes of an extension, which are no well-known binary.
    guard kind < bounds.count, bytes[3] & 0x20 == 0 else { return nil }
    return 8 + bounds[kind]
  }
}
