import Catalog
import Formats
import Notation

extension Connector {
  /// Layers of Web Feature Services: the capabilities, then pages of GeoJSON or CSV until an empty one.
  ///
  /// The number of hits is not asked: MapServer cuts it down to the most that one page may hold.
  package static let wfs = Connector(
    id: Dialect.wfs.id, summary: Dialect.wfs.summary,
    reference: "https://docs.ogc.org/is/09-025r2/09-025r2.html",
    recognise: WFSAsk.recognise,
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.wfs) else { return nil }
      return try WFSAsk(source).capabilities()
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.wfs) else { return nil }
      return try WFSAsk(source).follow(&state, request, answer)
    },
    judge: { request, answer in
      guard let words = WFSAsk.exception(answer) else { return Connector.judgeHTTP(request, answer) }
      return .told(
        "the service", request, answer, words, fix: "look at `layer` and `sortBy` in the feed's `source`")
    },
    read: { (pages, _, writer) throws(Diagnostic) in
      let pages = pages.pages(WFSAsk.rowsStem)
      guard pages.first?.name.hasSuffix(".csv") == true else { return try FeaturePages.read(pages, &writer) }
      var heading: [String]?
      for page in pages {
        var records = CSVRecords(page.bytes)
        guard let names = try records.next() else { continue }
        if heading == nil { try writer.begin(names) }
        guard heading == nil || heading == names else {
          throw .badFile(page.bytes.path, "has other columns than the first page")
        }
        heading = names
        while let fields = try records.next() { try writer.row(fields.map { FormatValue(text: $0) }) }
      }
      try writer.end()
    })
}

/// What is asked of a Web Feature Service.
struct WFSAsk {
  static let rowsStem = "rows"
  static let pageSize = 1000

  private let service: WebAddress
  private let layer: String?
  private let order: String?

