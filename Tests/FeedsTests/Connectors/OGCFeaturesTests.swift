import Catalog
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("OGC API – Features")
struct OGCFeaturesTests {
  private static let part = FeedSource.Part("ogcapi", "https://o.example/collections/requests")

  /// Features of the ids, with the address of a next page.
  private static func page(_ ids: ClosedRange<Int>, next: String?, matched: Int? = 4) -> FetchAnswer {
    let features = ids.map {
      "{\"type\":\"Feature\",\"id\":\($0),\"properties\":{\"n\":\"x\($0)\"},\"geometry\":"
        + ($0 == 2 ? "null}" : "{\"type\":\"Point\",\"coordinates\":[-93.\($0),44]}}")
    }
    let link = next.map { "{\"rel\":\"next\",\"href\":\"\($0)\"}" } ?? ""
    let count = matched.map { ",\"numberMatched\":\($0)" } ?? ""
    return FetchAnswer(
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))],\"links\":[\(link)]\(count)}"
    )
  }

  @Test("Next links are followed, a refused limit is asked for smaller, features without a place stay")
  func pages() throws {
    let talk = try Conversation(Self.part) { request in
      if request.address.hasSuffix("limit=1000") { return FetchAnswer("{\"detail\":\"no\"}", status: 422) }
      return request.address.contains("offset=2")
        ? Self.page(3...4, next: nil) : Self.page(1...2, next: "/collections/requests/items?&offset=2")
    }
    #expect(
      talk.requests.map(\.address) == [
        "https://o.example/collections/requests/items?limit=1000",
        "https://o.example/collections/requests/items?limit=100",
        "https://o.example/collections/requests/items?&offset=2",
      ])
    #expect(talk.requests.allSatisfy { $0.headers.first?.value.hasPrefix("application/geo+json") == true })
    #expect(talk.pages.map(\.name) == ["rows-0001.json", "rows-0002.json"])
    #expect(
      try talk.read(Self.part)
        == "id,n,longitude,latitude\n1,x1,-93.1,44\n2,x2,,\n3,x3,-93.3,44\n4,x4,-93.4,44\n")
  }

  @Test("An offset that is ignored, missing features, and another server's page are refused")
  func refusals() throws {
    func refusal(_ answer: @escaping (Int) -> FetchAnswer) -> String {
      var asked = 0
      do {
        _ = try Conversation(Self.part, requestsAtMost: 20) { _ in
          asked += 1
          return answer(asked)
        }
      } catch let refusal as Refusal { return refusal.message } catch {}
      return ""
    }
    #expect(
      refusal { Self.page(1...1, next: "?offset=\($0)", matched: 5) }.contains("does not keep to the offset"))
    #expect(refusal { _ in Self.page(1...3, next: nil) }.contains("announced 4 rows and delivered 3"))
    #expect(refusal { _ in Self.page(1...2, next: "https://evil.example/x") }.contains("another server"))
    let metres = FetchAnswer(
      "{\"features\":[],\"crs\":{\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}}}")
    #expect(refusal { _ in metres }.contains("3857"))
  }

  @Test("More features than announced are told and kept; an empty page is the end")
  func counts() throws {
    let talk = try Conversation(Self.part) { request in
      request.address.contains("offset=2")
        ? FetchAnswer(
          "{\"features\":[],\"links\":[{\"rel\":\"next\",\"href\":\"?offset=4\"}],\"numberMatched\":1}")
        : Self.page(1...2, next: "?offset=2", matched: 1)
    }
    #expect(talk.state.rows == 2 && talk.state.notes.count == 1 && talk.requests.count == 2)
  }

  @Test("Pasted addresses are known, filters and boxes sent")
  func addresses() throws {
    let source = try #require(Connector.recognise("https://o.example/wfs3/collections/r/items.json?limit=2"))
    #expect(source == DialectSource("ogcapi", "https://o.example/wfs3/collections/r/items.json"))
    let part = FeedSource.Part(
      "ogcapi", "https://o.example/collections/r?f=html",
      ["filter": .text("a = 'b'"), "bbox": .text("-88, 41, -87, 42")])
    let request = try #require(try Connector.plan(for: part)).request
    let address = try #require(WebAddress(request.address))
    #expect(address.item("filter") == "a = 'b'" && address.item("filter-lang") == "cql2-text")
    #expect(address.item("bbox") == "-88,41,-87,42" && address.item("f") == nil)
    #expect(Connector.recognise("https://o.example/collections/") == nil)
  }

  @Test(
    "Recorded answers are read, recorded errors told",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.reason)))
  func recorded() throws {
    for name in ["pygeoapi/responses/03_items", "tipg/responses/03_items", "qgis/responses/02_items"] {
      let answer = try RecordedServer.answer("\(name).txt")
      let read = try Conversation.read([.init("rows-0001.json", answer.text)], Self.part)
      let rows = try Conversation.rows(read)
      #expect(rows.map { $0["zip"] } == ["00956", "00640"], "\(name)")
      #expect(rows.map { $0["longitude"] } == ["-93.310399", "-93.321925"], "\(name)")
    }
    let first = try RecordedServer.answer("mapserver/responses/02_ogcapi_items.txt")
    let refusal = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { _ in
        var answer = first
        answer.body = first.text.replacing("http://127.0.0.1:18083", with: "https://o.example").utf8.map {
          $0
        }
        return answer
      }
    }
    #expect(refusal?.message.contains("does not keep to the offset") == true)
    for (name, words) in [
      ("pygeoapi/responses/11_404", "Collection not found"), ("tipg/responses/10_404", "Invalid Collection"),
      ("qgis/responses/03_over_limit", "[0-1000]"), ("qgis/responses/04_404", "was not found"),
    ] {
      let answer = try RecordedServer.answer("\(name).txt")
      var asked = 0
      let refusal = #expect(throws: Refusal.self) {
        try Conversation(Self.part) { _ in
          asked += 1
          return answer
        }
      }
      #expect(refusal?.message.contains(words) == true, "\(name): \(refusal?.message ?? "")")
      #expect(asked == (answer.status == 404 ? 1 : 2))
    }
  }
}
