import Catalog
import Foundation
import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("Socrata")
struct SocrataTests {
  private static let part = FeedSource.Part("socrata", "https://data.example.gov/d/abcd-1234")

  /// A small portal: `rows` rows with the columns a and b, never more than 1,000 at a time.
  private static func portal(_ rows: Int, announced: Int? = nil, view: String = "{\"columns\":[]}")
    -> Conversation.Responder
  {
    { request in
      let address = try #require(WebAddress(request.address))
      if request.page == "view.json" { return FetchAnswer(view) }
      if request.page.isEmpty { return FetchAnswer("[{\"count\":\"\(announced ?? rows)\"}]") }
      let offset = address.item("$offset").flatMap(Int.init) ?? 0
      let limit = min(1000, try #require(address.item("$limit").flatMap(Int.init)))
      var text = "\":id\",\"a\",\"b\"\n"
      for row in offset..<max(offset, min(rows, offset + limit)) {
        text += "\"row-\(row)\",\"\(row)\",\"x\"\n"
      }
      return FetchAnswer(text)
    }
  }

  @Test(
    "Rows come in pages in the order of their id, after description and count, and a short page is not the end"
  )
  func paging() throws {
    let talk = try Conversation(Self.part, answer: Self.portal(2_001))
    #expect(talk.pages.map(\.name) == ["view.json", "rows-0001.csv", "rows-0002.csv", "rows-0003.csv"])
    #expect(talk.state.rows == 2_001 && talk.state.announced == 2_001)
    let last = try #require(talk.requests.last)
    #expect(
      last.address
        == "https://data.example.gov/resource/abcd-1234.csv?$select=:id,%20*&$order=:id&$limit=50000&$offset=2000"
    )
    let rows = try Conversation.rows(try talk.read(Self.part))
    #expect(rows.count == 2_001)
    #expect(rows.enumerated().allSatisfy { $1 == ["a": String($0), "b": "x"] })
  }

