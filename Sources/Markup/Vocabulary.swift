/// What HTML and SVG say about an element's content, by its name.
enum ContentModel: Sendable {
  /// A start tag, children, an end tag.
  case ordinary
  /// HTML: a start tag only; the parser knows no end tag.
  case void
  /// HTML `style` and `script`: the parser reads text up to the end tag and decodes nothing.
  case rawText
  /// HTML `pre` and `textarea`: the parser drops a newline right after the start tag.
  case leadingNewline
  /// SVG shapes and such: `<path/>` where there are no children.
  case selfClosing
}

extension ContentModel {
  /// The model of an element in an HTML document. O(1).
  init(of name: StaticString) {
    self = table[slot(name.packed)].flatMap { $0.key == name.packed ? $0.model : nil } ?? .ordinary
  }

  /// The names of each model; every name fits in eight bytes.
  static let names: [(model: ContentModel, names: [String])] = [
    (
      .void,
      [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
      ]
    ),
    (.rawText, ["style", "script"]),
    (.leadingNewline, ["pre", "textarea"]),
    (
      .selfClosing,
      ["path", "line", "circle", "ellipse", "rect", "polygon", "polyline", "use", "stop", "image", "animate"]
    ),
  ]
}

private typealias Entry = (key: UInt64, model: ContentModel)

/// An open table without collisions of the 28 names: one multiplication and one comparison per element, where a
/// `Set<String>` would make a string and hash it.
private let table: [Entry?] = {
  var table = [Entry?](repeating: nil, count: 1 << tableBits)
  for (model, names) in ContentModel.names {
    for name in names { table[slot(pack(name.utf8))] = (pack(name.utf8), model) }
  }
  return table
}()

private let tableBits = 9

private func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - UInt64(tableBits))) }

/// Up to eight bytes as one number; a longer name gives 0, which no element has.
private func pack(_ bytes: some Collection<UInt8>) -> UInt64 {
  bytes.count > 8 ? 0 : bytes.reduce(0) { $0 << 8 | UInt64($1) }
}

extension StaticString {
  fileprivate var packed: UInt64 {
    withUTF8Buffer { buffer in
      guard buffer.count <= 8 else { return 0 }
      var key: UInt64 = 0
      for byte in buffer { key = key << 8 | UInt64(byte) }
      return key
    }
  }
}
