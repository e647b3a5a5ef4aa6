import TestSupport
import Testing

@testable import Markup

private func html(_ node: Node) -> String { String(decoding: Serializer.bytes(of: node), as: UTF8.self) }
private func xml(_ node: Node, isIndented: Bool = false) -> String {
  String(decoding: Serializer.bytes(of: node, as: .xml, isIndented: isIndented), as: UTF8.self)
}

@Suite struct `Escaping` {
  @Test(arguments: [
    ("a & b < c > d \" '", "a &amp; b &lt; c &gt; d \" '", "a &amp; b &lt; c &gt; d &quot; '"),
    (
      "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
      "&lt;script&gt;alert(1)&lt;/script&gt;"
    ),
    ("&amp;", "&amp;amp;", "&amp;amp;"),
    ("line\n\ttab", "line\n\ttab", "line&#10;&#9;tab"),
    ("bell\u{7}nul\0del\u{7F}cr\r", "bellnuldelcr", "bellnuldelcr"),
    ("c1\u{85}\u{9F} nbsp\u{A0} £ °", "c1 nbsp\u{A0} £ °", "c1 nbsp\u{A0} £ °"),
    ("non\u{FFFE}\u{FFFF}characters ﷽ \u{FFFD}", "noncharacters ﷽ \u{FFFD}", "noncharacters ﷽ \u{FFFD}"),
    ("العربية — 🏘️ é", "العربية — 🏘️ é", "العربية — 🏘️ é"),
    ("", "", ""),
    ("\" onload=\"x", "\" onload=\"x", "&quot; onload=&quot;x"),
  ])
  func `text and attributes cannot become markup`(text: String, content: String, attribute: String) {
    #expect(html(.text(text)) == content)
    #expect(xml(.text(text)) == content)
    #expect(html(el("p", ["title": text])) == "<p title=\"\(attribute)\"></p>")
    #expect(html(el("p") { text }) == "<p>\(content)</p>")
  }

  @Test(arguments: 1...50)
  func `random text keeps its markup inside`(seed: Int) {
    var random = Seeded(UInt64(seed))
    let alphabet = Array("<>&\"'/=!-\u{0}\u{1F}\u{85}\u{FFFE} aé🏘️\n\t\\")
    let text = String((0..<200).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
    let written = html(el("p", ["title": text]) { text })
    #expect(written.utf8.filter { $0 == UInt8(ascii: "<") }.count == 2)
    #expect(written.utf8.filter { $0 == UInt8(ascii: ">") }.count == 2)
    #expect(written.utf8.filter { $0 == UInt8(ascii: "\"") }.count == 2 + quotes(text))
    #expect(!written.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }

  private func quotes(_ text: String) -> Int { text.utf8.filter { $0 == UInt8(ascii: "\"") }.count }

  @Test(arguments: ["style", "script"])
  func `raw text cannot end its element`(name: String) {
    let evil = "a < b && c </STYLE></Script ><!-- <script> \" </p>"
    let node = name == "style" ? el("style") { evil } : el("script") { Node.trusted(evil) }
    let expected = #"a < b && c <\/STYLE><\/Script ><\!-- <\script> " </p>"#
    #expect(html(node) == "<\(name)>\(expected)</\(name)>")
  }

  @Test func `a style sheet in a drawing of its own is escaped`() {
    #expect(
      xml(el("style") { ".a > .b { content: '</style>' }" })
        == "<style>.a &gt; .b { content: '&lt;/style&gt;' }</style>")
  }
}

@Suite struct `Elements` {
  @Test(arguments: ContentModel.names.flatMap { group in group.names.map { ($0, group.model) } })
  func `the vocabulary is found by name`(name: String, model: ContentModel) {
    #expect(modelByTable(name) == model)
  }

  /// A `StaticString` cannot be made from a `String`, so each name is written out once.
  private func modelByTable(_ name: String) -> ContentModel? {
    let names: [StaticString] = [
      "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
      "style", "script", "pre", "textarea", "path", "line", "circle", "ellipse", "rect", "polygon",
      "polyline",
      "use", "stop", "image", "animate",
    ]
    return names.first { $0.description == name }.map(ContentModel.init(of:))
  }

  @Test(
    arguments: ["p", "div", "svg", "g", "text", "colgroup", "linearGradient", "b", "title", "td"]
      as [StaticString])
  func `other elements are ordinary`(name: StaticString) {
    #expect(ContentModel(of: name) == .ordinary)
  }

