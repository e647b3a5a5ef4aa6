import Catalog
import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A pasted address is known by its pattern, then by what it answers")
struct InspectionPortalTests {
  private static let now = "2026-11-28T00:00:00Z"

  /// Answers by the end of an address; 404 to all else.
  private static func portal(_ answers: [String: String]) -> Transport {
    Transport { request, file throws(Diagnostic) in
      let path = request.address.split(separator: "?").first.map(String.init) ?? ""
      let query = request.address.removingPercentEncoding ?? ""
      let found = answers.first {
        path.hasSuffix($0.key) || $0.key.hasPrefix("?") && query.contains($0.key.dropFirst())
      }
      let body = Array((found?.value ?? "<html>not here</html>").utf8)
      try Disk.create(body, at: file.path)
      return .answer(
        FetchAnswer(status: found == nil ? 404 : 200, bytes: body.count, head: Array(body.prefix(512))))
    }
  }

  @Test(
    "patterns",
    arguments: [
      ("https://data.city.gov/d/abcd-1234", "socrata"),
      ("https://data.city.gov/Health/Asthma-by-tract/abcd-1234/about_data", "socrata"),
      ("https://data.city.gov/resource/abcd-1234.json?$limit=5", "socrata"),
      ("https://services.arcgis.com/x/arcgis/rest/services/Requests/FeatureServer/0", "arcgis"),
      ("https://gis.city.gov/arcgis/rest/services/Public/MapServer/12", "arcgis"),
      ("https://data.city.fr/explore/dataset/velib/table/", "opendatasoft"),
      ("https://city.gov/open311/v2/requests.json", "open311"),
      ("https://docs.google.com/spreadsheets/d/1a2b3c4d5e6f7g8h9i0j/edit#gid=0", "sheets"),
    ])
  func patterns(address: String, dialect: String) throws {
    guard case .web(.dialect(let source)) = try InspectedSource(address) else {
      Issue.record("“\(address)” was not recognised")
      return
    }
    #expect(source.dialect == dialect)
  }

  @Test("any other address is a file to download")
  func plain() throws {
    #expect(try InspectedSource(" https://city.gov/a.csv\n") == .web(.url("https://city.gov/a.csv")))
  }

  @Test(
    "slips are told with the right spelling",
    arguments: [
      ("htps://data.city.gov/d/abcd-1234", "write https://data.city.gov/d/abcd-1234"),
      ("https:/data.city.gov/a.csv", "copy the whole address"),
      ("ftp://city.gov/a.csv", "download the file yourself"),
      ("data.city.gov/d/abcd-1234", "write https://data.city.gov/d/abcd-1234 if it is an address"),
      ("nowhere.csv", "correct the path"), ("https://", "copy the whole address"),
      ("", "paste an address"), ("  \n", "paste an address"),
      ("https//data.city.gov/a.csv", "write https://data.city.gov/a.csv"),
      ("https:data.city.gov/a.csv", "write https://data.city.gov/a.csv"),
      ("http:\\\\data.city.gov\\a.csv", "write http://data.city.gov/a.csv"),
      ("localhost:8001/requests/requests", "write https://localhost:8001/requests/requests if"),
      ("www.city.gov", "write https://www.city.gov if"), ("s3://bucket/a.csv", "download the file yourself"),
      ("https://data city.gov/a.csv", "copy the whole address"),
      ("https://data.city.gov:80x/a.csv", "copy the whole address"), ("https://???/a.csv", "copy the whole"),
      ("abcd-1234", "an id needs its portal: write https://data.city.gov/d/abcd-1234"),
      ("file:///no/such/a.csv", "correct the path"),
    ])
  func slips(text: String, fix: String) throws {
    let problem = try #require(throws: Diagnostic.self) { try InspectedSource(text) }
    #expect(problem.code == .notAnAddress)
    #expect(problem.fix?.hasPrefix(fix) == true, "\(problem)")
  }

