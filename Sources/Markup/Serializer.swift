/// Turns nodes into bytes: the only place that escapes.
///
/// One growing buffer, one pass over the tree, O(bytes). A serializer can write many nodes one after another; `bytes`
/// is what there is so far.
package struct Serializer: ~Copyable {
  /// Which parser will read the bytes.
  package enum Format: Sendable {
    /// HTML with SVG inside: void elements have no end tag, `style` and `script` are not escaped.
    case html
    /// XML (a drawing in a file of its own, a feed): every element is closed, everything is escaped.
    case xml
  }

  /// What is written so far, copied. O(bytes).
  package var bytes: [UInt8] { [UInt8](room.written) }
  var room: ByteRoom
  private let format: Format
  private let isIndented: Bool
  /// The holes met so far; nil where no stencil is being made.
  var cuts: [Stencil.Cut]?
  /// Where the text of a hole being filled stands; nil where markup may stand.
  var context: TextContext?

  /// - Parameter isIndented: one element a line, two spaces a level, except inside elements that hold text. For
  ///   drawings and feeds that people compare; in HTML prose it would add spaces that a reader sees.
  package init(_ format: Format = .html, isIndented: Bool = false) {
    self.init(format, isIndented: isIndented, room: ByteRoom())
  }

  private init(_ format: Format, isIndented: Bool, room: consuming ByteRoom) {
    self.room = room
    self.format = format
    self.isIndented = isIndented
  }

  /// The UTF-8 bytes of a node, without a document type.
  package static func bytes(
    of node: Node, as format: Format = .html, isIndented: Bool = false
  ) -> [UInt8] {
    var serializer = Serializer(format, isIndented: isIndented)
    serializer.write(node)
    return serializer.bytes
  }

  /// Appends to a buffer that its owner uses again for the next document.
  package static func append(to buffer: inout [UInt8], _ body: (inout Serializer) -> Void) {
    // As much as most documents take, and no more: the system gives large room page by page, and clears each.
    var serializer = Serializer(
      .html, isIndented: false, room: ByteRoom(capacity: min(buffer.capacity, 1 << 16)))
    body(&serializer)
    buffer.append(contentsOf: serializer.room.written)
  }

  /// A whole file: `<!doctype html>` or the XML declaration, the node and a newline.
  ///
  /// As XML, an outermost `svg` without a namespace gets SVG's.
  package static func document(
    _ root: Node, as format: Format = .html, isIndented: Bool = false
  ) -> [UInt8] {
    var serializer = Serializer(format, isIndented: isIndented)
    serializer.append(
      format == .html ? "<!doctype html>\n" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    serializer.write(format == .xml ? root.withNamespace : root)
    serializer.append("\n")
    return serializer.bytes
  }

  package mutating func write(_ node: Node) {
    if context != nil { write(text: node.plainText) } else { write(node, depth: 0) }
  }

  package mutating func write(_ nodes: [Node]) {
    for node in nodes { write(node) }
  }

  /// Escaped text; in a hole of a stencil as its place demands.
  package mutating func write(text: String) {
    if !text.isEmpty { room.appendEscaped(text, in: context ?? .content) }
  }

  /// A text of the program itself, escaped like any other.
  package mutating func write(literal text: StaticString) {
    text.withUTF8Buffer { room.appendEscaped($0, in: context ?? .content) }
  }

  private mutating func write(_ node: Node, depth: Int) {
    switch node {
    case .text(let text): writeEscaped(text, in: .content)
    case .trusted(let markup): appendPlain(markup)
    case .written(let written): room.append(written.bytes)
    case .hole(let hole): cuts?.append(Stencil.Cut(end: room.count, hole: hole, context: nil))
    case .fragment(let nodes): write(nodes, depth: depth, onLines: isIndented && depth == 0)
    case .element(let element): write(element, depth: depth)
    }
  }

  private mutating func write(_ element: Element, depth: Int) {
    room.append(UInt8(ascii: "<"))
    append(element.name)
    for (name, value) in element.attributes.pairs where value != nil || element.attributes.hasBare {
      write(attribute: name, value)
    }
    let model: ContentModel =
      format == .html ? ContentModel(of: element.name) : element.children.isEmpty ? .selfClosing : .ordinary
    switch model {
    case .void:
      append(">")
      return
    case .selfClosing where element.children.isEmpty:
      append("/>")
      return
    case .rawText:
      append(">")
      for child in element.children { writeRaw(child) }
    case .leadingNewline:
      append(">")
      if element.children.startsWithNewline { append("\n") }
      write(element.children, depth: depth + 1, onLines: false)
    case .ordinary, .selfClosing:
      append(">")
      writeContent(element, depth: depth)
    }
    append("</")
    append(element.name)
    room.append(UInt8(ascii: ">"))
  }

  private mutating func writeContent(_ element: Element, depth: Int) {
    let onLines = isIndented && element.children.holdsOnlyElements
    write(element.children, depth: depth + 1, onLines: onLines)
    if onLines { newLine(depth) }
  }

  private mutating func write(_ nodes: [Node], depth: Int, onLines: Bool) {
    for node in nodes {
      if onLines, case .fragment(let inner) = node {
        write(inner, depth: depth, onLines: true)
        continue
      }
      if onLines, room.count > 0, depth > 0 || room.written.last != UInt8(ascii: "\n") { newLine(depth) }
      write(node, depth: depth)
    }
  }

  private mutating func write(attribute name: StaticString, _ value: String?) {
    room.append(UInt8(ascii: " "))
    append(name)
    guard value != nil || format == .xml else { return }
    append("=\"")
    writeEscaped(value ?? "", in: .attribute)
    room.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscaped(_ text: String, in context: TextContext) {
    let start = room.count
    room.appendEscaped(text, in: context)
    if cuts != nil { cutHoles(from: start, in: context) }
  }

  /// The text of a node inside `style` or `script`, where an element cannot stand.
  mutating func writeRaw(_ node: Node) {
    switch node {
    case .text(let text), .trusted(let text): room.appendRawText(text)
    case .written(let written) where written.isRaw: room.append(written.bytes)
    case .written(let written): room.appendRawText(String(decoding: written.bytes, as: UTF8.self))
    case .hole: break
    case .fragment(let nodes): for node in nodes { writeRaw(node) }
    case .element(let element): for child in element.children { writeRaw(child) }
    }
  }

  private mutating func newLine(_ depth: Int) {
    append("\n")
    for _ in 0..<depth { append("  ") }
  }

  private mutating func append(_ text: StaticString) {
    room.append(text)
  }

  private mutating func appendPlain(_ text: String) {
    var text = text
    text.withUTF8 { room.append($0) }
  }
}

extension Node {
  /// The node, or the same `svg` element with SVG's namespace where it names none.
  fileprivate var withNamespace: Node {
    guard case .element(var element) = self, element.name.description == "svg", element["xmlns"] == nil else {
      return self
    }
    element.attributes.prepend("xmlns", "http://www.w3.org/2000/svg")
    return .element(element)
  }
}

extension [Node] {
  /// Whether spaces between the children would not be seen: at least one element, and no text.
  fileprivate var holdsOnlyElements: Bool {
    !isEmpty
      && allSatisfy { node in
        switch node {
        case .element: true
        case .fragment(let nodes): nodes.isEmpty || nodes.holdsOnlyElements
        case .text(let text): text.isEmpty
        case .trusted, .written, .hole: false
        }
      }
  }

  fileprivate var startsWithNewline: Bool {
    for node in self {
      switch node {
      case .text(let text), .trusted(let text):
        if let first = text.utf8.first { return first == UInt8(ascii: "\n") }
      case .written(let written):
        if let first = written.bytes.first { return first == UInt8(ascii: "\n") }
      case .fragment(let nodes):
        if !nodes.isEmpty { return nodes.startsWithNewline }
      case .element, .hole: return false
      }
    }
    return false
  }
}
