import Catalog

/// An indicator's formula as text: the expressions of its definition with the words of its kind.
struct FormulaWords: Sendable {
  let scope: Scope
  let indicator: Indicator

  var text: String { text(of: indicator.formula) }

  func text(of formula: Formula) -> String {
    switch formula {
    case .proportion(let part, let whole):
      return scope.say(.formulaProportion, ["part": part.operand, "whole": denominator(whole)])
    case .rate(let events, let people, let per, let unit):
      let each = unit.map { " " + scope.say(.formulaEach, ["unit": scope.say(Self.phrase(for: $0))]) } ?? ""
      return scope.say(
        .formulaRate,
        ["part": events.operand, "whole": denominator(people), "per": scope.numbers.text(per) + each])
    case .ratio(let part, let whole, let per):
      let values: Template.Values = [
        "part": part.operand, "whole": denominator(whole), "per": scope.numbers.text(per),
      ]
      return scope.say(per == 1 ? .formulaRatio : .formulaRate, values)
    case .mean(let value, let weight):
      guard let weight else { return scope.say(.formulaMean, ["value": value.text]) }
      return scope.say(.formulaWeightedMean, ["value": value.text, "weight": weight.text])
    case .median(let value): return scope.say(.formulaMedian, ["value": value.text])
    case .quantile(let value, let share):
      let percent = scope.numbers.asPercent(scope.numbers.text(share * 100))
      return scope.say(.formulaQuantile, ["value": value.text, "share": percent])
    case .count(let value):
      return value.text == "*"
        ? scope.say(.formulaRecords) : scope.say(.formulaCount, ["value": value.text])
    case .sum(let value): return scope.say(.formulaSum, ["value": value.text])
    case .published(let value, let scale):
      let text = scope.say(.formulaPublished, ["value": value.text])
      return scale == 1 ? text : text + " × " + scope.numbers.text(scale)
    case .access(let access):
      let values: Template.Values = [
        "people": access.people.value.text, "sites": sites(access), "distance": access.within.text,
      ]
      return scope.say(access.value == .share ? .formulaAccess : .formulaAccessSites, values)
    case .index(let index): return text(of: index)
    }
  }

  /// What a distance leaves open: where people live, and which way they take. Nil but for access.
  var reach: String? {
    guard case .access(let access) = indicator.formula else { return nil }
    return scope.say(access.spread == .centre ? .formulaAccessCentre : .formulaAccessArea)
  }

  private func sites(_ access: Access) -> String {
    let feed = access.sites.text
    let title = scope.index.feeds[feed].map { scope.text($0.definition.title) } ?? feed
    guard let filter = access.filter else { return title }
    return scope.say(.formulaWhere, ["value": title, "filter": filter.text])
  }

  private func text(of index: CompositeIndex) -> String {
    let names = index.parts.map { part in
      let name =
        scope.index.indicators[part.indicator.text].map { scope.text($0.title) } ?? part.indicator.text
      guard part.weight != 1 else { return name }
      return scope.say(.formulaIndexPart, ["part": name, "weight": scope.numbers.text(part.weight)])
    }
    let scores: Phrase =
      switch index.scores {
      case .z: .formulaScoresZ
      case .minMax: .formulaScoresMinMax
      case .rank: .formulaScoresRank
      }
    var text = scope.say(
      index.combination == .geometric ? .formulaIndexGeometric : .formulaIndex,
      ["list": scope.language.list(names), "scores": scope.say(scores)])
    switch index.base {
    case .latest: break
    case .own: text = scope.say(.formulaIndexOwn, ["value": text])
    case .fixed(let period):
      text = scope.say(.formulaIndexFixed, ["value": text, "period": scope.period(period)])
    }
    if index.atLeast < 1 {
      let share = scope.numbers.asPercent(scope.numbers.text(index.atLeast * 100))
      text = scope.say(.formulaIndexAtLeast, ["value": text, "share": share])
    }
    return text
  }

  private func denominator(_ denominator: Denominator) -> String {
    guard let feed = denominator.feed else { return denominator.value.operand }
    let title = scope.index.feeds[feed.text].map { scope.text($0.definition.title) } ?? feed.text
    return "(\(scope.say(.formulaFrom, ["value": denominator.value.text, "feed": title])))"
  }

  private static func phrase(for unit: PeriodUnit) -> Phrase {
    switch unit {
    case .month: .periodMonth
    case .quarter: .periodQuarter
    case .year: .periodYear
    }
  }
}
