import Catalog
import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("ArcGIS")
struct ArcGISTests {
  private static let part = FeedSource.Part(
    "arcgis", "https://gis.example.gov/arcgis/rest/services/City/FeatureServer/0")

  private static func server(_ age: ArcGISServer.Age, _ ids: [Int], most: Int = 10) -> ArcGISServer {
    var layer: [String: Any] = [
      "fields": [
        ["name": "OBJECTID", "type": "esriFieldTypeOID"], ["name": "n", "type": "esriFieldTypeInteger"],
      ],
      "maxRecordCount": most,
    ]
    if age == .modern { layer["advancedQueryCapabilities"] = ["supportsPagination": true] }
    let features = ids.map { ["attributes": ["OBJECTID": $0, "n": $0 * 2]] as [String: Any] }
    return ArcGISServer(age: age, layer: layer, features: features, most: most)
  }

  @Test("All rows come from a server of any age, however its ids are strewn", arguments: 1...3)
  func ages(seed: UInt64) throws {
    var random = Seeded(seed)
    for age in [ArcGISServer.Age.modern, .old, .ancient] {
      let ids = Array(Set((0..<47).map { _ in Int.random(in: 0...150, using: &random) })).shuffled(
        using: &random)
      let server = Self.server(age, ids)
      let talk = try Conversation(Self.part) { try server.answer($0) }
      let rows = try Conversation.rows(try talk.read(Self.part))
      #expect(rows.compactMap { $0["OBJECTID"].flatMap(Int.init) }.sorted() == ids.sorted(), "\(age)")
      #expect(rows.allSatisfy { Int($0["n"] ?? "") == Int($0["OBJECTID"] ?? "").map { 2 * $0 } })
      #expect(talk.state.announced == (age == .ancient ? nil : ids.count))
    }
  }

  @Test("An empty layer is a table without rows", arguments: [ArcGISServer.Age.modern, .old])
  func empty(age: ArcGISServer.Age) throws {
    let server = Self.server(age, [])
    #expect(try Conversation(Self.part) { try server.answer($0) }.read(Self.part) == "OBJECTID,n\n")
  }

  @Test(
    "A page that a server cannot bear is halved until it can", arguments: [ArcGISServer.Age.modern, .old])
  func halved(age: ArcGISServer.Age) throws {
    var server = Self.server(age, Array(1...40), most: 16)
    server.bearable = 3
    let talk = try Conversation(Self.part) { try server.answer($0) }
    #expect(talk.state.rows == 40 && talk.state.pageSize == 2)
    #expect(try Conversation.rows(try talk.read(Self.part)).count == 40)
    server = Self.server(age, Array(1...40), most: 500)
    server.bearable = 3
    #expect(try Conversation(Self.part) { try server.answer($0) }.state.rows == 40)
    server.bearable = 0
    let refusal = #expect(throws: Refusal.self) { try Conversation(Self.part) { try server.answer($0) } }
    #expect(refusal?.message.contains("error 500: Error performing query operation") == true)
  }

