import Catalog
import Statistics
import Tables

/// An additive quantity: what one expression adds up of one feed's rows. Two indicators that show the same quantity
/// show the same number, whatever they are called.
struct QuantityKey: Hashable, Sendable {
  let feed: String
  let expression: AggregateExpression
  let filters: [TypedExpression]
  /// Taken as the source gives it: never the same as a sum of rows.
  var isPublished = false
  /// Of residents within reach of a site, which are some of those that the expression adds up.
  var reach: Reach?
  /// Of a denominator from another feed, whose periods are its own.
  var times: [PeriodShare]?

  init(_ feed: String, _ request: ValueRequest) {
    self.feed = feed
    expression = request.expression
    filters = request.filters
  }
}

/// What a number in a cell is.
enum QuantityRole: Hashable, Sendable {
  /// The numerator, or the value itself.
  case amount
  /// How many records the value was made of.
  case records
  /// The denominator of a share.
  case denominator
  /// What a share leaves: denominator − numerator.
  case remainder
}

/// A quantity that a group's cells give away when they are shown: their downloads have value, cases and denominator.
struct ShownQuantity: Sendable {
  let role: QuantityRole
  var key: QuantityKey
  /// Whether its periods are those of another feed.
  var isForeign = false
  /// Whether whatever is added up is at least 0, so that parts are never more than their whole.
  var isCounted = false
}

extension GroupPlan {
  /// The quantities behind a cell. A rate's denominator is not among them: it does not help to find the events.
  func quantities(_ indicator: Indicator) -> [ShownQuantity] {
    let home = indicator.feed.text
    func own(_ role: QuantityRole, _ request: ValueRequest) -> ShownQuantity {
      ShownQuantity(
        role: role, key: QuantityKey(home, request),
        isCounted: request.isExplicit && (request.expression.isSingleCount || formula.isQuotientOfCounts))
    }
    var found = [own(.amount, numerator)]
    switch formula {
    case .proportion:
      guard let denominator else { break }
      var shown = own(.denominator, denominator.request)
      if !denominator.isOwn(of: indicator) {
        shown = ShownQuantity(
          role: .denominator, key: QuantityKey(denominator.feed, denominator.request), isForeign: true)
      }
      found.append(shown)
    case .mean(_, nil):
      if let denominator { found.append(own(.records, denominator.request)) }
    case .median, .quantile:
      found = records.map { [own(.records, $0)] } ?? []
    case .sum where !FormulaRule.isCount(formula, indicator.unit):
      if let records { found.append(own(.records, records)) }
    case .published:
      var key = QuantityKey(home, numerator)
      key.isPublished = true
      found = [ShownQuantity(role: .amount, key: key)]
    case .access:
      found[0].key.reach = reach
      if let denominator { found.append(own(.denominator, denominator.request)) }
    case .index: found = []
    default: break
    }
    return found
  }

  /// The role of the number that `countBelow` looks at; nil where there is none.
  func countedRole(_ indicator: Indicator) -> QuantityRole? {
    switch formula {
    case .proportion, .rate, .ratio, .count: .amount
    case .mean(_, nil), .median, .quantile: .records
    case .sum: FormulaRule.isCount(formula, indicator.unit) ? .amount : .records
    case .published: FormulaRule.isCount(formula, indicator.unit) ? .amount : nil
    case .access: formula.isShare ? .amount : nil
    case .mean, .index: nil
    }
  }

  /// A quantity's number in a cell; nil where the cell does not give it away.
  func number(_ role: QuantityRole, _ estimate: Estimate) -> Double? {
    switch (role, formula) {
    case (.records, _): estimate.cases
    case (.denominator, _): estimate.denominator
    case (.amount, .proportion), (.amount, .rate), (.amount, .ratio): estimate.cases
    case (.amount, .mean): estimate.denominator.map { estimate.value * $0 }
    case (.amount, .access):
      formula.isShare ? estimate.cases : estimate.denominator.map { estimate.value * $0 }
    case (.amount, .published(_, let scale)): scale == 0 ? nil : estimate.value / scale
    case (.amount, _): estimate.value
    case (.remainder, _): nil
    }
  }
}

extension Formula {
  /// Whether its numerator is a number of people or events.
  fileprivate var isQuotientOfCounts: Bool {
    switch self {
    case .proportion, .rate, .access: true
    default: false
    }
  }
}

extension DenominatorPlan {
  /// Whether it is pooled over the numerator's own base periods.
  func isOwn(of indicator: Indicator) -> Bool {
    feed == indicator.feed.text && period == .same && eachMonths == nil
  }
}

extension EvaluationPlan {
  /// The quantities whose base periods suppression must know one by one, because windows share some: those that an
  /// indicator with a rule shows. None where no indicator has a rule.
  func linkedQuantities() -> Set<QuantityKey> {
    var ruled: Set<QuantityKey> = []
    var shapes: [QuantityKey: [PeriodPlan]] = [:]
    guard indicators.contains(where: \.suppress.hasRule) else { return [] }
    for planned in plans.values {
      let indicator = planned.indicator
      for group in planned.groups {
        for shown in group.quantities(indicator) where !shown.isForeign {
          if indicator.suppress.hasRule { ruled.insert(shown.key) }
          shapes[shown.key, default: []].append(indicator.periods)
        }
      }
    }
    return ruled.filter { key in
      let plans = shapes[key] ?? []
      guard let first = plans.first else { return false }
      return plans.contains { $0.window > 1 && $0.step < $0.window }
        || plans.contains { ($0.window > 1 || first.window > 1) && !$0.isLike(first) }
    }
  }
}

extension PeriodPlan {
  /// Whether the windows begin and end in the same base periods.
  fileprivate func isLike(_ other: PeriodPlan) -> Bool {
    window == other.window && step == other.step && from == other.from && to == other.to
  }
}
