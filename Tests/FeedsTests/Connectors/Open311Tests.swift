import Catalog
import Foundation
import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("Open311")
struct Open311Tests {
  private static func part(_ options: [String: DialectSource.Value] = [:]) -> FeedSource.Part {
    FeedSource.Part(
      "open311", "https://city.example/open311/v2/requests.json?jurisdiction_id=city.gov",
      ["since": .text("2024-01-01"), "until": .text("2024-12-31")].merging(options) { $1 })
  }

  private static func seconds(_ text: String) throws -> Int {
    let parts = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
    return try #require(InstantText.days(text)) * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]
  }

  /// A service that gives the requests of a window, both ends counted, and never more than `most`.
  private static func service(_ times: [Int], most: Int) -> Conversation.Responder {
    { request in
      let address = try #require(WebAddress(request.address))
      let (from, to) = (
        try seconds(try #require(address.item("start_date"))),
        try seconds(try #require(address.item("end_date")))
      )
      #expect(to - from <= 90 * 86_400 && address.item("jurisdiction_id") == "city.gov")
      let rows = times.enumerated().filter { (from...to).contains($1) }.prefix(most)
      let texts = rows.map {
        "{\"service_request_id\":\($0),\"requested_datetime\":\"\(InstantText.wall($1) ?? "")Z\"}"
      }
      return FetchAnswer("[\(texts.joined(separator: ","))]")
    }
  }

  @Test("Every request comes once, whatever the service's bound and however they crowd", arguments: 1...3)
  func windows(seed: UInt64) throws {
    var random = Seeded(seed)
    let start = try Self.seconds("2024-01-01T00:00:00Z")
    let crowd = start + 100 * 86_400
    var times = (0..<150).map { _ in start + Int.random(in: 0..<366 * 86_400, using: &random) }
    times += (0..<60).map { _ in crowd + Int.random(in: 0..<2 * 86_400, using: &random) }
    times += [start, start + 90 * 86_400, start + 366 * 86_400 - 1]
    for most in [20, 50, 1000] {
      let talk = try Conversation(Self.part(), answer: Self.service(times, most: most))
      let rows = try Conversation.rows(try talk.read(Self.part()))
      #expect(
        rows.compactMap { $0["service_request_id"].flatMap(Int.init) }.sorted() == Array(times.indices),
        "\(most)")
    }
  }

  @Test("More requests in an hour than the service gives are told as missing")
  func crowded() throws {
    let noon = try Self.seconds("2024-05-05T12:00:00Z")
    let refusal = #expect(throws: Refusal.self) {
      try Conversation(Self.part(), answer: Self.service((0..<51).map { noon + $0 }, most: 50))
    }
    #expect(
      refusal?.message.contains("50 requests at most") == true && refusal?.fix.contains("`services`") == true)
  }

  @Test("A service without JSON is asked for XML, one that dies of a zone for bare times")
  func forms() throws {
    let part = Self.part([
      "until": .text("2024-01-31"), "services": .texts(["1", "2"]), "keyFrom": .text("KEY"),
    ])
    let xml =
      "<service_requests><request><service_request_id>7</service_request_id><lat>1.5</lat><long/></request></service_requests>"
    for answer in [FetchAnswer("<html>no</html>"), FetchAnswer("", status: 404), FetchAnswer("{'a'}")] {
      let talk = try Conversation(part) { request in
        request.page.hasSuffix(".json") ? answer : FetchAnswer(xml)
      }
      try #require(talk.requests.count == 2 && talk.state.notes.count == 1)
      #expect(talk.requests.allSatisfy { $0.secrets == [.init(.query("api_key"), from: "KEY")] })
      #expect(WebAddress(talk.requests[1].address)?.item("service_code") == "1,2")
      let rows = try Conversation.rows(try talk.read(part))
      #expect(
        rows.count == 1 && rows[0]["service_request_id"] == "7" && rows[0]["long"] == ""
          && rows[0]["lat"] == "1.5")
    }
    let bare = try Conversation(part) { request in
      request.address.contains("00Z") ? FetchAnswer("", status: 500) : FetchAnswer("[]")
    }
    #expect(
      bare.requests.last?.address.contains("start_date=2024-01-01T00:00:00&end_date=2024-02-01T00:00:00")
        == true)
  }

  @Test(
    "All shapes of an empty or wrapped answer are read",
    arguments: [
      ("null", 0), ("\"\"", 0), ("{}", 0), ("[]", 0), (" ", 0),
      (#"{"service_requests":[{"service_request_id":1}]}"#, 1),
      (
        #"[{"service_request_id":"1","service_code":006,"lat":"1","long":2,"extended_attributes":{"x":1}}]"#,
        1
      ),
    ])
  func shapes(text: String, count: Int) throws {
    let part = Self.part(["until": .text("2024-01-02")])
    let talk = try Conversation(part) { _ in FetchAnswer(text) }
    let rows = try Conversation.rows(try talk.read(part))
    try #require(rows.count == count && talk.requests.count == 1)
    if text.contains("006") {
      #expect(rows[0]["service_code"] == "006" && rows[0]["extended_attributes"] == #"{"x":1}"#)
      #expect(try talk.read(part, .features).contains(#""geometry":{"type":"Point","coordinates":[2,1]}"#))
    }
  }

  @Test("Days that are none, or in the wrong order, are refused")
  func days() {
    for (since, until) in [("2024-13-01", "2024-12-31"), ("2024-02-01", "2024-01-31")] {
      #expect(throws: Refusal.self) {
        try Connector.plan(for: Self.part(["since": .text(since), "until": .text(until)]))
      }
    }
  }

  @Test(
    "A pasted address is known by its pattern",
    arguments: [
      (
        "https://city.example/open311/v2/requests.json?start_date=2024-01-01",
        "https://city.example/open311/v2", nil
      ),
      (
        "https://x.example/GeoReport/v2/services.xml?jurisdiction_id=x.gov", "https://x.example/GeoReport/v2",
        "x.gov"
      ),
      ("http://311.x.example/api/requests.xml", "http://311.x.example/api", nil),
      ("https://x.example/georeport/v2/", "https://x.example/georeport/v2", nil),
    ])
  func recognised(address: String, base: String, jurisdiction: String?) {
    let options = jurisdiction.map { ["jurisdiction": DialectSource.Value.text($0)] } ?? [:]
    #expect(Connector.recognise(address) == DialectSource("open311", base, options: options))
  }
}

