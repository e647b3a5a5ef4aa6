import Foundation

extension RecordedPortals {
  // MARK: CKAN

  static let ckan: [Pasted] =
    [
      "/dataset/service-requests/resource/\(store)", "/en/dataset/service-requests/resource/\(store)",
      "/datastore/dump/\(store)?bom=true", "/api/3/action/datastore_search?resource_id=\(store)&limit=5",
      "/api/3/action/resource_show?id=\(store)",
    ].map { Pasted("https://data.city.gov" + $0, portal, .draft("ckan", rows: 2), words: storeWords) }
    + [
      Pasted(
        "https://data.city.gov/dataset/service-requests", portal, .draft("ckan", rows: 2),
        table: "Requests (DataStore)",
        words: storeWords + [
          "title: \"Service requests\"", "publisher: \"City of Test\"",
          "licence: \"Creative Commons CCZero\"",
          "note: \"311 requests, generated\"",
        ]),
      Pasted(
        "https://data.city.gov/dataset/service-requests", portal,
        .refusal("fetch-failed", says: "“Requests (DataStore)” (csv", fix: "--table")),
      Pasted(
        "https://data.city.gov/api/3/action/package_show?id=service-requests", portal,
        .refusal("fetch-failed", says: "4 resources", fix: "--table")),
      Pasted(
        "https://data.city.gov/dataset/nothing",
        Replay { _, _ in try .body("ckan/responses/02_package_show_404.json", status: 404) },
        .refusal("fetch-failed", says: "Not found", fix: "copy its address again")),
      Pasted(
        "https://data.city.gov/welcome",
        Replay { address, _ in
          address.segments.last == "status_show"
            ? Replay.Reply(#"{"success": true, "result": {"ckan_version": "2.10.11"}}"#)
            : address.segments == ["welcome"] ? Replay.Reply("<!doctype html><title>Data</title>") : nil
        }, .refusal("not-a-table", says: "CKAN", fix: "/dataset/NAME")),
    ]

  /// What the portal says of a column.
  private static let storeWords = ["service_code: { type: \"text\" },   // Service: code list;"]

  private static let store = "c8dcb8dd-5e66-4ee9-a938-02c4bbdb65ef"

  private static let portal = Replay { address, items in
    guard address.segments.first != "en" else { return nil }
    switch address.segments.last {
    case "package_show": return try .body("ckan/responses/01_package_show.json")
    case "resource_show":
      let answer = try Replay.json("servers/ckan/responses/01_package_show.json")
      let resources = (answer["result"] as? [String: Any])?["resources"] as? [[String: Any]] ?? []
      return try Replay.Reply(json: [
        "success": true, "result": resources.first { $0["id"] as? String == store } ?? [:],
      ])
    case "datastore_search":
      return try .body("ckan/responses/06_datastore_search.json", ("\"total\": 5000", "\"total\": 2"))
    case store: return try .body("ckan/responses/13_dump.csv")
    default: return nil
    }
  }

  // MARK: Opendatasoft

  static let opendatasoft: [Pasted] =
    [
      "/explore/dataset/velib/table/?disjunctive.name", "/explore/dataset/velib/information/",
      "/fr/explore/embed/dataset/velib/map/", "/api/explore/v2.1/catalog/datasets/velib",
      "/api/explore/v2.1/catalog/datasets/velib/records?limit=20",
      "/api/explore/v2.0/catalog/datasets/velib/exports/csv?use_labels=true",
      "/api/records/1.0/search/?dataset=velib&rows=10",
    ].map {
      Pasted(
        "https://opendata.paris.fr" + $0, velib, .draft("opendatasoft", rows: 3),
        words: [
          "title: \"Vélib - Disponibilité\"", "licence: \"ODbL\"", "// Capacité de la station; 100 % filled",
          "point: [\"coordonnees_geo_longitude\", \"coordonnees_geo_latitude\"]",
        ])
    } + [
      Pasted(
        "https://opendata.paris.fr/explore/dataset/velib/",
        Replay { _, _ in try .body("recorded/opendatasoft/error_limit_1473.http400.json", status: 400) },
        .refusal("fetch-failed", says: "InvalidRESTParameterError", fix: "ODSQL"))
    ]

  /// The recorded records as the export that the portal would make of them; its description was not recorded.
  private static let velib = Replay { address, items in
    let answer = try Replay.object("servers/recorded/opendatasoft/paris_velib_records.json")
    let rows = answer["results"] as? [[String: Any]] ?? []
    switch address.segments.last {
    case "velib":
      return Replay.Reply(
        """
        {"fields": [{"name": "capacity", "type": "int", "label": "Capacité de la station"},
          {"name": "coordonnees_geo", "type": "geo_point_2d", "label": "Coordonnées géographiques"}],
         "metas": {"default": {"title": "Vélib - Disponibilité", "license": "ODbL", "timezone": "Europe/Paris",
          "publisher": "Autolib Velib Métropole", "description": "<p>Stations</p>"}}}
        """)
    case "records": return try Replay.Reply(json: ["total_count": rows.count, "results": []])
    case "csv":
      let names = Set(rows.flatMap(\.keys)).sorted()
      let lines = rows.map { row in
        names.map { name -> String in
          if let place = row[name] as? [String: Double] {
            return "\"\(place["lat"] ?? 0), \(place["lon"] ?? 0)\""
          }
          return "\"\("\(row[name] ?? "")".replacing("\"", with: "\"\""))\""
        }.joined(separator: ",")
      }
      return Replay.Reply(([names.joined(separator: ",")] + lines).joined(separator: "\n") + "\n")
    default: return nil
    }
  }

  // MARK: DCAT and HSDS

  static let directories: [Pasted] = [
    Pasted(
      "https://www.usda.gov/data.json",
      Replay { _, _ in .init(try Replay.bytes("data/api/dcat/usda.gov.data.json")) },
      .refusal("fetch-failed", says: "Congressional Logs for Fiscal Year 2014", fix: "--table")),
    Pasted(
      "https://www.usda.gov/data.json",
      Replay { address, _ in
        address.segments == ["data.json"]
          ? .init(try Replay.bytes("data/api/dcat/usda.gov.data.json"))
          : .init([0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600))
      }, .refusal("not-a-table", says: ".xls", fix: ".xlsx"),
      table: "Department of Agriculture Congressional Logs for Fiscal Year 2014"),
    Pasted(
      "https://directory.example/api/services?page=1", directory, .draft("hsds", rows: 1),
      words: ["source: { hsds: \"https://directory.example/api\" }"]),
  ]

  private static let directory = Replay { address, _ in
    if address.segments == ["api", "services"] {
      return try .body(
        "../data/api/hsds/service_list.json", ("\"total_items\": 10", "\"total_items\": 1"),
        ("\"total_pages\": 10", "\"total_pages\": 1"), ("\"last_page\": false", "\"last_page\": true"))
    }
    return address.segments.dropLast() == ["api", "services"]
      ? .init(try Replay.bytes("data/api/hsds/service_full.json")) : nil
  }
}
