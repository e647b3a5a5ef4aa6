import Catalog
import Feeds
import Foundation
import Notation
import Tables

/// How many records a fetched file has; the file must read as what the feed says it is.
enum RowCount {
  static func count(_ file: URL, feed: FeedDefinition, part: FeedSource.Part) throws(Diagnostic) -> Int {
    try FeedReader.count(feed, from: .file(file.path), named: SourceName.of(part))
  }
}
