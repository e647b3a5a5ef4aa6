import Foundation

extension RecordedPortals {
  static let arcGIS: [Pasted] = layers + pages + lists + errors

  private static let recorded = "servers/recorded/arcgis/"

  /// Layers of servers of different ages, with the rows that were recorded of each.
  private static let layers: [Pasted] = [
    ("us-fl-polk", 10), ("us-mo-columbia", 43), ("us-ms-madison", 1), ("us-mi-kent", 15), ("us-ca-carson", 6),
    ("us-ca-tuolumne", 15),
  ].flatMap { name, rows in
    let portal = layer("\(recorded)\(name)__\(name)-metadata.json", "\(recorded)\(name)__\(name)-0.json")
    let service = "https://gis.county.gov/arcgis/rest/services/Public/Parcels/MapServer"
    return [
      "\(service)/0", service, "\(service)/0/query?where=1%3D1&outFields=*&f=json", "\(service)/0?f=pjson",
      "\(service)/0?token=secret",
    ].map {
      Pasted($0, portal, .draft("arcgis", rows: rows), words: ["source: { arcgis: \"\(service)"])
    }
  }

  private static let facilities = layer(
    "data/api/arcgis/us-esri-test/us-esri-test-metadata.json",
    "data/api/arcgis/us-esri-test/us-esri-test-0.json")

  /// Pages of ArcGIS Hub and Online; that an item leads to its service was not recorded.
  private static let pages: [Pasted] = [
    "https://services.arcgis.com/x/arcgis/rest/services/Facilities/FeatureServer/0",
    "https://hub.arcgis.com/datasets/0123456789abcdef0123456789abcdef_0/explore?location=1,2",
    "https://opendata.city.gov/datasets/0123456789abcdef0123456789abcdef_0",
    "https://opendata.city.gov/maps/0123456789abcdef0123456789abcdef",
    "https://city.maps.arcgis.com/home/item.html?id=0123456789abcdef0123456789abcdef",
  ].map { Pasted($0, facilities, .draft("arcgis", rows: 1000), words: ["Facilities"]) }

  private static let lists: [Pasted] = [
    Pasted(
      "https://gis.county.gov/arcgis/rest/services/Places/MapServer",
      layer("\(recorded)us-il-chicago__metadata.json", nil),
      .refusal("not-a-table", says: "no rows", fix: " ")),
    Pasted(
      "https://gis.county.gov/arcgis/rest/services/Public/Many/MapServer",
      Replay { _, _ in
        Replay.Reply(#"{"layers":[{"id":0,"name":"Wards"},{"id":1,"name":"Parcels"}],"tables":[]}"#)
      }, .refusal("fetch-failed", says: "0 “Wards”, 1 “Parcels”", fix: "--table")),
    Pasted(
      "https://gis.county.gov/arcgis/rest/services/Public",
      Replay { _, items in
        items["f"] == "json"
          ? Replay.Reply(#"{"currentVersion":10.81,"services":[{"name":"Public/Wards","type":"MapServer"}]}"#)
          : Replay.Reply("<!DOCTYPE html><html><title>Folder: Public</title></html>")
      }, .refusal("not-a-table", says: "ArcGIS", fix: "Public/Wards/MapServer")),
    Pasted(
      "https://opendata.city.gov/datasets/city::street-trees/explore",
      Replay { _, _ in nil }, .refusal("fetch-failed", says: "names no layer", fix: "/FeatureServer/")),
  ]

  /// Every recorded form of an error, most with status 200.
  private static let errors: [Pasted] = [
    (0, "Unable to complete operation", "where"), (1, "Invalid token", "renew"),
    (2, "Token Required", "tokenFrom"),
  ].map { number, words, fix in
    Pasted(
      "https://gis.county.gov/arcgis/rest/services/Public/Closed\(number)/MapServer/0",
      Replay { _, _ in
        try Replay.Reply(json: Replay.objects("\(recorded)error_shapes.json")[number]["body"] ?? [:])
      }, .refusal("fetch-failed", says: words, fix: fix))
  }

  /// A layer that pages by offset where its description says so, and else knows ids; below a service of one layer.
  private static func layer(_ description: String, _ page: String?) -> Replay {
    Replay { address, items -> Replay.Reply? in
      let layer = try Replay.object(description)
      if address.segments.contains("content") { return Replay.Reply(item) }
      guard address.segments.last == "query" else {
        let isLayer = Int(address.segments.last ?? "") != nil
        let service: [String: Any] = ["layers": [["id": 0, "name": "the only one"] as [String: Any]]]
        return try Replay.Reply(json: isLayer ? layer : service)
      }
      var rows: [String: Any] = [:]
      if let page { rows = try Replay.object(page) }
      return try Replay.Reply(json: query(layer, rows, items))
    }
  }

  private static let item = """
    {"url": "https://services.arcgis.com/x/arcgis/rest/services/Facilities/FeatureServer", "type": "Feature Service"}
    """

  private static func query(
    _ layer: [String: Any], _ page: [String: Any], _ items: [String: String]
  ) -> [String: Any] {
    let features = page["features"] as? [[String: Any]] ?? []
    if items["returnCountOnly"] == "true" { return ["count": features.count] }
    let name = layer["objectIdField"] as? String ?? "OBJECTID"
    let ids = features.enumerated().map { index, feature in
      (feature["attributes"] as? [String: Any])?[name] as? Int ?? index + 1
    }
    if items["returnIdsOnly"] == "true" { return ["objectIdFieldName": name, "objectIds": ids] }
    var answer = page
    answer["features"] = Array(features.dropFirst(Int(items["resultOffset"] ?? "") ?? 0))
    answer["exceededTransferLimit"] = nil
    return answer
  }
}
