import Catalog
import Feeds
import Formats
import Notation

/// Answers of portals that somebody saved or whose address was pasted, and which are about data instead of being
/// data: a catalogue, a description, a count, an error. Each names what to give instead.
struct KnownAnswer: Sendable {
  let id: String
  let recognises: @Sendable (JSONValue) -> Bool
  let message: @Sendable (JSONValue) -> String
  let fix: String
  /// The table of which an answer at this address is a part; nil where it cannot be told from the address.
  var source: @Sendable (WebAddress) -> DialectSource? = { _ in nil }

  /// In the order in which an answer is offered to them.
  static let all: [KnownAnswer] = [
    KnownAnswer(
      id: "error",
      recognises: { answer in
        answer["error"] != nil && answer["features"] == nil || answer["success"] == .boolean(false)
          || answer["error_code"] != nil || answer["errorCode"] != nil
      },
      message: { "the answer is a portal's error: “\(errorText($0).prefix(160))”" },
      fix: "open the data set's page in a browser and give its address to `almanac inspect`"),
    KnownAnswer(
      id: "arcgis-answer",
      recognises: { answer in
        ["objectIdFieldName", "spatialReference", "fieldAliases"].contains { answer[$0] != nil }
          && answer["features"] != nil || answer["objectIds"] != nil
      },
      message: { _ in "the answer is one page of an ArcGIS layer, in which rows may be missing" },
      fix: "give the layer's own address, …/FeatureServer/0: `source: { arcgis: \"…\" }` brings all of it"),
    KnownAnswer(
      id: "arcgis-layer",
      recognises: { answer in
        answer["currentVersion"] != nil
          || answer["fields"] != nil && answer["features"] == nil
            && (answer["objectIdField"] != nil || answer["geometryType"] != nil)
      },
      message: { answer in
        let layers = (answer["layers"]?.items ?? []) + (answer["tables"]?.items ?? [])
        let names = layers.prefix(20).compactMap { layer in
          layer["name"]?.string.map { "\(layer["id"]?.text ?? "?") “\($0)”" }
        }
        return "the answer describes an ArcGIS service"
          + (names.isEmpty ? "" : ", with the layers \(names.joined(separator: ", "))")
      },
      fix: "give the address of one layer: …/FeatureServer/0"),
    KnownAnswer(
      id: "count", recognises: { $0.members.count == 1 && $0["count"]?.number != nil },
      message: { "the answer is only a count of rows: \($0["count"]?.text ?? "")" },
      fix: "give the address of the layer or data set itself"),
    KnownAnswer(
      id: "ckan", recognises: { $0["help"] != nil && $0["success"] != nil && $0["result"] != nil },
      message: { answer in
        let resources = answer["result"]?["resources"]?.items ?? []
        let names = resources.prefix(20).map { "“\($0["name"]?.string ?? $0["id"]?.string ?? "?")”" }
        return "the answer is of CKAN's interface"
          + (names.isEmpty ? "" : ", of a data set with \(names.joined(separator: ", "))")
      },
      fix: "give the data set's page, …/dataset/NAME: `source: { ckan: \"…\", resource: \"…\" }`"),
    KnownAnswer(
      id: "socrata", recognises: { $0["viewType"] != nil || $0["resultSetSize"] != nil },
      message: { _ in "the answer describes data of a Socrata portal and does not hold it" },
      fix: "give the data set's page, https://…/d/abcd-1234: `source: { socrata: \"…\" }`"),
    KnownAnswer(
      id: "datasette",
      recognises: { answer in
        answer["rows"] != nil && answer["truncated"] != nil
          && (answer["next_url"] != nil || answer["filtered_table_rows_count"] != nil
            || answer["next"] != nil)
      },
      message: { _ in "the answer is one page of a Datasette table, in which rows may be missing" },
      fix: "give the table's own address, …/DATABASE/TABLE: `source: { datasette: \"…\" }` brings all of it",
      source: { Connector.datasette.understand($0) }),
    KnownAnswer(
      id: "hsds",
      recognises: { answer in
        answer["contents"] != nil && answer["total_items"] != nil && answer["page_number"] != nil
      },
      message: { answer in
        "the answer is one page of a directory (HSDS), of \(answer["total_items"]?.text ?? "?") services in all"
      },
      fix: "give the directory's own address: `source: { hsds: \"…\" }` brings all of it",
      source: { Connector.hsds.understand($0) }),
    KnownAnswer(
      id: "features-page",
      recognises: { answer in
        guard let count = answer["features"]?.items.count else { return false }
        let matched = answer.first("numberMatched", "totalFeatures")?.integer ?? count
        return matched > count || NextLink.inLinks(answer) != nil
      },
      message: { answer in
        let matched = answer.first("numberMatched", "totalFeatures")?.text.map { " of \($0)" } ?? ""
        return
          "the answer is one page of a collection: \(answer["features"]?.items.count ?? 0)\(matched) features"
      },
      fix: "give the collection's own address, …/collections/NAME (`ogcapi`), or the service's (`wfs`)",
      source: { Connector.ogcapi.understand($0) ?? Connector.wfs.understand($0) }),
    KnownAnswer(
      id: "ogc-service",
      recognises: { answer in
        let relations = (answer["links"]?.items ?? []).compactMap { $0["rel"]?.string }
        return answer["features"] == nil
          && (answer["collections"] != nil && answer["links"] != nil || answer["conformsTo"] != nil
            || relations.contains { $0 == "data" || $0.hasSuffix("/data") || $0 == "items" })
      },
      message: { _ in "the answer describes an OGC API – Features service and does not hold its data" },
      fix: "give the address of one collection: …/collections/NAME"),
    KnownAnswer(
      id: "dcat",
      recognises: { answer in
        let isListed = sets(answer).contains { $0["identifier"] != nil && $0["accessLevel"] != nil }
        return isListed || answer["dataset"] != nil && (answer["conformsTo"] != nil || !sets(answer).isEmpty)
      },
      message: { answer in
        let sets = sets(answer)
        let titles = sets.prefix(10).compactMap { $0["title"]?.string.map { "“\($0)”" } }
        return
          "this is a catalogue of \(sets.count) data sets (DCAT), such as \(titles.joined(separator: ", "))"
      },
      fix:
        "write `source: { dcat: \"ADDRESS\", dataset: \"TITLE\" }` with one of them, or give a download's address"
    ),
  ]

  private static let largest = 16 << 20

  /// What a file is, where it is an answer that is none of data; nil else.
  static func read(_ bytes: FileBytes, _ name: String) -> (KnownAnswer, JSONValue)? {
    guard bytes.count < largest, let head = try? bytes.read(0, 256), head.contains(0x7B) else { return nil }
    // What is no strict JSON is left to the readers, which say where.
    guard let answer = try? JSONReader.value(of: bytes.read(0, bytes.count), named: name) else { return nil }
    return all.first { $0.recognises(answer) }.map { ($0, answer) }
  }

  func refusal(_ answer: JSONValue, _ path: String) -> Diagnostic {
    .notATable(path, message(answer), fix: fix)
  }

  /// Of a catalogue, or of the bare list of older ones.
  private static func sets(_ answer: JSONValue) -> [JSONValue] { answer["dataset"]?.items ?? answer.items }

  private static func errorText(_ answer: JSONValue) -> String {
    let error = answer["error"]
    return error?.first("message", "info")?.text ?? error?.string ?? answer.first("message", "detail")?.text
      ?? error?.compact ?? answer.compact
  }
}
