import Catalog
import Feeds
import Foundation
import Notation

/// What can be known of whether a body came whole.
///
/// A length or chunks tell where a body ends, and the transport refuses one that ends before. A body that ends with its
/// connection may end anywhere (RFC 9112 §6.3), but for HTTP/2, which marks its end with neither. A URLSession does not
/// say which version it spoke; only HTTP/1 has a field `Connection`, and only HTTPS has the other. Then a table that stops in the midst of a line where the last one did
/// not is taken for cut, and fewer rows are told. A definition that says how many rows may go (`expect.rows.dropAtMost`)
/// decides by itself.
struct BodyEnd {
  private let feed: FeedDefinition
  private let part: FeedSource.Part
  private let isTold: Bool

  /// Without an end that is told, every row less is worth a word; else only what no month takes away.
  private static let usual = 0.2

  /// - Parameter address: that which was asked.
  init(_ answer: FetchAnswer, from address: String, _ feed: FeedDefinition, _ part: FeedSource.Part) {
    self.feed = feed
    self.part = part
    if case .file = part.kind {
      isTold = true
    } else {
      let isSecure = (answer.finalAddress ?? address).lowercased().hasPrefix("https:")
      let mayEndAnywhere = !isSecure || answer.headers["connection"] != nil
      isTold =
        answer.headers["content-length"] != nil || answer.headers["transfer-encoding"] != nil
        || !mayEndAnywhere
    }
  }

  /// The problem of a table that stops in the midst of a line.
  ///
  /// - Parameter last: the bytes that it would replace.
  func cut(_ body: URL, _ last: URL) -> Diagnostic? {
    guard !isTold, feed.expect.dropAtMost == nil, FileHead.tail(last).last == UInt8(ascii: "\n"),
      // JSON is whole where it reads.
      let end = FileHead.tail(body).last, !"\n]}".utf8.contains(end)
    else { return nil }
    return Diagnostic(
      .error, .fetchFailed,
      "the answer for feed “\(feed.id)” stops in the midst of a line, and its server does not say where it ends",
      at: part.location,
      fix: "try again later; if it is whole, say with `expect.rows.dropAtMost` how many rows may go")
  }

  /// The warning of rows that are fewer than in the last snapshot, where nothing is expected of them.
  func shrunk(from before: Int?, to rows: Int) -> Diagnostic? {
    guard feed.expect.dropAtMost == nil, let before, rows < before else { return nil }
    guard !isTold || Double(before - rows) > Self.usual * Double(before) else { return nil }
    return Diagnostic(
      .warning, .feedShrank,
      "feed “\(feed.id)” has \(rows) rows; the last snapshot had \(before)"
        + (isTold ? "" : ", and its server does not say where an answer ends"),
      at: part.location, fix: "look at the source; say with `expect.rows.dropAtMost` how many rows may go")
  }
}
