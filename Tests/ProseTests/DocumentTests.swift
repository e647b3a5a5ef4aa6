import Markup
import Notation
import TestSupport
import Testing

@testable import Prose

@Suite struct `Documents` {
  @Test(arguments: [
    "---\ntitle: \"Rent: a primer\"\ntags: [housing, 'low income']\n# note\norder: 3\n---\nText",
    "---\n{\n  title: \"Rent: a primer\",\n  tags: [\"housing\", \"low income\"],\n  // note\n  order: 3,\n}\n---\nText",
    "{\n  \"title\": 'Rent: a primer',\n  tags: ['housing', 'low income'],\n  order: 3\n}\nText",
  ])
  func `front matter is read in each of its forms`(text: String) {
    let (document, diagnostics) = Document.parse(text, path: "a.md")
    #expect(diagnostics == [])
    #expect(document.frontMatter["title"] == "Rent: a primer")
    #expect(document.frontMatter.list("tags") == ["housing", "low income"])
    #expect(document.frontMatter.list("order") == ["3"])
    #expect(document.frontMatter["tags"] == nil && document.frontMatter["absent"] == nil)
    #expect(document.plainText == "Text")
  }

  @Test func `front matter that is wrong is reported where it stands`() {
    let (document, diagnostics) = Document.parse("---\ntitle: A\nnonsense\ntitle: B\n---\n<b>", path: "a.md")
    #expect(document.frontMatter["title"] == "A")
    #expect(diagnostics.map { $0.location?.line } == [3, 4, 6])
    #expect(diagnostics.allSatisfy { $0.fix != nil && $0.severity == .warning })
    #expect(codes("---\ntitle: A\n\nText") == ["front-matter"])
    #expect(codes("Text\n\n---\na: b\n---") == [])
  }

  @Test func `embeds are found and resolved`() throws {
    let text = "# A\n\n{{ chart rent-burden trend }}\n\n> {{map rent-burden}}\n\ninline {{ chart x }} stays"
    let (document, diagnostics) = Document.parse(text, path: "a.md")
    #expect(diagnostics.map(\.code.id) == [])
    #expect(document.embeds.map(\.name) == ["chart", "map"])
    let first = try #require(document.embeds.first)
    #expect(first.arguments == ["rent-burden", "trend"])
    #expect(first.location == SourceLocation(path: "a.md", line: 3))
    let nodes = document.render(headingOffset: 1) { embed in
      [el("figure") { embed.arguments.joined(separator: " ") }]
    }
    #expect(
      String(decoding: Serializer.bytes(of: .fragment(nodes)), as: UTF8.self)
        == "<h2 id=\"a\">A</h2><figure>rent-burden trend</figure><blockquote><figure>rent-burden</figure></blockquote>"
        + "<p>inline {{ chart x }} stays</p>")
  }

  @Test(arguments: ["{{ }}", "{{ chart", "chart }}", "{{ a }} {{ b }}", "{{ chart\nx }}"])
  func `an embed that is not one is shown and reported`(text: String) {
    #expect(codes(text) == ["malformed-embed"])
    #expect(page(text).hasPrefix("<p>"))
  }

  @Test func `headings get ids of their own and move by the offset`() {
    let text = "# Où vivre?\n## Où vivre?\n# العربية 2\n# Don’t *move*\n###### Deep"
    #expect(
      page(text, headingOffset: 2)
        == "<h3 id=\"où-vivre\">Où vivre?</h3><h4 id=\"où-vivre-2\">Où vivre?</h4><h3 id=\"العربية-2\">العربية 2</h3>"
        + "<h3 id=\"dont-move\">Don’t <em>move</em></h3><h6 id=\"deep\">Deep</h6>")
    #expect(Document.parse(text, path: "a").document.headings.map(\.level) == [1, 2, 1, 1, 6])
  }

  @Test func `plain text is the words alone`() {
    let text =
      "# A *b*\n\nc `d`\n[e](/f) ![g](h)\n\n- i\n- j\n\n| k | l |\n|---|---|\n| m | n |\n\n{{ chart x }}\n"
    #expect(
      Document.parse(text, path: "a").document.plainText == "A b\n\nc d e g\n\ni\nj\n\nk\tl\nm\tn")
  }

  @Test func `bytes that are not UTF-8 are replaced`() {
    let document = Document.parse(bytes: [0x61, 0xFF, 0x62], path: "a.md").document
    #expect(document.plainText == "a\u{FFFD}b")
  }

  @Test func `warnings name the line of the file`() {
    let text = "---\ntitle: A\n---\n\nfirst\nsecond <b>\n\n- item\n  [x](javascript:y)\n"
    let locations = Document.parse(text, path: "a.md").diagnostics.compactMap(\.location)
    #expect(locations == [SourceLocation(path: "a.md", line: 6), SourceLocation(path: "a.md", line: 9)])
  }

  @Test func `every code tells a story`() {
    let all = DiagnosticCode.Prose.all
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(all.allSatisfy { $0.story.count > 100 })
  }
}

