import Catalog
import Foundation
import Formats
import TestSupport
import Testing

@testable import Feeds

@Suite("Socrata's recorded answers", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct SocrataRecordedTests {
  private static func part(_ id: String) -> FeedSource.Part {
    FeedSource.Part("socrata", "https://soda.demo.socrata.com/d/\(id)")
  }

  @Test("Every recorded page of rows is read as it stands: rows, columns and cells")
  func pages() throws {
    let recorded = RecordedSocrata.all.filter { !$0.isView }
    #expect(recorded.count == 31)
    for exchange in recorded {
      let page = try SnapshotPages.Page(
        "rows-0001.json", recorded: RecordedSocrata.url("exchanges/\(exchange.name).body"))
      let part = FeedSource.Part("socrata", "https://x.example/d/abcd-1234", ["select": .texts(["count(*)"])])
      let read = try Conversation.rows(try Conversation.read([page], part))
      try #require(read.count == exchange.rows.count, "\(exchange.name)")
      for (own, row) in zip(read, exchange.rows) {
        for (name, value) in row where !(value is [String: Any]) {
          let own = own[name] ?? "absent"
          let theirs = RecordedSocrata.cell(value)
          #expect(own == theirs || Double(own) == Double(theirs), "\(exchange.name) \(name)")
        }
      }
    }
  }

  @Test(
    "A dataset is fetched from its description to its last row",
    arguments: ["2646-ez2p", "kc76-ybeq", "w8wm-g3qx", "jatp-jqxg", "4tka-6guv"])
  func conversation(id: String) throws {
    let (view, data) = try #require(RecordedSocrata.dataSet(id))
    let part = Self.part(id)
    let talk = try Conversation(part) { request in
      if request.page == "view.json" { return FetchAnswer(body: Array(view.body)) }
      if request.page.isEmpty { return FetchAnswer("[{\"count\":\"\(data.rows.count)\"}]") }
      return FetchAnswer(RecordedSocrata.csv(data.rows, data.fields, from: 0))
    }
    #expect(talk.state.rows == data.rows.count && talk.state.notes.isEmpty)
    let read = try Conversation.rows(try talk.read(part))
    try #require(read.count == data.rows.count)
    for (own, row) in zip(read, data.rows) {
      for name in data.fields {
        if let place = row[name] as? [String: Any] {
          #expect(
            own[name + "_latitude"].flatMap(Double.init)
              == (place["latitude"] as? String).flatMap(Double.init))
          #expect(
            own[name + "_longitude"].flatMap(Double.init)
              == (place["longitude"] as? String).flatMap(Double.init))
        } else if own[name + "_longitude"] == nil {
          let cell = RecordedSocrata.cell(row[name])
          #expect(own[name] == cell || Double(own[name] ?? "") == Double(cell), "\(name)")
        }
      }
    }
  }

  private static func recorded(_ name: String) -> URL { SharedData.url("servers/recorded/socrata/\(name)") }

  @Test(
    "Old answers of version 2.0: points as objects, a byte-order mark in a cell, times without milliseconds")
  func old() throws {
    let part = Self.part("3k2p-39jp")
    let crimes = [
      try SnapshotPages.Page("view.json", recorded: Self.recorded("koop-socrata__crimes-views.json")),
      try SnapshotPages.Page("rows-0001.json", recorded: Self.recorded("koop-socrata__crimes-first.json")),
    ]
    let row = try #require(try Conversation.rows(try Conversation.read(crimes, part)).first)
    #expect(row["cad_cdw_id"] == "15736" && row["event_clearance_date"] == "2010-07-17T20:49:00")
    #expect(row["incident_location_longitude"] == "-122.338146748")
    #expect(row["zone_beat"] == "M2" && row["at_scene_time"] == "")
    let schools = [
      try SnapshotPages.Page("view.json", recorded: Self.recorded("koop-socrata__schools-view.json")),
      try SnapshotPages.Page("rows-0001.json", recorded: Self.recorded("koop-socrata__schools-page.json")),
    ]
    let read = try Conversation.rows(try Conversation.read(schools, part))
    #expect(read.first?["shape_latitude"] == "47.51042025500004" && read.first?["zip"] == "98178_2299")
    let data = try Data(contentsOf: Self.recorded("koop-socrata__schools-page.json"))
    #expect(read.count == ((try JSONSerialization.jsonObject(with: data)) as? [Any])?.count)
    let features = try Conversation.read(schools, part, .features)
    #expect(
      features.contains(#""geometry":{"type":"Point","coordinates":[-122.26276562799995,47.51042025500004]}"#)
    )
    let filtered = [
      try SnapshotPages.Page("view.json", recorded: Self.recorded("koop-socrata__filtered-view.json")),
      try SnapshotPages.Page("rows-0001.json", recorded: Self.recorded("koop-socrata__filtered-page.json")),
    ]
    let first = try #require(try Conversation.rows(try Conversation.read(filtered, part)).first)
    #expect(
      first["website"] == "http://www.seattleschools.org/schools/madrona/"
        && first["longitude"] == "-122.290868")
  }

  @Test("Pages recorded one after the other are one table of 1,001 rows, and a text of any script survives")
  func bikes() throws {
    let pages = try (1...2).map {
      try SnapshotPages.Page(
        "rows-000\($0).json", recorded: RecordedSocrata.url("sodapy/bike_counts_page_\($0).json"))
    }
    let rows = try Conversation.rows(try Conversation.read(pages, Self.part("abcd-1234")))
    #expect(
      rows.count == 1001 && rows.last?["counts"] == "3" && rows.first?["date"] == "2016-09-21T15:45:00.000")
    let url = RecordedSocrata.url("sodapy/get_songs_unicode.txt")
    let songs = try Conversation.rows(
      try Conversation.read([try SnapshotPages.Page("rows-0001.json", recorded: url)], Self.part("abcd-1234"))
    )
    let theirs = try #require(
      (try JSONSerialization.jsonObject(with: Data(contentsOf: url))) as? [[String: Any]])
    #expect(songs.map { $0["title"] ?? "" } == theirs.map { $0["title"] as? String ?? "" })
  }

  @Test(
    "Every recorded error is one message with the portal's words and what to do",
    arguments: [
      ("koop-socrata__filtered-count.json", 500, "Internal error", "again later"),
      ("koop-socrata__filtered-first.json", 400, "Unrecognized arguments [limit]", "SoQL"),
      ("koop-socrata__missing-count.json", 404, "Not found", "copy its address"),
      ("koop-socrata__missing-first.json", 404, "No service found", "copy its address"),
      ("koop-socrata__missing-views.json", 404, "Cannot find view", "copy its address"),
      ("koop-socrata__schools-first.json", 200, "Internal error", "again later"),
      ("koop-socrata__zip-first.json", 400, "Unrecognized arguments", "SoQL"),
      ("sodapy__403_response_json.txt", 403, "You must be logged in", "not public"),
    ])
  func errors(file: String, status: Int, words: String, fix: String) throws {
    let part = FeedSource.Part("socrata", "https://x.example/d/abcd-1234", ["where": .text("key='s3cret'")])
    let refusal = #expect(throws: Refusal.self) {
      try Conversation(part) { _ in try FetchAnswer(recorded: Self.recorded(file), status: status) }
    }
    #expect(
      refusal?.message.contains(words) == true && refusal?.message.contains("answered \(status)") == true)
    #expect(refusal?.fix.contains(fix) == true, "\(refusal?.fix ?? "")")
  }

  @Test("A map of an uploaded file leads on to the dataset behind it")
  func map() throws {
    var asked: [String] = []
    _ = try? Conversation(Self.part("3rgj-95q8")) { request in
      asked.append(request.address)
      guard asked.count == 1 else { return FetchAnswer("no", status: 500) }
      return try FetchAnswer(recorded: Self.recorded("koop-socrata__zip-view.json"))
    }
    #expect(asked.last == "https://soda.demo.socrata.com/api/views/jc6v-v5jn.json")
  }
}
