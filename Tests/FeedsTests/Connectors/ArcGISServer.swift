import Foundation
import Formats

@testable import Feeds

/// A layer that answers as ArcGIS servers of different ages do, from features in memory.
struct ArcGISServer {
  enum Age {
    /// Pages by offset, and says when it held rows back.
    case modern
    /// Knows ids but no offsets.
    case old
    /// Answers any question with rows, in no order.
    case ancient
  }

  var age = Age.modern
  /// The layer's description.
  var layer: [String: Any]
  var features: [[String: Any]]
  /// What stands beside the features of a page.
  var frame: [String: Any] = [:]
  var objectID = "OBJECTID"
  /// Rows that it gives at most.
  var most = 1000
  /// Rows of which it dies.
  var bearable = Int.max

  func answer(_ request: FetchRequest) throws -> FetchAnswer {
    let address = WebAddress(request.address)
    var items = address?.items ?? []
    if let body = request.body { items = WebAddress("https://x/?" + body.text)?.items ?? [] }
    let asked = Dictionary(items.map { ($0.name, $0.value) }) { first, _ in first }
    guard address?.segments.last == "query" else { return try Self.json(layer) }
    var rows = features.filter { Self.meets(id($0), asked["where"] ?? "", objectID) }
    if age != .ancient {
      if asked["returnCountOnly"] == "true" { return try Self.json(["count": rows.count]) }
      if asked["returnIdsOnly"] == "true" {
        return try Self.json(["objectIdFieldName": objectID, "objectIds": Array(rows.map(id).reversed())])
      }
    }
    if age == .modern {
      rows.sort { id($0) < id($1) }
      rows = Array(rows.dropFirst(asked["resultOffset"].flatMap { Int($0) } ?? 0))
    }
    let wanted = age == .modern ? asked["resultRecordCount"].flatMap { Int($0) } ?? most : most
    let page = Array(rows.prefix(min(wanted, most)))
    if page.count > bearable {
      return try Self.json([
        "error": ["code": 500, "message": "Error performing query operation", "details": []]
      ])
    }
    var answer = frame
    answer["features"] = page
    if age == .modern, page.count < rows.count { answer["exceededTransferLimit"] = true }
    return try Self.json(answer)
  }

  private func id(_ feature: [String: Any]) -> Int {
    ((feature["attributes"] as? [String: Any])?[objectID] as? NSNumber)?.intValue ?? 0
  }

  /// Conditions of the forms that the connector makes.
  private static func meets(_ id: Int, _ condition: String, _ objectID: String) -> Bool {
    condition.components(separatedBy: " AND ").allSatisfy { part in
      let words = part.split(separator: " ")
      guard words.count == 3, words[0] == objectID, let bound = Int(words[2]) else { return true }
      return words[1] == ">" ? id > bound : words[1] == ">=" ? id >= bound : id <= bound
    }
  }

  static func json(_ object: Any) throws -> FetchAnswer {
    FetchAnswer(status: 200, body: Array(try JSONSerialization.data(withJSONObject: object)))
  }

  static func object(_ url: URL) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
  }
}
