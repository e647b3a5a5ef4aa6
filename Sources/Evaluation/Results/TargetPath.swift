import Catalog
import Statistics

/// What a target asks of one place, period by period.
///
/// The path begins at a printed number, which is taken as it stands: what is promised is the line, and only the
/// value that is held against it is uncertain.
struct TargetPath {
  let target: Target
  let direction: Direction
  /// Where a straight path begins; nil where there is none.
  private let start: TargetStatus.Start?

  /// - Parameter number: the shown value of a period; nil where there is none.
  init(_ target: Target, _ direction: Direction, periods: [Period], number: (Period) -> Double?) {
    self.target = target
    self.direction = direction
    guard target.path == .linear, target.by != nil else {
      start = nil
      return
    }
    let first = target.from ?? periods.first { number($0) != nil }
    start = first.flatMap { period in number(period).map { TargetStatus.Start(period: period, value: $0) } }
  }

  /// Whether the target itself is asked for by the end of a period.
  func isDue(_ period: Period) -> Bool { target.by.map { period.endMonth >= $0.endMonth } ?? true }

  /// Whether a path is wanted and has nothing to begin with.
  func lacksStart(_ period: Period) -> Bool { target.path == .linear && start == nil && !isDue(period) }

  /// Whether a period is where the path begins or before it: nothing can have been gained by then.
  func isAtStart(_ period: Period) -> Bool {
    guard let start, !isDue(period) else { return false }
    return period.endMonth <= start.period.endMonth
  }

  /// What is asked for in a period; nil before anything is, and where a path has nothing to begin with.
  ///
  /// A straight line between the ends of the first period and the one in which the target is due. A start that is
  /// beyond the target already promises to stay at the target, not to lose ground.
  func point(_ period: Period) -> TargetStatus.Path? {
    if isDue(period) { return TargetStatus.Path(start: nil, value: target.value, limit: limit(target.value)) }
    guard let start, let by = target.by else { return nil }
    let whole = Double(by.endMonth - start.period.endMonth)
    let part = whole > 0 ? Double(period.endMonth - start.period.endMonth) / whole : 1
    let line = start.value + (target.value - start.value) * max(0, min(1, part))
    let value = direction == .adverse ? max(line, target.value) : min(line, target.value)
    return TargetStatus.Path(start: start, value: value, limit: limit(value))
  }

  private func limit(_ value: Double) -> Double {
    direction == .adverse ? value + target.tolerance : value - target.tolerance
  }

  /// Where the whole interval lies: true within the limit (which counts as within), false outside; nil for neither,
  /// and where the uncertainty is not known.
  func keeps(_ estimate: Estimate, within limit: Double) -> Bool? {
    guard let interval = estimate.interval else { return nil }
    let (nearest, farthest) =
      direction == .adverse ? (interval.low, interval.high) : (-interval.high, -interval.low)
    let bound = direction == .adverse ? limit : -limit
    return farthest <= bound ? true : nearest > bound ? false : nil
  }
}