@Suite struct `Hostile texts` {
  private static let size = 10_000
  private static func many(_ part: String) -> String { String(repeating: part, count: size) }

  @Test(arguments: [
    many(">"), many("> "), many("- "), many("1. "), many("["), many("!["), many("]"), many("*"), many("_a"),
    many("*a **a "), many("a**b"), many("*a_ "), many("[a]("), many("[a](<b"), many("![a]("),
    many("![[a](b)"), many("[a][b"),
    many("`a``"),
    many("<"), many("<a "), many("<!--"), many("<?"), many("<![CDATA["), many("<!A "), many("&"), many("\\"),
    many("|"),
    many("[a]: "), many("[a]: b\n"), many("- a\n"), many("#\n"), many("\t"), many("(") + many(")"),
    many("[") + many("]"), many("*") + "a" + many("*"), many("![") + "a" + many("](b)"),
    many("[") + "a" + many("](b)"),
    "| a |\n|---|\n" + many("|\n"), many("> a\n\n"), many("<a@b.c"), many("<x:y"), many("```\n"),
    many("a\n    "),
    (0..<300).map { String(repeating: "`", count: $0) + "a" }.joined(),
    (0..<200).map { String(repeating: " ", count: $0 * 2) + "- a\n" }.joined(),
  ])
  func `neither overflow the stack nor take for ever`(text: String) {
    let (document, _) = Document.parse(text, path: "a.md")
    #expect(deepest(document.blocks) <= Document.nestingLimit + 1)
    #expect(!Serializer.bytes(of: .fragment(document.render())).isEmpty || document.plainText.isEmpty)
  }

  private func deepest(_ blocks: [Block]) -> Int {
    blocks.map { block in
      switch block {
      case .quote(let inner): 1 + deepest(inner)
      case .list(let list): 1 + (list.items.map(deepest).max() ?? 0)
      default: 1
      }
    }.max() ?? 0
  }

  @Test(arguments: 1...150)
  func `random marks never become markup`(seed: Int) {
    var random = Seeded(UInt64(seed))
    let alphabet = [
      "*", "_", "`", "[", "]", "(", ")", "<", ">", "!", "\\", "&", ";", "\n", " ", "    ", "a", "é", "-", "#",
      "|", "~~~", "{{", "}}", "<script>", "javascript:", "\t", "1.", ":", "/", "\"", "=",
    ]
    let text = (0..<120).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }.joined()
    let (document, diagnostics) = Document.parse(text, path: "a.md")
    let tree = Node.fragment(document.render())
    let allowed: Set<String> = [
      "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br",
      "em", "strong",
      "a", "img", "table", "thead", "tbody", "tr", "th", "td",
    ]
    #expect(tree.elements.allSatisfy { allowed.contains($0.name.description) })
    #expect(tree.elements.compactMap { $0["href"] }.allSatisfy { AddressKind($0) != .unsafe })
    #expect(tree.elements.compactMap { $0["src"] }.allSatisfy { AddressKind($0) == .relative })
    #expect(diagnostics == Document.parse(text, path: "a.md").diagnostics)
  }
}
