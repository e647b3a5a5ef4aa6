import Foundation
import Notation

/// The texts that cells refer to by number, in one run of bytes: a sheet of a million empty strings takes four bytes
/// for each and not a `String`.
struct SharedStrings {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  /// What is held at most; honest workbooks have some megabytes.
  private static let mostBytes = 256 << 20
  private static let most = 16_000_000

  var count: Int { ends.count }

  init() {}

  init(_ archive: ZipArchive, _ member: ZipMember) throws(Diagnostic) {
    var scanner = try WorkbookParts.scanner(archive, member)
    while let event = try scanner.next() {
      guard event == .start("si") else { continue }
      bytes += try RichText.text(&scanner).utf8
      guard bytes.count <= Self.mostBytes, ends.count < Self.most else {
        throw .tooLargeInside(
          archive.path(of: member), "holds more than \(Self.mostBytes >> 20) MiB of texts")
      }
      ends.append(UInt32(bytes.count))
    }
  }

  /// A text by its number; nil where there is none.
  subscript(_ index: Int) -> String? {
    guard ends.indices.contains(index) else { return nil }
    let start = index > 0 ? Int(ends[index - 1]) : 0
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
  }
}

/// A text in runs of different looks.
enum RichText {
  /// The text of the element that began last (`si` or `is`), whose end is passed: that of all `t`, but for the reading
  /// aids (`rPh`) of East Asian scripts.
  static func text(_ scanner: inout XMLScanner) throws(Diagnostic) -> String {
    unescaped(try written(&scanner))
  }

  /// The same, its escapes as they are written.
  static func written(_ scanner: inout XMLScanner) throws(Diagnostic) -> String {
    let depth = scanner.depth
    var text = ""
    while scanner.depth >= depth, let event = try scanner.next() {
      switch event {
      case .start("t"):
        text += try scanner.text()
        guard text.utf8.count <= XMLWindow.longestPiece else {
          throw Diagnostic(
            .error, .tooLargeInside, "one text is longer than \(XMLWindow.longestPiece >> 20) MiB",
            at: scanner.location, fix: "check what the file is; no honest table holds such a text")
        }
      case .start("rPh"): try scanner.skip()
      default: continue
      }
    }
    return text
  }

  /// `_x000D_` stands for a character that XML cannot hold (ECMA-376, 22.9.2.19).
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(0x5F), text.contains("_x") else { return text }
    var output = ""
    var rest = text[...]
    while let start = rest.range(of: "_x") {
      output += rest[..<start.lowerBound]
      let behind = rest[start.upperBound...]
      let digits = behind.prefix(4)
      if digits.utf8.count == 4, behind.dropFirst(4).first == "_", let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        output.unicodeScalars.append(scalar)
        rest = behind.dropFirst(5)
      } else {
        output += "_x"
        rest = behind
      }
    }
    return output + rest
  }
}
