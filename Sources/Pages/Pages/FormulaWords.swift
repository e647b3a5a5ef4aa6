import Catalog

/// An indicator's formula as text: the expressions of its definition with the words of its kind.
struct FormulaWords: Sendable {
  let scope: Scope
  let indicator: Indicator

  var text: String { text(of: indicator.formula) }

  func text(of formula: Formula) -> String {
    switch formula {
    case .proportion(let part, let whole):
      return scope.say(.formulaProportion, ["part": part.text, "whole": denominator(whole)])
    case .rate(let events, let people, let per, let unit):
      let each = unit.map { " " + scope.say(.formulaEach, ["unit": scope.say(Self.phrase(for: $0))]) } ?? ""
      return scope.say(
        .formulaRate,
        ["part": events.text, "whole": denominator(people), "per": scope.numbers.text(per) + each])
    case .ratio(let part, let whole, let per):
      let values: Template.Values = [
        "part": part.text, "whole": denominator(whole), "per": scope.numbers.text(per),
      ]
      return scope.say(per == 1 ? .formulaRatio : .formulaRate, values)
    case .mean(let value, let weight):
      guard let weight else { return scope.say(.formulaMean, ["value": value.text]) }
      return scope.say(.formulaWeightedMean, ["value": value.text, "weight": weight.text])
    case .median(let value): return scope.say(.formulaMedian, ["value": value.text])
    case .quantile(let value, let share):
      let percent = scope.numbers.asPercent(scope.numbers.text(share * 100))
      return scope.say(.formulaQuantile, ["value": value.text, "share": percent])
    case .count(let value): return scope.say(.formulaCount, ["value": value.text])
    case .sum(let value): return scope.say(.formulaSum, ["value": value.text])
    case .published(let value, let scale):
      let text = scope.say(.formulaPublished, ["value": value.text])
      return scale == 1 ? text : text + " × " + scope.numbers.text(scale)
    case .index(let parts):
      let names = parts.map { part in
        scope.index.indicators[part.text].map { scope.text($0.title) } ?? part.text
      }
      return scope.say(.formulaIndex, ["list": scope.language.list(names)])
    }
  }

  private func denominator(_ denominator: Denominator) -> String {
    guard let feed = denominator.feed else { return denominator.value.text }
    let title = scope.index.feeds[feed.text].map { scope.text($0.definition.title) } ?? feed.text
    return scope.say(.formulaFrom, ["value": denominator.value.text, "feed": title])
  }

  private static func phrase(for unit: PeriodUnit) -> Phrase {
    switch unit {
    case .month: .periodMonth
    case .quarter: .periodQuarter
    case .year: .periodYear
    }
  }
}
