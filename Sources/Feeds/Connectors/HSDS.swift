import Catalog
import Formats

extension Connector {
  /// Directories of human services: the list page by page, and each service by itself where the list leaves out where
  /// services are.
  package static let hsds = Connector(
    id: Dialect.hsds.id, summary: Dialect.hsds.summary,
    reference: "https://docs.openreferral.org/en/latest/hsds/api_reference.html",
    understand: { address in
      HSDSAsk.base(address).map { DialectSource(Dialect.hsds.id, $0.text) }
    },
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.hsds) else { return nil }
      return try HSDSAsk(source).list(1)
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.hsds) else { return nil }
      return try HSDSAsk(source).follow(&state, request, answer)
    },
    judge: { request, answer in
      guard answer.status == 200, answer.bytes > 0, !answer.looksLikeJSON,
        !Connector.looksLikeHTML(answer.head)
      else { return Connector.judgeHTTP(request, answer) }
      return .strange("the directory", request, answer, "with something that is no JSON")
    },
    read: HSDSTable.read)
}

/// What is asked of a directory.
struct HSDSAsk {
  static let listStem = "services"
  static let detailStem = "service-"
  private static let pageSize = 100

  private let base: WebAddress

  init(_ source: DialectSource) throws(Refusal) {
    guard let address = WebAddress(source.address) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” is no address of a directory",
        fix: "write the address before `/services`, such as https://directory.example/api")
    }
    base = Self.base(address) ?? address.at(address.segments)
  }

  /// What stands before `/services`; nil where that does not occur.
  static func base(_ address: WebAddress) -> WebAddress? {
    address.position(of: "services").map { address.at(Array(address.segments[..<$0])) }
  }

  func list(_ page: Int) -> FetchRequest {
    let items = [
      WebAddress.Item("page", String(page)), .init("per_page", String(Self.pageSize)), .init("full", "true"),
    ]
    return .portal(
      base.at(base.segments + ["services"], items),
      keeping: .page(PageName.numbered(Self.listStem, page, "json")))
  }

  private func detail(_ id: String, _ number: Int) -> FetchRequest {
    .portal(
      base.at(base.segments + ["services", id]),
      keeping: .page(PageName.numbered(String(Self.detailStem.dropLast()), number, "json")))
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if request.page.hasPrefix(Self.detailStem) { return nextDetail(&state) }
    let rows: JSONPage
    var ids: [String] = []
    var areBare = false
    do {
      var page = JSONPage()
      page.rest = try JSONReader.items(of: answer.known, at: ["contents"], named: request.redacted) {
        service in
        if page.count == 0 { page.first = service }
        page.count += 1
        if let id = service["id"]?.text { ids.append(id) }
        if service["service_at_locations"] == nil { areBare = true }
      }
      rows = page
    } catch {
      throw .unreadable(request, answer, error)
    }
    guard rows.rest["contents"] != nil || rows.rest == .array([]) else {
      throw .strange("the directory", request, answer, "without `contents`")
    }
    state.rows += rows.count
    state.announced = rows.rest["total_items"]?.integer ?? state.announced
    if let key = ids.first { try state.guardian.begin(key) }
    if areBare, !ids.isEmpty { state.facts["ids", default: ""] += ids.joined(separator: "\n") + "\n" }
    let asked = WebAddress(request.address)?.item("page").flatMap { Int($0) } ?? 1
    // Some servers count pages from nought: the first page asked for says that it is not the first.
    if asked == 1, state.facts["from-nought"] == nil, rows.rest["first_page"] == .boolean(false) {
      state.facts["from-nought"] = "true"
      return list(0)
    }
    return isLast(rows, state, asked) ? nextDetail(&state) : list(asked == 0 ? 2 : asked + 1)
  }

  private func isLast(_ page: JSONPage, _ state: FetchState, _ asked: Int) -> Bool {
    let rest = page.rest
    let startsAtNought = state.facts["from-nought"] != nil
    // A server that counts from nought was asked for its second page first, which says whether there is a third.
    if asked == 0 { return (rest["total_pages"]?.integer ?? 1) <= 2 }
    if rest["last_page"]?.isTrue == true || rest["empty"]?.isTrue == true || page.count == 0 { return true }
    if let pages = rest["total_pages"]?.integer { return asked >= (startsAtNought ? pages - 1 : pages) }
    return state.announced.map { state.rows >= $0 } ?? false
  }

  /// The next service whose places the list left out.
  private func nextDetail(_ state: inout FetchState) -> FetchRequest? {
    let ids = (state.facts["ids"] ?? "").split(separator: "\n")
    let next = state.facts["detail"].flatMap { Int($0) } ?? 0
    guard next < ids.count else { return nil }
    if next == 0 { state.notes.append("the list leaves out where services are; each is asked for by itself") }
    state.facts["detail"] = String(next + 1)
    return detail(String(ids[next]), next + 1)
  }
}
