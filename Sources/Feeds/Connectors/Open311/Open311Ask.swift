import Catalog

/// What is asked of an Open311 service: requests by windows of time, as JSON or else as XML.
///
/// The standard has no pages, and a service gives no more than its own bound without a word. A window that comes with
/// as many requests as such bounds have is halved, down to an hour. Windows touch, and both their ends count; who reads
/// drops what comes twice.
struct Open311Ask {
  static let rowsStem = "rows"
  private static let day = 86_400
  /// The standard's longest window.
  private static let longest = 90 * day
  private static let shortest = 3600
  /// Bounds that services are known to have (FixMyStreet 20, Chicago 50, Brookline 100, Helsinki 200, the standard 1000).
  private static let bounds: Set<Int> = [20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000]

  enum Fact {
    static let form = "form"
    /// Where the window begins, in seconds since 1970, and its length in seconds.
    static let cursor = "cursor"
    static let span = "span"
    static let page = "page"
    /// The most requests that came at once: a bound below it is none.
    static let most = "most"
    static let bare = "bare"
  }

  private let base: WebAddress
  private let fixed: [WebAddress.Item]
  private let key: String?
  private let start: Int
  private let end: Int

  init(_ source: DialectSource, today: String) throws(Refusal) {
    guard let address = WebAddress(source.address), let base = Self.base(address) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” is no address of an Open311 service",
        fix: "write the address before `/requests.json`, such as https://city.example/open311/v2")
    }
    self.base = base
    var fixed: [WebAddress.Item] = []
    if let jurisdiction = source.text("jurisdiction") ?? address.item("jurisdiction_id") {
      fixed.append(.init("jurisdiction_id", jurisdiction))
    }
    let services = source.texts("services")
    if !services.isEmpty { fixed.append(.init("service_code", services.joined(separator: ","))) }
    self.fixed = fixed
    key = source.text("keyFrom")
    guard let first = InstantText.days(source.text("since") ?? ""),
      let last = InstantText.days(source.text("until") ?? today), first <= last
    else {
      throw Refusal(
        "the feed asks for requests from “\(source.text("since") ?? "")” to “\(source.text("until") ?? today)”",
        fix: "write `since` and `until` as days, such as 2024-01-31, the first before the last")
    }
    (start, end) = (first * Self.day, (last + 1) * Self.day)
  }

  /// The service: everything before the resource, without query.
  static func base(_ address: WebAddress) -> WebAddress? {
    let resources = ["requests", "services", "discovery", "tokens"]
    let position = address.segments.firstIndex { segment in
      resources.contains(String(segment.prefix { $0 != "." }).lowercased())
    }
    return address.at(Array(address.segments[..<(position ?? address.segments.count)]))
  }

  func first() -> FetchRequest { request(FetchState()) }

  private func request(_ state: FetchState) -> FetchRequest {
    let form = state.facts[Fact.form] ?? "json"
    let from = number(state, Fact.cursor) ?? start
    let to = min(end, from + (number(state, Fact.span) ?? Self.longest))
    let zone = state.facts[Fact.bare] == nil ? "Z" : ""
    let items =
      fixed + [
        .init("start_date", (InstantText.wall(from) ?? "") + zone),
        .init("end_date", (InstantText.wall(to) ?? "") + zone),
      ]
    let name = PageName.numbered(Self.rowsStem, (number(state, Fact.page) ?? 0) + 1, form)
    var request = FetchRequest.portal(
      base.at(base.segments + ["requests." + form], items), keeping: .page(name),
      accept: form == "json" ? "application/json" : "application/xml, text/xml")
    if form == "json" { request.alsoAccepts = [404, 406, 415] }
    if state.facts[Fact.bare] == nil { request.alsoAccepts.formUnion([400, 500]) }
    return request.with(.query("api_key"), from: key)
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    // What is asked for again in another way is not kept.
    state.drops = true
    if [400, 500].contains(answer.status), state.facts[Fact.bare] == nil {
      // Some services take days only without a zone.
      state.facts[Fact.bare] = "true"
      return self.request(state)
    }
    let isJSON = request.page.hasSuffix(".json")
    guard answer.status == 200, let count = Open311Rows.count(answer, isJSON: isJSON) else {
      guard isJSON else {
        throw .strange("Open311", request, answer, "with something that is neither JSON nor XML of requests")
      }
      state.facts[Fact.form] = "xml"
      state.notes.append("the service does not speak JSON; XML is read")
      return self.request(state)
    }
    let from = number(state, Fact.cursor) ?? start
    let span = number(state, Fact.span) ?? Self.longest
    let most = max(count, number(state, Fact.most) ?? 0)
    state.facts[Fact.most] = String(most)
    if Self.bounds.contains(count), count == most {
      guard span > Self.shortest else {
        throw Refusal(
          "the service gives \(count) requests at most, and as many came for the hour from "
            + "\(InstantText.wall(from) ?? ""): some are missing",
          fix: "ask for fewer kinds of requests with `services`, or ask the city for a bulk download")
      }
      state.facts[Fact.span] = String(max(Self.shortest, min(span, end - from) / 2))
      return self.request(state)
    }
    state.drops = false
    state.rows += count
    state.facts[Fact.page] = String((number(state, Fact.page) ?? 0) + 1)
    guard from + span < end else { return nil }
    state.facts[Fact.cursor] = String(from + span)
    // Where a bound was met, windows stay as they were good, and grow again where little comes.
    if count < most / 4 { state.facts[Fact.span] = String(min(Self.longest, span * 2)) }
    return self.request(state)
  }

  private func number(_ state: FetchState, _ fact: String) -> Int? { state.facts[fact].flatMap { Int($0) } }

  // MARK: pasted addresses

  static func recognise(_ address: WebAddress) -> DialectSource? {
    let names = address.segments.map { $0.lowercased() }
    // A database of requests may have a table of requests: `/requests/requests.json`.
    let isResource =
      ["requests.json", "requests.xml", "services.json", "services.xml"].contains(names.last ?? "")
      && names.dropLast().last != names.last?.prefix { $0 != "." }.lowercased()
    let isService = names.contains { ["open311", "georeport"].contains($0) }
    guard isResource || isService, let base = base(address) else { return nil }
    let jurisdiction = address.item("jurisdiction_id")
    return DialectSource(
      Dialect.open311.id, base.text, options: jurisdiction.map { ["jurisdiction": .text($0)] } ?? [:])
  }
}
