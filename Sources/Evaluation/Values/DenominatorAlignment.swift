import Catalog
import Statistics

/// Puts a denominator's base periods beside a numerator's windows.
struct DenominatorAlignment {
  let plan: DenominatorPlan
  /// Base periods that the denominator's feed has, sorted.
  let available: [Period]

  /// The denominator's period for one base period of the numerator; nil where there is none.
  func period(for part: Period) -> Period? {
    switch plan.period {
    case .fixed(let period): return available.contains(period) ? period : nil
    case .same: return holding(part)
    case .nearest: return holding(part) ?? nearest(part)
    }
  }

  /// The shortest available period that holds the part.
  private func holding(_ part: Period) -> Period? {
    available.filter { $0.firstMonth <= part.firstMonth && $0.endMonth >= part.endMonth }
      .min { ($0.months, $0) < ($1.months, $1) }
  }

  /// The period whose middle is nearest to the part's; of two the earlier.
  private func nearest(_ part: Period) -> Period? {
    func distance(_ period: Period) -> Int {
      abs(period.firstMonth + period.endMonth - part.firstMonth - part.endMonth)
    }
    return available.min { (distance($0), $0) < (distance($1), $1) }
  }

  /// How much of a person-period one base period of the numerator stands for.
  func factor(for part: Period) -> Double { plan.eachMonths.map { Double(part.months) / Double($0) } ?? 1 }

  /// How often each period of the denominator is taken for a window, sorted by period; nil where a base period
  /// has none.
  func times(_ window: Window) -> [(period: Period, factor: Double)]? {
    var months: [Period: Int] = [:]
    for part in window.parts {
      guard let period = period(for: part) else { return nil }
      months[period, default: 0] += plan.eachMonths == nil ? 1 : part.months
    }
    // Months are added first, so that twelve months of a year are one year and not 0.999….
    return months.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value) / Double(plan.eachMonths ?? 1)) }
  }

  /// The denominator of a window: person-periods summed over its base periods.
  ///
  /// A period of the denominator that serves several base periods is one number taken several times, so its
  /// margin is taken as often; margins of different periods add in squares. A part without a margin where others
  /// have one leaves the sum without.
  /// - Parameter parts: the quantities of the window's `times`, in their order.
  static func pooled(_ parts: [(quantity: Quantity, factor: Double)]) -> Quantity {
    var result = Quantity(value: nil, rows: 0)
    var (sum, squares) = (CompensatedSum(), CompensatedSum())
    var (isWhole, withMargin) = (true, 0)
    for (quantity, factor) in parts {
      result.rows += quantity.rows
      result.missing += quantity.missing
      if let value = quantity.value { sum.add(value * factor) } else { isWhole = false }
      if quantity.hasLostMargin { result.hasLostMargin = true }
      guard let margin = quantity.margin.map({ $0 * factor }) else { continue }
      squares.add(margin * margin)
      withMargin += 1
    }
    guard isWhole else {
      result.hasLostMargin = false
      if parts.count == 1 { result.mark = parts[0].quantity.mark }
      // A period without any row beside others that have some is a missing part.
      if result.rows > 0 { result.missing = max(1, result.missing) }
      return result
    }
    result.value = sum.total
    if withMargin > 0, withMargin < parts.count { result.hasLostMargin = true }
    if !result.hasLostMargin, withMargin > 0 { result.margin = squares.total.squareRoot() }
    return result
  }
}
