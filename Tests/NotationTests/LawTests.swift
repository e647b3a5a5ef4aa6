import Notation
import TestSupport
import Testing

@Suite struct LawTests {
  @Test("Nesting of 128 is read and of 129 refused", arguments: ["[", "{a:"])
  func depth(_ opening: String) throws {
    let closing = opening == "[" ? "]" : "}"
    func nested(_ depth: Int) -> JSON5.Reading {
      let innermost = opening == "[" ? "" : "0"
      return read(
        String(repeating: opening, count: depth) + innermost + String(repeating: closing, count: depth))
    }
    #expect(nested(127).isSound)
    #expect(nested(128).isSound)
    let refused = nested(129)
    let diagnostic = try #require(refused.diagnostics.first)
    #expect(refused.root == nil)
    #expect(diagnostic.code.id == "too-deep")
    #expect(diagnostic.location?.column == 128 * opening.count + 1)
  }

  @Test("A document of a hundred thousand open brackets is refused without harm")
  func bottomless() {
    #expect(read(String(repeating: "[", count: 100_000)).diagnostics.map(\.code.id) == ["too-deep"])
  }

  @Test("What is written at random in any of the legal spellings is read back", arguments: 0..<60)
  func roundTrip(_ seed: UInt64) {
    var writer = RandomDocument(seed: seed)
    let (text, value) = writer.document()
    let reading = read(text)
    #expect(reading.isSound, "\(reading.diagnostics)")
    #expect(canonical(reading.root) == value)
  }

  @Test("A plain rendering of a random document is read the same in both dialects", arguments: 0..<20)
  func dialects(_ seed: UInt64) {
    var writer = RandomDocument(seed: seed, isPlain: true)
    let (text, value) = writer.document()
    #expect(canonical(read(text, .json).root) == value)
    #expect(canonical(read(text, .json5).root) == value)
  }

