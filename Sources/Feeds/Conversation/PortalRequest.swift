import Catalog

extension FetchRequest {
  /// A request to a portal whose answer `judge` and `follow` may look at whole.
  static func portal(
    _ address: WebAddress, keeping: Keeping, accept: String = "application/json"
  ) -> FetchRequest {
    FetchRequest(.url(address.text), keeping: keeping, accept: accept, wantsBody: true)
  }

  /// Adds the secret that a definition names, to be put in when the request is sent.
  func with(_ place: Secret.Place, from environment: String?, isRequired: Bool = false) -> FetchRequest {
    guard let environment else { return self }
    var request = self
    request.secrets.append(Secret(place, from: environment, isRequired: isRequired))
    return request
  }

  /// The name under which the answer is kept; empty where it is not kept as a page.
  var page: String { if case .page(let name) = keeping { name } else { "" } }
}

extension FeedSource.Part {
  /// What the part asks of a portal, where it speaks the dialect.
  func source(_ dialect: Dialect) -> DialectSource? {
    guard case .dialect(let source) = kind, source.dialect == dialect.id else { return nil }
    return source
  }
}

/// Names of pages in the order in which they come: `rows-0001.json`.
enum PageName {
  static func numbered(_ stem: String, _ number: Int, _ ending: String) -> String {
    let figures = String(number)
    return stem + "-" + String(repeating: "0", count: max(0, 4 - figures.count)) + figures + "." + ending
  }
}

extension SnapshotPages {
  /// The page of a name; nil where none was kept.
  func page(_ name: String) -> Page? { pages.first { $0.name == name } }

  /// The pages whose names begin so, in the order they came.
  func pages(_ stem: String) -> [Page] { pages.filter { $0.name.hasPrefix(stem) } }
}
