import Foundation
import Formats
import Notation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct XMLScannerTests {
  /// One line an event, pieces of a text joined.
  static func events(_ bytes: [UInt8], blocks: Int = 1 << 16) throws(Diagnostic) -> [String] {
    var offset = 0
    let source = FileBytes(bytes, named: "a.xml")
    return try withoutActuallyEscaping({ () throws(Diagnostic) -> [UInt8] in
      defer { offset += blocks }
      return try source.read(offset, blocks)
    }) { (next) throws(Diagnostic) in
      var scanner = XMLScanner(named: "a.xml", next: next)
      var lines: [String] = []
      var text = ""
      while let event = try scanner.next() {
        if case .text(let piece) = event {
          text += piece
          continue
        }
        if !text.isEmpty { lines.append("\"" + text) }
        text = ""
        switch event {
        case .start(let name):
          let attributes = try scanner.attributes().map { "\($0.name)=\($0.value)" }.sorted()
          lines.append((["<" + name] + attributes).joined(separator: "|"))
        case .end(let name): lines.append(">" + name)
        case .text: break
        }
      }
      return lines
    }
  }

  static func events(_ text: String, blocks: Int = 1 << 16) throws(Diagnostic) -> [String] {
    try events(Array(text.utf8), blocks: blocks)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1 << 16]) func readsWhatDataFilesWrite(_ blocks: Int) throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>\r
      <!-- a <b> --><x:kml xmlns:x="urn:x" id='a&amp;"b'  x:n = "1&#10;2">\r
      <a/><b>one &lt; two&#x2003;<![CDATA[<&]]]>three</b><?pi a > b?><é v="a>b"></é ></x:kml>
      <!-- end -->
      """
    #expect(
      try Self.events(text, blocks: blocks) == [
        "<kml|id=a&\"b|n=1\n2", "\"\n", "<a", ">a", "<b", "\"one < two\u{2003}<&]three", ">b", "<é|v=a>b",
        ">é",
        ">kml",
      ])
  }

  @Test func encodingsAreRead() throws {
    let expected = ["<a", "\"Île “x”", ">a"]
    let text = "<a>Île “x”</a>"
    #expect(try Self.events([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == expected)
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try Self.events([0xFF, 0xFE] + little, blocks: 3) == expected)
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xCE]
    #expect(
      try Self.events(latin + Array("le ".utf8) + [0x93, 0x78, 0x94] + Array("</a>".utf8)) == expected)
  }

  @Test(arguments: [
    ("<a><b></a>", "1:7", "bad-file"), ("<a>\n<b>", "2:4", "bad-file"), ("<a/><b/>", "1:5", "bad-file"),
    ("<a x=1/>", "1:4", "bad-file"), ("<a>&nbsp;</a>", "1:4", "bad-file"), ("<a>& b</a>", "1:4", "bad-file"),
    ("id,n\n1,2\n", "1:1", "bad-file"), ("", "1:1", "bad-file"), ("<a>&#0;</a>", "1:4", "bad-file"),
    ("<a>\n<!-- x", "2:1", "bad-file"), ("<a/>x", "1:5", "bad-file"), ("<a x='1'y='2'/>", "1:9", "bad-file"),
    ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "1:1", "unsupported-format"),
    ("<?xml version='1.0' encoding='KOI8-R'?><a/>", "1:1", "unsupported-format"),
  ]) func slipsAreLocated(_ text: String, _ place: String, _ code: String) throws {
    for blocks in [1, 1 << 16] {
      let problem = try #require(throws: Diagnostic.self) { _ = try Self.events(text, blocks: blocks) }
      #expect(problem.code.id == code)
      #expect(problem.location.map { "\($0.line):\($0.column)" } == place, "\(problem)")
      #expect(problem.fix != nil)
    }
  }

  @Test func badUTF8AndDepthAreRefused() throws {
    #expect(throws: Diagnostic.self) { try Self.events(Array("<a>".utf8) + [0xC3] + Array("</a>".utf8)) }
    let deep = String(repeating: "<a>", count: XMLScanner.deepest + 1)
    let problem = try #require(throws: Diagnostic.self) { _ = try Self.events(deep) }
    #expect(problem.message.contains("nest"))
  }

  @Test func endlessTextIsRefusedInBoundedMemory() throws {
    let block = [UInt8](repeating: 0x61, count: 1 << 20)
    for opening in ["<a>", "<a b='", "<a><![CDATA[", "<a><!--"] {
      let start = Array(opening.utf8)
      let counter = Counter()
      var scanner = XMLScanner(named: "a.xml") { () throws(Diagnostic) -> [UInt8] in
        counter.count += 1
        return counter.count == 1 ? start : block
      }
      let problem = try #require(throws: Diagnostic.self) { while try scanner.next() != nil {} }
      #expect(problem.code.id == "too-large-inside")
      #expect(counter.count < 40)
    }
  }

  /// The same events as Foundation's parser, for documents of every shape.
  @Test(arguments: 0..<300 as Range<UInt64>) func equalsFoundationsParser(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let text = "<?xml version=\"1.0\"?>" + Self.element(&random, depth: 0)
    let blocks = Int.random(in: 1...40, using: &random)
    #expect(try Self.events(text, blocks: blocks) == FoundationEvents.read(text))
  }

  /// Whatever is done to a document, reading ends, with events or a problem that says where.
  @Test(arguments: 0..<40 as Range<UInt64>) func mutationsEnd(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let sound = Array(("<?xml version=\"1.0\"?>" + Self.element(&random, depth: 0)).utf8)
    for _ in 0..<50 {
      let bytes = Mutation.mutated(sound, using: &random)
      do throws(Diagnostic) {
        #expect(try Self.events(bytes, blocks: Int.random(in: 1...40, using: &random)).count <= bytes.count)
      } catch {
        #expect(error.location != nil)
      }
    }
  }

  static func element(_ random: inout Seeded, depth: Int) -> String {
    let name = ["a", "row", "coordinates", "x.y-z"].randomElement(using: &random) ?? "a"
    var text = "<" + name
    for key in ["id", "n", "long_name"] where Bool.random(using: &random) {
      text += " \(key)\(Bool.random(using: &random) ? " = " : "=")\"\(words(&random))'\""
    }
    if Int.random(in: 0..<4, using: &random) == 0 { return text + " />" }
    text += ">"
    for _ in 0..<Int.random(in: 0..<5, using: &random) {
      switch Int.random(in: 0..<5, using: &random) {
      case 0 where depth < 6, 1 where depth < 6: text += element(&random, depth: depth + 1)
      case 2: text += "<![CDATA[\(["<", "]]", "&amp;", "é\n"].randomElement(using: &random) ?? "")]]>"
      case 3: text += ["<!-- <c> -->", "<?p q?>"].randomElement(using: &random) ?? ""
      default: text += words(&random)
      }
    }
    return text + "</\(name)\(Bool.random(using: &random) ? " " : "")>"
  }

  private static func words(_ random: inout Seeded) -> String {
    let words = ["a", " ", "é", "&lt;", "&#65;", "&#x1F600;", "日本", ">", "12.5,3"]
    return (0..<Int.random(in: 0..<6, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
      .joined()
  }
}

private final class Counter {
  var count = 0
}

/// Foundation's parser, as the naive twin.
private final class FoundationEvents: NSObject, XMLParserDelegate {
  private var lines: [String] = []
  private var text = ""

  static func read(_ text: String) -> [String] {
    let parser = XMLParser(data: Data(text.utf8))
    let events = FoundationEvents()
    parser.delegate = events
    return parser.parse() ? events.lines : ["not well-formed"]
  }

  private func flush() {
    if !text.isEmpty { lines.append("\"" + text) }
    text = ""
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    flush()
    lines.append((["<" + name] + attributes.map { "\($0.key)=\($0.value)" }.sorted()).joined(separator: "|"))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    flush()
    lines.append(">" + name)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, foundCDATA block: Data) { text += String(decoding: block, as: UTF8.self) }
}
