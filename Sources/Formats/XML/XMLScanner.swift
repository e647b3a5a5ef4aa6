import Notation

/// Reads XML 1.0 element by element, without a tree, from bytes that come in blocks.
///
/// It knows what data files need: elements, attributes, text, CDATA, comments, processing instructions, character
/// references and the five predefined entities. A document type is refused where it begins, so there are no entities
/// to expand, nothing is fetched, and memory stays below one piece of text (`XMLWindow.longestPiece`) whatever a file
/// says. Foundation's parser expands entities, wants the whole file, and calls back for each piece.
///
/// Elements must nest and close; a file that ends early is refused. Namespaces are not resolved, only their prefixes
/// dropped: a program that writes `<x:row>` and one that writes `<row>` mean the same.
/// - Complexity: O(bytes); a step's memory is the piece it returns.
package struct XMLScanner {
  /// How deep elements may nest; KML folders in the wild reach ten.
  package static let deepest = 256

  private var window: XMLWindow
  private var tag = XMLTag()
  private var open = XMLOpenElements()
  /// Whether the element that began last is closed by its own tag.
  private var closesItself = false
  private var hasRoot = false

  /// - Parameter next: the file's next bytes, in blocks of any length; none at its end.
  package init(named path: String, next: @escaping () throws(Diagnostic) -> [UInt8]) {
    window = XMLWindow(named: path, next: next)
  }

  package init(_ file: FileBytes) {
    let blocks = FileBlocks(file)
    self.init(named: file.path, next: blocks.next)
  }

  /// How many elements are open.
  package var depth: Int { open.count }

  /// Where the next step begins. O(window), so for messages only.
  package var location: SourceLocation { window.location(window.at) }

  /// The next event; nil behind the root element's end.
  /// - Throws: `bad-file` where the text is not well-formed, `unsupported-format` for a document type or an unknown
  ///   encoding, `too-large-inside` for a text beyond the bound.
  package mutating func next() throws(Diagnostic) -> XMLEvent? {
    if closesItself {
      closesItself = false
      return .end(open.pop())
    }
    while let first = try window.byte(0) {
      if first != 0x3C {
        if let text = try characters() { return .text(text) }
      } else if let event = try markup() {
        return event
      }
    }
    guard open.count == 0, hasRoot else {
      throw window.bad(
        open.count > 0 ? "the file ends before “\(open.last)” is closed" : "the file holds no XML element",
        at: window.at)
    }
    return nil
  }

  /// The value of an attribute of the element that began last, its references read; nil where it has none. The name
  /// is without a prefix.
  package func attribute(_ name: String) throws(Diagnostic) -> String? {
    for attribute in tag.attributes where window.bytes[attribute.name].elementsEqual(name.utf8) {
      return try value(attribute)
    }
    return nil
  }

  /// All attributes of the element that began last, in the file's order, without namespace declarations.
  package func attributes() throws(Diagnostic) -> [(name: String, value: String)] {
    var all: [(name: String, value: String)] = []
    for attribute in tag.attributes { all.append((try window.text(attribute.name), try value(attribute))) }
    return all
  }

  /// The text of the element that began last with all in it, up to its end, which is passed.
  package mutating func text() throws(Diagnostic) -> String {
    let depth = open.count
    var text = ""
    while open.count >= depth, let event = try next() {
      guard case .text(let piece) = event else { continue }
      text += piece
      guard text.utf8.count <= XMLWindow.longestPiece else {
        throw Diagnostic(
          .error, .tooLargeInside, "one text is longer than \(XMLWindow.longestPiece >> 20) MiB",
          at: location,
          fix: "check what the file is; no honest table holds such a text")
      }
    }
    return text
  }

  /// Shows a reader that knows by heart how elements are written the bytes at hand, which may end anywhere, and passes
  /// as many as it took: whole elements, or none (nil).
  mutating func take<Value>(
    whole read: (UnsafeBufferPointer<UInt8>) -> (length: Int, value: Value)?
  ) -> Value? {
    guard !closesItself, open.count > 0 else { return nil }
    let at = window.at
    let taken = window.bytes.withUnsafeBufferPointer { read(UnsafeBufferPointer(rebasing: $0[at...])) }
    guard let taken else { return nil }
    window.at = at + taken.length
    return taken.value
  }

  /// Passes the end of the element that began last.
  package mutating func skip() throws(Diagnostic) {
    let depth = open.count
    while open.count >= depth, try next() != nil {}
  }

  private func value(_ attribute: XMLTag.Attribute) throws(Diagnostic) -> String {
    let value = attribute.value
    guard attribute.isPlain else { return try XMLReferences.resolved(window, value, isAttribute: true) }
    return try window.text(value)
  }

  /// The text up to the next tag; nil where it is the white space around the root.
  private mutating func characters() throws(Diagnostic) -> String? {
    let length = try window.find(0x3C) ?? window.bytes.count - window.at
    let range = window.at..<window.at + length
    guard open.count > 0 else {
      guard let other = range.first(where: { !isSpace(window.bytes[$0]) }) else {
        window.at = range.upperBound
        return nil
      }
      throw window.bad(
        hasRoot ? "text follows the end of the root element" : "the file does not begin as XML does",
        at: other)
    }
    let isPlain = !window.bytes[range].contains { $0 == 0x26 || $0 == 0x0D }
    let text = isPlain ? try window.text(range) : try XMLReferences.resolved(window, range)
    window.at = range.upperBound
    return text
  }

  /// What begins with `<`; nil where it says nothing.
  private mutating func markup() throws(Diagnostic) -> XMLEvent? {
    switch try window.byte(1) {
    case 0x2F: return try endTag()
    case 0x3F:
      try pass("?>", from: 2, "a processing instruction is")
      return nil
    case 0x21: return try declaration()
    default: return try startTag()
    }
  }

  private mutating func declaration() throws(Diagnostic) -> XMLEvent? {
    if try window.begins("<!--") {
      try pass("-->", from: 4, "a comment is")
      return nil
    }
    if try window.begins("<![CDATA["), open.count > 0 {
      guard let end = try window.find(behind: "]]>", from: 9) else {
        throw window.bad("a CDATA section is opened here and never closed", at: window.at)
      }
      let text = try window.text(window.at + 9..<window.at + end - 3)
      window.at += end
      return .text(text)
    }
    guard try window.begins("<!DOCTYPE") else {
      throw window.bad("“<!” begins nothing that is known here", at: window.at)
    }
    throw Diagnostic(
      .error, .unsupportedFormat, "the file brings a document type of its own, which is not read",
      at: window.location(window.at),
      fix: "take the line “<!DOCTYPE …>” out; data files have none, and attacks use it to fill memory")
  }

  private mutating func pass(_ text: StaticString, from: Int, _ what: String) throws(Diagnostic) {
    guard let end = try window.find(behind: text, from: from) else {
      throw window.bad("\(what) opened here and never closed", at: window.at)
    }
    window.at += end
  }

  private mutating func startTag() throws(Diagnostic) -> XMLEvent {
    let end = try tag.read(&window)
    guard open.count > 0 || !hasRoot else {
      throw window.bad("a second root element begins here", at: window.at)
    }
    guard open.count < Self.deepest else {
      throw window.bad("elements nest more than \(Self.deepest) deep", at: window.at)
    }
    hasRoot = true
    let name = try window.text(tag.localName)
    open.push(window.bytes[tag.name], name)
    closesItself = tag.closesItself
    window.at = end
    return .start(name)
  }

  private mutating func endTag() throws(Diagnostic) -> XMLEvent {
    guard let end = try window.find(0x3E) else {
      throw window.bad("a tag is opened here and never closed", at: window.at)
    }
    var name = window.at + 2..<window.at + end
    while let last = name.last, isSpace(window.bytes[last]) { name = name.dropLast() }
    guard open.count > 0, open.isLast(window.bytes[name]) else {
      let found = String(decoding: window.bytes[name].prefix(40), as: UTF8.self)
      throw window.bad(
        "“</\(found)>” closes "
          + (open.count > 0 ? "nothing: “\(open.last)” is open" : "an element that is not open"),
        at: window.at)
    }
    tag.clear()
    window.at += end + 1
    return .end(open.pop())
  }
}
