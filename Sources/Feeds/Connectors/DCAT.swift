import Catalog
import Formats

extension Connector {
  /// Data sets listed in a DCAT-US `data.json`: the list leads to one distribution's file, which is the snapshot.
  package static let dcat = Connector(
    id: Dialect.dcat.id, summary: Dialect.dcat.summary,
    reference: "https://resources.data.gov/resources/dcat-us/",
    recognise: { address in
      address.segments == ["data.json"] ? DialectSource(Dialect.dcat.id, address.text) : nil
    },
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.dcat) else { return nil }
      return FetchRequest(
        .url(source.address), keeping: .nothing, accept: "application/json", wantsBody: true)
    },
    follow: { _, part, request, answer throws(Refusal) in
      guard let source = part.source(.dcat), request.keeping == .nothing else { return nil }
      let list = DCATList(try answer.document(request))
      return FetchRequest(
        .url(NextLink.resolved(try list.file(source), against: answer.finalAddress ?? request.address)))
    })
}

/// The data sets of a `data.json`, of version 1.1 or 3.0: where one stands, a list may stand too.
struct DCATList {
  private let sets: [JSONValue]

  init(_ document: JSONValue) { sets = Self.list(document["dataset"] ?? document) }

  private static func list(_ value: JSONValue?) -> [JSONValue] {
    guard let value, value != .null else { return [] }
    return value.items.isEmpty ? (value.members.isEmpty && value.string == nil ? [] : [value]) : value.items
  }

  private static func texts(_ value: JSONValue?) -> [String] { list(value).compactMap(\.string) }

  /// The address of the file that the source asks for.
  /// - Throws: a refusal that lists what there is where it asks for several, or none.
  func file(_ source: DialectSource) throws(Refusal) -> String {
    let wanted = source.text("dataset") ?? ""
    func names(_ set: JSONValue) -> [String] { Self.texts(set["identifier"]) + Self.texts(set["title"]) }
    let found = sets.filter { names($0).contains { $0.lowercased() == wanted.lowercased() } }
    guard found.count == 1 else {
      let close =
        found.isEmpty ? sets.filter { names($0).joined().lowercased().contains(wanted.lowercased()) } : found
      let list = (close.isEmpty ? sets : close).prefix(20).map { set in
        "“\(Self.texts(set["title"]).first ?? "")” (\(Self.texts(set["identifier"]).first ?? "no identifier"))"
      }
      let what =
        wanted.isEmpty
        ? "the list has \(sets.count) data sets, and none is asked for"
        : "the list has \(found.isEmpty ? "no" : String(found.count)) data sets “\(wanted)”"
      throw Refusal(
        what + "; there are: " + list.joined(separator: ", "),
        fix: "write an identifier as `dataset` in the feed's `source`")
    }
    return try distribution(found[0], source.text("distribution"))
  }

  private struct Distribution {
    let title: String
    let forms: [String]
    let address: String
  }

  private func distribution(_ set: JSONValue, _ wanted: String?) throws(Refusal) -> String {
    let all = Self.list(set["distribution"]).compactMap { item -> Distribution? in
      guard let address = Self.texts(item["downloadURL"]).first else { return nil }
      let forms = Self.texts(item["format"]) + Self.texts(item["mediaType"])
      return Distribution(
        title: Self.texts(item["title"]).first ?? "", forms: forms.map { $0.lowercased() }, address: address)
    }
    var found = all
    if let word = wanted?.lowercased() {
      let titled = all.filter { $0.title.lowercased() == word }
      found =
        titled.isEmpty
        ? all.filter {
          $0.forms.contains { $0 == word || $0.split(separator: "/").last.map(String.init) == word }
        }
        : titled
    }
    if found.count == 1 { return found[0].address }
    let list = (found.isEmpty ? all : found).prefix(20).map {
      "“\($0.title)” (\($0.forms.joined(separator: ", "))) at \(Redaction.redact($0.address))"
    }
    throw Refusal(
      "the data set has \(found.isEmpty ? "no" : String(found.count)) files to download\(wanted.map { " “\($0)”" } ?? "")"
        + (list.isEmpty ? "" : "; there are: " + list.joined(separator: ", ")),
      fix: all.isEmpty
        ? "look at the data set's page: it may only be reached through a portal's own interface"
        : "write a title or a format as `distribution` in the feed's `source`, or the address as `url`")
  }
}
