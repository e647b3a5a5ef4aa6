import Catalog
import Formats

extension Connector {
  /// Layers of ArcGIS servers: item, service, description, count, then rows in the way that the server's age allows.
  package static let arcgis = Connector(
    id: Dialect.arcgis.id, summary: Dialect.arcgis.summary,
    reference:
      "https://developers.arcgis.com/rest/services-reference/enterprise/query-feature-service-layer/",
    groups: { (query, source) throws(Refusal) in
      let filter = source.text("where").map { [WebAddress.Item("where", $0)] } ?? []
      let items = try ArcGISGroups(ArcGISAsk(source), query).items("OBJECTID") + filter
      return items.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    },
    recognise: ArcGISAddress.recognise,
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.arcgis) else { return nil }
      return try ArcGISAsk(source).first()
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.arcgis) else { return nil }
      return try ArcGISAsk(source, part.grouped).follow(&state, request, answer)
    },
    judge: ArcGISErrors.judge, read: ArcGISTable.read)
}

/// What is asked of an ArcGIS server before its rows: which layer, what it is like, how many rows there are.
///
/// Rows come in one of three ways, noted as `way` in the state's facts (see `ArcGISPaging`).
struct ArcGISAsk {
  static let layerPage = "layer.json"
  static let rowsStem = "rows"
  /// Longer addresses are sent as a form: some servers cut them off.
  static let longestAddress = 2000
  /// The step at which groups are there, and it is asked whether they are those of the rows.
  static let capitalsStep = "capitals"

  enum Fact {
    static let step = "step"
    static let layer = "layer"
    static let objectID = "object-id"
    static let shapes = "shapes"
  }

  let filter: String
  private let address: String
  private let wanted: String?
  private let token: String?
  private let grouped: GroupedQuery?

  /// - Parameter grouped: what the server is to group and count; nil brings rows.
  init(_ source: DialectSource, _ grouped: GroupedQuery? = nil) throws(Refusal) {
    self.grouped = grouped
    address = source.address
    filter = source.text("where") ?? "1=1"
    wanted = source.text("layer")
    token = source.text("tokenFrom")
  }

  func first() throws(Refusal) -> FetchRequest {
    switch ArcGISAddress(address) {
    case .layer(let layer): return describe(layer)
    case .service(let service): return look(service)
    case .item(let id, _):
      let path = ["sharing", "rest", "content", "items", id]
      guard let item = WebAddress("https://www.arcgis.com")?.at(path) else { break }
      return look(item)
    case nil: break
    }
    throw Refusal(
      "“\(Redaction.redact(address))” names no layer of an ArcGIS server",
      fix: "open the page's “View API resources” (or “I want to use this”), copy the address that holds "
        + "`/FeatureServer/` or `/MapServer/` and a number, and write it as `source.arcgis`")
  }

  // MARK: requests

  private static let asJSON = WebAddress.Item("f", "json")

  private func look(_ place: WebAddress) -> FetchRequest {
    secret(.portal(place.with([Self.asJSON]), keeping: .nothing))
  }

  private func describe(_ layer: WebAddress) -> FetchRequest {
    secret(.portal(layer.with([Self.asJSON]), keeping: .page(Self.layerPage)))
  }

  /// A query of the layer that the conversation has found.
  func query(
    _ state: FetchState, _ items: [WebAddress.Item], condition: String? = nil, keeping: FetchRequest.Keeping
  ) throws(Refusal) -> FetchRequest {
    guard let layer = state.facts[Fact.layer].flatMap(WebAddress.init) else {
      throw Refusal("the conversation has lost its layer", fix: "tell the makers of Almanac")
    }
    let both = filter == "1=1" ? condition ?? filter : condition.map { "(\(filter)) AND \($0)" } ?? filter
    let all = [WebAddress.Item("where", both)] + items + [Self.asJSON]
    let place = layer.at(layer.segments + ["query"])
    var request = FetchRequest.portal(place.with(all), keeping: keeping)
    if request.address.utf8.count > Self.longestAddress {
      request = .portal(place, keeping: keeping)
      request.body = .init("application/x-www-form-urlencoded", WebAddress.form(all))
    }
    return secret(request)
  }

  func count(_ state: inout FetchState) throws(Refusal) -> FetchRequest {
    state.facts[Fact.step] = "count"
    return try query(state, [.init("returnCountOnly", "true")], keeping: .nothing)
  }

