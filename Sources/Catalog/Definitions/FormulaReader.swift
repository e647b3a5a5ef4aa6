import Notation

/// Formulas and the denominators in them.
extension Fields {
  private static let kinds = [
    "proportion", "rate", "ratio", "mean", "median", "quantile", "count", "sum", "published", "access",
    "index",
  ]

  mutating func formula() -> Formula? {
    let example = "a kind, such as proportion: \"…\" with of: \"…\""
    switch exactlyOne(of: Self.kinds, example: example) {
    case "proportion":
      let (part, whole) = (sourced("proportion"), denominator("of"))
      return .proportion(part ?? nothing, of: whole)
    case "rate": return rate()
    case "ratio":
      let (part, whole) = (sourced("ratio"), denominator("of"))
      let per = positive("per") ?? 1
      return .ratio(part ?? nothing, of: whole, per: per)
    case "mean":
      let (value, weight) = (sourced("mean"), sourced("weight"))
      return .mean(value ?? nothing, weight: weight)
    case "median": return .median(sourced("median") ?? nothing)
    case "quantile":
      let (value, share) = (sourced("quantile"), number("q", in: 0...1, need: "0.9"))
      return .quantile(value ?? nothing, q: share ?? 0)
    case "count": return .count(sourced("count") ?? nothing)
    case "sum": return .sum(sourced("sum") ?? nothing)
    case "published":
      let (value, scale) = (sourced("published"), number("scale"))
      return .published(value ?? nothing, scale: scale ?? 1)
    case "access": return .access(access())
    case "index": return .index(compositeIndex())
    default: return nil
    }
  }

  private mutating func rate() -> Formula {
    let (events, people) = (sourced("rate"), denominator("of"))
    let per = positive("per", need: "1000")
    let each = choice("each", of: PeriodUnit.self, "a unit of time")
    return .rate(events ?? nothing, of: people, per: per ?? 1, each: each)
  }

  mutating func positive(_ key: String, need example: String? = nil) -> Double? {
    guard let value = number(key, need: example) else { return nil }
    if value > 0 { return value }
    report(
      .outOfRange, "\(quoted(key)) must be more than 0", at: location(ofKey: key),
      fix: "write a number such as 1000")
    return nil
  }

  /// An expression over the same rows, or `{ feed, value, where, period }`.
  mutating func denominator(_ key: String) -> Denominator {
    let empty = Denominator(value: nothing, feed: nil, filter: nil, period: .same)
    guard let node = node(key, need: "\"denominator\"") else { return empty }
    if node.members != nil { return object(node, of: "a denominator") { $0.denominator() } ?? empty }
    guard let text = text(node, called: key) else { return empty }
    return Denominator(
      value: SourcedText(text, at: node.textLocation), feed: nil, filter: nil, period: .same)
  }

  /// The long form; also the population of `places.json5`.
  mutating func denominator(feedNeeded: Bool = false) -> Denominator {
    let feed = sourced("feed", need: feedNeeded ? "\"population\"" : nil)
    let value = sourced("value", need: "\"people\"")
    let filter = sourced("where")
    let period = periodChoice()
    return Denominator(value: value ?? nothing, feed: feed, filter: filter, period: period)
  }

  mutating func periodChoice() -> Denominator.PeriodChoice {
    guard let node = textNode("period"), let written = node.string else { return .same }
    if written == "same" { return .same }
    if written == "nearest" { return .nearest }
    if let period = Period(written) { return .fixed(period) }
    let near = Suggestion.nearest(to: written, among: ["same", "nearest"])
    report(
      .badPeriod, "\(quoted(written)) is not a period", at: node.textLocation,
      fix: near.map { "write \"\($0)\"" } ?? "write \"same\", \"nearest\", or a period such as \"2010\"")
    return .same
  }
}

extension Formula {
  /// Whether values of the formula can be in a unit.
  func goes(with unit: Unit) -> Bool { units.contains(unit) }

  /// The units that values of the formula can be in.
  var units: [Unit] {
    switch self {
    case .proportion: [.percent]
    case .rate: [.rate]
    case .ratio: [.ratio, .rate]
    case .access(let access): access.value == .share ? [.percent] : [.ratio]
    case .index: [.index]
    case .published: Unit.allCases
    case .count, .sum: Unit.allCases.filter { ![.percent, .rate, .ratio, .index].contains($0) }
    case .mean, .median, .quantile: Unit.allCases.filter { ![.percent, .rate, .index].contains($0) }
    }
  }

  /// The formula kinds that give values in a unit, in the words of a definition.
  static func kinds(for unit: Unit) -> [String] {
    switch unit {
    case .percent: ["proportion", "access", "published"]
    case .rate: ["rate", "ratio", "published"]
    case .ratio: ["ratio", "access", "mean", "median", "quantile", "published"]
    case .index: ["index", "published"]
    default: ["count", "sum", "mean", "median", "quantile", "published"]
    }
  }
}
