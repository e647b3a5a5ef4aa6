import Formats

/// The three ways of bringing all rows of an ArcGIS layer.
///
/// - By offset, where the server says that it can; in the order of the object id, on while the server says that it held
///   rows back or fewer came than were counted.
/// - By object ids, which a server gives all at once: stretches of the sorted ids, each asked for by its bounds.
/// - By windows of object ids, for servers that answer a question for the count or the ids with rows: a window is no
///   wider than what the server gives at a time, so none is cut; the end is reached when all that lies above comes
///   as less than that.
///
/// Where a page fails or is cut, it is dropped, and half of it asked for in its place, down to one row.
struct ArcGISPaging {
  enum Way: String { case offset, ids, windows }

  enum Fact {
    static let way = "way"
    static let page = "page"
    /// Of ids: the position of the first one asked for. Of windows: the id below the window.
    static let at = "at"
    static let open = "open"
  }

  private let ask: ArcGISAsk

  init(_ ask: ArcGISAsk) { self.ask = ask }

  // MARK: requests

  private func rows(
    _ state: FetchState, _ items: [WebAddress.Item], condition: String? = nil
  ) throws(Refusal) -> FetchRequest {
    var all = [WebAddress.Item("outFields", "*")]
    if state.facts[ArcGISAsk.Fact.shapes] == "true" {
      all += [.init("returnGeometry", "true"), .init("outSR", "4326"), .init("geometryPrecision", "7")]
    } else {
      all.append(.init("returnGeometry", "false"))
    }
    let name = PageName.numbered(ArcGISAsk.rowsStem, number(state, Fact.page) + 1, "json")
    var request = try ask.query(state, all + items, condition: condition, keeping: .page(name))
    request.alsoAccepts = ArcGISErrors.tooMuch
    return request
  }

  func offset(_ state: inout FetchState) throws(Refusal) -> FetchRequest {
    state.facts[Fact.way] = Way.offset.rawValue
    var items = [
      WebAddress.Item("resultOffset", String(state.rows)),
      WebAddress.Item("resultRecordCount", String(state.pageSize)),
    ]
    if let id = state.facts[ArcGISAsk.Fact.objectID] { items.insert(.init("orderByFields", id), at: 0) }
    return try rows(state, items)
  }

  private func stretch(_ state: inout FetchState) throws(Refusal) -> FetchRequest? {
    let start = number(state, Fact.at)
    guard start < state.numbers.count else { return nil }
    let end = min(state.numbers.count, start + state.pageSize) - 1
    let id = try objectID(state)
    return try rows(
      state, [], condition: "\(id) >= \(state.numbers[start]) AND \(id) <= \(state.numbers[end])")
  }

  private func window(_ state: inout FetchState, isOpen: Bool) throws(Refusal) -> FetchRequest {
    state.facts[Fact.open] = isOpen ? "true" : "false"
    let (id, low) = (try objectID(state), number(state, Fact.at))
    let condition = "\(id) > \(low)" + (isOpen ? "" : " AND \(id) <= \(low + state.pageSize)")
    return try rows(state, [], condition: condition)
  }

  // MARK: beginnings

  /// After the list of all ids.
  func numbered(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    let page = try answer.rows(request, at: ["features"])
    guard let ids = page.rest["objectIds"] else {
      return try beginWindows(&state, request, page.count)
    }
    state.facts[Fact.way] = Way.ids.rawValue
    if let name = page.rest["objectIdFieldName"]?.string { state.facts[ArcGISAsk.Fact.objectID] = name }
    state.numbers = ids.items.compactMap(\.integer).sorted()
    return try stretch(&state)
  }

  /// After rows where none were asked for.
  func beginWindows(
    _ state: inout FetchState, _ request: FetchRequest, _ most: Int
  ) throws(Refusal) -> FetchRequest {
    guard most > 0, state.facts[ArcGISAsk.Fact.objectID] != nil else {
      throw Refusal(
        "the layer “\(request.redacted)” tells neither how many rows it has nor their ids",
        fix: "ask its publisher for a file, or for a server of this decade")
    }
    state.facts[Fact.way] = Way.windows.rawValue
    state.facts[Fact.at] = "-1"
    state.pageSize = most
    state.notes.append("the server is too old to count its rows; they are asked for by windows of ids")
    return try window(&state, isOpen: true)
  }