  @Test(
    "what is pasted around an address and into it is taken off",
    arguments: [
      "<https://city.gov/a b.csv>", "\"https://city.gov/a b.csv\"", " “https://city.gov/a b.csv”\t",
      "https://city.gov/a%20b.csv#page=2", "(`https://city.gov/a%20b.csv`)", "HTTPS://city.gov/a b.csv",
    ])
  func wrapped(text: String) throws {
    let expected = text.hasPrefix("HTTPS") ? "HTTPS" : "https"
    #expect(try InspectedSource(text) == .web(.url("\(expected)://city.gov/a%20b.csv")))
  }

  @Test("the address of a file on this machine is its path")
  func local() throws {
    try Scratch.folder { folder in
      let file = folder.appendingPathComponent("a b.csv")
      try Scratch.write("a\n1\n", to: file)
      let address = "file://" + file.path.replacing(" ", with: "%20")
      guard case .file(let found) = try InspectedSource(address) else {
        Issue.record("“\(address)” is no file")
        return
      }
      #expect(found.path == file.path)
    }
  }

  private static let view = """
    {"name": "Street trees", "attribution": "City of Alder", "description": "<p>Each <b>tree</b>.</p>",
     "license": {"name": "CC0"}, "viewType": "tabular",
     "columns": [{"fieldName": "tree", "dataTypeName": "text"}, {"fieldName": "planted", "dataTypeName": "calendar_date"},
                 {"fieldName": "area", "dataTypeName": "text"}]}
    """

  @Test("a Socrata page becomes a draft with the portal's own title, publisher and licence")
  func socrata() throws {
    let rows = (1...6).map { "row-\($0),t\($0),2024-0\($0)-15T00:00:00.000,\($0)" }.joined(separator: "\n")
    let transport = Self.portal([
      "/api/views/abcd-1234.json": Self.view, "?count(*)": "[{\"count\":\"6\"}]",
      "?$order=:id": "\":id\",\"tree\",\"planted\",\"area\"\n\(rows)\n",
    ])
    let inspection = try Scratch.folder { folder in
      let root = folder.appendingPathComponent("town", isDirectory: true)
      try FixtureProject.write(to: root)
      let workspace = try Workspace(root: root)
      return try InspectOperation(
        "https://data.city.gov/Nature/Street-trees/abcd-1234", in: workspace, transport: transport,
        secrets: Secrets([:]), now: Self.now
      ).run(id: "trees")
    }
    let feed = inspection.draft.definition
    #expect(feed.title.text(in: "") == "Street trees")
    #expect((feed.publisher, feed.licence) == ("City of Alder", "CC0"))
    #expect(feed.note?.text(in: "") == "Each tree.")
    #expect(inspection.draft.blanks == [])
    #expect(inspection.guesses.period == TableGuesses.Period(column: "planted", every: "month"))
    #expect(inspection.draftText.contains("source: { socrata: \"https://data.city.gov/d/abcd-1234\" }"))
  }

  private static let page = "<!DOCTYPE html><html><head><title>Data</title></head></html>"

  @Test(
    "a web page is asked which portal it is of; a mere 200 proves nothing",
    arguments: [
      (["/welcome": page, "/status_show": "{\"result\": {\"ckan_version\": \"2.10\"}}"], "CKAN"),
      (["/welcome": page, "/api/catalog/v1": "{\"results\": [], \"resultSetSize\": 3}"], "Socrata"),
      (["/welcome": page, "/data.json": "{\"dataset\": []}"], "DCAT"),
      (["/welcome": page, "/status_show": page, "/data.json": "{}"], "web page"),
    ])
  func probes(answers: [String: String], word: String) throws {
    let problem = try #require(throws: Diagnostic.self) {
      try InspectOperation(
        "https://data.city.gov/welcome", in: nil, transport: Self.portal(answers), secrets: Secrets([:]),
        now: Self.now
      ).run()
    }
    #expect(problem.code == .notATable)
    #expect(problem.message.contains(word), "\(problem)")
    #expect(problem.fix?.isEmpty == false)
  }

  @Test("an address that answers 404 cannot be had")
  func gone() throws {
    let problem = try #require(throws: Diagnostic.self) {
      try InspectOperation(
        "https://city.gov/a.csv", in: nil, transport: Self.portal([:]), secrets: Secrets([:]), now: Self.now
      ).run()
    }
    #expect(problem.code == .fetchFailed)
  }
}
