import Catalog
import Feeds
import Foundation
import Notation

/// What somebody pasted: a file of this machine, an address of the web, or one that a dialect knows by its pattern.
enum InspectedSource: Hashable, Sendable {
  case file(URL)
  case web(FeedSource.Kind)

  /// Nothing is asked for: the text alone decides, and whether a file is there.
  ///
  /// - Throws: `not-an-address`, with the nearest right spelling.
  init(_ text: String) throws(Diagnostic) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if let mark = text.firstRange(of: ":/") {
      let scheme = String(text[..<mark.lowerBound]).lowercased()
      if scheme != "http", scheme != "https" { throw Self.scheme(scheme, text) }
      guard WebAddress(text) != nil else { throw Self.noHost(text) }
      self = .web(Connector.recognise(text).map { .dialect($0) } ?? .url(text))
      return
    }
    guard Disk.exists(URL(fileURLWithPath: text)) else { throw Self.missing(text) }
    guard !Disk.isFolder(URL(fileURLWithPath: text)) else {
      throw .notATable(
        text, "“\(text)” is a folder", fix: "name a file in it, or the ZIP archive of its files")
    }
    self = .file(URL(fileURLWithPath: text))
  }

  private static func scheme(_ scheme: String, _ text: String) -> Diagnostic {
    let rest = text.split(separator: ":", maxSplits: 1).last.map { $0.drop { $0 == "/" } } ?? ""
    let isSlip = Suggestion.nearest(to: scheme, among: ["https", "http"]) != nil
    return Diagnostic(
      .error, .notAnAddress, "“\(scheme)” is no scheme that is read; http and https are",
      at: SourceLocation(path: text),
      fix: isSlip
        ? "write https://\(rest)" : "download the file yourself, and name it by its path")
  }

  private static func noHost(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, .notAnAddress, "“\(text)” names no host", at: SourceLocation(path: text),
      fix: "copy the whole address out of the browser: https://data.city.gov/…")
  }

  private static func missing(_ text: String) -> Diagnostic {
    let host = text.prefix { $0 != "/" }
    let looksLikeHost =
      text.contains("/") && host.contains(".") && !host.hasPrefix(".") || text.hasPrefix("www.")
    return Diagnostic(
      .error, .notAnAddress, "there is no file “\(text)”", at: SourceLocation(path: text),
      fix: looksLikeHost ? "write https://\(text) if it is an address" : "correct the path")
  }
}
