import Foundation
import TestSupport

extension RecordedPortals {
  static let socrata: [Pasted] = demonstration + seattle

  /// The demonstration site's data sets, with the rows that were recorded of each.
  private static let demonstration: [Pasted] = [
    ("2646-ez2p", 2), ("kc76-ybeq", 5), ("w8wm-g3qx", 3), ("jatp-jqxg", 10), ("4tka-6guv", 1),
  ].flatMap { id, rows in
    [
      "/d/\(id)", "/w/\(id)/abcd-efgh", "/dataset/A-title/\(id)", "/Category/A-title/\(id)/about_data",
      "/resource/\(id)", "/resource/\(id).json?$limit=5", "/resource/\(id).csv", "/resource/\(id).geojson",
      "/api/views/\(id)/rows.csv?accessType=DOWNLOAD", "/api/v3/views/\(id)/query.json",
    ].map { path in
      Pasted(
        "https://soda.demo.socrata.com" + path, demonstration(id), .draft("socrata", rows: rows),
        words: ["source: { socrata: \"https://soda.demo.socrata.com/d/\(id)\" }"])
    }
  }

  private static func demonstration(_ id: String) -> Replay {
    Replay { address, items in
      guard let (view, data) = RecordedSocrata.dataSet(id) else { return nil }
      if address.text.contains("/api/views/") { return Replay.Reply(Array(view.body)) }
      if items["$select"] == "count(*)" { return Replay.Reply("[{\"count\":\"\(data.rows.count)\"}]") }
      return Replay.Reply(RecordedSocrata.csv(data.rows, data.fields, from: 0))
    }
  }

  /// Answers of the older interface.
  private static let seattle: [Pasted] = [
    Pasted(
      "https://data.seattle.gov/Education/Private-Schools/gza6-uqxz", schools, .draft("socrata", rows: 80),
      words: ["title: \"Private Schools\"", "note: \"Private schools in Seattle\"", "Public Domain"]),
    Pasted(
      "https://data.seattle.gov/resource/gza6-uqxz.json", schools, .draft("socrata", rows: 80),
      words: ["shape_longitude"]),
    Pasted(
      "https://data.seattle.gov/d/miss-ing1",
      Replay { _, _ in try .body("recorded/socrata/koop-socrata__missing-views.json", status: 404) },
      .refusal("fetch-failed", says: "Cannot find view", fix: "address")),
    Pasted(
      "https://data.wa.gov/Natural-Resources/TMDL/3rgj-95q8",
      Replay { _, _ in try .body("recorded/socrata/koop-socrata__zip-view.json") },
      .refusal("fetch-failed", says: "EM_shapstate.zip", fix: "/api/views/jc6v-v5jn/files/")),
    Pasted(
      "https://data.seattle.gov/d/2tje-83f6",
      Replay { address, _ in
        address.text.contains("/api/views/")
          ? try .body("recorded/socrata/koop-socrata__filtered-view.json")
          : try .body("recorded/socrata/koop-socrata__filtered-first.json", status: 400)
      }, .refusal("fetch-failed", says: "Unrecognized arguments [limit]", fix: "where")),
    Pasted(
      "https://data.seattle.gov/d/priv-ate1",
      Replay { _, _ in try .body("recorded/socrata/sodapy__403_response_json.txt", status: 403) },
      .refusal("fetch-failed", says: "403", fix: "ask its publisher")),
  ]

  private static let schools = Replay { address, items in
    if address.text.contains("/api/views/") {
      return try .body("recorded/socrata/koop-socrata__schools-view.json")
    }
    if items["$select"] == "count(*)" {
      return try .body("recorded/socrata/koop-socrata__schools-count.json")
    }
    let rows = try Replay.objects("servers/recorded/socrata/koop-socrata__schools-page.json")
    return Replay.Reply(RecordedSocrata.csv(rows, Set(rows.flatMap(\.keys)).sorted(), from: 0))
  }
}