  @Test("A condition and columns are sent with every mark kept, the token by its variable's name")
  func options() throws {
    let part = FeedSource.Part(
      "socrata", "https://data.example.gov/d/abcd-1234",
      ["where": .text("a = 'A+B & c'"), "select": .texts(["a", "b"]), "tokenFrom": .text("TOKEN")])
    let talk = try Conversation(part, answer: Self.portal(2))
    for request in talk.requests.dropFirst() {
      #expect(WebAddress(request.address)?.item("$where") == "a = 'A+B & c'")
      #expect(!request.address.contains("+"))
    }
    #expect(WebAddress(talk.requests[2].address)?.item("$select") == ":id, a, b")
    #expect(
      talk.requests.allSatisfy { $0.secrets == [.init(.header("X-App-Token", before: ""), from: "TOKEN")] })
  }

  @Test("Rows that do not come, come twice or come without end are a failure")
  func guards() throws {
    let short = #expect(throws: Refusal.self) {
      try Conversation(Self.part, answer: Self.portal(9, announced: 10))
    }
    #expect(short?.message == "the portal announced 10 rows and delivered 9")
    let deaf = Self.portal(1_000, announced: 3_000)
    let same = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { request in
        let plain = request.address.replacing(/&\$offset=\d+/, with: "")
        var asked = FetchRequest(.url(plain), keeping: request.keeping)
        asked.wantsBody = true
        return try deaf(asked)
      }
    }
    #expect(same?.message.contains("same rows again") == true)
    let more = #expect(throws: Refusal.self) {
      try Conversation(Self.part, answer: Self.portal(9, announced: 8))
    }
    #expect(more?.message.contains("announced 8 rows and delivered 9") == true)
  }

  @Test("An empty dataset is a table without rows")
  func empty() throws {
    let talk = try Conversation(Self.part, answer: Self.portal(0))
    #expect(try talk.read(Self.part) == "a,b\n")
  }

  @Test("Where the second version is gone, a token opens the third")
  func thirdVersion() throws {
    let part = FeedSource.Part(
      "socrata", "https://data.example.gov/d/abcd-1234",
      ["tokenFrom": .text("TOKEN"), "where": .text("a > \"1\"")])
    let answer: Conversation.Responder = { request in
      if request.page == "view.json" { return FetchAnswer("{}") }
      if request.body == nil { return FetchAnswer("{\"error\":true}", status: 410) }
      let body = try JSONReader.value(of: Array((request.body?.text ?? "").utf8), named: "body")
      #expect(body["query"]?.string?.contains(" WHERE a > \"1\"") == true)
      if request.page.isEmpty { return FetchAnswer("[{\"count\":5001}]") }
      let page = try #require(body["page"]?["pageNumber"]?.integer)
      let rows = page == 1 ? 0..<5000 : 5000..<5001
      return FetchAnswer("[\(rows.map { "{\":id\":\"r\($0)\",\"a\":\"\($0)\"}" }.joined(separator: ","))]")
    }
    let talk = try Conversation(part, set: ["TOKEN"], answer: answer)
    #expect(talk.state.rows == 5001 && talk.state.notes.count == 1)
    #expect(talk.requests.last?.address == "https://data.example.gov/api/v3/views/abcd-1234/query.json")
    #expect(talk.requests.last?.secrets.first?.isRequired == true)
    #expect(try Conversation.rows(try talk.read(part)).map { $0["a"] } == (0..<5001).map { String($0) })
    let refusal = #expect(throws: Refusal.self) { try Conversation(part, answer: answer) }
    #expect(refusal?.message.contains("410") == true)
  }

  @Test("Maps lead to their rows, files and links to what to write, filtered views are told")
  func views() throws {
    let ask = Self.portal(3)
    let talk = try Conversation(Self.part) { request in
      if request.address.hasSuffix("/abcd-1234.json") {
        return FetchAnswer("{\"viewType\":\"geo\",\"childViews\":[\"wxyz-5678\"],\"blobId\":\"b\"}")
      }
      #expect(request.address.contains("wxyz-5678"))
      return try ask(request)
    }
    #expect(talk.state.rows == 3)
    let file = #expect(throws: Refusal.self) {
      try Conversation(
        Self.part, answer: Self.portal(1, view: "{\"blobId\":\"x-y\",\"blobFilename\":\"a.zip\"}"))
    }
    #expect(file?.fix.contains("https://data.example.gov/api/views/abcd-1234/files/x-y") == true)
    let link = #expect(throws: Refusal.self) {
      try Conversation(
        Self.part,
        answer: Self.portal(
          1,
          view:
            "{\"viewType\":\"href\",\"metadata\":{\"accessPoints\":{\"Web\":\"https://other.example/x\"}}}"))
    }
    #expect(link?.message.contains("https://other.example/x") == true)
    let filtered = try Conversation(
      Self.part,
      answer: Self.portal(1, view: "{\"name\":\"N\",\"query\":{\"filterCondition\":{}},\"columns\":[{}]}"))
    #expect(filtered.state.notes.first?.contains("filter") == true)
  }

  @Test("Points become two columns, links their address, shapes the features' geometry")
  func columns() throws {
    let view = """
      {"columns":[{"fieldName":"n","dataTypeName":"number"},{"fieldName":"at","dataTypeName":"location"},
      {"fieldName":"web","dataTypeName":"url"},{"fieldName":"area","dataTypeName":"multipolygon"},
      {"fieldName":":@computed_region_x","dataTypeName":"number"}]}
      """
    let csv = """
      ":id","n","at","web","area",":@computed_region_x"
      "r1","007","1540 W 17TH ST
      CHICAGO, IL
      (41.8587, -87.6647)","https://a.example","MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))","5"
      "r2","1.50","POINT (-87.5 41)","","",""
      "r3","","","","",""
      """
    let pages = [SnapshotPages.Page("view.json", view), SnapshotPages.Page("rows-0001.csv", csv)]
    #expect(
      try Conversation.read(pages, Self.part)
        == "n,at_longitude,at_latitude,web\n007,-87.6647,41.8587,https://a.example\n1.5,-87.5,41,\n,,,\n")
    let features = try Conversation.read(pages, Self.part, .features)
    #expect(
      features.contains(
        #"{"n":"007","at_longitude":-87.6647,"at_latitude":41.8587,"web":"https://a.example"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#
      ))
    #expect(features.contains(#""geometry":null"#))
    let other = pages + [SnapshotPages.Page("rows-0002.csv", "\":id\",\"n\"\n1,2\n")]
    #expect(throws: Diagnostic.self) { try Conversation.read(other, Self.part) }
  }

  @Test(
    "A pasted address is known by its pattern",
    arguments: [
      ("https://data.x.gov/resource/v6vf-nfxy.json?$limit=5", "https://data.x.gov/d/v6vf-nfxy"),
      ("https://data.x.gov/resource/v6vf-nfxy", "https://data.x.gov/d/v6vf-nfxy"),
      ("https://data.x.gov/api/v3/views/v6vf-nfxy/query.json", "https://data.x.gov/d/v6vf-nfxy"),
      ("https://data.x.gov/d/v6vf-nfxy", "https://data.x.gov/d/v6vf-nfxy"),
      ("https://data.x.gov/w/v6vf-nfxy/8dvp-abcd", "https://data.x.gov/d/v6vf-nfxy"),
      ("https://data.x.gov/dataset/open-data/v6vf-nfxy", "https://data.x.gov/d/v6vf-nfxy"),
      (
        "https://data.x.gov/en/Service-Requests/311-Service-Requests/v6vf-nfxy/about_data",
        "https://data.x.gov/d/v6vf-nfxy"
      ),
      ("https://data.x.gov/Public-Safety/Crimes/v6vf-nfxy", "https://data.x.gov/d/v6vf-nfxy"),
      (
        "https://data.x.gov/api/views/v6vf-nfxy/rows.csv?accessType=DOWNLOAD",
        "https://data.x.gov/d/v6vf-nfxy"
      ),
    ])
  func recognised(address: String, page: String) throws {
    #expect(Connector.recognise(address) == DialectSource("socrata", page))
    #expect(SocrataAddress(address)?.page == page)
  }

  @Test(
    "Others are not",
    arguments: [
      "https://x.org/dataset/open-data", "https://x.org/v6vf-nfxy", "https://x.gov/services/about/open-data",
      "https://x.org/a/b", "data/v6vf-nfxy.csv",
    ])
  func unknown(address: String) { #expect(Connector.recognise(address)?.dialect != "socrata") }

  @Test("An address without an id is refused with what to write")
  func noID() throws {
    let refusal = #expect(throws: Refusal.self) {
      try Connector.plan(for: FeedSource.Part("socrata", "https://data.x.gov/browse?token=s3cret"))
    }
    #expect(refusal?.message.contains("no id") == true && refusal?.message.contains("s3cret") == false)
  }
}
