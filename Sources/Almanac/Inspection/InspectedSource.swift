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
  /// - Throws: `not-an-address`, with the nearest right spelling; `not-a-table` for a folder.
  init(_ pasted: String) throws(Diagnostic) {
    let text = PastedText.bare(pasted)
    guard !text.isEmpty else {
      throw Self.slip(text, "nothing was given", fix: "paste an address, or the path of a file")
    }
    if let mark = text.firstRange(of: ":/") {
      let scheme = String(text[..<mark.lowerBound]).lowercased()
      guard scheme != "file" else {
        self = try Self.file(PastedText.path(ofFile: text))
        return
      }
      if scheme != "http", scheme != "https" { throw Self.scheme(scheme, text) }
      let whole = PastedText.encoded(text)
      guard let address = WebAddress(whole), PastedText.hasHost(address) else {
        throw Self.slip(
          text, "“\(Redaction.redact(text))” names no host",
          fix: "copy the whole address out of the browser: https://data.city.gov/…")
      }
      // The fragment is never sent; some pages tell in it what they show.
      self = .web(Connector.recognise(whole).map { .dialect($0) } ?? .url(String(whole.prefix { $0 != "#" })))
      return
    }
    self = try Self.file(text)
  }

  private static func file(_ text: String) throws(Diagnostic) -> InspectedSource {
    let url = URL(fileURLWithPath: text)
    guard Disk.exists(url) else { throw missing(text) }
    if Disk.isFolder(url) { throw FolderRefusal.refusal(url, named: text) }
    return .file(url)
  }

  // MARK: slips

  static func slip(_ text: String, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(.error, .notAnAddress, message, at: SourceLocation(path: text), fix: fix)
  }

  private static func scheme(_ scheme: String, _ text: String) -> Diagnostic {
    let rest = text.split(separator: ":", maxSplits: 1).last.map { $0.drop { $0 == "/" } } ?? ""
    let isSlip = Suggestion.nearest(to: scheme, among: ["https", "http"]) != nil
    return slip(
      text, "“\(scheme)” is no scheme that is read; http and https are",
      fix: isSlip ? "write https://\(rest)" : "download the file yourself, and name it by its path")
  }

  private static func missing(_ text: String) -> Diagnostic {
    let host = text.prefix { $0 != "/" }
    let port = host.split(separator: ":", maxSplits: 1).dropFirst().first
    let hasPort = port.map { !$0.isEmpty && $0.allSatisfy(\.isNumber) } ?? false
    let looksLikeHost =
      text.contains("/") && host.contains(".") && !host.hasPrefix(".") || text.hasPrefix("www.") || hasPort
    let fix =
      PastedText.withColon(text).map { "write \($0)" }
      ?? (looksLikeHost ? "write https://\(text) if it is an address" : nil)
      ?? (SocrataID.isSuch(text)
        ? "an id needs its portal: write https://data.city.gov/d/\(text) with the portal's own host"
        : "correct the path")
    return slip(text, "there is no file “\(text)”", fix: fix)
  }
}

/// What people paste around and into an address.
enum PastedText {
  /// Without white space and marks around it: `<https://…>`, `"…"`, `(…)`.
  static func bare(_ text: String) -> String {
    var text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let marks: [Character: Character] = [
      "<": ">", "\"": "\"", "'": "'", "“": "”", "„": "“", "(": ")", "`": "`",
    ]
    while let first = text.first, let last = text.last, text.count > 2, marks[first] == last {
      text = text.dropFirst().dropLast().trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return text
  }

  /// Spaces in a path or query are part of many files' names.
  static func encoded(_ text: String) -> String { text.replacing(" ", with: "%20") }

  /// The path of `file:///folder/a.csv`.
  static func path(ofFile text: String) -> String {
    let rest = text.drop { $0 != "/" }
    let path = rest.hasPrefix("///") ? rest.dropFirst(2) : rest
    return PercentCoding.decode(String(path))
  }

  /// `https//host` and `https:host` with what is missing; nil of anything else.
  static func withColon(_ text: String) -> String? {
    for scheme in ["https", "http"] where text.lowercased().hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count)
      guard let mark = rest.first, ":/\\".contains(mark) else { continue }
      let host = rest.drop { ":/\\".contains($0) }
      return host.isEmpty ? nil : "\(scheme)://\(host.replacing("\\", with: "/"))"
    }
    return nil
  }

  /// Whether an address has a host that can be one: a name and perhaps a port.
  static func hasHost(_ address: WebAddress) -> Bool {
    let place = address.authority.split(separator: "@").last ?? ""
    if place.hasPrefix("[") { return true }
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    let isName =
      parts[0].contains { $0.isLetter || $0.isNumber }
      && parts[0].allSatisfy { character in
        character.isLetter || character.isNumber || "-._".contains(character)
      }
    return isName && (parts.count == 1 || parts.count == 2 && UInt16(parts[1]) != nil)
  }
}

/// The id of a Socrata data set, such as `abcd-1234`.
enum SocrataID {
  static func isSuch(_ text: String) -> Bool { text.wholeMatch(of: #/[a-z0-9]{4}-[a-z0-9]{4}/#) != nil }
}
