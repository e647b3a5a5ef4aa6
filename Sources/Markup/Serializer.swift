/// Turns nodes into bytes: the only place that escapes.
package struct Serializer: Sendable {
  private var bytes: [UInt8] = []
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  package init() {}

  /// The UTF-8 bytes of a node, in one pass over the tree.
  package static func bytes(of node: Node) -> [UInt8] {
    var serializer = Serializer()
    serializer.write(node)
    return serializer.bytes
  }

  package mutating func write(_ node: Node) {
    switch node {
    case .text(let text): escape(text, inAttribute: false)
    case .trusted(let markup): bytes.append(contentsOf: markup.utf8)
    case .fragment(let nodes): for node in nodes { write(node) }
    case .element(let element): write(element)
    }
  }

  private mutating func write(_ element: Element) {
    bytes.append(UInt8(ascii: "<"))
    append(element.name)
    for attribute in element.attributes {
      bytes.append(UInt8(ascii: " "))
      append(attribute.name)
      guard let value = attribute.value else { continue }
      bytes.append(UInt8(ascii: "="))
      bytes.append(UInt8(ascii: "\""))
      escape(value, inAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
    guard !Self.void.contains(element.name.description) else { return }
    for child in element.children { write(child) }
    bytes.append(contentsOf: "</".utf8)
    append(element.name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func append(_ name: StaticString) {
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\"") where inAttribute: bytes.append(contentsOf: "&quot;".utf8)
      default: bytes.append(byte)
      }
    }
  }
}
