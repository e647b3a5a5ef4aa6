import Foundation
import Notation
import Tables

/// A moving window over an XML file's text as UTF-8: the bytes of the piece being read, and no others.
struct XMLWindow {
  /// The longest tag or text that is held. A county's coastline takes 2 MB; one cell of 1 GB is an attack.
  static let longestPiece = 32 << 20

  let path: String
  private(set) var bytes: [UInt8] = []
  /// Everything before this index is done with.
  var at = 0
  private let next: () throws(Diagnostic) -> [UInt8]
  private var transcoder: Transcoder?
  private var isFinal = false
  /// Where `bytes` begins: its line, and how many bytes of that line came before.
  private var line = 1
  private var column = 1

  /// - Parameter next: the file's next bytes, none at its end.
  init(named path: String, next: @escaping () throws(Diagnostic) -> [UInt8]) {
    self.path = path
    self.next = next
  }

  /// The byte at an offset from `at`; nil behind the end.
  mutating func byte(_ offset: Int) throws(Diagnostic) -> UInt8? {
    while at + offset >= bytes.count {
      guard try more() else { return nil }
    }
    return bytes[at + offset]
  }

  /// The offset from `at`, at `from` or behind, of the first such byte; nil where there is none up to the end.
  mutating func find(_ byte: UInt8, from: Int = 0) throws(Diagnostic) -> Int? {
    var from = from
    while true {
      let low = at + from
      let found = bytes.withUnsafeBytes { buffer -> Int? in
        guard low < buffer.count, let base = buffer.baseAddress,
          let place = memchr(base + low, Int32(byte), buffer.count - low)
        else { return nil }
        return place - UnsafeMutableRawPointer(mutating: base) - low
      }
      if let found { return from + found }
      from = max(from, bytes.count - at)
      guard try more() else { return nil }
    }
  }

  /// The offset from `at` behind the first such text; nil where there is none.
  mutating func find(behind text: StaticString, from: Int) throws(Diagnostic) -> Int? {
    let wanted = text.withUTF8Buffer { Array($0) }
    var from = from
    while let found = try find(wanted[0], from: from) {
      guard try byte(found + wanted.count - 1) != nil else { return nil }
      if bytes[at + found..<at + found + wanted.count].elementsEqual(wanted) { return found + wanted.count }
      from = found + 1
    }
    return nil
  }

  /// Whether such a text begins at `at`.
  mutating func begins(_ text: StaticString) throws(Diagnostic) -> Bool {
    let wanted = text.withUTF8Buffer { Array($0) }
    _ = try byte(wanted.count - 1)
    return bytes[at...].starts(with: wanted)
  }

  /// The text of a stretch at hand.
  /// - Throws: `bad-file` where it is not UTF-8.
  func text(_ range: Range<Int>) throws(Diagnostic) -> String {
    guard let text = bytes[range].withUnsafeBufferPointer(Self.string) else {
      throw bad(
        "a text is not in the encoding that the file announces, UTF-8 where it announces none",
        at: range.lowerBound)
    }
    return text
  }

  /// ASCII goes a shorter way: `String(validating:)` is generic, and looks for its types anew at each call, which took
  /// a third of the time of a sheet.
  private static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var bits: UInt8 = 0
    for byte in bytes { bits |= byte }
    return bits < 0x80 ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
  }

  /// Lets go of what is done with and takes one more block; false at the end.
  private mutating func more() throws(Diagnostic) -> Bool {
    guard !isFinal else { return false }
    let isFirst = bytes.isEmpty && at == 0
    letGo()
    guard bytes.count <= Self.longestPiece else {
      throw Diagnostic(
        .error, .tooLargeInside, "one text or tag is longer than \(Self.longestPiece >> 20) MiB",
        at: location(0), fix: "check what the file is; no honest table holds such a text")
    }
    var block = try next()
    guard !block.isEmpty else {
      isFinal = true
      let before = bytes.count
      transcoder?.finish(into: &bytes)
      return bytes.count > before
    }
    if isFirst {
      // Enough for the declaration, however small the blocks.
      while block.count < 128 {
        let further = try next()
        guard !further.isEmpty else { break }
        block += further
      }
      block = try start(block)
    }
    if transcoder == nil { bytes += block } else { transcoder?.append(block[...], to: &bytes) }
    return true
  }

  private mutating func letGo() {
    guard at > 0 else { return }
    (line, column) = place(at)
    bytes.removeSubrange(..<at)
    at = 0
  }

  /// Looks at the byte order mark and the declaration; the block without its mark.
  private mutating func start(_ block: [UInt8]) throws(Diagnostic) -> [UInt8] {
    if block.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(block.dropFirst(3)) }
    if block.starts(with: [0xFF, 0xFE]) || block.starts(with: [0x3C, 0]) {
      transcoder = Transcoder(.utf16LittleEndian)
      return block[0] == 0xFF ? Array(block.dropFirst(2)) : block
    }
    if block.starts(with: [0xFE, 0xFF]) || block.starts(with: [0, 0x3C]) {
      transcoder = Transcoder(.utf16BigEndian)
      return block[0] == 0xFE ? Array(block.dropFirst(2)) : block
    }
    guard let name = Self.declaredEncoding(block) else { return block }
    switch name.lowercased() {
    // What says UTF-16 and is not was saved anew by a program that forgot to say so.
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16": break
    // As browsers do: what says Latin-1 was written by a program that means Windows-1252.
    case "iso-8859-1", "latin1", "windows-1252", "cp1252": transcoder = Transcoder(.windows1252)
    default:
      throw Diagnostic(
        .error, .unsupportedFormat, "the file's encoding “\(name)” is not read",
        at: SourceLocation(path: path), fix: "save it as UTF-8")
    }
    return block
  }

  /// The encoding that `<?xml … encoding="…"?>` names.
  private static func declaredEncoding(_ block: [UInt8]) -> String? {
    guard block.starts(with: "<?xml".utf8), let end = block.firstIndex(of: 0x3E) else { return nil }
    let declaration = String(decoding: block[..<end], as: UTF8.self)
    guard let key = declaration.range(of: "encoding") else { return nil }
    let value = declaration[key.upperBound...].drop { $0 == " " || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return String(value.dropFirst().prefix { $0 != quote })
  }

  /// The place of a byte at hand. O(window).
  func location(_ index: Int) -> SourceLocation {
    let (line, column) = place(index)
    return SourceLocation(path: path, line: line, column: column)
  }

  /// Line and column. Every byte passes here once: line ends are counted in a loop that becomes vectors, and columns
  /// only behind the last of them.
  private func place(_ index: Int) -> (line: Int, column: Int) {
    bytes[..<min(index, bytes.count)].withUnsafeBufferPointer { passed in
      var ends = 0
      for byte in passed { ends &+= byte == 0x0A ? 1 : 0 }
      let start = ends > 0 ? (passed.lastIndex(of: 0x0A) ?? -1) + 1 : 0
      var columns = 0
      for byte in passed[start...] { columns &+= byte & 0xC0 == 0x80 ? 0 : 1 }
      return (line + ends, (ends > 0 ? 1 : column) + columns)
    }
  }

  func bad(_ message: String, at index: Int) -> Diagnostic {
    Diagnostic(
      .error, .badFile, message, at: location(index),
      fix: "fetch the file again; if it stays so, ask the publisher for a sound one")
  }
}
