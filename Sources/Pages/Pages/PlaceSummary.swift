import Catalog
import Markup

/// The measures of a place by what their tests say against the whole city.
struct PlaceSummary: Sendable {
  let scope: Scope
  let place: Place
  let groups: [Judgement.Kind: [Figures]]
  private let withoutNumber: Int

  init(scope: Scope, place: Place, rows: [Figures]) {
    self.scope = scope
    self.place = place
    var groups: [Judgement.Kind: [Figures]] = [:]
    for figures in rows { groups[Self.kind(figures, place.id), default: []].append(figures) }
    self.groups = groups
    withoutNumber = rows.count { $0.result.cell(place.id, $0.facts.latest).estimate == nil }
  }

  private static func kind(_ figures: Figures, _ place: PlaceID) -> Judgement.Kind {
    guard figures.result.cell(place, figures.facts.latest).estimate != nil,
      let comparison = figures.againstWhole(place)
    else { return .notJudged }
    return Judgement(comparison, figures.indicator.direction).kind
  }

  private func count(_ kind: Judgement.Kind) -> Int { groups[kind]?.count ?? 0 }

  /// `Of 13 measures, 6 are worse than in Chicago and 2 better; 2 cannot be told apart.`
  var lead: String {
    let all = Judgement.Kind.allCases.reduce(0) { $0 + count($1) }
    let number = { (kind: Judgement.Kind) in scope.numbers.text(Double(count(kind))) }
    var sentences = [
      scope.count(
        .placeLead, all,
        [
          "place": scope.text(place.name), "city": scope.wholeName, "worse": number(.worse),
          "better": number(.better), "same": number(.cannotTell), "none": number(.notJudged),
        ])
    ]
    if withoutNumber > 0 { sentences.append(scope.count(.placeWithoutNumber, withoutNumber)) }
    return sentences.joined(separator: " ")
  }

  /// Four columns: a count with its shape, and the measures by name.
  var verdict: Node {
    let hasLong = Judgement.Kind.allCases.contains { isLong($0) }
    return el("div", ["class": hasLong ? "verdict many" : "verdict"]) {
      Judgement.Kind.allCases.map { column($0) }
    }
  }

  /// A list that is too long for a column takes a row of its own.
  private func isLong(_ kind: Judgement.Kind) -> Bool { count(kind) > 8 }

  private func column(_ kind: Judgement.Kind) -> Node {
    let heading = scope.count(Self.phrase(kind), count(kind), ["city": scope.wholeName])
    let titles = (groups[kind] ?? []).map(\.title)
    return el("div", ["class": isLong(kind) ? "long" : nil]) {
      el("h2") { scope.mark(kind, heading) }
      el("p") { titles.isEmpty ? scope.say(.placeNone) : titles.joined(separator: "; ") + "." }
    }
  }

  private static func phrase(_ kind: Judgement.Kind) -> Phrase {
    switch kind {
    case .worse: .placeWorse
    case .better: .placeBetter
    case .cannotTell: .placeSame
    case .notJudged: .placeNotJudged
    }
  }
}
