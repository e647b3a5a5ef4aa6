import Catalog

/// Where an ArcGIS address leads: to a layer, to a service with layers, or to an item of ArcGIS Online.
enum ArcGISAddress: Hashable, Sendable {
  case layer(WebAddress)
  case service(WebAddress)
  /// An item's id, and the number of a layer where the address has one.
  case item(String, layer: String?)

  init?(_ text: String) {
    guard let address = WebAddress(text) else { return nil }
    self.init(address)
  }

  init?(_ address: WebAddress) {
    if let server = address.segments.lastIndex(where: Self.isServer) {
      let service = Array(address.segments[...server])
      if server + 1 < address.segments.count, Int(address.segments[server + 1]) != nil {
        self = .layer(address.at(service + [address.segments[server + 1]]))
      } else {
        self = .service(address.at(service))
      }
      return
    }
    let words = ["datasets", "maps", "items", "apps"].compactMap { address.segment(after: $0) }
    let candidates = words + [address.item("id"), address.item("itemId")].compactMap(\.self)
    guard let (id, layer) = candidates.lazy.compactMap(Self.item).first else { return nil }
    self = .item(id, layer: layer)
  }

  private static func isServer(_ segment: String) -> Bool {
    ["featureserver", "mapserver"].contains(segment.lowercased())
  }

  /// `{32 hex figures}` or `{32 hex figures}_{number}`, a title behind it left away.
  private static func item(_ segment: String) -> (String, String?)? {
    let id = segment.prefix(32)
    guard id.count == 32, id.allSatisfy({ $0.isHexDigit && $0.isASCII }) else { return nil }
    let rest = segment.dropFirst(32)
    guard rest.first == "_" else { return rest.isEmpty || rest.hasPrefix("/") ? (id.lowercased(), nil) : nil }
    let number = rest.dropFirst().prefix { $0.isNumber }
    return number.isEmpty ? nil : (id.lowercased(), String(number))
  }

  /// A pasted address of a layer, a service, or a page of ArcGIS Hub. A page with a title instead of an id is known
  /// too, so that it can be said what to copy instead.
  static func recognise(_ address: WebAddress) -> DialectSource? {
    if case .layer(let layer)? = ArcGISAddress(address) {
      return DialectSource(Dialect.arcgis.id, layer.text)
    }
    if case .service(let service)? = ArcGISAddress(address) {
      return DialectSource(Dialect.arcgis.id, service.text)
    }
    let isEsri = address.host.hasSuffix("arcgis.com")
    // What else a pasted address carries may be somebody's token.
    let page = address.at(
      address.segments, address.items.filter { ["id", "itemid"].contains($0.name.lowercased()) })
    if case .item? = ArcGISAddress(address),
      isEsri || address.position(of: "datasets") != nil
        || address.position(of: "maps") != nil || address.segments.last?.lowercased() == "item.html"
    {
      return DialectSource(Dialect.arcgis.id, page.text)
    }
    // Pages of Hub on a city's own host are called `organization::title`.
    let isTitled = ["datasets", "maps"].contains { address.segment(after: $0)?.contains("::") == true }
    if isTitled || isEsri && (address.segment(after: "datasets") != nil || address.host.hasPrefix("services"))
    {
      return DialectSource(Dialect.arcgis.id, page.text)
    }
    return nil
  }
}
