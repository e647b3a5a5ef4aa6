/// The words of an SQL definition, as SQLite tells them apart. Comments and spaces are left away.
struct SQLWords {
  enum Word: Hashable {
    /// A bare word or number: `INTEGER`, `12.5`.
    case bare(String)
    /// A name in double quotes, backticks or brackets.
    case name(String)
    /// A text in single quotes, which SQLite also takes for a name.
    case text(String)
    case sign(UInt8)

    /// The name that the word stands for where a name is expected.
    var asName: String? {
      switch self {
      case .bare(let name), .name(let name), .text(let name): name
      case .sign: nil
      }
    }

    func isKeyword(_ keyword: String) -> Bool {
      if case .bare(let word) = self { word.uppercased() == keyword } else { false }
    }

    func isSign(_ sign: Unicode.Scalar) -> Bool { self == .sign(UInt8(ascii: sign)) }
  }

  private let bytes: [UInt8]
  private var at = 0

  /// O(length).
  static func all(of sql: String) -> [Word] {
    var words = SQLWords(bytes: Array(sql.utf8))
    var all: [Word] = []
    while let word = words.next() { all.append(word) }
    return all
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func next() -> Word? {
    skipSpace()
    guard at < bytes.count else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "'"): return .text(quoted(to: bytes[at]))
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return .name(quoted(to: bytes[at]))
    case UInt8(ascii: "["): return .name(quoted(to: UInt8(ascii: "]")))
    case let byte where Self.isWord(byte):
      let start = at
      while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
      return .bare(String(decoding: bytes[start..<at], as: UTF8.self))
    case let sign:
      at += 1
      return .sign(sign)
    }
  }

  /// What stands between quotes; a doubled closing quote is one of the text, save in brackets.
  private mutating func quoted(to quote: UInt8) -> String {
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      defer { at += 1 }
      guard bytes[at] == quote else {
        text.append(bytes[at])
        continue
      }
      guard quote != UInt8(ascii: "]"), at + 1 < bytes.count, bytes[at + 1] == quote else { break }
      text.append(quote)
      at += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func skipSpace() {
    while at < bytes.count {
      if bytes[at] <= 0x20 {
        at += 1
      } else if starts("--") {
        while at < bytes.count, bytes[at] != 0x0A { at += 1 }
      } else if starts("/*") {
        at += 2
        while at < bytes.count, !starts("*/") { at += 1 }
        at = min(bytes.count, at + 2)
      } else {
        return
      }
    }
  }

  private func starts(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return bytes.count - at >= wanted.count && bytes[at..<at + wanted.count].elementsEqual(wanted)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "."): true
    default: false
    }
  }
}
