import Feeds
import Formats

extension KnownAnswer {
  /// Answers about data: lists of what a portal has, descriptions of a layer, a package, a service, counts.
  static let descriptions: [KnownAnswer] = [
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
        let result = answer["result"]
        let (resources, sets) = (result?["resources"]?.items ?? [], result?["results"]?.items ?? [])
        let names = (resources + sets).prefix(20).map { "“\($0.first("name", "id")?.text ?? "?")”" }
        let what = sets.isEmpty ? ", of a data set with " : ", a list of data sets such as "
        return "the answer is of CKAN's interface"
          + (names.isEmpty ? "" : what + names.joined(separator: ", "))
      },
      fix: "give the data set's page, …/dataset/NAME: `source: { ckan: \"…\", resource: \"…\" }`"),
    KnownAnswer(
      id: "socrata",
      recognises: { answer in
        answer["viewType"] != nil || answer["resultSetSize"] != nil
          || answer["viewLastModified"] != nil && answer["publicationDate"] != nil
      },
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
    KnownAnswer(
      id: "directory",
      recognises: { $0["openapi_url"] != nil && $0["version"] != nil },
      message: { _ in "the answer describes a services directory (HSDS) and does not hold its services" },
      fix: "give the directory's address: `source: { hsds: \"…\" }`",
      source: { Connector.hsds.understand($0) }),
    KnownAnswer(
      id: "datapackage",
      recognises: { answer in
        let resources = answer["resources"]?.items ?? []
        return !resources.isEmpty && resources.allSatisfy { $0["path"] != nil || $0["data"] != nil }
      },
      message: { answer in
        let names = (answer["resources"]?.items ?? []).prefix(20).compactMap { $0["name"]?.string }
        return "this is a data package, which lists \(names.joined(separator: ", "))"
      },
      fix: "give its address: `source: { datapackage: \"…\", resource: \"…\" }`, or the file of one resource"),
    KnownAnswer(
      id: "csvw",
      recognises: { ($0["@context"]?.compact ?? "").contains("www.w3.org/ns/csvw") },
      message: { answer in
        let tables = answer["tables"]?.items ?? [answer]
        let names = tables.prefix(20).compactMap { $0["url"]?.string }
        return "this describes CSV (CSVW) and does not hold it: \(names.joined(separator: ", "))"
      },
      fix: "give the address of the CSV file that it describes"),
    KnownAnswer(
      id: "openapi", recognises: { $0.first("openapi", "swagger") != nil && $0["paths"] != nil },
      message: { _ in "this describes a service's interface (OpenAPI) and does not hold data" },
      fix: "give the address of the data themselves, or of the service's page about them"),
    KnownAnswer(
      id: "ogc-service",
      recognises: { answer in
        let relations = (answer["links"]?.items ?? []).compactMap { $0["rel"]?.string }
        return answer["features"] == nil
          && (answer["collections"] != nil && answer["links"] != nil
            || !(answer["conformsTo"]?.items ?? []).isEmpty
            || relations.contains { $0 == "data" || $0.hasSuffix("/data") || $0 == "items" })
      },
      message: { _ in "the answer describes an OGC API – Features service and does not hold its data" },
      fix: "give the address of one collection: …/collections/NAME"),
  ]

  /// Of a catalogue, or of the bare list of older ones.
  private static func sets(_ answer: JSONValue) -> [JSONValue] { answer["dataset"]?.items ?? answer.items }
}
