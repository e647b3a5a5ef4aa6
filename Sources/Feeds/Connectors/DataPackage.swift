import Catalog
import Formats

extension Connector {
  /// Resources of a Frictionless data package: the descriptor leads to one resource's file, which is the snapshot.
  package static let datapackage = Connector(
    id: Dialect.datapackage.id, summary: Dialect.datapackage.summary,
    reference: "https://datapackage.org/standard/data-package/",
    recognise: { address in
      address.segments.last == "datapackage.json"
        ? DialectSource(Dialect.datapackage.id, address.text) : nil
    },
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.datapackage) else { return nil }
      return FetchRequest(
        .url(source.address), keeping: .nothing, accept: "application/json", wantsBody: true)
    },
    follow: { _, part, request, answer throws(Refusal) in
      guard let source = part.source(.datapackage), request.keeping == .nothing else { return nil }
      let path = try DataPackage(try answer.document(request)).path(source.text("resource"))
      return FetchRequest(.url(NextLink.resolved(path, against: answer.finalAddress ?? request.address)))
    })
}

/// The resources that a descriptor lists.
struct DataPackage {
  private let resources: [JSONValue]

  init(_ document: JSONValue) { resources = document["resources"]?.items ?? [] }

  /// The path of a resource's file, relative to the descriptor, or an address.
  /// - Throws: a refusal that lists the resources where several are meant or none, and for a path that leaves the package.
  func path(_ wanted: String?) throws(Refusal) -> String {
    let found = resources.filter {
      wanted == nil || $0["name"]?.string == wanted || $0["title"]?.string == wanted
    }
    guard found.count == 1 else {
      let names = resources.prefix(20).compactMap { $0["name"]?.string }.map { "“\($0)”" }
      throw Refusal(
        "the package has \(found.isEmpty ? "no" : String(found.count)) resources"
          + "\(wanted.map { " “\($0)”" } ?? "")"
          + (names.isEmpty ? "" : "; there are: " + names.joined(separator: ", ")),
        fix: "write one as `resource` in the feed's `source`")
    }
    let paths = found[0]["path"]
    let all = paths?.string.map { [$0] } ?? (paths?.items.compactMap(\.string) ?? [])
    guard all.count == 1, let path = all.first else {
      throw Refusal(
        all.isEmpty
          ? "the resource has no file: its data stand in the descriptor"
          : "the resource is parted into \(all.count) files",
        fix: all.isEmpty
          ? "write the data to a file and feed that"
          : "list them as `parts` in the feed's `source`, each by `url`")
    }
    if path.contains("://") { return path }
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw Refusal(
        "the resource's path “\(path)” leaves the package, which the standard forbids",
        fix: "write the file's address as `url`, if it is the publisher's")
    }
    return path
  }
}
