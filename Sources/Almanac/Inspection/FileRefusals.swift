import Feeds
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
    if let kind = UnreadKind.all.first(where: { $0.matches(head) }) {
      return .notATable(path, "“\(path)” is \(kind.name)", fix: kind.fix)
    }
    if Connector.looksLikeHTML(head) { return page(try bytes.read(0, 1 << 20), path) }
    if head.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) == UInt8(ascii: "<") {
      return UnreadXML.refusal(bytes, path)
    }
    guard isBinary(head) else { return nil }
    return .notATable(
      path, "“\(path)” is a file of a kind that is not read",
      fix: "convert it to CSV, GeoJSON, GeoPackage or XLSX, or give the address of one of those")
  }

  /// A web page, with the data that it links to: most often one of them was meant.
  private static func page(_ bytes: [UInt8], _ path: String) -> Diagnostic {
    let page = PageLinks(String(decoding: bytes, as: UTF8.self), at: WebAddress(path))
    let title = page.title.map { " (“\($0.prefix(80))”)" } ?? ""
    if page.wantsPassword {
      return .notATable(
        path, "“\(path)” is a web page\(title) that asks for a password",
        fix:
          "ask the publisher for an address that is open to everybody, or download the file and give its path"
      )
    }
    let data = page.data.map(Redaction.redact)
    guard data.isEmpty else {
      let files = data.count == 1 ? "a file" : "\(data.count) files"
      return .notATable(
        path, "“\(path)” is a web page\(title), not data; it links to \(files) that may be",
        fix: "give the address of "
          + (data.count == 1 ? data[0] : "one: " + data.prefix(6).joined(separator: ", ")))
    }
    return .notATable(
      path, "“\(path)” is a web page\(title), not data",
      fix: "open it in a browser, and copy the address of the download or of the data set's own page")
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