  init(_ source: DialectSource) throws(Refusal) {
    guard var address = WebAddress(source.address) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” is no address of a Web Feature Service",
        fix: "write the service's address, which often ends in `/wfs` or `/ows`")
    }
    layer = source.text("layer") ?? address.item("typeNames") ?? address.item("typeName")
    order = source.text("sortBy")
    address.items = address.items.filter { !Self.ours.contains($0.name.lowercased()) }
    service = address
  }

  /// What stays of a pasted query belongs to the service's own address, such as MapServer's `map`.
  private static let ours: Set = [
    "service", "request", "version", "typename", "typenames", "outputformat", "srsname", "count",
    "maxfeatures",
    "startindex", "resulttype", "sortby",
  ]

  func capabilities() -> FetchRequest {
    let items = [WebAddress.Item("service", "WFS"), .init("request", "GetCapabilities")]
    return .portal(service.with(items), keeping: .nothing, accept: "text/xml, application/xml")
  }

  private func page(_ state: FetchState) -> FetchRequest {
    let version = state.facts["version"] ?? "2.0.0"
    let isSecond = version.hasPrefix("2")
    var items = [
      WebAddress.Item("service", "WFS"), .init("version", version), .init("request", "GetFeature"),
      .init(isSecond ? "typeNames" : "typeName", state.facts["layer"] ?? ""),
      .init("outputFormat", state.facts["format"] ?? ""), .init("srsName", "EPSG:4326"),
      .init(isSecond ? "count" : "maxFeatures", String(Self.pageSize)),
      .init("startIndex", String(state.rows)),
    ]
    if let order { items.append(.init("sortBy", order)) }
    let ending = state.facts["table"] == nil ? "json" : "csv"
    let name = PageName.numbered(Self.rowsStem, state.numbers.count + 1, ending)
    return .portal(service.with(items), keeping: .page(name), accept: "*/*")
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if request.page.isEmpty { return try begin(&state, request, answer) }
    let (count, key) = try measure(&state, request, answer)
    state.rows += count
    state.numbers.append(count)
    guard count > 0 else { return nil }
    // A service without paging answers with its first page again.
    if let key { try state.guardian.begin(key) }
    if let announced = state.announced, state.rows == announced { return nil }
    return page(state)
  }

  private func begin(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest {
    let service: WFSCapabilities
    do { service = try WFSCapabilities(answer.known, named: request.redacted) } catch {
      throw .unreadable(request, answer, error)
    }
    let found = layer.map { wanted in
      service.layers.filter { $0 == wanted || $0.split(separator: ":").last.map(String.init) == wanted }
    }
    let layers = found ?? service.layers
    guard layers.count == 1 else {
      throw Refusal(
        "the service has \(layers.count) layers\(layer.map { " “\($0)”" } ?? ""); there are: "
          + service.layers.prefix(20).map { "“\($0)”" }.joined(separator: ", "),
        fix: "write one of the names as `layer` in the feed's `source`")
    }
    guard let format = service.format else {
      throw Refusal(
        "the service gives the layer “\(layers[0])” neither as GeoJSON nor as CSV, only as: "
          + service.formats.joined(separator: ", "),
        fix: "ask the publisher for one of them, or convert the layer with ogr2ogr and use it as `file`")
    }
    state.facts = ["version": service.version, "layer": layers[0], "format": format.name]
    if format.isTable { state.facts["table"] = "yes" }
    return page(state)
  }

  /// Rows of a page and what tells it from others: its first row. GeoServer's count, where there is one, is believed.
  private func measure(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> (Int, String?) {
    guard state.facts["table"] != nil else {
      let page = try answer.rows(request, at: ["features"])
      if let system = FeaturePages.foreignSystem(page.rest) {
        throw .strange("the service", request, answer, "in the coordinate system “\(system)”, not in degrees")
      }
      state.announced = page.rest.first("totalFeatures", "numberMatched")?.integer ?? state.announced
      return (page.count, page.first?.compact)
    }
    do {
      var records = CSVRecords(answer.known, named: request.redacted)
      var (count, first): (Int, String?) = (0, nil)
      _ = try records.next()
      while let fields = try records.next() {
        if count == 0 { first = fields.joined(separator: "\u{1F}") }
        count += 1
      }
      return (count, first)
    } catch { throw .unreadable(request, answer, error) }
  }

  /// What a service's exception says, whatever the status; nil where the answer is none.
  static func exception(_ answer: FetchAnswer) -> String? {
    guard answer.text.prefix(1000).contains("ExceptionReport") else { return nil }
    var xml = XMLScanner(FileBytes(answer.known, named: "exception"))
    do {
      while let event = try xml.next() {
        if event == .start("ExceptionText") || event == .start("ServiceException") {
          return try xml.text().trimmed
        }
      }
    } catch { return "" }
    return ""
  }

  /// `service=WFS` in the query, a path that ends in `/wfs` or `/ows`, or any page of a GeoServer.
  static func recognise(_ address: WebAddress) -> DialectSource? {
    var base = address
    base.fragment = ""
    base.items = address.items.filter { !ours.contains($0.name.lowercased()) }
    let last = address.segments.last?.lowercased() ?? ""
    if let place = address.position(of: "geoserver"), !["wfs", "ows"].contains(last) {
      // Layers are asked for below their workspace, pages of GeoServer itself are not.
      let workspace =
        ["wms", "wcs", "wmts"].contains(last) ? address.segments[(place + 1)...].dropLast() : []
      base = address.at(Array(address.segments[...place]) + workspace + ["wfs"])
    } else {
      guard address.item("service")?.lowercased() == "wfs" || ["wfs", "ows"].contains(last) else {
        return nil
      }
    }
    let layer = address.item("typeNames") ?? address.item("typeName") ?? address.item("layers")
    return DialectSource(Dialect.wfs.id, base.text, options: layer.map { ["layer": .text($0)] } ?? [:])
  }
}
