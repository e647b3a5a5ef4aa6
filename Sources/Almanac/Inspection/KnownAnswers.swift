import Catalog
import Formats
import Notation

/// Answers of portals that somebody saved or whose address was pasted, and which are about data instead of being
/// data: a catalogue, a description, a count, an error. Each names what to give instead.
struct KnownAnswer: Sendable {
  let id: String
  let recognises: @Sendable (JSONValue) -> Bool
  let message: @Sendable (JSONValue) -> String
  let fix: String

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

  /// What an answer is, where it is none of data; nil else.
  static func refusal(_ answer: JSONValue, _ path: String) -> Diagnostic? {
    guard let known = all.first(where: { $0.recognises(answer) }) else { return nil }
    return .notATable(path, known.message(answer), fix: known.fix)
  }

  /// Of a catalogue, or of the bare list of older ones.
  private static func sets(_ answer: JSONValue) -> [JSONValue] { answer["dataset"]?.items ?? answer.items }

  private static func errorText(_ answer: JSONValue) -> String {
    let error = answer["error"]
    return error?.first("message", "info")?.text ?? error?.string ?? answer.first("message", "detail")?.text
      ?? error?.compact ?? answer.compact
  }
}
