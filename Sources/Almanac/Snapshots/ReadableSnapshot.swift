import Catalog
import Feeds
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

  enum Translation: String, Hashable, Sendable {
    case table = "csv"
    case features = "geojson"
  }

  /// The feed with the format of what is read.
  func asRead(_ feed: FeedDefinition) -> FeedDefinition {
    guard let translation else { return feed }
    var feed = feed
    feed.format = FormatOptions()
    feed.format.kind = translation.rawValue
    feed.format.encoding = "utf-8"
    if translation == .table { feed.format.delimiter = "," }
    return feed
  }

  var source: ByteSource { .file(file.path) }
  var size: Int { Disk.size(file) }
}
