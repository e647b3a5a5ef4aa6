import Foundation
import TestSupport
import Testing

@testable import Markup

private let tries = ProcessInfo.processInfo.environment["ALMANAC_FUZZ"].flatMap { Int($0) } ?? 2000

/// The serializer as anybody would write it first: strings, one character at a time.
private struct NaiveSerializer {
  let format: Serializer.Format

  func text(_ node: Node) -> String {
    switch node {
    case .text(let text): escaped(text, isAttribute: false)
    case .trusted(let markup): markup
    case .fragment(let nodes): nodes.map { text($0) }.joined()
    case .written(let written): String(decoding: written.bytes, as: UTF8.self)
    case .hole: ""
    case .element(let element): self.element(element)
    }
  }

  private func element(_ element: Element) -> String {
    let name = element.name.description
    var start = "<" + name
    for (key, value) in element.attributes.pairs {
      guard let value else {
        if element.attributes.hasBare { start += " " + key.description + (format == .xml ? "=\"\"" : "") }
        continue
      }
      start += " " + key.description + "=\"" + escaped(value, isAttribute: true) + "\""
    }
    let inside = element.children.map { text($0) }.joined()
    let model = ContentModel.names.first { $0.names.contains(name) }?.model ?? .ordinary
    if format == .html, model == .void { return start + ">" }
    let isEmpty = element.children.isEmpty
    if isEmpty, format == .xml || model == .selfClosing { return start + "/>" }
    let line = format == .html && model == .leadingNewline && inside.hasPrefix("\n") ? "\n" : ""
    return start + ">" + line + inside + "</" + name + ">"
  }

  private func escaped(_ text: String, isAttribute: Bool) -> String {
    text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"" where isAttribute: "&quot;"
      case "\n": isAttribute ? "&#10;" : "\n"
      case "\t": isAttribute ? "&#9;" : "\t"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): ""
      case "\u{FFFE}", "\u{FFFF}": ""
      default: String(scalar)
      }
    }.joined()
  }
}

/// Trees and texts at random.
private struct Trees {
  var random: Seeded
  private static let names: [StaticString] = ["p", "div", "svg", "path", "br", "pre", "g", "td", "circle"]
  private static let keys: [StaticString] = ["class", "d", "href", "data-l"]
  private static let letters = Array("abcdefgh  <>&\"'\n\t\u{7}\u{7F}\u{85}\u{A0}é–±﷽\u{FFFE}🏘️")

  mutating func text() -> String {
    let length = Int.random(in: 0...30, using: &random)
    // Long stretches without a sign are what the fast path is for.
    let isPlain = Bool.random(using: &random)
    return String(
      (0..<length).map { _ in
        Self.letters[Int.random(in: 0..<(isPlain ? 8 : Self.letters.count), using: &random)]
      })
  }

  mutating func node(_ depth: Int) -> Node {
    switch Int.random(in: 0...(depth > 3 ? 1 : 5), using: &random) {
    case 0: return .text(text())
    case 1: return .written(Written(.text(text())))
    case 2: return .fragment((0..<Int.random(in: 0...3, using: &random)).map { _ in node(depth + 1) })
    default:
      let name = Self.names[Int.random(in: 0..<Self.names.count, using: &random)]
      let children = (0..<Int.random(in: 0...3, using: &random)).map { _ in node(depth + 1) }
      return Bool.random(using: &random)
        ? .element(Element(name, attributes(), children: children))
        : el(name, ["class": Bool.random(using: &random) ? text() : nil, "id": text()]) { children }
    }
  }

  private mutating func attributes() -> [Attribute] {
    (0..<Int.random(in: 0...3, using: &random)).map { index in
      Attribute(Self.keys[index], Int.random(in: 0...4, using: &random) == 0 ? nil : text())
    }
  }
}

@Suite struct `The serializer and its twin` {
  @Test(arguments: [Serializer.Format.html, .xml])
  func `write the same trees`(format: Serializer.Format) {
    var trees = Trees(random: Seeded(11))
    for _ in 0..<tries {
      let node = trees.node(0)
      // A fragment is flattened by the builder and kept by hand-made elements; neither may show.
      let written = String(decoding: Serializer.bytes(of: node, as: format), as: UTF8.self)
      #expect(written == NaiveSerializer(format: format).text(node))
    }
  }

  @Test func `append to a buffer and leave what is there`() {
    var buffer = Array("before".utf8)
    Serializer.append(to: &buffer) { $0.write(el("p") { "a < b" }) }
    #expect(String(decoding: buffer, as: UTF8.self) == "before<p>a &lt; b</p>")
  }
}