  @Test("A status of failure on a page halves it too; on the count it is told")
  func statuses() throws {
    let server = Self.server(.modern, Array(1...9))
    var failures = 2
    let talk = try Conversation(Self.part) { request in
      if request.page.hasPrefix("rows"), failures > 0 {
        failures -= 1
        return FetchAnswer("Error: Error performing query operation", status: 500)
      }
      return try server.answer(request)
    }
    #expect(talk.state.rows == 9 && talk.state.pageSize == 2)
    let refusal = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { request in
        if request.address.contains("returnCountOnly") { return FetchAnswer("Error", status: 500) }
        return try server.answer(request)
      }
    }
    #expect(refusal?.message.contains("500") == true)
  }

  @Test("Rows held back are asked for even behind a short page, by either place of the mark")
  func heldBack() throws {
    let pages = [
      #"{"features":[{"attributes":{"OBJECTID":1}}],"exceededTransferLimit":true}"#,
      #"{"features":[],"properties":{"exceededTransferLimit":true}}"#,
      #"{"features":[{"attributes":{"OBJECTID":2}}]}"#,
    ]
    let server = Self.server(.modern, [1, 2])
    var next = 0
    let talk = try Conversation(Self.part) { request in
      guard request.page.hasPrefix("rows") else { return try server.answer(request) }
      defer { next += 1 }
      return FetchAnswer(pages[next])
    }
    #expect(next == 3 && talk.state.rows == 2)
  }

  @Test("A server that ignores the offset, or gives fewer rows than it counted, is a failure")
  func guards() throws {
    let server = Self.server(.modern, Array(1...25))
    let same = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { request in
        var asked = FetchRequest(
          .url(request.address.replacing(/&resultOffset=\d+/, with: "")), keeping: request.keeping)
        asked.wantsBody = true
        return try server.answer(asked)
      }
    }
    #expect(same?.message.contains("same rows again") == true)
    let short = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { request in
        request.address.contains("returnCountOnly")
          ? FetchAnswer(#"{"count":26}"#) : try server.answer(request)
      }
    }
    #expect(short?.message == "the portal announced 26 rows and delivered 25")
  }

  @Test("A long condition is sent as a form, the token by its variable's name")
  func form() throws {
    let long = "NAME IN ('" + String(repeating: "a+b&c'', ", count: 300) + "')"
    let part = FeedSource.Part(
      "arcgis", "https://x.example/rest/services/A/MapServer/3/query?where=1%3D1&token=s3cret",
      ["where": .text(long), "tokenFrom": .text("TOKEN")])
    let server = Self.server(.modern, [1])
    let talk = try Conversation(part) { try server.answer($0) }
    let count = talk.requests[1]
    #expect(count.address == "https://x.example/rest/services/A/MapServer/3/query")
    #expect(count.body?.mediaType == "application/x-www-form-urlencoded")
    #expect(WebAddress("https://x/?\(count.body?.text ?? "")")?.item("where") == long)
    #expect(talk.requests.allSatisfy { $0.secrets == [.init(.query("token"), from: "TOKEN")] })
    #expect(talk.requests.allSatisfy { !$0.address.contains("s3cret") })
  }

  @Test("Pages of the Hub lead to an item, an item to a service, a service to its layer")
  func hub() throws {
    let id = "0123456789abcdef0123456789abcdef"
    let server = Self.server(.modern, [1, 2])
    func talk(_ address: String, _ options: [String: DialectSource.Value] = [:]) throws -> [String] {
      try Conversation(FeedSource.Part("arcgis", address, options)) { request in
        if request.address.contains("/items/") {
          return FetchAnswer(
            #"{"type":"Feature Service","url":"https://s.example/rest/services/A/FeatureServer"}"#)
        }
        if request.address.hasSuffix("FeatureServer?f=json") {
          return FetchAnswer(#"{"layers":[{"id":0,"name":"Wards"},{"id":4,"name":"Parks"}],"tables":[]}"#)
        }
        return try server.answer(request)
      }.requests.map(\.address)
    }
    #expect(
      try talk("https://city.hub.arcgis.com/datasets/\(id)_4/explore").prefix(2) == [
        "https://www.arcgis.com/sharing/rest/content/items/\(id)?f=json",
        "https://s.example/rest/services/A/FeatureServer/4?f=json",
      ])
    let named = try talk("https://www.arcgis.com/home/item.html?id=\(id)", ["layer": .text("Parks")])
    #expect(named[2] == "https://s.example/rest/services/A/FeatureServer/4?f=json")
    let refusal = #expect(throws: Refusal.self) { try talk("https://www.arcgis.com/home/item.html?id=\(id)") }
    #expect(
      refusal?.message.contains("0 “Wards”, 4 “Parks”") == true && refusal?.fix.contains("`layer`") == true)
    let file = #expect(throws: Refusal.self) {
      try Conversation(FeedSource.Part("arcgis", "https://x.example/maps/\(id)")) { _ in
        FetchAnswer(#"{"id":"\#(id)","title":"T","type":"CSV","url":null}"#)
      }
    }
    #expect(file?.fix.contains("/items/\(id)/data") == true)
  }

  @Test("Codes become names with the code beside, moments the publisher's wall clock, blanks nothing")
  func values() throws {
    let layer = """
      {"geometryType":"esriGeometryPoint","typeIdField":"kind","dateFieldsTimeReference":{"timeZone":"Central Standard Time"},
      "fields":[{"name":"status","type":"esriFieldTypeInteger","domain":{"type":"codedValue","codedValues":[{"name":"Closed","code":3}]}},
      {"name":"kind","type":"esriFieldTypeInteger"},{"name":"why","type":"esriFieldTypeString"},{"name":"at","type":"esriFieldTypeDate"},
      {"name":"SHAPE","type":"esriFieldTypeGeometry"}],
      "types":[{"id":1,"name":"Light","domains":{"why":{"type":"codedValue","codedValues":[{"name":"Bulb","code":"b"}]},"status":{"type":"inherited"}}}]}
      """
    let rows = """
      {"features":[{"attributes":{"status":3,"kind":1,"why":"b","at":1425182400000},"geometry":{"x":-87.5,"y":41}},
      {"attributes":{"status":9,"kind":2,"why":"b","at":1438401600000},"geometry":{"x":"NaN","y":"NaN"}},
      {"attributes":{"status":null,"kind":null,"why":"  ","at":null}}]}
      """
    let pages = [SnapshotPages.Page("layer.json", layer), SnapshotPages.Page("rows-0001.json", rows)]
    let expected = """
      status,status_code,kind,kind_code,why,why_code,at,longitude,latitude
      Closed,3,Light,1,Bulb,b,2015-02-28T22:00:00-06:00,-87.5,41
      9,9,2,2,b,b,2015-07-31T23:00:00-05:00,,
      ,,,,,,,,

      """
    #expect(try Conversation.read(pages, Self.part) == expected)
    let unknown = layer.replacing("\"typeIdField\"", with: "\"datesInUnknownTimezone\":true,\"typeIdField\"")
    let wall = try Conversation.read(
      [.init("layer.json", unknown), .init("rows-0001.json", rows)], Self.part)
    #expect(wall.contains(",2015-03-01T04:00:00,"))
  }

  @Test(
    "The United States' and Europe's clocks change when they did",
    arguments: [
      ("America/Chicago", "2015-03-08T07:59:59", -6), ("America/Chicago", "2015-03-08T08:00:00", -5),
      ("Central Standard Time", "2015-11-01T06:59:59", -5),
      ("Central Standard Time", "2015-11-01T07:00:00", -6),
      ("US/Eastern", "2006-04-02T06:59:59", -5), ("US/Eastern", "2006-04-02T07:00:00", -4),
      ("America/Los_Angeles", "1986-04-27T10:00:00", -7), ("America/Los_Angeles", "1974-01-06T10:00:00", -7),
      ("America/Los_Angeles", "1966-07-01T00:00:00", -8), ("America/Phoenix", "2020-07-01T00:00:00", -7),
      ("Europe/London", "2020-03-29T00:59:59", 0), ("Europe/London", "2020-03-29T01:00:00", 1),
      ("Europe/Paris", "2020-10-25T00:59:59", 2), ("Europe/Paris", "2020-10-25T01:00:00", 1),
      ("UTC", "2020-07-01T00:00:00", 0),
    ])
  func zones(name: String, utc: String, hours: Int) throws {
    let parts = utc.dropFirst(11).split(separator: ":").compactMap { Int($0) }
    let days = try #require(InstantText.days(utc))
    let seconds = days * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]
    let zone = try #require(PublisherZone(named: name))
    #expect(zone.offset(at: seconds) == hours * 3600)
    #expect(PublisherZone(named: "Asia/Kathmandu") == nil)
  }

  @Test(
    "A pasted address is known by its pattern",
    arguments: [
      (
        "https://x.gov/arcgis/rest/services/P/MapServer/3/query?where=1=1",
        "https://x.gov/arcgis/rest/services/P/MapServer/3"
      ),
      (
        "https://services1.arcgis.com/Ab/arcgis/rest/services/Q/FeatureServer",
        "https://services1.arcgis.com/Ab/arcgis/rest/services/Q/FeatureServer"
      ),
      (
        "https://data-x.opendata.arcgis.com/datasets/x::calls/explore",
        "https://data-x.opendata.arcgis.com/datasets/x::calls/explore"
      ),
      (
        "https://hub.arcgis.com/datasets/0123456789abcdef0123456789abcdef_2",
        "https://hub.arcgis.com/datasets/0123456789abcdef0123456789abcdef_2"
      ),
      (
        "https://data.x.gov/datasets/0123456789abcdef0123456789abcdef_2",
        "https://data.x.gov/datasets/0123456789abcdef0123456789abcdef_2"
      ),
      (
        "https://data.x.gov/maps/0123456789abcdef0123456789abcdef",
        "https://data.x.gov/maps/0123456789abcdef0123456789abcdef"
      ),
      (
        "https://x.maps.arcgis.com/home/item.html?id=0123456789abcdef0123456789abcdef&token=s3cret",
        "https://x.maps.arcgis.com/home/item.html?id=0123456789abcdef0123456789abcdef"
      ),
    ])
  func recognised(address: String, source: String) {
    #expect(Connector.recognise(address) == DialectSource("arcgis", source))
  }

  @Test("A page with a title instead of an id is refused with what to copy")
  func slug() throws {
    let refusal = #expect(throws: Refusal.self) {
      try Connector.plan(for: FeedSource.Part("arcgis", "https://hub.arcgis.com/datasets/x::calls"))
    }
    #expect(refusal?.fix.contains("/FeatureServer/") == true)
    #expect(Connector.recognise("https://data.x.gov/datasets/calls") == nil)
  }
}
