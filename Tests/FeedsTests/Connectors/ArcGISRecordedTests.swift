import Catalog
import Foundation
import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("ArcGIS's recorded answers", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct ArcGISRecordedTests {
  private static let part = FeedSource.Part("arcgis", "https://x.example/rest/services/A/MapServer/0")

  private static func recorded(_ name: String) -> URL { SharedData.url("servers/recorded/arcgis/\(name)") }

  private static func server(_ layer: URL, _ page: [String: Any], _ objectID: String) throws -> ArcGISServer {
    var frame = page
    frame["features"] = nil
    frame["exceededTransferLimit"] = nil
    return ArcGISServer(
      layer: try ArcGISServer.object(layer), features: page["features"] as? [[String: Any]] ?? [],
      frame: frame,
      objectID: objectID)
  }

  /// Equal but for the last figure: Foundation reads numbers of many figures by way of a Decimal.
  private static func near(_ own: Double?, _ theirs: Double) -> Bool {
    own.map { abs($0 - theirs) <= 1e-14 * abs(theirs) } ?? false
  }

  /// Cells equal to what Foundation reads, but for dates and codes, which the layer's own tests look at.
  private static func compare(
    _ rows: [[String: String]], _ page: [String: Any], _ layer: [String: Any], but twice: String = ""
  ) {
    let features = page["features"] as? [[String: Any]] ?? []
    let dates = Set(
      (layer["fields"] as? [[String: Any]] ?? []).filter { $0["type"] as? String == "esriFieldTypeDate" }
        .compactMap { $0["name"] as? String })
    #expect(rows.count == features.count)
    for (own, feature) in zip(rows, features) {
      for (name, value) in feature["attributes"] as? [String: Any] ?? [:]
      where !dates.contains(name) && name != twice {
        // A field with names for its codes has its code in the second.
        let cells = [own[name], own[name + "_code"]].compactMap(\.self)
        switch value {
        case let text as String:
          let isBlank = text.allSatisfy { $0 == " " }
          #expect(cells.contains(isBlank ? "" : text), "\(name)")
        case let number as NSNumber:
          #expect(cells.contains { near(Double($0), number.doubleValue) }, "\(name)")
        default: #expect(cells.contains(""), "\(name)")
        }
      }
      if let place = feature["geometry"] as? [String: Any], let x = place["x"] as? Double,
        let y = place["y"] as? Double
      {
        #expect(
          near(own["longitude"].flatMap(Double.init), x) && near(own["latitude"].flatMap(Double.init), y))
      }
    }
  }

  @Test(
    "Old servers' layers are fetched by their ids and read cell by cell",
    arguments: ["us-fl-polk", "us-mo-columbia", "us-ms-madison", "us-mi-kent"])
  func old(name: String) throws {
    let layer = Self.recorded("\(name)__\(name)-metadata.json")
    let page = try ArcGISServer.object(Self.recorded("\(name)__\(name)-0.json"))
    var server = try Self.server(layer, page, "OBJECTID")
    server.age = .old
    let talk = try Conversation(Self.part) { try server.answer($0) }
    #expect(talk.state.rows == server.features.count && talk.state.facts["way"] == "ids")
    Self.compare(try Conversation.rows(try talk.read(Self.part)), page, server.layer)
  }

  @Test(
    "Rows that the layer does not describe, and a name that stands twice in each, of which the first counts")
  func strange() throws {
    for name in ["us-ca-carson", "us-ca-tuolumne"] {
      let page = try ArcGISServer.object(Self.recorded("\(name)__\(name)-0.json"))
      let pages = [
        try SnapshotPages.Page("layer.json", recorded: Self.recorded("\(name)__\(name)-metadata.json")),
        try SnapshotPages.Page("rows-0001.json", recorded: Self.recorded("\(name)__\(name)-0.json")),
      ]
      let rows = try Conversation.rows(try Conversation.read(pages, Self.part))
      Self.compare(rows, page, [:], but: "usecode")
      if name == "us-ca-tuolumne" { #expect(rows.first?["usecode"] == "56100") }
    }
  }

  @Test("Domains and subtypes of a thousand facilities, their moments in UTC")
  func facilities() throws {
    let folder = SharedData.url("data/api/arcgis/us-esri-test")
    let page = try ArcGISServer.object(folder.appendingPathComponent("us-esri-test-0.json"))
    let server = try Self.server(
      folder.appendingPathComponent("us-esri-test-metadata.json"), page, "objectid")
    let talk = try Conversation(Self.part) { try server.answer($0) }
    let rows = try Conversation.rows(try talk.read(Self.part))
    #expect(rows.count == 1000 && talk.state.facts["way"] == "offset")
    let names = ["Trail Head", "Restrooms", "Camping", "Rest Area", "Drinking Water", "Showers"]
    var named = 0
    for row in rows {
      if let code = row["facility_code"].flatMap(Int.init), names.indices.contains(code) {
        #expect(row["facility"] == names[code])
        named += 1
      }
    }
    #expect(named > 100)
    let first = try #require(rows.first { $0["objectid"] == "306120" })
    #expect(
      first["facility"] == "123" && first["quality"] == "Excellent"
        && first["observed"] == "2015-04-07T11:04:35Z")
  }

  @Test("A server that answers every question with rows is gone through by windows of ids")
  func ancient() throws {
    let folder = SharedData.url("data/api/arcgis/us-il-cook")
    let full = try ArcGISServer.object(folder.appendingPathComponent("page-full.json"))
    let partial = try ArcGISServer.object(folder.appendingPathComponent("page-partial.json"))
    var page = full
    let all = [full, partial].flatMap { $0["features"] as? [[String: Any]] ?? [] }
    // Few columns, because the server writes them anew for each answer; the next test reads all of them.
    page["features"] = all.map { feature in
      var feature = feature
      feature["attributes"] = (feature["attributes"] as? [String: Any])?.filter {
        ["OBJECTID", "NAME", "LOW_CROSS"].contains($0.key)
      }
      return feature
    }
    var server = try Self.server(folder.appendingPathComponent("metadata.json"), page, "OBJECTID")
    server.age = .ancient
    server.most = 500
    let parcels = folder.appendingPathComponent("count-only.json")
    let talk = try Conversation(Self.part) { request in
      request.address.contains("returnCountOnly")
        ? try FetchAnswer(recorded: parcels) : try server.answer(request)
    }
    #expect(talk.state.rows == 502 && talk.state.announced == nil && talk.state.notes.count == 1)
    let rows = try Conversation.rows(try talk.read(Self.part))
    #expect(Set(rows.compactMap { $0["OBJECTID"] }).count == 502)
    let last = try #require(rows.first { $0["OBJECTID"] == "2196" })
    #expect(last["NAME"] == "SYLVAN WOODS" && last["LOW_CROSS"] == "")
  }

  @Test("Its recorded pages are read cell by cell", arguments: ["page-full", "page-partial"])
  func cook(name: String) throws {
    let folder = SharedData.url("data/api/arcgis/us-il-cook")
    let url = folder.appendingPathComponent("\(name).json")
    let pages = [
      try SnapshotPages.Page("layer.json", recorded: folder.appendingPathComponent("metadata.json")),
      try SnapshotPages.Page("rows-0001.json", recorded: url),
    ]
    let layer = try ArcGISServer.object(folder.appendingPathComponent("metadata.json"))
    let rows = try Conversation.rows(try Conversation.read(pages, Self.part))
    Self.compare(rows, try ArcGISServer.object(url), layer)
  }

  @Test("Feet of a State Plane system, given as text, become degrees in Kent County")
  func projected() throws {
    let pages = try ["layer.json": "metadata", "rows-0001.json": "0"].map {
      try SnapshotPages.Page($0.key, recorded: Self.recorded("us-mi-kent__us-mi-kent-\($0.value).json"))
    }
    let text = try Conversation.read(pages, Self.part, .features)
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let features = try #require(read?["features"] as? [[String: Any]])
    #expect(features.count == 15)
    for feature in features {
      let shape = try #require(feature["geometry"] as? [String: Any])
      let ring = try #require((shape["coordinates"] as? [[[Double]]])?.first)
      #expect(ring.count > 3 && ring.first == ring.last)
      #expect(ring.allSatisfy { (-85.8 ... -85.3).contains($0[0]) && (42.7...43.4).contains($0[1]) })
    }
  }

  @Test("Parcels in the feet of Illinois East are degrees, or the system is named")
  func parcels() throws {
    let url = SharedData.url("data/api/arcgis/us-il-cook/count-only.json")
    let page = [try SnapshotPages.Page("rows-0001.json", recorded: url)]
    let problem = #expect(throws: Diagnostic.self) { try Conversation.read(page, Self.part, .features) }
    #expect(problem?.message.contains("3435") == true)
    #expect(try Conversation.rows(try Conversation.read(page, Self.part)).count == 500)
  }

  @Test("A recorded page of requests: an instant, a place, and GeoJSON of another layer")
  func pages() throws {
    let requests = [try SnapshotPages.Page("rows-0001.json", recorded: Self.recorded("stpaul_311_page.json"))]
    let rows = try Conversation.rows(try Conversation.read(requests, Self.part))
    #expect(rows.count == 2 && rows[0]["REQUEST_DATE"] == "2015-01-02T00:00:00Z")
    #expect(rows[0]["longitude"] == "-93.12176762463474" && rows[0]["REQUEST_DESCRIPTION"] == "Snow Walk")
    let students = [
      try SnapshotPages.Page("rows-0001.json", recorded: Self.recorded("koop-winnow__ringbug.json"))
    ]
    #expect(try Conversation.rows(try Conversation.read(students, Self.part)).count == 30)
    let trees = [try SnapshotPages.Page("rows-0001.json", recorded: Self.recorded("koop-winnow__esri.json"))]
    let problem = #expect(throws: Diagnostic.self) { try Conversation.read(trees, Self.part) }
    #expect(problem?.message.contains("coordinate system 2229, although degrees were asked for") == true)
  }

  @Test("A count of none is a layer without rows")
  func none() throws {
    let folder = SharedData.url("data/api/arcgis/us-il-chicago")
    let talk = try Conversation(Self.part) { request in
      if request.page == "layer.json" {
        return try FetchAnswer(recorded: folder.appendingPathComponent("metadata.json"))
      }
      guard request.page.isEmpty else { return FetchAnswer(#"{"features":[]}"#) }
      return try FetchAnswer(recorded: folder.appendingPathComponent("count-only.json"))
    }
    #expect(talk.state.announced == 0 && talk.state.facts["way"] == "offset")
    #expect(try Conversation.rows(try talk.read(Self.part)).isEmpty)
  }

  @Test("Every recorded error is one message, whatever its status")
  func errors() throws {
    let shapes = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: Self.recorded("error_shapes.json")))
        as? [[String: Any]])
    let expected = [
      ("error 400: Unable to complete operation.", "mend `where`"), ("error 498: Invalid token.", "renew"),
      ("error 499: Token Required", "`tokenFrom`"), ("Error performing query operation", "again later"),
    ]
    for (shape, (words, fix)) in zip(shapes, expected) {
      let status = shape["http"] as? Int ?? 0
      let answer =
        try (shape["text"] as? String).map { FetchAnswer($0, status: status) }
        ?? ArcGISServer.json(shape["body"] ?? [:])
      let refusal = #expect(throws: Refusal.self) { try Conversation(Self.part) { _ in answer } }
      #expect(
        refusal?.message.contains(words) == true && refusal?.message.contains("answered \(status)") == true)
      #expect(refusal?.fix.contains(fix) == true, "\(refusal?.fix ?? "")")
    }
    let statistics = try FetchAnswer(recorded: Self.recorded("us-mi-kent__us-mi-kent-statistics.json"))
    #expect(
      ArcGISErrors.judge(FetchRequest(.url("https://x.example")), statistics)?.message.contains("400") == true
    )
    #expect(shapes.count == 6)
  }
}
