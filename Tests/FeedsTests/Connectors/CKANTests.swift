import Catalog
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("CKAN")
struct CKANTests {
  private static let dataset = "https://data.example/en/dataset/requests"

  private static let package = """
    {"success":true,"result":{"title":"Requests","resources":[
      {"id":"r-1","name":"Table","format":"CSV","url":"https://data.example/f/a.csv","datastore_active":true},
      {"id":"r-2","name":"Shapes","format":".GeoJSON","url":"https://files.example/b.geojson"}]}}
    """

  private static func part(_ options: [String: String]) -> FeedSource.Part {
    FeedSource.Part("ckan", dataset, options.mapValues { .text($0) })
  }

  /// A portal of five rows; `keyset` as versions from 2.12.
  private static func portal(_ request: FetchRequest, keyset: Bool, dump: FetchAnswer? = nil) -> FetchAnswer {
    let address = WebAddress(request.address)
    if request.address.contains("/en/api/") { return FetchAnswer("<html>no", status: 404) }
    if request.address.contains("package_show") { return FetchAnswer(package) }
    if request.address.contains("/dump/") { return dump ?? FetchAnswer("_id,n\n1,a\n2,b\n3,c\n4,d\n5,e\n") }
    let limit = Int(address?.item("limit") ?? "") ?? 0
    let after = address?.item("filters").flatMap { Int($0.filter(\.isNumber)) }
    let start = after ?? Int(address?.item("offset") ?? "") ?? 0
    let rows = (0..<5).dropFirst(start).prefix(min(limit, 2)).map { "{\"_id\":\($0 + 1),\"n\":\"x\"}" }
    let extra = keyset ? "\"include_next_page\":false," : ""
    return FetchAnswer(
      "{\"success\":true,\"result\":{\(extra)\"fields\":[{\"id\":\"_id\"},{\"id\":\"n\"}],"
        + "\"total\":\(5 - (after ?? 0)),\"records\":[\(rows.joined(separator: ","))]}}")
  }

  @Test(
    "The data store comes page by page, behind the last key where the portal can, else by offset",
    arguments: [true, false])
  func pages(keyset: Bool) throws {
    let part = Self.part(["resource": "table", "read": "datastore"])
    let talk = try Conversation(part) { Self.portal($0, keyset: keyset) }
    #expect(try talk.read(part) == "_id,n\n1,x\n2,x\n3,x\n4,x\n5,x\n")
    let last = try #require(WebAddress(talk.requests.last?.address ?? ""))
    #expect(last.item("filters") == (keyset ? "{\"_id\":{\"gt\":4}}" : nil))
    #expect(last.item("offset") == (keyset ? nil : "4"))
    #expect(
      talk.requests[0].address.contains("/en/api/3") && talk.requests[1].address.contains("example/api/3"))
  }

  @Test("A table is read from its dump and counted; where there is none, from the data store")
  func dump() throws {
    let part = Self.part(["resource": "csv"])
    let talk = try Conversation(part) { Self.portal($0, keyset: true) }
    #expect(talk.pages.map(\.name) == ["count.json", "dump.csv"])
    #expect(try talk.read(part) == "_id,n\n1,a\n2,b\n3,c\n4,d\n5,e\n")
    let cut = try Conversation(part) { Self.portal($0, keyset: true, dump: FetchAnswer("_id,n\n1,a\n")) }
    #expect(throws: Diagnostic.self) { try cut.read(part) }
    let none = try Conversation(part) {
      Self.portal($0, keyset: true, dump: FetchAnswer("<html>", status: 404))
    }
    #expect(try none.read(part) == "_id,n\n1,x\n2,x\n3,x\n4,x\n5,x\n" && none.state.notes.count == 1)
  }

  @Test("A file elsewhere is the snapshot, and does not see the portal's key")
  func file() throws {
    for (options, address, secrets) in [
      (["resource": "geojson"], "https://files.example/b.geojson", 0),
      (["resource": "r-1", "read": "file"], "https://data.example/f/a.csv", 1),
    ] {
      let part = Self.part(options.merging(["tokenFrom": "KEY"]) { first, _ in first })
      let talk = try Conversation(part) {
        $0.keeping == .whole ? FetchAnswer("a\n1\n") : Self.portal($0, keyset: true)
      }
      #expect(talk.requests.last?.address == address && talk.requests.last?.secrets.count == secrets)
      #expect(talk.pages.map(\.name) == ["whole"])
    }
  }

  @Test("Several resources are listed, an unknown one too", arguments: [[:], ["resource": "nope"]])
  func choice(options: [String: String]) throws {
    let refusal = #expect(throws: Refusal.self) {
      try Conversation(Self.part(options)) { Self.portal($0, keyset: true) }
    }
    #expect(refusal?.message.contains("“Table” (csv, r-1), “Shapes” (geojson, r-2)") == true)
  }

  @Test(
    "Pasted addresses are known",
    arguments: [
      ("https://c.example/dataset/x", "https://c.example/dataset/x", nil),
      ("https://c.example/fr/dataset/x/resource/r-1", "https://c.example/fr/dataset/x", "r-1"),
      ("https://c.example/api/3/action/package_show?id=x", "https://c.example/dataset/x", nil),
      ("https://c.example/datastore/dump/r-1?bom=true", "https://c.example/datastore/dump/r-1", nil),
    ] as [(String, String, String?)])
  func recognised(pasted: String, address: String, resource: String?) throws {
    let source = try #require(Connector.recognise(pasted))
    #expect(source.dialect == "ckan" && source.address == address && source.text("resource") == resource)
    #expect(try Connector.plan(for: FeedSource.Part(source)) != nil)
  }

  @Test(
    "Recorded answers are read, recorded errors told",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.reason)))
  func recorded() throws {
    for folder in ["responses", "responses-2.10"] {
      let answer = try RecordedServer.answer("ckan/\(folder)/06_datastore_search.json")
      let read = try Conversation.read([.init("rows-0001.json", answer.text)], Self.part([:]))
      let rows = try Conversation.rows(read)
      #expect(rows.count == 2 && rows[0]["zip"]?.count == 5 && rows[0]["service_code"] == "POTHOLE")
    }
    for (name, words) in [
      ("02_package_show_404", "Not found"), ("10_datastore_404", "was not found"),
      ("11_datastore_badfield", "nosuch"), ("12_bad_action", "Action name not known"),
      ("09_datastore_sql_error", "does not exist"),
    ] {
      let answer = try RecordedServer.answer("ckan/responses/\(name).json")
      let part = FeedSource.Part("ckan", "https://data.example/dataset/x")
      let refusal = #expect(throws: Refusal.self) { try Conversation(part) { _ in answer } }
      #expect(refusal?.message.contains(words) == true, "\(name): \(refusal?.message ?? "")")
    }
  }
}