  private func secret(_ request: FetchRequest) -> FetchRequest { request.with(.query("token"), from: token) }

  // MARK: the next request

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if request.page == Self.layerPage { return try described(&state, request, answer) }
    let groups: ArcGISGroups? = if let grouped { try ArcGISGroups(self, grouped) } else { nil }
    if ArcGISErrors.isPage(request) {
      if let groups { return try groups.follow(&state, request, answer) }
      return try ArcGISPaging(self).follow(&state, request, answer)
    }
    switch state.facts[Fact.step] {
    case Self.capitalsStep:
      try groups?.proven(request, answer)
      return nil
    case "count": return try counted(&state, request, answer)
    case "ids": return try ArcGISPaging(self).numbered(&state, request, answer)
    default: return try found(&state, request, answer)
    }
  }

  /// After an item or a service: what it leads to.
  private func found(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest {
    let document = try answer.document(request)
    if let service = ArcGISAddress(request.address), case .service(let place) = service {
      return describe(place.at(place.segments + [try layer(of: ArcGISLayer(document))]))
    }
    guard let url = document["url"]?.string, let place = ArcGISAddress(url) else {
      let type = document["type"]?.string ?? "of no known kind"
      let id = document["id"]?.string ?? ""
      throw Refusal(
        "the item “\(document["title"]?.string ?? address)” is \(type) and no service with layers",
        fix: ["CSV", "GeoJson", "File Geodatabase", "Shapefile", "Microsoft Excel"].contains(type)
          ? "write `source: { url: \"https://www.arcgis.com/sharing/rest/content/items/\(id)/data\" }`"
          : "open its page, find the layer behind it, and copy the address that holds `/FeatureServer/`")
    }
    switch place {
    case .layer(let layer): return describe(layer)
    case .service(let service):
      if case .item(_, let number?)? = ArcGISAddress(address) {
        return describe(service.at(service.segments + [number]))
      }
      return look(service)
    case .item:
      throw Refusal("the item leads to another item", fix: "copy the address that holds `/FeatureServer/`")
    }
  }

  /// The layer that is meant, among those of a service.
  private func layer(of service: ArcGISLayer) throws(Refusal) -> String {
    let layers = service.layers
    if let wanted {
      if let layer = layers.first(where: { $0.number == wanted || $0.name == wanted }) { return layer.number }
    } else if layers.count == 1 {
      return layers[0].number
    }
    let list = layers.prefix(30).map { "\($0.number) “\($0.name)”" }.joined(separator: ", ")
    throw Refusal(
      layers.isEmpty
        ? "the service has no layers"
        : "the service has \(layers.count) layers, and the feed \(wanted.map { "asks for “\($0)”" } ?? "names none"): \(list)",
      fix: "write the number or name of one as `layer` in the feed's `source`")
  }

  private func described(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest {
    let layer = ArcGISLayer(try answer.document(request))
    guard !layer.fields.isEmpty else {
      throw .strange(
        "ArcGIS", request, answer, "and describes no fields",
        fix: "it may be a group of layers or an image: copy the address of one layer with rows")
    }
    guard let place = WebAddress(request.address) else { throw .empty }
    state.facts[Fact.layer] = place.at(place.segments).text
    state.facts[Fact.objectID] = layer.objectID
    state.facts[Fact.shapes] = layer.hasShapes ? "true" : "false"
    state.facts[ArcGISPaging.Fact.way] = layer.pages ? ArcGISPaging.Way.offset.rawValue : nil
    state.pageSize = layer.pageSize
    if let grouped { try ArcGISGroups(self, grouped).check(layer, &state) }
    return try count(&state)
  }

  private func counted(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    let page = try answer.rows(request, at: ["features"])
    let paging = ArcGISPaging(self)
    guard let count = page.rest["count"]?.integer else {
      if grouped != nil { throw .strange("ArcGIS", request, answer, "without a count") }
      // A server of before 10.0 answers with rows instead: as many as it gives at a time.
      return try paging.beginWindows(&state, request, page.count)
    }
    state.announced = count
    if let grouped { return try ArcGISGroups(self, grouped).page(&state) }
    if state.facts[ArcGISPaging.Fact.way] != nil { return try paging.offset(&state) }
    state.facts[Fact.step] = "ids"
    return try query(state, [.init("returnIdsOnly", "true")], keeping: .nothing)
  }
}
