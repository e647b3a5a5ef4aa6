import Foundation
import Notation
import TestSupport
import Testing

@testable import Catalog
import Markup
@testable import Pages

extension Fixture {
  static func scope(_ language: String) throws -> Scope {
    Scope(index: try SiteIndex(input), language: try Fixture.language(language), route: .home)
  }
}

@Suite("The frame of a page")
struct FrameTests {
  @Test(
    "has links that lead from any depth to any other",
    arguments: [
      ("index.html", "about/index.html", "about/index.html"),
      ("about/index.html", "index.html", "../index.html"),
      ("es/places/n/a/index.html", "index.html", "../../../../index.html"),
      ("places/n/a/index.html", "places/n/b/index.html", "../b/index.html"),
      ("data/index.html", "data/index.html", "index.html"),
    ])
  func links(from: String, to: String, expected: String) {
    #expect(Links.relative(from: from, to: to) == expected)
  }

  @Test("fills the shell's slots")
  func shell() throws {
    let text = "{{ title }}{{ head }}{{ language }}{{ direction }}{{ header }}<m>{{ main }}</m>{{ footer }}"
    let nodes = try Shell(text).nodes { slot in
      slot == .title ? [.text("T")] : slot == .main ? [.text("M")] : []
    }
    let bytes = Serializer.bytes(of: .fragment(nodes))
    #expect(String(decoding: bytes, as: UTF8.self) == "T<m>M</m>")
  }

  @Test("refuses a shell with an unknown slot or without a needed one, and says where")
  func shellFaults() {
    let unknown = #expect(throws: Diagnostic.self) { try Shell("<p>\n {{ titel }}") }
    #expect(
      unknown?.code.id == "unknown-slot" && unknown?.location?.line == 2 && unknown?.location?.column == 2)
    let missing = #expect(throws: Diagnostic.self) { try Shell("{{ title }}") }
    #expect(missing?.code.id == "missing-slot" && missing?.fix != nil)
  }

  @Test("refuses a site whose language has no file")
  func languageFault() throws {
    var input = try Fixture.input
    input.languages.removeLast()
    let fault = #expect(throws: Diagnostic.self) { try plan(input) }
    #expect(fault?.code.id == "missing-language")
  }

  @Test("carries only the sections of the sheet that it needs, and those it does not know")
  func theme() {
    let theme = Theme("/* note */ /* == base == all */a{}\n/* == map == */b{}\n/* == mine == */c{}")
    #expect(theme.css(["base"]) == "a{}\nc{}")
    #expect(theme.css(["base", "map"]) == "a{}\nb{}\nc{}")
    #expect(Theme("a{}").css([]) == "a{}")
  }

  @Test("finds a document's name and language in its path")
  func documents() {
    let document = ContentDocument(path: "topics/housing.es.md", title: nil, body: [])
    #expect(document.name == "topics/housing" && document.language == "es")
    #expect(ContentDocument(path: "methods.md", title: nil, body: []).language == nil)
  }

  @Test("warns of a text without a translation, once for each language")
  func translations() throws {
    #expect(try plan(Fixture.input).diagnostics.map(\.description) == [])
    var input = try Fixture.input
    input.edition.indicators[0].title = LocalizedText("Renters")
    let diagnostics = try plan(input).diagnostics
    #expect(diagnostics.map(\.code.id) == ["untranslated"] && diagnostics[0].severity == .warning)
  }

  @Test("passes the escaper only with the sheet and the scripts")
  func trusted() throws {
    let folder = Checkout.root.appendingPathComponent("Sources/Pages")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap {
      $0 as? URL
    }
    let uses = try (all ?? []).filter { $0.pathExtension == "swift" }.flatMap { url in
      try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { $0.contains(".trusted(") }
        .map { _ in url.lastPathComponent }
    }
    #expect(uses.sorted() == ["EmbedScript.swift", "Page.swift", "Page.swift"])
  }

  @Test("has a list of kinds with distinct ids and a summary each")
  func kinds() {
    #expect(Set(PageKind.all.map(\.id)).count == PageKind.all.count)
    #expect(PageKind.all.allSatisfy { !$0.summary.isEmpty })
  }

  @Test("has a story for each of its diagnostics")
  func stories() {
    #expect(DiagnosticCode.pages.allSatisfy { $0.story.count > 80 })
    #expect(Set(DiagnosticCode.pages.map(\.id)).count == DiagnosticCode.pages.count)
  }
}

@Suite("Downloads")
struct DownloadTests {
  let site: Rendered

  init() throws { site = try Rendered.site.get() }

  @Test("are CSV with a byte order mark, CRLF, and a row for each cell")
  func csv() throws {
    let files = try plan(Fixture.input).files
    let file = try #require(files.first { $0.path == "indicators/rent/data.csv" })
    #expect(Array(file.render().prefix(3)) == [0xEF, 0xBB, 0xBF])
    let lines = site["indicators/rent/data.csv"].split(separator: "\r\n")
    // Six places and the city, three periods, and three age groups of the city in the latest.
    #expect(lines.count == 1 + 7 * 3 + 3)
    #expect(
      lines[1]
        == "Sixtown,city,2007/2011,42.000,41.100,42.900,0.900,,,% of renter households,published,good,,city,,"
    )
  }

  @Test("quote what needs it and disarm what a spreadsheet would run")
  func safety() {
    #expect(CSVDownload.safe("=1+1") == "'=1+1" && CSVDownload.safe("Alder") == "Alder")
    #expect(site["indicators/rent/data.csv"].contains("Elm “Row”"))
  }

  @Test("write periods as ISO 8601")
  func periods() throws {
    for (text, iso) in [
      ("2012", "2012"), ("2008-2012", "2008/2012"), ("2012-03", "2012-03"), ("2012-Q2", "2012-04/2012-06"),
    ] {
      #expect(DownloadRows.iso(try #require(Period(text))) == iso)
    }
  }

  @Test("are JSON with the same cells and where they came from")
  func json() throws {
    let object = try JSONSerialization.jsonObject(with: Data(site["indicators/rent/data.json"].utf8))
    let members = try #require(object as? [String: Any])
    let cells = try #require(members["cells"] as? [[String: Any]])
    #expect(cells.count == 7 * 3 + 3)
    let hidden = cells.filter { $0["status"] as? String == "suppressed" }
    #expect(
      hidden.count == 3 && hidden.allSatisfy { $0["value"] == nil && $0["n"] == nil && $0["note"] != nil })
    let feed = try #require(members["feed"] as? [String: Any])
    let snapshots = try #require(feed["snapshots"] as? [[String: Any]])
    #expect(snapshots.first?["sha256"] as? String == String(repeating: "a1", count: 32))
  }
}