  // MARK: after a page

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if answer.status != 200 || ArcGISErrors.error(in: answer) != nil {
      guard wanted(state) > 1 else { throw ArcGISErrors.refusal(request, answer) }
      return try halved(&state)
    }
    let page = try answer.rows(request, at: ["features"])
    guard page.rest["features"] != nil else {
      throw .strange("ArcGIS", request, answer, "without `features`")
    }
    let isCut =
      page.rest["exceededTransferLimit"]?.isTrue == true
      || page.rest["properties"]?["exceededTransferLimit"]?.isTrue == true
    switch state.facts[Fact.way].flatMap(Way.init) {
    case .offset: return try afterOffset(&state, page, isCut)
    case .ids: return try afterStretch(&state, page, isCut)
    case .windows: return try afterWindow(&state, page)
    case nil: throw .strange("ArcGIS", request, answer, "unasked")
    }
  }

  private func afterOffset(
    _ state: inout FetchState, _ page: JSONPage, _ isCut: Bool
  ) throws(Refusal) -> FetchRequest? {
    if page.count == 0 { return isCut && wanted(state) > 1 ? try halved(&state) : nil }
    try take(&state, page)
    if isCut { return try offset(&state) }
    if let announced = state.announced, state.rows < announced { return try offset(&state) }
    return nil
  }

  private func afterStretch(
    _ state: inout FetchState, _ page: JSONPage, _ isCut: Bool
  ) throws(Refusal) -> FetchRequest? {
    let start = number(state, Fact.at)
    let wanted = wanted(state)
    if page.count < wanted, isCut, wanted > 1 { return try halved(&state) }
    try take(&state, page)
    state.facts[Fact.at] = String(start + wanted)
    return try stretch(&state)
  }

  private func afterWindow(_ state: inout FetchState, _ page: JSONPage) throws(Refusal) -> FetchRequest? {
    if state.facts[Fact.open] == "true" {
      guard page.count < state.pageSize else {
        state.drops = true
        return try window(&state, isOpen: false)
      }
      if page.count > 0 { try take(&state, page) }
      return nil
    }
    if page.count > 0 { try take(&state, page) }
    state.facts[Fact.at] = String(number(state, Fact.at) + state.pageSize)
    return try window(&state, isOpen: true)
  }

  /// Counts a page as received.
  private func take(_ state: inout FetchState, _ page: JSONPage) throws(Refusal) {
    state.rows += page.count
    state.facts[Fact.page] = String(number(state, Fact.page) + 1)
    guard let id = state.facts[ArcGISAsk.Fact.objectID],
      let key = (page.first?["attributes"] ?? page.first?["properties"])?[id]?.text
    else { return }
    try state.guardian.begin(key)
  }

  private func halved(_ state: inout FetchState) throws(Refusal) -> FetchRequest? {
    state.drops = true
    state.pageSize = max(1, wanted(state) / 2)
    switch state.facts[Fact.way].flatMap(Way.init) {
    case .offset: return try offset(&state)
    case .ids: return try stretch(&state)
    case .windows: return try window(&state, isOpen: false)
    case nil: return nil
    }
  }

  /// How many rows the request in hand is for at most.
  private func wanted(_ state: FetchState) -> Int {
    let isByID = state.facts[Fact.way] == Way.ids.rawValue
    return isByID ? min(state.pageSize, state.numbers.count - number(state, Fact.at)) : state.pageSize
  }

  private func number(_ state: FetchState, _ fact: String) -> Int {
    state.facts[fact].flatMap { Int($0) } ?? 0
  }

  private func objectID(_ state: FetchState) throws(Refusal) -> String {
    guard let id = state.facts[ArcGISAsk.Fact.objectID] else {
      throw Refusal(
        "the layer has no column of object ids, and its server cannot page",
        fix: "ask its publisher for a file, or for a layer with object ids")
    }
    return id
  }
}
