import Catalog
import Feeds
import Formats
import Foundation
import Notation
import Tables

/// How many records a fetched file has; the file must read as what the feed says it is.
enum RowCount {
  static func count(_ file: URL, feed: FeedDefinition, part: FeedSource.Part, isPaged: Bool)
    throws(Diagnostic)
    -> Int
  {
    let name = SourceName.of(part)
    if !isPaged, let kind = feed.format.kind, FormatOptions.nativeKinds.contains(kind) {
      return try FeedReader.count(feed, from: .file(file.path), named: name)
    }
    let bytes = try FileBytes(file: file.path, named: name)
    let reading = try SnapshotReading.of(feed, part, isPaged: isPaged, bytes)
    if case .native = reading { return try FeedReader.count(feed, from: .file(file.path), named: name) }
    // Translated for its rows alone: the text is made for good when it is first read.
    var writer = TranslationWriter(.table) { (_) throws(Diagnostic) in }
    try reading.translate(bytes, feed, part, into: &writer)
    return writer.rows
  }
}