  private static let sample = Array(
    #"""
    { // a sample
      title: "caf\u00e9 \ud83d\ude00 é€😀", 'other': 'it\'s \
    long', /* and */ numbers: [1, -2.5e-3, +.5, 0xFF, 5.], "flag": true, none: null,
      deep: { ünï: [[], {}, [{ a: false }]] },
    }
    """#.utf8)

  @Test("Cut off at any byte, a document is refused at a place inside it")
  func truncation() {
    #expect(JSON5.parse(Self.sample, path: "a.json5").isSound)
    for length in 0..<Self.sample.count {
      let reading = JSON5.parse(Array(Self.sample.prefix(length)), path: "a.json5")
      #expect(!reading.isSound, "cut to \(length) bytes")
      #expect(reading.diagnostics.contains { $0.severity == .error && ($0.location?.line ?? 9) <= 6 })
    }
  }

  @Test(
    "With any one byte replaced, a document is read or refused with a place, never worse", arguments: 0..<4)
  func mutation(_ seed: UInt64) {
    var random = Seeded(seed)
    for index in Self.sample.indices {
      var bytes = Self.sample
      bytes[index] = UInt8.random(in: 0...255, using: &random)
      let reading = JSON5.parse(bytes, path: "a.json5")
      #expect(reading.root != nil || !reading.diagnostics.isEmpty)
      #expect(reading.diagnostics.allSatisfy { $0.location != nil })
    }
  }

  @Test("A document of 50 MB is read whole")
  func large() {
    let record =
      #"{"id":"0123456789","text":"\#(String(repeating: "lorem ipsum é ", count: 7000))","n":12.5},"#
    let unit = Array((record + "\n").utf8)
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    bytes.reserveCapacity(51_000_000)
    while bytes.count < 50_000_000 { bytes += unit }
    bytes += [UInt8(ascii: "0"), UInt8(ascii: "]")]
    let count = (bytes.count - 3) / unit.count
    let items = JSON5.parse(bytes, path: "a.json5").root?.array
    #expect(items?.count == count + 1)
    #expect(items?.last?.location == SourceLocation(path: "a.json5", line: count + 1, column: 1))
    #expect(items?[count - 1]["text"]?.string?.utf8.count == 7000 * 15)
  }
}

/// Writes a random value in a random mixture of JSON5's spellings, beside its canonical form.
private struct RandomDocument {
  private var random: Seeded
  private let isPlain: Bool

  init(seed: UInt64, isPlain: Bool = false) {
    random = Seeded(seed)
    self.isPlain = isPlain
  }

  mutating func document() -> (String, String) {
    let (text, value) = object(4)
    return (space() + text + space(), value)
  }

  private mutating func value(_ depth: Int) -> (String, String) {
    switch Int.random(in: depth > 0 ? 0...7 : 2...7, using: &random) {
    case 0: return object(depth - 1)
    case 1: return array(depth - 1)
    case 2: return number()
    case 3: return ("true", "true")
    case 4: return ("null", "null")
    default:
      let value = letters()
      return (quote(value), visible(value))
    }
  }

  private mutating func array(_ depth: Int) -> (String, String) {
    let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth) }
    let text = items.map { space() + $0.0 + space() }.joined(separator: ",")
    let last = !isPlain && !items.isEmpty && Bool.random(using: &random) ? "," : ""
    return ("[" + text + last + space() + "]", "[" + items.map(\.1).joined(separator: ",") + "]")
  }

  private mutating func object(_ depth: Int) -> (String, String) {
    let members = (0..<Int.random(in: 0...5, using: &random)).map { index in
      let (text, value) = value(depth)
      let name = letters() + "_\(index)"
      return (quote(name) + space() + ":" + space() + text, visible(name) + ":" + value)
    }
    let text = members.map { space() + $0.0 + space() }.joined(separator: ",")
    return ("{" + text + space() + "}", "{" + members.map(\.1).joined(separator: ",") + "}")
  }

  private mutating func number() -> (String, String) {
    let whole = Int.random(in: -1_000_000...1_000_000, using: &random)
    switch isPlain ? 0 : Int.random(in: 0...3, using: &random) {
    case 1: return ("0x" + String(abs(whole), radix: 16), "\(Double(abs(whole)))")
    case 2: return ("+\(abs(whole)).", "\(Double(abs(whole)))")
    case 3:
      let bits = Double(bitPattern: random.next())
      return bits.isFinite ? ("\(bits)", "\(bits)") : ("0", "0.0")
    default:
      let value = Double(whole) / 1000
      return ("\(value)", "\(value)")
    }
  }

  private mutating func letters() -> String {
    let alphabet = Array("ab \"'\\/\n\t\u{0}é€😀\u{7F}")
    return String(
      (0..<Int.random(in: 0...6, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
  }

  private mutating func quote(_ text: String) -> String {
    let mark: Unicode.Scalar = isPlain || Bool.random(using: &random) ? "\"" : "'"
    let body = text.unicodeScalars.map { scalar -> String in
      if scalar == mark || scalar == "\\" { return "\\" + String(scalar) }
      if scalar.value < 0x20 || Int.random(in: 0...3, using: &random) == 0 { return escape(scalar) }
      return String(scalar)
    }
    let folded = isPlain || Int.random(in: 0...5, using: &random) > 0 ? "" : "\\\r\n"
    return String(mark) + folded + body.joined() + String(mark)
  }

  private mutating func escape(_ scalar: Unicode.Scalar) -> String {
    if !isPlain, scalar.value < 0x100, Bool.random(using: &random) { return "\\x" + hex(scalar.value, 2) }
    return String(scalar).utf16.map { "\\u" + hex(UInt32($0), 4) }.joined()
  }

  private func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  private mutating func space() -> String {
    let plain = ["", "", " ", "\n", "\r\n\t"]
    let rich = plain + ["\u{A0}", "/* , */", "// ]}\n", "\u{2028}", "\u{FEFF}"]
    return (isPlain ? plain : rich).randomElement(using: &random) ?? ""
  }
}
