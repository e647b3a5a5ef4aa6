import Formats
import Notation

/// What a Web Feature Service says of itself, as far as a fetch needs it.
struct WFSCapabilities {
  /// `2.0.0`; QGIS Server only speaks 1.1.0.
  private(set) var version = ""
  private(set) var layers: [String] = []
  /// Output formats of `GetFeature`.
  private(set) var formats: [String] = []

  init(_ bytes: [UInt8], named name: String) throws(Diagnostic) {
    var xml = XMLScanner(FileBytes(bytes, named: name))
    var (path, operation, parameter): ([String], String, String) = ([], "", "")
    while let event = try xml.next() {
      switch event {
      case .start(let element):
        if path.isEmpty { version = try xml.attribute("version") ?? "" }
        if element == "Operation", let name = try xml.attribute("name") { operation = name }
        if element == "Parameter" { parameter = (try xml.attribute("name") ?? "").lowercased() }
        let isFormat =
          operation == "GetFeature" && parameter == "outputformat" && element == "Value"
          || path.last == "OutputFormats" && element == "Format"
        if path.last == "FeatureType", element == "Name" {
          layers.append(try xml.text().trimmed)
        } else if isFormat {
          formats.append(try xml.text().trimmed)
        } else {
          path.append(element)
        }
      case .end: path.removeLast()
      case .text: break
      }
    }
  }

  /// GeoJSON by any of its names, else CSV; nil where the service offers neither.
  var format: (name: String, isTable: Bool)? {
    let lower = formats.map { ($0, $0.lowercased()) }
    let json =
      lower.first { $0.1.contains("geojson") || $0.1.contains("geo+json") }
      ?? lower.first { $0.1 == "application/json" || $0.1 == "json" }
    if let json { return (json.0, false) }
    return lower.first { $0.1 == "csv" || $0.1.hasPrefix("text/csv") }.map { ($0.0, true) }
  }
}
