import Catalog
import Feeds
import Foundation
import Notation
import Tables

/// How many records a fetched file has; the file must read as what the feed says it is.
enum RowCount {
  static func count(_ file: URL, feed: FeedDefinition) throws(Diagnostic) -> Int {
    try FeedReader.count(feed, from: .file(file.path), named: name(of: feed))
  }

  /// The source's own name, whose ending helps to tell the kind.
  private static func name(of feed: FeedDefinition) -> String {
    switch feed.source.parts.first?.kind {
    case .file(let path)?: path
    case .url(let address)?: String(address.prefix { $0 != "?" && $0 != "#" })
    case nil: feed.id
    }
  }
}
