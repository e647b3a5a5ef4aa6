import Formats
import Foundation
import Notation

/// Files that no reader should be let loose on, because what it would say of them would help nobody.
enum FileRefusals {
  /// - Parameter bytes: of a file that is of no known format, and not gzip.
  /// - Returns: why there is no table in it, and what to give instead; nil where it may be one.
  static func refusal(_ bytes: FileBytes, _ path: String) throws(Diagnostic) -> Diagnostic? {
    let head = try bytes.read(0, 4096)
    if head.isEmpty { return .notATable(path, "“\(path)” is empty", fix: "download it again") }
    if head.starts(with: "%PDF".utf8) {
      return .notATable(
        path, "“\(path)” is a PDF document, which holds a picture of a table and not its cells",
        fix: "ask the publisher for the table behind it, as CSV or XLSX")
    }
    if let page = markup(head, path) { return page }
    guard isBinary(head) else { return nil }
    return .notATable(
      path, "“\(path)” is a file of a kind that is not read",
      fix: "convert it to CSV, GeoJSON, GeoPackage or XLSX, or give the address of one of those")
  }

  private static func markup(_ head: [UInt8], _ path: String) -> Diagnostic? {
    let text = String(decoding: head, as: UTF8.self).lowercased().drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard text.hasPrefix("<") else { return nil }
    if text.contains("<html") || text.contains("<!doctype html") || text.hasPrefix("<head") {
      return .notATable(
        path, "“\(path)” is a web page, not data",
        fix: "open it in a browser, and copy the address of the download or of the data set's own page")
    }
    return .notATable(
      path, "“\(path)” is XML, of which only KML and Open311 services are read",
      fix: "ask for GeoJSON or CSV: most services have an output format to choose")
  }

  /// NULs occur in no text but UTF-16, where every second byte is one.
  private static func isBinary(_ head: [UInt8]) -> Bool {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return false }
    var zeros = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    if zeros[0] + zeros[1] == 0 { return false }
    return min(zeros[0], zeros[1]) * 4 >= max(zeros[0], zeros[1]) || zeros[0] + zeros[1] < head.count / 8
  }
}
