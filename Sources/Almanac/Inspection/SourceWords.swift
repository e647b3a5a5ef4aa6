import Catalog
import Feeds
import Formats
import Foundation
import Notation

/// What a source is called, in a report and in a draft.
enum SourceWords {
  /// What the tables of a format are called.
  static func plural(_ format: FileFormat) -> String {
    switch format.id {
    case "xlsx": "sheets"
    case "shapefile", "kml", "gpkg": "layers"
    case "topojson": "objects"
    default: "tables"
    }
  }

  static func what(_ reading: SnapshotReading, _ table: TableProfile) -> String {
    switch reading {
    case .pages(let connector, _): return connector.summary
    case .format(let format, _, _): return format.summary
    case .text(_, let name): return "“\(name)” in an archive"
    case .native:
      switch table.layout.kind {
      case .csv, .tsv: return "separated values"
      case .json: return "JSON objects"
      case .jsonRows: return "JSON rows with a header"
      case .ndjson: return "JSON objects, one on each line"
      case .geojson: return "GeoJSON features"
      }
    }
  }

  static func asks(_ part: FeedSource.Part) -> String {
    switch part.kind {
    case .file(let path): "fetch copies the file “\(path)”"
    case .url(let address): "fetch downloads \(Redaction.redact(address))"
    case .dialect(let source):
      "fetch asks \(Redaction.redact(source.address)) in its own dialect (\(source.dialect))"
    }
  }

  static func shown(_ source: InspectedSource, _ part: FeedSource.Part) -> String {
    switch source {
    case .file(let url): url.lastPathComponent
    case .web: SourceName.of(part)
    }
  }

  /// A draft names no folder of this machine.
  static func heading(_ source: InspectedSource, _ subject: String) -> String {
    if case .file(let url) = source { url.lastPathComponent } else { subject }
  }

  static func page(_ part: FeedSource.Part) -> String? {
    guard case .dialect(let source) = part.kind, WebAddress(source.address) != nil else { return nil }
    return Redaction.redact(source.address)
  }

  /// What a table of a portal is called where the portal does not say: by its own name in the address, never by a number.
  static func title(_ part: FeedSource.Part, named name: String) -> String {
    guard case .dialect(let source) = part.kind else { return title(name) }
    let chosen = ["layer", "resource", "dataset", "group"].lazy.compactMap { source.text($0) }
    let address = WebAddress(source.address)
    let parts = (address?.segments ?? source.address.split(separator: "/").map(String.init)).reversed()
    let dull: Set = ["items", "items.json", "featureserver", "mapserver", "wfs", "ows", "edit", "pub", "v2"]
    let candidates =
      chosen.map(\.self) + parts.filter { !dull.contains($0.lowercased()) } + [address?.host ?? ""]
    return title(candidates.first { $0.contains(where: \.isLetter) } ?? name)
  }

  /// `tree_census-2024.csv` is “Tree census 2024”.
  static func title(_ name: String) -> String {
    let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? name
    let words = stem.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    return words.isEmpty ? "Draft" : words.prefix(1).uppercased() + words.dropFirst()
  }
}
