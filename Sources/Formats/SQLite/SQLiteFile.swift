import Notation

/// The head of a database file, and its pages by number.
///
/// Source: “Database File Format”, sqlite.org/fileformat2.html (§1.3 the header, §1.6 b-tree pages).
struct SQLiteFile {
  enum Encoding: Int, Sendable {
    case utf8 = 1
    case utf16Little = 2
    case utf16Big = 3
  }

  let bytes: FileBytes
  let encoding: Encoding
  /// Pages are numbered from 1.
  let pageCount: Int
  let pageSize: Int
  /// A page's bytes without those at its end that an extension has reserved.
  let usable: Int
  /// Pages are read in stretches of 64 KiB, since a table's lie mostly one after the other.
  private var window: (start: Int, bytes: [UInt8]) = (0, [])

  static let magic = Array("SQLite format 3\0".utf8)
  var path: String { bytes.path }

  /// - Throws: `bad-file` where the head is no database's, `unsupported-format` where changes may lie in a log.
  init(_ bytes: FileBytes) throws(Diagnostic) {
    let head = try bytes.read(0, 100)
    guard head.count == 100, head.starts(with: Self.magic) else {
      throw .badFile(bytes.path, "does not begin like an SQLite database")
    }
    guard head[18] < 2, head[19] < 2 else {
      throw .unsupportedFormat(
        bytes.path, "is an SQLite database whose latest changes may lie in a log beside it (WAL)",
        fix: "run `sqlite3 FILE \"PRAGMA journal_mode=DELETE\"` on it, or ask the publisher for a closed copy"
      )
    }
    let announced = head.big16(16)
    pageSize = announced == 1 ? 1 << 16 : announced
    usable = pageSize - Int(head[20])
    guard pageSize >= 512, pageSize & (pageSize - 1) == 0, usable >= 480 else {
      throw .badFile(bytes.path, "announces pages of \(announced) bytes, which no SQLite database has")
    }
    // An empty database says 0.
    guard let encoding = Encoding(rawValue: max(1, head.big32(56))) else {
      throw .badFile(bytes.path, "announces a text encoding that no SQLite database has")
    }
    self.encoding = encoding
    self.bytes = bytes
    pageCount = bytes.count / pageSize
    // The count is only to be believed if the program that wrote last knew of it.
    let counted = head.big32(24) == head.big32(92) ? head.big32(28) : pageCount
    guard pageCount > 0, counted <= pageCount else {
      throw .badFile(bytes.path, "was cut off: it announces \(counted) pages and has \(pageCount)")
    }
  }

  /// The bytes of a page that are in use; page 1 with the file's head.
  mutating func page(_ number: Int) throws(Diagnostic) -> [UInt8] {
    guard number >= 1, number <= pageCount else { throw damaged("refers to a page that is not there") }
    let start = (number - 1) * pageSize
    if start < window.start || start + pageSize > window.start + window.bytes.count {
      window = (start, try bytes.read(start, max(pageSize, 1 << 16)))
    }
    let offset = start - window.start
    guard window.bytes.count - offset >= usable else { throw damaged("became shorter while it was read") }
    return Array(window.bytes[offset..<offset + usable])
  }

  func damaged(_ what: String) -> Diagnostic {
    .badFile(
      path, "\(what) (a damaged SQLite database)",
      fix: "fetch the file again, and try `sqlite3 FILE \"PRAGMA integrity_check\"` if that does not help")
  }

  func text(_ bytes: ArraySlice<UInt8>) -> String {
    switch encoding {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .utf16Little: Self.utf16(bytes, low: 0)
    case .utf16Big: Self.utf16(bytes, low: 1)
    }
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, low: Int) -> String {
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
      UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    return String(decoding: units, as: UTF16.self)
  }
}

/// Whole numbers with their highest byte first; the caller has made sure that they lie inside.
extension [UInt8] {
  func big16(_ at: Int) -> Int { Int(self[at]) << 8 | Int(self[at + 1]) }

  func big32(_ at: Int) -> Int { big16(at) << 16 | big16(at + 2) }

  /// A signed number of at most eight bytes.
  func bigSigned(_ at: Int, _ length: Int) -> Int64 {
    guard length > 0 else { return 0 }
    var value = Int64(Int8(bitPattern: self[at]))
    for index in 1..<length { value = value << 8 | Int64(self[at + index]) }
    return value
  }

  /// A number of one to nine bytes, seven bits each and eight of the ninth (§1.6), and where it ends; nil where
  /// the bytes end before it.
  func varint(_ start: Int) -> (value: Int64, end: Int)? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard start + index < count else { return nil }
      let byte = self[start + index]
      if index == 8 { return (Int64(bitPattern: value << 8 | UInt64(byte)), start + 9) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return (Int64(bitPattern: value), start + index + 1) }
    }
    return nil
  }
}
