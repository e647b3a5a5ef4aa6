import Catalog

/// A dataset or a resource of a CKAN portal, by any of its addresses.
struct CKANAddress: Hashable, Sendable {
  /// The address without what CKAN itself puts behind it; it may hold a language or a folder.
  let portal: WebAddress
  /// The dataset's name or id; nil where only the resource is named.
  let dataset: String?
  let resource: String?

  /// `/dataset/{id}`, `/dataset/{id}/resource/{id}`, `/datastore/dump/{id}`, `/api/3/action/…?id={id}`.
  init?(_ address: WebAddress) {
    let segments = address.segments
    if let place = address.position(of: "dataset"), place + 1 < segments.count {
      portal = address.at(Array(segments[..<place]))
      dataset = segments[place + 1]
      resource = segments.dropFirst(place + 2).first == "resource" ? segments.dropFirst(place + 3).first : nil
    } else if let place = address.position(of: "datastore"), segments.dropFirst(place + 1).first == "dump",
      let id = segments.dropFirst(place + 2).first
    {
      portal = address.at(Array(segments[..<place]))
      dataset = nil
      resource = id
    } else if let place = address.position(of: "action"), place > 0,
      let action = segments.dropFirst(place + 1).first,
      let start = address.position(of: "api"), start < place
    {
      portal = address.at(Array(segments[..<start]))
      dataset = action == "package_show" ? address.item("id") : nil
      resource = address.item("resource_id") ?? (action == "resource_show" ? address.item("id") : nil)
      guard dataset != nil || resource != nil else { return nil }
    } else {
      return nil
    }
  }

  func action(_ name: String, _ items: [WebAddress.Item], dropping count: Int) -> WebAddress {
    portal.at(base(count) + ["api", "3", "action", name], items)
  }

  func dump(_ id: String, dropping count: Int) -> WebAddress {
    portal.at(base(count) + ["datastore", "dump", id], [.init("bom", "false")])
  }

  /// Segments before CKAN's own, of which the last may be a language that its interface does not know.
  private func base(_ dropped: Int) -> [String] { Array(portal.segments.dropLast(dropped)) }

  static func recognise(_ address: WebAddress) -> DialectSource? {
    guard let found = CKANAddress(address) else { return nil }
    guard let dataset = found.dataset else {
      return found.resource.map {
        DialectSource(
          Dialect.ckan.id, address.at(found.portal.segments + ["datastore", "dump", $0]).text)
      }
    }
    let page = found.portal.segments + ["dataset", dataset]
    return DialectSource(
      Dialect.ckan.id, address.at(page).text, options: found.resource.map { ["resource": .text($0)] } ?? [:])
  }
}
