/// A node of well-known text (OGC 01-009, ISO 19162): a keyword with its texts, numbers, words and nodes.
struct WellKnownText {
  /// In upper case.
  let keyword: String
  private(set) var texts: [String] = []
  private(set) var numbers: [Double] = []
  private(set) var words: [String] = []
  private(set) var nodes: [WellKnownText] = []

  private init(_ keyword: String) { self.keyword = keyword.uppercased() }

  /// The name, which is the first text; empty where there is none.
  var name: String { texts.first ?? "" }

  /// The first node of one of these keywords.
  func first(_ keywords: String...) -> WellKnownText? { nodes.first { keywords.contains($0.keyword) } }

  func all(_ keywords: String...) -> [WellKnownText] { nodes.filter { keywords.contains($0.keyword) } }

  /// Reads a text; nil where it is none: unclosed, too deep (32), or too long (64 KiB).
  static func parse(_ text: String) -> WellKnownText? {
    let bytes = Array(text.utf8)
    guard bytes.count <= 1 << 16 else { return nil }
    var reader = Reader(bytes: bytes)
    guard let node = reader.node(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.isAtEnd ? node : nil
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    var isAtEnd: Bool { at >= bytes.count || bytes[at] == 0 }

    mutating func skipSpace() {
      while at < bytes.count, bytes[at] <= 0x20, bytes[at] != 0 { at += 1 }
    }

    mutating func take(_ wanted: UInt8...) -> Bool {
      skipSpace()
      guard at < bytes.count, wanted.contains(bytes[at]) else { return false }
      at += 1
      return true
    }

    mutating func node(depth: Int) -> WellKnownText? {
      guard depth < 32, let word = word(), take(UInt8(ascii: "["), UInt8(ascii: "(")) else { return nil }
      return rest(of: word, depth: depth)
    }

    /// What stands between the brackets, the opening one taken.
    private mutating func rest(of word: String, depth: Int) -> WellKnownText? {
      var node = WellKnownText(word)
      repeat {
        guard member(of: &node, depth: depth) else { return nil }
      } while take(UInt8(ascii: ","))
      return take(UInt8(ascii: "]"), UInt8(ascii: ")")) ? node : nil
    }

    private mutating func member(of node: inout WellKnownText, depth: Int) -> Bool {
      if take(UInt8(ascii: "\"")) {
        guard let text = quoted() else { return false }
        node.texts.append(text)
        return true
      }
      guard let word = word() else { return false }
      if take(UInt8(ascii: "["), UInt8(ascii: "(")) {
        guard depth < 31, let inner = rest(of: word, depth: depth + 1) else { return false }
        node.nodes.append(inner)
      } else if let number = Double(word), number.isFinite {
        node.numbers.append(number)
      } else {
        node.words.append(word)
      }
      return true
    }

    /// A text up to its closing quote; two quotes stand for one.
    private mutating func quoted() -> String? {
      var text: [UInt8] = []
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        if byte == UInt8(ascii: "\"") {
          guard at < bytes.count, bytes[at] == byte else { return String(decoding: text, as: UTF8.self) }
          at += 1
        }
        text.append(byte)
      }
      return nil
    }

    private mutating func word() -> String? {
      skipSpace()
      let start = at
      while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
      return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: true
      default: false
      }
    }
  }
}
