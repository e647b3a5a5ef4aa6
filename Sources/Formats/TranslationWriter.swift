import Notation
import Tables

/// Writes translated rows as CSV (RFC 4180, UTF-8, line feeds) or as a GeoJSON FeatureCollection (RFC 7946), and
/// hands them over in blocks of about 64 KiB.
///
/// `begin`, then `row` for each row, then `end`.
package struct TranslationWriter {
  package enum Form: Sendable {
    /// CSV. Of shapes that are points it keeps the columns `longitude` and `latitude`; others have no place in a table.
    case table
    /// GeoJSON, the columns as properties.
    case features
  }

  package let form: Form
  package private(set) var rows = 0
  /// The name of a text that was passed on as it stood: what was written is in its own form, whatever `form` says.
  package private(set) var passedOn: String?
  /// What a reader could not take as it stands, for whoever asked for the translation to tell: warnings, twenty at most.
  package private(set) var notes: [Diagnostic] = []
  private var keys: [[UInt8]] = []
  private var hasPoints = false
  private var bytes: [UInt8] = []
  private let take: ([UInt8]) throws(Diagnostic) -> Void

  private static let blockSize = 1 << 16

  package init(_ form: Form, into take: @escaping ([UInt8]) throws(Diagnostic) -> Void) {
    self.form = form
    self.take = take
  }

  /// Writes the heading.
  /// - Parameters:
  ///   - columns: the file's own names; two of a name are told apart by the readers, not here.
  ///   - points: whether the rows' shapes are points, which a table keeps as two columns behind the others.
  package mutating func begin(_ columns: [String], points: Bool = false) throws(Diagnostic) {
    hasPoints = points
    switch form {
    case .table:
      for (index, name) in (columns + (points ? ["longitude", "latitude"] : [])).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        DelimitedText.append(name, to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    case .features:
      keys = columns.map { name in
        var key: [UInt8] = []
        JSONObjectText.append(name, to: &key)
        return key + [UInt8(ascii: ":")]
      }
      bytes += #"{"type":"FeatureCollection","features":["#.utf8
    }
  }

  /// Writes one row: as many values as columns.
  package mutating func row(_ values: [FormatValue], _ shape: FormatGeometry? = nil) throws(Diagnostic) {
    switch form {
    case .table: tableRow(values, shape)
    case .features: feature(values, shape)
    }
    rows += 1
    if bytes.count >= Self.blockSize { try flush() }
  }

  /// Writes what closes the text, and hands over the rest.
  package mutating func end() throws(Diagnostic) {
    if form == .features { bytes += "\n]}\n".utf8 }
    try flush()
  }

  /// Passes on a text that needs no translation, instead of `begin`, `row` and `end`.
  /// - Parameter name: the name it had where it was unpacked from.
  package mutating func pass(_ stream: inout ByteStream, named name: String) throws(Diagnostic) {
    passedOn = name
    while true {
      let block = try stream.block()
      if block.isEmpty { return }
      try take(block)
    }
  }

  /// Tells of something that was read otherwise than it stands, or left out, and is no reason to stop.
  package mutating func note(_ warning: Diagnostic) {
    if notes.count < 20 { notes.append(warning) }
  }

  private mutating func flush() throws(Diagnostic) {
    guard !bytes.isEmpty else { return }
    try take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func tableRow(_ values: [FormatValue], _ shape: FormatGeometry?) {
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch value {
      case .missing: break
      case .text(let text): if !text.isEmpty { DelimitedText.append(text, to: &bytes) }  // as good as missing
      case .integer(let number): bytes += String(number).utf8
      case .number(let number): if number.isFinite { ValueText.append(number, to: &bytes) }
      case .boolean(let truth): bytes += (truth ? "true" : "false").utf8
      }
    }
    if hasPoints {
      let point = shape?.kind == .point ? shape?.polygons.first?.first?.first : nil
      bytes.append(UInt8(ascii: ","))
      if let point { ValueText.append(point.x, to: &bytes) }
      bytes.append(UInt8(ascii: ","))
      if let point { ValueText.append(point.y, to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func feature(_ values: [FormatValue], _ shape: FormatGeometry?) {
    bytes += (rows > 0 ? ",\n" : "\n").utf8
    bytes += #"{"type":"Feature","properties":{"#.utf8
    for (index, value) in values.enumerated() where index < keys.count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += keys[index]
      switch value {
      case .text(let text): JSONObjectText.append(text, to: &bytes)
      case .integer(let number): bytes += String(number).utf8
      case .number(let number) where number.isFinite: ValueText.append(number, to: &bytes)
      case .boolean(let truth): bytes += (truth ? "true" : "false").utf8
      case .missing, .number: bytes += "null".utf8
      }
    }
    bytes += #"},"geometry":"#.utf8
    if let shape { shape.append(to: &bytes) } else { bytes += "null".utf8 }
    bytes.append(UInt8(ascii: "}"))
  }
}
