import Catalog

/// The denominators of windows, from the numerator's own rows or from another feed's periods.
struct DenominatorPooling {
  private var pooling: Pooling?
  private let targets: [TargetSources]
  private let alignment: DenominatorAlignment
  /// Whether they are pooled like the numerators, of which they are the other side.
  private let isOwn: Bool
  /// Quantities of the feed's base periods: several windows may use one.
  private var known: [Period: [Quantities]] = [:]

  /// Without any where their feed has none for the level.
  init(_ bottom: DenominatorPlan, _ subject: Evaluator.Subject, _ evaluator: Evaluator) {
    let found = evaluator.pooling(bottom.feed, bottom.request, subject.level, subject.indicator)
    let targets = found.flatMap { evaluator.targets(bottom.feed, $0.grouping, subject) }
    self.targets = targets ?? []
    pooling = targets == nil ? nil : found
    alignment = DenominatorAlignment(plan: bottom, available: found?.basePeriods ?? [])
    isOwn = bottom.isOwn(of: subject.indicator)
  }

  /// The quantities of a window for each set of targets.
  ///
  /// - Parameter counts: how many targets the numerators have, for denominators that are not there.
  mutating func pool(_ window: Window, counts: [Int]) -> [Quantities] {
    guard pooling != nil, isOwn || alignment.times(window) != nil else {
      return counts.map { Quantities(count: $0) }
    }
    if isOwn { return pooling?.pool(targets, window) ?? [] }
    let times = alignment.times(window) ?? []
    let parts = times.map { (quantities: quantities($0.period), factor: $0.factor) }
    return targets.indices.map { number in
      var pooled = Quantities(count: targets[number].count)
      // One list for all targets: none costs an allocation.
      var found: [(quantity: Quantity, factor: Double)] = []
      for target in 0..<targets[number].count {
        found.removeAll(keepingCapacity: true)
        for part in parts { found.append((part.quantities[number][target], part.factor)) }
        pooled[target] = DenominatorAlignment.pooled(found)
      }
      return pooled
    }
  }

  /// Which periods of another feed are taken for a window; nil where the numerator's own are, or there are none.
  func shares(_ window: Window) -> [PeriodShare]? {
    guard pooling != nil, !isOwn else { return nil }
    return alignment.times(window)?.map { PeriodShare(period: $0.period, factor: $0.factor) }
  }

  private mutating func quantities(_ period: Period) -> [Quantities] {
    if let found = known[period] { return found }
    let found = pooling?.pool(targets, Window(period: period, parts: [period])) ?? []
    known[period] = found
    return found
  }
}
