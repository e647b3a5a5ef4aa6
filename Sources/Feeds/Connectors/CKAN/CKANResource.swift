import Formats

/// One resource of a CKAN dataset.
struct CKANResource {
  let id: String
  let name: String
  let format: String
  let address: String
  let hasStore: Bool

  init(_ document: JSONValue) {
    id = document["id"]?.string ?? ""
    name = document["name"]?.string ?? ""
    // Free text: “CSV”, “csv” and “.csv” are one.
    format = (document["format"]?.string ?? "").lowercased().filter { $0 != "." && !$0.isWhitespace }
    address = document["url"]?.string ?? ""
    hasStore = document["datastore_active"]?.isTrue == true
  }

  /// The resource that is asked for by id, name or format; the only one where nothing is asked for.
  /// - Throws: a refusal that lists them where there are several, or none.
  static func choose(_ resources: [CKANResource], _ wanted: String?, of dataset: String) throws(Refusal)
    -> CKANResource
  {
    var found = resources
    if let wanted {
      let word = wanted.lowercased()
      let tests: [(CKANResource) -> Bool] = [
        { $0.id == wanted }, { $0.name == wanted }, { $0.name.lowercased() == word }, { $0.format == word },
      ]
      found = tests.lazy.map { resources.filter($0) }.first { !$0.isEmpty } ?? []
    }
    if found.count == 1 { return found[0] }
    let list = (found.isEmpty ? resources : found).prefix(20).map { "“\($0.name)” (\($0.format), \($0.id))" }
    let asked = wanted.map { " “\($0)”" } ?? ""
    throw Refusal(
      "the dataset “\(dataset)” has \(found.isEmpty ? "no" : String(found.count)) resources\(asked)"
        + (list.isEmpty ? "" : "; there are: " + list.joined(separator: ", ")),
      fix: list.isEmpty
        ? "look at the dataset in a browser: it may have moved"
        : "write one of the ids or names as `resource` in the feed's `source`")
  }
}