@Suite struct `Stencils` {
  private let stencil = Stencil(
    el("p", ["title": "“\(Stencil.text(0))” & \(Stencil.text(12))"]) {
      Stencil.text(0)
      " < "
      Node.hole(3)
    })

  private func copy(_ texts: [Int: String], _ node: Node) -> String {
    var serializer = Serializer()
    serializer.write(stencil) { hole, serializer in
      if let text = texts[hole] { serializer.write(text: text) } else { serializer.write(node) }
    }
    return String(decoding: serializer.bytes, as: UTF8.self)
  }

  @Test func `a copy has the bytes of the tree it stands for`() {
    var trees = Trees(random: Seeded(5))
    for _ in 0..<200 {
      let (name, number, node) = (trees.text(), trees.text(), trees.node(2))
      let tree = el("p", ["title": "“\(name)” & \(number)"]) {
        name
        " < "
        node
      }
      #expect(
        copy([0: name, 12: number], node) == String(decoding: Serializer.bytes(of: tree), as: UTF8.self))
    }
  }

  @Test func `markup in an attribute's hole is only its text`() {
    let stencil = Stencil(el("p", ["title": Stencil.text(0)]))
    var serializer = Serializer()
    serializer.write(stencil) { $1.write(el("b", ["class": "x"]) { "\" onload=\"" }) }
    #expect(String(decoding: serializer.bytes, as: UTF8.self) == "<p title=\"&quot; onload=&quot;\"></p>")
  }

  @Test func `holes outside a stencil are nothing`() {
    #expect(Serializer.bytes(of: el("p") { Node.hole(0) }) == Array("<p></p>".utf8))
  }

  @Test func `stencils inside stencils keep their own places`() {
    let inner = Stencil(el("a", ["href": Stencil.text(0)]) { Stencil.text(0) })
    let outer = Stencil(el("p", ["id": Stencil.text(1)]) { Node.hole(0) })
    var serializer = Serializer()
    serializer.write(outer) { hole, serializer in
      guard hole == 0 else { return serializer.write(text: "\"") }
      serializer.write(inner) { $1.write(text: "\"<") }
      serializer.write(text: "\"")
    }
    #expect(
      String(decoding: serializer.bytes, as: UTF8.self)
        == "<p id=\"&quot;\"><a href=\"&quot;&lt;\">\"&lt;</a>\"</p>")
  }

  @Test func `style sheets are escaped once and copied as they are`() {
    let sheet = Written(rawText: .text("a > b { } </style>"))
    let node = el("style") {
      Node.written(sheet)
      "\n"
      Node.written(Written(.text("</style>")))
    }
    #expect(html(node) == "<style>a > b { } <\\/style>\n&lt;/style&gt;</style>")
  }

  private func html(_ node: Node) -> String { String(decoding: Serializer.bytes(of: node), as: UTF8.self) }
}

@Suite struct `Decimals` {
  private func naive(_ value: Int, _ places: Int, isTrimmed: Bool) -> String {
    var digits = String(value.magnitude)
    while digits.count <= places { digits = "0" + digits }
    var text = String(digits.dropLast(places))
    var rest = String(digits.suffix(places))
    while isTrimmed, rest.hasSuffix("0") { rest.removeLast() }
    if !rest.isEmpty { text += "." + rest }
    return (value < 0 ? "-" : "") + text
  }

  @Test func `are written like strings`() {
    var random = Seeded(2)
    let edges = [0, 1, 9, 10, 99, 100, 9999, 10_000, Int.max, Int.min, -1, -100]
    let values = edges + (0..<tries).map { _ in Int.random(in: -1_000_000...1_000_000, using: &random) }
    for value in values {
      for places in 0...3 {
        #expect(Decimal.text(value, places: places) == naive(value, places, isTrimmed: false))
      }
      #expect(Decimal.text(value, places: 2, isTrimmed: true) == naive(value, 2, isTrimmed: true))
      var serializer = Serializer()
      serializer.write(hundredths: value)
      serializer.write(literal: ";")
      serializer.write(points: 1) { $0.point(.line, x: value, y: value / 3) }
      let expected =
        naive(value, 2, isTrimmed: true) + ";L" + naive(value, 2, isTrimmed: true) + " "
        + naive(value / 3, 2, isTrimmed: true)
      #expect(String(decoding: serializer.bytes, as: UTF8.self) == expected)
    }
  }
}
