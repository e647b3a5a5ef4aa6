import Catalog
import Foundation
import Formats
import TestSupport
import Testing

@testable import Feeds

@Suite("HSDS directories")
struct HSDSTests {
  private static let part = FeedSource.Part("hsds", "https://directory.example/api/services?page=3")

  /// A directory whose pages are counted from `first`; `isFull` puts places into the list.
  private static func directory(_ count: Int, first: Int, size: Int, isFull: Bool) -> Conversation.Responder {
    func service(_ number: Int, _ full: Bool) -> String {
      let places =
        full
        ? #","service_at_locations":[{"id":"p\#(number)","location":{"id":"l\#(number)","location_type":"physical","latitude":1.5,"longitude":\#(number)}}]"#
        : ""
      return #"{"id":"s\#(number)","name":"n"\#(places)}"#
    }
    return { request in
      let address = try #require(WebAddress(request.address))
      if let id = address.segment(after: "services") {
        return FetchAnswer(service(Int(id.dropFirst()) ?? 0, true))
      }
      let page = try #require(address.item("page").flatMap { Int($0) })
      let pages = (count + size - 1) / size
      let start = (page - first) * size
      let rows = (0..<count).filter { $0 >= start && $0 < start + size }.map { service($0, isFull) }
      return FetchAnswer(
        """
        {"total_items":\(count),"total_pages":\(pages),"page_number":\(page),"first_page":\(page == first),
        "last_page":\(page - first == pages - 1),"contents":[\(rows.joined(separator: ","))]}
        """)
    }
  }

  @Test(
    "All pages come, counted from one or from nought, with the places in the list or asked for by themselves")
  func pages() throws {
    for first in [0, 1] {
      for count in [1, 4, 9, 10] {
        for isFull in [true, false] {
          let talk = try Conversation(
            Self.part, answer: Self.directory(count, first: first, size: 3, isFull: isFull))
          let rows = try Conversation.rows(try talk.read(Self.part))
          #expect(
            Set(rows.compactMap { $0["service_id"] }) == Set((0..<count).map { "s\($0)" }),
            "\(first) \(count)")
          #expect(
            rows.count == count
              && rows.allSatisfy { $0["location_id"]?.dropFirst() == $0["service_id"]?.dropFirst() })
          #expect(rows.allSatisfy { $0["latitude"] == "1.5" })
        }
      }
    }
  }

  @Test("Pages that repeat, and services that do not come, are a failure")
  func guards() throws {
    let directory = Self.directory(9, first: 1, size: 3, isFull: true)
    let same = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { request in
        try directory(FetchRequest(.url(request.address.replacing(/page=\d+/, with: "page=1"))))
      }
    }
    #expect(same?.message.contains("same rows again") == true)
    let short = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { _ in
        FetchAnswer(
          #"{"total_items":2,"first_page":true,"last_page":true,"contents":[{"id":"a","service_at_locations":[]}]}"#
        )
      }
    }
    #expect(short?.message == "the portal announced 2 rows and delivered 1")
    let page = #expect(throws: Refusal.self) { try Conversation(Self.part) { _ in FetchAnswer("<html>") } }
    #expect(page?.message.contains("web page") == true)
    let other = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { _ in FetchAnswer(#"{"version":"3.1"}"#) }
    }
    #expect(other?.message.contains("`contents`") == true)
  }

  @Test(
    "The standard's own examples are a directory of one service, with its places from the service itself",
    .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
  func examples() throws {
    let folder = SharedData.url("data/api/hsds")
    let list = try String(contentsOf: folder.appendingPathComponent("service_list.json"), encoding: .utf8)
      .replacing("\"total_items\": 10", with: "\"total_items\": 1").replacing(
        "\"last_page\": false", with: "\"last_page\": true")
    let talk = try Conversation(Self.part) { request in
      request.address.contains("/services?")
        ? FetchAnswer(list) : try FetchAnswer(recorded: folder.appendingPathComponent("service_full.json"))
    }
    #expect(talk.requests.count == 2 && talk.state.notes.count == 1)
    let rows = try Conversation.rows(try talk.read(Self.part))
    let theirs = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appendingPathComponent("service_full.json"))) as? [String: Any])
    let places = try #require(theirs["service_at_locations"] as? [[String: Any]])
    #expect(rows.count == places.count)
    let location = try #require(places.first?["location"] as? [String: Any])
    let address = try #require((location["addresses"] as? [[String: Any]])?.first)
    #expect(rows[0]["service_id"] == theirs["id"] as? String && rows[0]["status"] == "active")
    #expect(rows[0]["location_id"] == location["id"] as? String)
    #expect(rows[0]["latitude"].flatMap(Double.init) == location["latitude"] as? Double)
    #expect(
      rows[0]["postal_code"] == address["postal_code"] as? String && rows[0]["taxonomy_terms"] == "name")
  }
}
