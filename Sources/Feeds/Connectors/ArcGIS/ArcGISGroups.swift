import Catalog
import Formats

/// What is asked of an ArcGIS server for groups: statistics, grouped by fields.
///
/// There are no words for months or years of a date. And the database behind a layer may take capitals and small letters
/// for the same, or texts that differ in spaces at the end; then its groups are not those of the rows, and show only one
/// of the spellings. So it is asked at the end whether a value that it gave also equals itself in other capitals.
struct ArcGISGroups {
  private enum Fact {
    static let pages = "groups-come-in-pages"
    /// Before the name of a field of texts: a value of it that has letters, the empty text while none is known.
    static let witness = "a value of "
  }

  private let ask: ArcGISAsk
  private let query: GroupedQuery

  init(_ ask: ArcGISAsk, _ query: GroupedQuery) throws(Refusal) {
    self.ask = ask
    self.query = query
    guard let date = query.keys.first(where: { $0.unit != nil }) else { return }
    throw Refusal(
      "an ArcGIS server cannot be asked for the months or years of “\(date.column)”",
      fix: "take the period from a column that holds it, or leave `aggregate` out of the feed's source")
  }

  // MARK: the layer

  /// Looks at the layer's fields before anything is counted.
  func check(_ layer: ArcGISLayer, _ state: inout FetchState) throws(Refusal) {
    let types = Dictionary(layer.fields.map { ($0.name, $0.type) }) { first, _ in first }
    try query.check(types, Self.allowed)
    guard layer.objectID != nil else {
      throw Refusal("the layer has no column of object ids to count", fix: Refusal.leaveAggregateOut)
    }
    let bySubtype = Set(layer.subtypeDomains.values.flatMap(\.keys))
    if let key = query.keys.first(where: { bySubtype.contains($0.column) }) {
      throw Refusal(
        "what the codes of “\(key.column)” mean depends on the subtype of each row",
        fix: Refusal.leaveAggregateOut)
    }
    state.facts[Fact.pages] = layer.pagesGroups ? "true" : nil
    for key in query.keys where types[key.column] == "String" { state.facts[Fact.witness + key.column] = "" }
  }

  private static let whole: Set = ["OID", "Integer", "SmallInteger", "BigInteger"]

  private static func allowed(_ use: GroupedQuery.Use) -> Set<String> {
    switch use {
    case .key(.text): whole.union(["String", "GUID", "GlobalID"])
    case .key(.number): whole.union(["Double", "Single", "String"])
    case .key(.boolean): whole.union(["String"])
    case .key(.date): []
    case .total(.date): ["Date", "DateOnly"]
    // A number of single precision is another where it is added up as one of double precision.
    case .total: whole.union(["Double"])
    }
  }

  // MARK: groups

  /// The parameters, as far as they do not depend on the layer.
  ///
  /// - Parameter objectID: the field that is never missing, so that its values are as many as rows.
  func items(_ objectID: String) -> [WebAddress.Item] {
    let keys = query.keys.map(\.column).joined(separator: ",")
    let rows = Self.statistic("count", objectID, GroupedQuery.rowCount)
    let totals = query.totals.map { Self.statistic($0.function.rawValue, $0.column, $0.name) }
    let statistics = WebAddress.Item("outStatistics", JSONValue.array([rows] + totals).compact)
    return [statistics]
      + (keys.isEmpty ? [] : [.init("groupByFieldsForStatistics", keys), .init("orderByFields", keys)])
  }

  private static func statistic(_ type: String, _ field: String, _ name: String) -> JSONValue {
    .object([
      .init("statisticType", .string(type)), .init("onStatisticField", .string(field)),
      .init("outStatisticFieldName", .string(name)),
    ])
  }

  func page(_ state: inout FetchState) throws(Refusal) -> FetchRequest {
    var items = items(state.facts[ArcGISAsk.Fact.objectID] ?? "")
    if state.groups > 0 { items.append(.init("resultOffset", String(state.groups))) }
    let name = PageName.numbered(ArcGISAsk.rowsStem, state.numbers.count + 1, "json")
    return try ask.query(state, items, keeping: .page(name))
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if answer.status != 200 || ArcGISErrors.error(in: answer) != nil {
      throw ArcGISErrors.refusal(request, answer)
    }
    let page = try GroupPage(request, answer, at: ["features"]) { row in
      let columns = (row["attributes"] ?? .null).renamed(to: query.names)
      for key in query.keys where state.facts[Fact.witness + key.column] == "" {
        guard let text = columns[key.column]?.string, Self.otherCapitals(text) != text else { continue }
        state.facts[Fact.witness + key.column] = text
      }
      return columns
    }
    guard try state.take(page) else { return try capitals(&state) }
    return state.facts[Fact.pages] == nil ? nil : try self.page(&state)
  }

  // MARK: texts that a database may take for the same

  /// The question whether rows equal a value in both capitals, or end in spaces; nil where the groups have no texts. A
  /// text of one space alone is read as none.
  private func capitals(_ state: inout FetchState) throws(Refusal) -> FetchRequest? {
    var doubts: [String] = []
    for column in query.keys.map(\.column) {
      guard let text = state.facts[Fact.witness + column] else { continue }
      doubts.append("\(column) LIKE '%_ '")
      if text.isEmpty { continue }
      doubts.append(
        "(\(column) = \(Self.quoted(text)) AND \(column) = \(Self.quoted(Self.otherCapitals(text))))")
    }
    guard !doubts.isEmpty else { return nil }
    state.facts[ArcGISAsk.Fact.step] = ArcGISAsk.capitalsStep
    return try ask.query(
      state, [.init("returnCountOnly", "true")], condition: "(\(doubts.joined(separator: " OR ")))",
      keeping: .nothing)
  }

  func proven(_ request: FetchRequest, _ answer: FetchAnswer) throws(Refusal) {
    guard try answer.document(request)["count"]?.integer != 0 else { return }
    throw Refusal(
      "the server may take texts for the same that differ in capitals or in spaces at their end",
      fix: Refusal.leaveAggregateOut)
  }

  private static func otherCapitals(_ text: String) -> String {
    String(
      text.map { letter in
        guard letter.isASCII else { return letter }
        return Character(letter.isLowercase ? letter.uppercased() : letter.lowercased())
      })
  }

  private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}

extension JSONValue {
  /// An object whose members have these names, where they had them in other capitals: servers write the names that they
  /// were asked for in capitals.
  func renamed(to names: [String]) -> JSONValue {
    let known = Dictionary(names.map { ($0.lowercased(), $0) }) { first, _ in first }
    return .object(members.map { Member(known[$0.name.lowercased()] ?? $0.name, $0.value) })
  }
}
