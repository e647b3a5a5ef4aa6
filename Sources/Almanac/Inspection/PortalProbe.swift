import Catalog
import Feeds
import Formats
import Notation

/// A question to a host that only one portal software answers rightly: a mere 200 proves nothing.
struct PortalProbe: Sendable {
  let name: String
  /// What is asked, from the address that was pasted.
  let question: @Sendable (WebAddress) -> WebAddress
  let proves: @Sendable (JSONValue) -> Bool
  /// The table that the pasted address means, now that the software is known; nil where it names none.
  var source: @Sendable (WebAddress, JSONValue) -> DialectSource? = { _, _ in nil }
  /// What to give instead, where it names none.
  let fix: @Sendable (WebAddress, JSONValue) -> String

  static let all: [PortalProbe] = [
    PortalProbe(
      name: "Socrata", question: { $0.at(["api", "catalog", "v1"], [.init("limit", "1")]) },
      proves: { $0["resultSetSize"] != nil && $0["results"] != nil },
      fix: { _, _ in "open a data set there and give its address, which ends in an id such as /d/abcd-1234" }),
    PortalProbe(
      name: "CKAN", question: { $0.at(["api", "3", "action", "status_show"]) },
      proves: { $0["result"]?["ckan_version"] != nil },
      fix: { _, _ in "open a data set there and give its address, …/dataset/NAME" }),
    PortalProbe(
      name: "Opendatasoft",
      question: { $0.at(["api", "explore", "v2.1", "catalog", "datasets"], [.init("limit", "1")]) },
      proves: { $0["total_count"] != nil && $0["results"] != nil },
      fix: { _, _ in "open a data set there and give its address, …/explore/dataset/ID/" }),
    PortalProbe(
      name: "Datasette", question: { $0.at(["-", "versions.json"]) }, proves: { $0["datasette"] != nil },
      source: { address, _ in Connector.datasette.understand(address) },
      fix: { _, _ in "open a table there and give its address, …/DATABASE/TABLE" }),
    PortalProbe(
      name: "OGC API – Features", question: collections,
      proves: { $0["collections"] != nil && $0["links"] != nil },
      source: { address, answer in
        let found = collectionIDs(answer)
        guard found.count == 1 else { return nil }
        return Connector.ogcapi.understand(address.at(collections(address).segments + found))
      },
      fix: { address, answer in
        let base = collections(address)
        let names = collectionIDs(answer).prefix(20).map { base.at(base.segments + [$0]).text }
        return names.isEmpty
          ? "ask its keepers: it lists no collection"
          : "give the address of one collection: " + names.joined(separator: ", ")
      }),
    PortalProbe(
      name: "ArcGIS Server", question: { $0.at($0.segments, [.init("f", "json")]) },
      proves: { $0["currentVersion"] != nil && ($0["services"] != nil || $0["folders"] != nil) },
      fix: { address, answer in
        let names = (answer["services"]?.items ?? []).prefix(20).compactMap { service in
          service["name"]?.string.map { "\($0)/\(service["type"]?.string ?? "FeatureServer")" }
        }
        let folders = (answer["folders"]?.items ?? []).compactMap(\.string).prefix(20)
        let list = names.isEmpty ? "" : "; it has \(names.joined(separator: ", "))"
        let further = folders.isEmpty ? "" : "; further services lie in \(folders.joined(separator: ", "))"
        return "give the address of one layer, …/rest/services/NAME/FeatureServer/0" + list + further
      }),
    PortalProbe(
      name: "DCAT (data.json)", question: { $0.at(["data.json"]) }, proves: { $0["dataset"] != nil },
      fix: { address, _ in
        "give the address of its catalogue, \(address.at(["data.json"]).text), or of one of the downloads in it"
      }),
  ]

  /// Where the list of an OGC service's collections is, from any page of it.
  private static let collections: @Sendable (WebAddress) -> WebAddress = { address in
    let own = address.segments.map { ["wfs3.json", "wfs3.html"].contains($0) ? "wfs3" : $0 }
    let end = ["collections", "conformance", "api", "openapi"].compactMap { word in
      own.firstIndex { $0.prefix { $0 != "." } == word }
    }.min()
    return address.at(Array(own.prefix(end ?? own.count)) + ["collections"], [.init("f", "json")])
  }

  private static func collectionIDs(_ answer: JSONValue) -> [String] {
    (answer["collections"]?.items ?? []).compactMap { $0["id"]?.text }
  }

  /// What a page, or an answer about data, turns out to be of.
  struct Finding {
    let probe: PortalProbe
    let source: DialectSource?
    let fix: String
  }

  /// Asks one question after another; nil where none is answered as only its software does.
  static func find(_ address: String, _ asker: SourceAsker) throws(Diagnostic) -> Finding? {
    guard let page = WebAddress(address) else { return nil }
    for probe in all {
      guard let answer = try asker.json(probe.question(page)), probe.proves(answer) else { continue }
      return Finding(probe: probe, source: probe.source(page, answer), fix: probe.fix(page, answer))
    }
    return nil
  }
}
