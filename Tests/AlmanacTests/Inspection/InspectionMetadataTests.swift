import Catalog
import Feeds
import Formats
import Testing

@testable import Almanac

@Suite("What portals say of a data set and its columns")
struct InspectionMetadataTests {
  private func metadata(_ text: String, _ source: DialectSource? = nil) throws -> PortalMetadata {
    PortalMetadata([try JSONReader.value(of: Array(text.utf8), named: "answer")], of: source)
  }

  @Test(
    "a column's name and description, in each portal's own form",
    arguments: [
      #"{"columns": [{"fieldName": "cnt", "name": "Count of units", "description": "In <b>use</b>"}]}"#,
      #"{"fields": [{"name": "cnt", "alias": "Count of units", "description": "In use"}]}"#,
      #"{"fields": [{"name": "cnt", "label": "Count of units", "description": "<p>In use</p>"}]}"#,
      #"{"success": true, "result": {"fields": [{"id": "cnt", "info": {"label": "Count of units", "notes": "In use"}}]}}"#,
      #"{"resources": [{"schema": {"fields": [{"name": "cnt", "title": "Count of units", "description": "In use"}]}}]}"#,
    ])
  func columns(text: String) throws {
    #expect(try metadata(text).columns["cnt"] == ColumnNote(label: "Count of units", description: "In use"))
  }

  @Test(
    "beside a column stands only what its own name does not say",
    arguments: [
      (ColumnNote(label: "Land Acres", description: "land_acres"), nil),
      (ColumnNote(label: "Area", description: nil), "Area"),
      (ColumnNote(label: "Area", description: "In acres"), "Area: In acres"),
      (ColumnNote(label: "Area", description: "area"), "Area"),
      (ColumnNote(label: nil, description: nil), nil),
    ] as [(ColumnNote, String?)])
  func said(note: ColumnNote, line: String?) {
    #expect(note.text(besides: "LAND_ACRES") == line)
  }

  @Test("a long description is cut")
  func long() throws {
    let line = try #require(
      ColumnNote(label: nil, description: String(repeating: "word ", count: 100)).text(besides: "a"))
    #expect(line.count == 160 && line.hasSuffix("…"))
  }

  @Test("of a catalogue the data set that is meant speaks, and never the catalogue")
  func catalogue() throws {
    let text = """
      {"title": "All", "dataset": [{"identifier": "a", "title": "First"}, {"identifier": "b", "title": "Second",
        "publisher": {"name": "The office"}, "license": "https://creativecommons.org/publicdomain/zero/1.0/"}]}
      """
    let source = DialectSource("dcat", "https://x.example/data.json", options: ["dataset": .text("B")])
    let found = try metadata(text, source)
    #expect((found.title, found.publisher) == ("Second", "The office"))
    #expect(found.licence == "https://creativecommons.org/publicdomain/zero/1.0/")
    let none = DialectSource("dcat", "https://x.example/data.json", options: ["dataset": .text("c")])
    #expect(try metadata(text, none) == PortalMetadata())
  }

  @Test(
    "HTML becomes words",
    arguments: [
      ("<p>Each <b>tree</b>.</p><p>All&nbsp;of them</p>", "Each tree. All of them"), ("a &lt; b", "a < b"),
      ("<br/>", nil), ("1 < 2", "1 < 2"),
    ] as [(String, String?)])
  func plain(text: String, words: String?) {
    #expect(PlainText.of(text) == words)
  }

  @Test("a page's links to data are made whole, each once, in the page's order")
  func links() {
    let page = PageLinks(
      """
      <html><head><TITLE lang="en">Open  data</TITLE></head><a HREF="b.CSV?x=1&amp;y=2">B</a><a href='/a.xlsx'>A</a>
      <a href="/a.xlsx">A</a><a href="style.css">S</a><a href="https://other.example/c.zip#top">C</a>
      """, at: .init("https://city.example/data/index.html"))
    #expect(page.title == "Open data")
    #expect(!page.wantsPassword)
    #expect(
      page.data == [
        "https://city.example/data/b.CSV?x=1&y=2", "https://city.example/a.xlsx",
        "https://other.example/c.zip",
      ])
  }
}