  @Test func `void elements have no end tag and no children`() {
    #expect(html(el("br")) == "<br>")
    #expect(html(el("img", ["src": "a.png", "alt": ""]) { "lost" }) == "<img src=\"a.png\" alt=\"\">")
    #expect(xml(el("br")) == "<br/>")
    #expect(xml(el("link") { "https://example.org" }) == "<link>https://example.org</link>")
  }

  @Test func `shapes close themselves unless they hold something`() {
    #expect(html(el("path", ["d": "M0 0"])) == "<path d=\"M0 0\"/>")
    #expect(html(el("rect") { el("title") { "12" } }) == "<rect><title>12</title></rect>")
    #expect(html(el("g")) == "<g></g>")
    #expect(xml(el("g")) == "<g/>")
  }

  @Test func `attributes keep their order and may be bare or left out`() {
    let none: String? = nil
    let node = Node.element(
      Element("input", [Attribute("disabled", nil), Attribute("value", ""), Attribute("id", "a")]))
    #expect(html(node) == "<input disabled value=\"\" id=\"a\">")
    #expect(xml(node) == "<input disabled=\"\" value=\"\" id=\"a\"/>")
    #expect(html(el("p", ["class": none, "id": "x"])) == "<p id=\"x\"></p>")
  }

  @Test func `a newline at the start of preformatted text survives the parser`() {
    #expect(html(el("pre") { "\ncode" }) == "<pre>\n\ncode</pre>")
    #expect(html(el("pre") { el("code") { "\ncode" } }) == "<pre><code>\ncode</code></pre>")
    #expect(xml(el("pre") { "\ncode" }) == "<pre>\ncode</pre>")
  }

  @Test func `builders take conditions, loops and lists`() {
    let shown = true
    let node = el("ul") {
      if shown { el("li") { "first" } }
      for index in 1...2 { el("li") { String(index) } }
      [Node.text("a"), .fragment([.text("b"), .trusted("<i>c</i>")])]
    }
    #expect(html(node) == "<ul><li>first</li><li>1</li><li>2</li>ab<i>c</i></ul>")
  }
}

@Suite struct `Documents` {
  private let drawing = el("svg", ["viewBox": "0 0 10 10"]) {
    el("title") { "A < B" }
    el("g") {
      Node.fragment([el("path", ["d": "M0 0"]), el("circle", ["r": "1"])])
      el("text") {
        "12 "
        el("tspan") { "%" }
      }
    }
  }

  @Test func `a drawing of its own is XML with a namespace`() {
    let written = String(
      decoding: Serializer.document(drawing, as: .xml, isIndented: true), as: UTF8.self)
    #expect(
      written == """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
          <title>A &lt; B</title>
          <g>
            <path d="M0 0"/>
            <circle r="1"/>
            <text>12 <tspan>%</tspan></text>
          </g>
        </svg>

        """)
  }

  @Test func `a namespace that is there stays`() {
    let written = Serializer.document(el("svg", ["xmlns": "urn:x"]), as: .xml)
    #expect(
      String(decoding: written, as: UTF8.self)
        == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"urn:x\"/>\n")
  }

  @Test func `a page begins with its document type`() {
    let written = Serializer.document(el("html", ["lang": "en"]))
    #expect(String(decoding: written, as: UTF8.self) == "<!doctype html>\n<html lang=\"en\"></html>\n")
  }

  @Test func `indentation changes only spaces between tags`() {
    let plain = xml(drawing)
    let indented = xml(drawing, isIndented: true)
    #expect(indented != plain)
    #expect(indented.split(separator: "\n").map { $0.drop { $0 == " " } }.joined() == plain)
  }

  @Test func `a serializer writes one node after another`() {
    var serializer = Serializer()
    serializer.write(.text("a"))
    serializer.write(el("b"))
    #expect(serializer.bytes == Array("a<b></b>".utf8))
  }
}

@Suite struct `Queries` {
  private let tree = el("main", ["id": "top"]) {
    el("h1", ["id": "title"]) { "Rent" }
    Node.fragment([el("p", ["hidden": ""]) { "Up " }, .trusted("<b>x</b>")])
    el("p", ["id": "title"]) { "12 %" }
  }

  @Test func `elements are found in document order`() {
    #expect(tree.elements.map(\.name.description) == ["main", "h1", "p", "p"])
    #expect(tree.first("p")?["hidden"] == "")
    #expect(tree.first { $0["id"] == "title" }?.plainText == "Rent")
    #expect(tree.all { $0.name.description == "p" }.count == 2)
    #expect(tree.first("table") == nil)
  }

  @Test func `ids are listed with their repeats`() { #expect(tree.ids == ["top", "title", "title"]) }

  @Test func `plain text leaves out tags and trusted markup`() { #expect(tree.plainText == "RentUp 12 %") }
}
