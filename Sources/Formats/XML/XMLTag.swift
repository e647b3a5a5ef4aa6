import Notation

/// A start tag as stretches of the window, kept from tag to tag so that one costs no allocation.
struct XMLTag {
  struct Attribute {
    /// Without the prefix.
    var name: Range<Int>
    /// Between the quotes.
    var value: Range<Int>
    /// Whether the value holds no reference and no line end.
    var isPlain: Bool
  }

  /// The longest tag that is read.
  static let longest = 1 << 20

  private(set) var name = 0..<0
  private(set) var localName = 0..<0
  private(set) var attributes: [Attribute] = []
  private(set) var closesItself = false

  mutating func clear() { attributes.removeAll(keepingCapacity: true) }

  /// Reads the tag that begins at the window's place; the index behind it.
  mutating func read(_ window: inout XMLWindow) throws(Diagnostic) -> Int {
    clear()
    // The length first: reading on moves the window.
    let length = try Self.length(&window)
    let end = window.at + length
    let inside = window.bytes[..<(end - 1)]
    closesItself = inside.last == 0x2F
    let stop = closesItself ? end - 2 : end - 1
    var index = Self.nameEnd(window.bytes, window.at + 1, stop)
    name = window.at + 1..<index
    localName = Self.local(window.bytes, name)
    guard !localName.isEmpty, Self.mayBegin(window.bytes[localName.lowerBound]) else {
      throw window.bad("“<” is not followed by a name", at: window.at)
    }
    while true {
      let spaced = index
      while index < stop, isSpace(window.bytes[index]) { index += 1 }
      guard index < stop else { return end }
      guard index > spaced else { throw window.bad("two attributes are not parted by a space", at: index) }
      index = try attribute(window, index, stop)
    }
  }

  /// Reads an attribute; the index behind it. Namespace declarations are passed by.
  private mutating func attribute(
    _ window: XMLWindow, _ from: Int, _ stop: Int
  ) throws(Diagnostic) -> Int {
    var index = Self.nameEnd(window.bytes, from, stop)
    let name = from..<index
    while index < stop, isSpace(window.bytes[index]) { index += 1 }
    guard !name.isEmpty, index < stop, window.bytes[index] == 0x3D else {
      throw window.bad("an attribute has no value", at: from)
    }
    index += 1
    while index < stop, isSpace(window.bytes[index]) { index += 1 }
    guard index < stop, window.bytes[index] == 0x22 || window.bytes[index] == 0x27 else {
      throw window.bad("an attribute's value is not in quotes", at: from)
    }
    let quote = window.bytes[index]
    let start = index + 1
    index = start
    var isPlain = true
    while index < stop, window.bytes[index] != quote {
      let byte = window.bytes[index]
      if byte == 0x26 || byte == 0x0A || byte == 0x0D || byte == 0x09 { isPlain = false }
      index += 1
    }
    guard index < stop else { throw window.bad("an attribute's quote is never closed", at: from) }
    if !window.bytes[name].starts(with: "xmlns".utf8) {
      attributes.append(
        Attribute(name: Self.local(window.bytes, name), value: start..<index, isPlain: isPlain))
    }
    return index + 1
  }

  /// How many bytes the tag takes: to its `>`, which may also stand inside quotes.
  private static func length(_ window: inout XMLWindow) throws(Diagnostic) -> Int {
    var offset = 1
    var quote: UInt8 = 0
    while try window.byte(offset) != nil {
      // Over the bytes at hand in one go: asking the window for each byte took a fifth of the time of a sheet.
      let (start, stop) = (window.at, window.bytes.count)
      while start + offset < stop {
        let byte = window.bytes[start + offset]
        if byte == 0x3E, quote == 0 { return offset + 1 }
        if byte == 0x3C { throw window.bad("“<” stands inside a tag", at: start + offset) }
        if byte == 0x22 || byte == 0x27 { quote = quote == 0 ? byte : quote == byte ? 0 : quote }
        offset += 1
      }
      guard offset < longest else {
        throw Diagnostic(
          .error, .tooLargeInside, "one tag is longer than \(longest >> 20) MiB", at: window.location(start),
          fix: "check what the file is; no honest table holds such a tag")
      }
    }
    throw window.bad("a tag is opened here and never closed", at: window.at)
  }

  private static func nameEnd(_ bytes: [UInt8], _ from: Int, _ stop: Int) -> Int {
    var index = from
    while index < stop, !isSpace(bytes[index]), bytes[index] != 0x3D, bytes[index] != 0x2F { index += 1 }
    return index
  }

  /// What follows the prefix.
  private static func local(_ bytes: [UInt8], _ name: Range<Int>) -> Range<Int> {
    guard let colon = bytes[name].firstIndex(of: 0x3A) else { return name }
    return colon + 1..<name.upperBound
  }

  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte >= 0x80
  }
}

/// The names of the elements that are open, with their prefixes, in one run of bytes.
struct XMLOpenElements {
  private var names: [String] = []
  private var bytes: [UInt8] = []
  private var starts: [Int] = []

  var count: Int { names.count }
  var last: String { names.last ?? "" }

  mutating func push(_ whole: ArraySlice<UInt8>, _ name: String) {
    starts.append(bytes.count)
    bytes += whole
    names.append(name)
  }

  /// Whether this is the whole name of the innermost.
  func isLast(_ whole: ArraySlice<UInt8>) -> Bool {
    guard let start = starts.last else { return false }
    return bytes[start...].elementsEqual(whole)
  }

  mutating func pop() -> String {
    if let start = starts.popLast() { bytes.removeSubrange(start...) }
    return names.popLast() ?? ""
  }
}
