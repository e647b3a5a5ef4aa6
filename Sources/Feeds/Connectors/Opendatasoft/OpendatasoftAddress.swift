import Catalog

/// A dataset of an Opendatasoft portal.
struct OpendatasoftAddress: Hashable, Sendable {
  let portal: WebAddress
  let id: String

  /// `/explore/dataset/{id}/`, `/api/explore/v2.x/catalog/datasets/{id}` and the first version's
  /// `/api/records/1.0/…?dataset={id}`.
  init?(_ address: WebAddress) {
    let id: String? =
      if let place = address.position(of: "explore") {
        // Others have `…/datasets/NAME/explore`.
        ["dataset", "datasets"].lazy.compactMap { word in
          address.position(of: word).flatMap { $0 > place ? address.segment(after: word) : nil }
        }.first
      } else if address.position(of: "records") != nil || address.segment(after: "datasets") == "1.0" {
        address.item("dataset") ?? address.segment(after: "1.0")
      } else {
        nil
      }
    guard let id, !id.isEmpty else { return nil }
    portal = address.at([])
    self.id = id
  }

  init?(_ text: String) {
    guard let address = WebAddress(text) else { return nil }
    self.init(address)
  }

  var page: String { portal.at(["explore", "dataset", id]).text }

  /// A part of the dataset's interface; the dataset itself where there is none.
  func api(_ parts: String..., items: [WebAddress.Item] = []) -> WebAddress {
    portal.at(["api", "explore", "v2.1", "catalog", "datasets", id] + parts, items)
  }

  static func recognise(_ address: WebAddress) -> DialectSource? {
    OpendatasoftAddress(address).map { DialectSource(Dialect.opendatasoft.id, $0.page) }
  }
}
