import Foundation
import Formats
import Notation
import TestSupport

/// What a format makes of a file.
enum Translated {
  static func text(
    _ format: FileFormat, _ file: FileBytes, _ form: TranslationWriter.Form = .table,
    _ selection: FormatSelection = FormatSelection()
  ) throws(Diagnostic) -> String {
    try text(form) { (writer) throws(Diagnostic) in try format.translate(file, selection, &writer) }
  }

  static func text(
    _ form: TranslationWriter.Form = .table, _ write: (inout TranslationWriter) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> String {
    let sink = Sink()
    var writer = TranslationWriter(form) { (block) throws(Diagnostic) in sink.bytes += block }
    try write(&writer)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  static func text(
    _ format: FileFormat, _ text: String, _ form: TranslationWriter.Form = .table,
    _ selection: FormatSelection = FormatSelection()
  ) throws(Diagnostic) -> String {
    try self.text(format, FileBytes(Array(text.utf8), named: "a"), form, selection)
  }

  /// A file below the shared folder.
  static func shared(_ path: String) throws(Diagnostic) -> FileBytes {
    try FileBytes(
      file: SharedData.url(path).path, named: path.split(separator: "/").last.map { String($0) } ?? "")
  }

  /// The lines of a table.
  static func lines(_ text: String) -> [String] { text.split(separator: "\n").map { String($0) } }

  private final class Sink {
    var bytes: [UInt8] = []
  }
}

/// A feature collection as plain values, for comparing what two programs made of the same shapes.
struct Features {
  struct Feature {
    var properties: [String: String]
    /// Polygons of rings of positions, each ring from its smallest position on, so that where it begins and which way
    /// it runs do not count.
    var shape: [[[[Double]]]]
  }

  var features: [Feature] = []

  /// The neighbourhoods of the formats' files, as GDAL wrote them line by line.
  static func neighbourhoods() throws -> Features {
    let lines = try String(contentsOf: SharedData.url("servers/formats/out/nbhd.geojsonl"), encoding: .utf8)
    return try Features(#"{"features":[\#(lines.split(separator: "\n").joined(separator: ","))]}"#)
  }

  init(_ text: String) throws {
    let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    for feature in root?["features"] as? [[String: Any]] ?? [] {
      let properties = (feature["properties"] as? [String: Any] ?? [:]).filter { !($0.value is NSNull) }
      features.append(
        Feature(properties: properties.mapValues(Self.plain), shape: Self.shape(feature["geometry"])))
    }
  }

  /// The largest difference of two collections' coordinates; infinite where their rings differ in number or length.
  func distance(to other: Features) -> Double {
    guard features.count == other.features.count else { return .infinity }
    var largest = 0.0
    for (one, two) in zip(features, other.features) {
      guard one.shape.map({ $0.map(\.count) }) == two.shape.map({ $0.map(\.count) }) else { return .infinity }
      for (left, right) in zip(one.shape.joined().joined().joined(), two.shape.joined().joined().joined()) {
        largest = max(largest, abs(left - right))
      }
    }
    return largest
  }

  /// Numbers without regard to how they are written: 300 is 300.0.
  private static func plain(_ value: Any) -> String {
    guard !(value is String), let number = value as? Double else { return "\(value)" }
    return "\(number)"
  }

  private static func shape(_ geometry: Any?) -> [[[[Double]]]] {
    let geometry = geometry as? [String: Any]
    switch geometry?["type"] as? String {
    case "Point": return [[[geometry?["coordinates"] as? [Double] ?? []]]]
    case "LineString": return [[geometry?["coordinates"] as? [[Double]] ?? []]]
    case "Polygon": return [(geometry?["coordinates"] as? [[[Double]]] ?? []).map(canonical)]
    case "MultiPolygon":
      let polygons = geometry?["coordinates"] as? [[[[Double]]]] ?? []
      return polygons.map { $0.map(canonical) }.sorted { order($0.first ?? [], $1.first ?? []) }
    default: return []
    }
  }

  private static func canonical(_ ring: [[Double]]) -> [[Double]] {
    var open = Array(ring.dropLast())
    guard let start = open.indices.min(by: { open[$0].lexicographicallyPrecedes(open[$1]) }) else {
      return []
    }
    open = Array(open[start...] + open[..<start])
    let backwards = [open[0]] + open.dropFirst().reversed()
    return order(open, backwards) ? open : backwards
  }

  private static func order(_ left: [[Double]], _ right: [[Double]]) -> Bool {
    left.joined().lexicographicallyPrecedes(right.joined())
  }
}
