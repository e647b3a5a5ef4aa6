import Catalog
import Feeds
import Formats
import Foundation
import Notation
import Tables

/// A snapshot as the engines read it: its own file, or the plain text that it was translated into.
package struct ReadableSnapshot: Hashable, Sendable {
  package let file: URL
  /// What it is called in messages: the snapshot, whatever was made of it.
  package let path: String
  /// The form of a translation; nil for a file that is read as it was fetched.
  let translation: Translation?

  enum Translation: Hashable, Sendable {
    case table
    case features
    /// A text that was packed, with its name; it is read as the feed's definition says.
    case unpacked(String)

    /// The ending of its file.
    var ending: String {
      switch self {
      case .table: "csv"
      case .features: "geojson"
      case .unpacked: "txt"
      }
    }
  }

  /// The feed with the format of what is read.
  func asRead(_ feed: FeedDefinition) -> FeedDefinition {
    var feed = feed
    switch translation {
    case nil: return feed
    case .unpacked(let name)?:
      // The archive's name says nothing of what is in it.
      if feed.format.kind == nil || feed.format.kind == FileFormat.zip.id {
        feed.format.kind = Self.kind(ofName: name)
      }
    case .table?:
      feed.format = FormatOptions()
      feed.format.kind = "csv"
      feed.format.encoding = "utf-8"
      feed.format.delimiter = ","
    case .features?:
      feed.format = FormatOptions()
      feed.format.kind = "geojson"
    }
    return feed
  }

  /// Nil where the bytes themselves must tell.
  private static func kind(ofName name: String) -> String? {
    let ending = name.split(separator: ".").last.map { $0.lowercased() }
    return [
      "csv": "csv", "tsv": "tsv", "tab": "tsv", "ndjson": "ndjson", "jsonl": "ndjson", "geojson": "geojson",
    ][
      ending ?? ""]
  }

  var source: ByteSource { .file(file.path) }
  var size: Int { Disk.size(file) }
}