@Suite("Open311's recorded answers", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct Open311RecordedTests {
  private static func recorded(_ name: String) -> URL { SharedData.url("servers/recorded/open311/\(name)") }

  private static let part = FeedSource.Part(
    "open311", "https://city.example/v2", ["since": .text("2024-01-01"), "until": .text("2024-01-02")])

  private static func rows(_ name: String) throws -> [[String: String]] {
    let page = try SnapshotPages.Page(
      "rows-0001.\(name.hasSuffix(".xml") ? "xml" : "json")", recorded: recorded(name))
    return try Conversation.rows(try Conversation.read([page], part))
  }

  @Test("Recorded JSON is read cell by cell", arguments: ["service_requests.json", "service_list.json"])
  func json(name: String) throws {
    let theirs = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: Self.recorded(name))) as? [[String: Any]])
    let rows = try Self.rows(name)
    #expect(rows.count == theirs.count && rows.count > 1)
    for (own, row) in zip(rows, theirs) {
      for (key, value) in row {
        if let text = value as? String { #expect(own[key] == text, "\(key)") }
        if key == "lat" || key == "long", let theirs = value as? Double {
          // Foundation reads numbers of many figures by way of a Decimal, and loses the last.
          #expect(own[key].flatMap(Double.init).map { abs($0 - theirs) < 1e-12 } == true)
        }
      }
    }
    if name == "service_requests.json" {
      #expect(rows[0]["status_notes"] == "" && rows[1]["status_notes"] == "Locked")
    }
  }

  @Test(
    "Recorded XML is read: requests, services, a single request of the standard",
    arguments: [
      ("requests_many.xml", "service_request_id", "101005420892"), ("requests_single.xml", "zipcode", ""),
      ("services_giessen.xml", "service_name", "Abwasser und Wasser"),
      ("spec_v2_request.xml", "service_code", "006"),
      ("spec_v2_token.xml", "token", "12345"),
    ])
  func xml(name: String, column: String, first: String) throws {
    let rows = try Self.rows(name)
    let text = try String(contentsOf: Self.recorded(name), encoding: .utf8)
    let count =
      max(text.components(separatedBy: "<request>").count, text.components(separatedBy: "<service>").count)
      - 1
    try #require(rows.count == count && rows.count > 0)
    #expect(rows[0][column] == first)
    if name == "requests_many.xml" {
      #expect(rows[0]["long"] == "-79.272306875" && rows[0]["updated_datetime"] == "")
    }
  }

  @Test("Recorded errors of the standard, as XML and as JSON, are one message each")
  func errors() throws {
    let xml = try FetchAnswer(recorded: Self.recorded("spec_v2_errors.xml"), status: 403)
    let json = FetchAnswer(#"[{"code":400,"description":"jurisdiction_id was not provided"}]"#, status: 400)
    let refused = #expect(throws: Refusal.self) { try Conversation(Self.part) { _ in xml } }
    #expect(
      refused?.message.contains("403: Invalid api_key received") == true
        && refused?.fix.contains("`keyFrom`") == true)
    let unnamed = #expect(throws: Refusal.self) { try Conversation(Self.part) { _ in json } }
    #expect(
      unnamed?.message.contains("400: jurisdiction_id") == true
        && unnamed?.fix.contains("`jurisdiction`") == true)
  }
}
