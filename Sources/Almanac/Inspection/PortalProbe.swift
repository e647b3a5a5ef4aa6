import Feeds
import Formats
import Foundation
import Notation

/// A question to a host that only one portal software answers rightly: a mere 200 proves nothing.
struct PortalProbe: Sendable {
  let name: String
  let segments: [String]
  let items: [WebAddress.Item]
  let proves: @Sendable (JSONValue) -> Bool
  let fix: String

  static let all: [PortalProbe] = [
    PortalProbe(
      name: "Socrata", segments: ["api", "catalog", "v1"], items: [.init("limit", "1")],
      proves: { $0["resultSetSize"] != nil && $0["results"] != nil },
      fix: "open a data set there and give its address, which ends in an id such as /d/abcd-1234"),
    PortalProbe(
      name: "CKAN", segments: ["api", "3", "action", "status_show"], items: [],
      proves: { $0["result"]?["ckan_version"] != nil },
      fix: "open a data set there and give its address, …/dataset/NAME"),
    PortalProbe(
      name: "Opendatasoft", segments: ["api", "explore", "v2.1", "catalog", "datasets"],
      items: [.init("limit", "1")],
      proves: { $0["total_count"] != nil && $0["results"] != nil },
      fix: "open a data set there and give its address, …/explore/dataset/ID/"),
    PortalProbe(
      name: "Datasette", segments: ["-", "versions.json"], items: [], proves: { $0["datasette"] != nil },
      fix: "open a table there and give its address, …/DATABASE/TABLE"),
    PortalProbe(
      name: "DCAT (data.json)", segments: ["data.json"], items: [], proves: { $0["dataset"] != nil },
      fix: "give the address of its data.json, or of one of the downloads that it lists"),
  ]

  /// The portal that a page is of; nil where none of the questions is answered as only its software does.
  static func find(
    _ address: String, _ transport: Transport, _ folder: URL
  ) throws(Diagnostic) -> PortalProbe? {
    guard let page = WebAddress(address) else { return nil }
    let file = folder.appendingPathComponent("probe")
    for probe in all {
      try Disk.remove(file)
      let request = SentRequest(page.at(probe.segments, probe.items).text)
      guard case .answer(let answer) = try transport.bring(request, file), answer.status == 200,
        answer.bytes < 16 << 20
      else { continue }
      // What is no JSON is not this portal.
      guard let value = try? JSONReader.value(of: Disk.read(file), named: probe.name) else { continue }
      if probe.proves(value) { return probe }
    }
    return nil
  }
}
