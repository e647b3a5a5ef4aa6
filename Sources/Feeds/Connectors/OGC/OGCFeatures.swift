import Catalog
import Formats
import Notation

extension Connector {
  /// Collections of OGC API – Features services: pages of GeoJSON, each naming the next.
  package static let ogcapi = Connector(
    id: Dialect.ogcapi.id, summary: Dialect.ogcapi.summary,
    reference: "https://docs.ogc.org/is/17-069r4/17-069r4.html",
    recognise: OGCFeaturesAsk.recognise,
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.ogcapi) else { return nil }
      return try OGCFeaturesAsk(source).first(OGCFeaturesAsk.most)
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.ogcapi) else { return nil }
      return try OGCFeaturesAsk(source).follow(&state, request, answer)
    },
    judge: { request, answer in
      if request.alsoAccepts.contains(answer.status) { return nil }
      guard answer.status != 200, let document = answer.json else {
        return Connector.judgeHTTP(request, answer)
      }
      return .told(
        "the service", request, answer, OGCFeaturesAsk.words(document), fix: OGCFeaturesAsk.fix(answer.status)
      )
    },
    read: { (pages, _, writer) throws(Diagnostic) in
      try FeaturePages.read(pages.pages(OGCFeaturesAsk.rowsStem), &writer)
    })
}

/// What is asked of an OGC API – Features service.
struct OGCFeaturesAsk {
  static let rowsStem = "rows"
  /// Services cut larger limits down, or refuse them: this is the most that common ones allow.
  static let most = 1000
  static let fewer = 100

  private let items: WebAddress

  init(_ source: DialectSource) throws(Refusal) {
    guard var address = WebAddress(source.address), let collection = Self.collection(address) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” names no collection of an OGC API – Features service",
        fix: "open the collection in a browser and copy its address, which holds `/collections/` and a name")
    }
    let place = (address.position(of: "collections") ?? 0) + 2
    // QGIS Server has the form in the name: `items.json`.
    let last = address.segments.dropFirst(place).first ?? ""
    let ours: Set = ["f", "limit", "offset", "filter", "filter-lang", "bbox", "startindex"]
    let kept = address.items.filter { !ours.contains($0.name.lowercased()) || Self.asks(source, address, $0) }
    address.segments =
      address.segments.prefix(place - 1) + [collection, last == "items.json" ? last : "items"]
    address.items = kept
    if let filter = source.text("filter") {
      address.items += [.init("filter", filter), .init("filter-lang", "cql2-text")]
    }
    if let box = source.text("bbox") { address.items.append(.init("bbox", box.filter { !$0.isWhitespace })) }
    items = address
  }

  /// A pasted filter or box stays where the definition names no other.
  private static func asks(_ source: DialectSource, _ address: WebAddress, _ item: WebAddress.Item) -> Bool {
    switch item.name.lowercased() {
    case "filter", "filter-lang": source.text("filter") == nil
    case "bbox": source.text("bbox") == nil
    default: false
    }
  }

  private static func collection(_ address: WebAddress) -> String? {
    guard let id = address.segment(after: "collections"), !id.isEmpty else { return nil }
    return id
  }

  /// The first page. Where a large limit is refused, fewer are asked for before anything else is believed to be wrong.
  func first(_ limit: Int) -> FetchRequest {
    var request = page(items.with([.init("limit", String(limit))]).text, 1)
    if limit > Self.fewer { request.alsoAccepts = [400, 413, 422] }
    return request
  }

  /// The form is asked for each time: next links of some services lead to a web page without.
  private func page(_ address: String, _ number: Int) -> FetchRequest {
    FetchRequest(
      .url(address), keeping: .page(PageName.numbered(Self.rowsStem, number, "json")),
      accept: "application/geo+json, application/json;q=0.9", wantsBody: true)
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if answer.status != 200 {
      state.drops = true
      return first(Self.fewer)
    }
    let page = try answer.rows(request, at: ["features"])
    if let system = FeaturePages.foreignSystem(page.rest) {
      throw .strange("the service", request, answer, "in the coordinate system “\(system)”, not in degrees")
    }
    state.rows += page.count
    try count(&state, page.rest)
    guard let first = page.first else { return nil }
    // MapServer 8.0 ignores the offset of the next link that it gives, and answers with the first page again.
    try state.guardian.begin(first.compact)
    guard let next = NextLink.inLinks(page.rest, type: "application/geo+json") else { return nil }
    state.numbers.append(page.count)
    return self.page(try NextLink.followed(next, after: request), state.numbers.count + 1)
  }

  /// Fewer features than were announced are a fault. More are none: some services announce an estimate, or no more
  /// than a page may hold.
  private func count(_ state: inout FetchState, _ rest: JSONValue) throws(Refusal) {
    guard let matched = rest["numberMatched"]?.integer, state.facts["guessed"] == nil else { return }
    state.announced = matched
    guard state.rows > matched else { return }
    state.facts["guessed"] = "yes"
    state.announced = nil
    state.notes.append("the service announced \(matched) features and gives more: its count is a guess")
  }

  /// pygeoapi's object, QGIS Server's list of one, tipg's `detail`.
  static func words(_ document: JSONValue) -> String {
    let error = document.items.first ?? document
    if let detail = error["detail"] {
      return detail.string ?? detail.items.compactMap { $0["msg"]?.string }.joined(separator: "; ")
    }
    return error.first("description", "detail", "title", "message")?.string ?? error.compact
  }

  static func fix(_ status: Int) -> String {
    switch status {
    case 404: "open the service's list of collections in a browser and copy the collection's address"
    case 400, 422: "look at the collection's name, and at `filter` and `bbox` in the feed's `source`"
    case 401, 403: "the collection is not public: ask its publisher"
    default: "try again later; if it stays so, tell the service's keepers"
    }
  }

  static func recognise(_ address: WebAddress) -> DialectSource? {
    guard let id = collection(address), let place = address.position(of: "collections") else { return nil }
    let behind = address.segments.dropFirst(place + 2).first
    let known = [nil, "items", "items.json", "items.geojson", "items.html", "schema", "queryables"]
    guard known.contains(behind) else { return nil }
    var path = address.segments.prefix(place + 1) + [id]
    if behind == "items.json" || behind == "items.html" || behind == "items.geojson" {
      path.append("items.json")
    }
    return DialectSource(Dialect.ogcapi.id, address.at(Array(path)).text)
  }
}
