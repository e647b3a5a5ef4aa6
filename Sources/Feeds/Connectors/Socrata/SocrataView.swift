import Formats

/// What a Socrata portal says of a dataset (`/api/views/{id}.json`).
struct SocrataView {
  /// A column's type as far as reading differs.
  enum Kind {
    case plain, number, link, phone, point, shape

    init(_ name: String) {
      switch name {
      case "number", "money", "percent", "double": self = .number
      case "url", "photo", "document": self = .link
      case "phone": self = .phone
      case "location", "point": self = .point
      case "multipoint", "line", "multiline", "polygon", "multipolygon": self = .shape
      default: self = .plain
      }
    }
  }

  private let document: JSONValue

  init(_ document: JSONValue) { self.document = document }

  /// Field names with their types, in the dataset's order.
  var columns: [(name: String, kind: Kind, type: String)] {
    (document["columns"]?.items ?? []).compactMap { column in
      let type = column["dataTypeName"]?.string ?? ""
      return column["fieldName"]?.string.map { ($0, Kind(type), type) }
    }
  }

  /// Of an old map: the dataset with the rows behind it.
  var child: String? {
    guard document["viewType"]?.string == "geo" || columns.isEmpty else { return nil }
    return document["childViews"]?.items.first?.string
  }

  /// Of an uploaded file: its place below the view.
  var blob: String? { document["blobId"]?.string }
  var blobName: String { document["blobFilename"]?.string ?? "file" }

  var isLinkOnly: Bool {
    document["viewType"]?.string == "href" || document["displayType"]?.string == "federatedHref"
  }

  /// The addresses that a dataset of links points to.
  var links: [String] {
    let paths = document["metadata"]?["accessPoints"]?.members ?? []
    return paths.compactMap(\.value.string)
  }

  /// Whether rows or columns were chosen in the portal, so that a reader of the feed sees less than there is.
  var isFiltered: Bool {
    let query = document["query"]
    return query?["filterCondition"] != nil || query?["groupBys"] != nil
      || document["modifyingViewUid"]?.string != nil
  }

  var name: String { document["name"]?.string ?? "" }
  var original: String? { document["modifyingViewUid"]?.string }
}
