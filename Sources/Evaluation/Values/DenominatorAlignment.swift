import Catalog

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

  private func nearest(_ part: Period) -> Period? {
    func distance(_ period: Period) -> Int {
      abs(period.firstMonth + period.endMonth - part.firstMonth - part.endMonth)
    }
    return available.min { (distance($0), $0) < (distance($1), $1) }
  }

  /// How much of a person-period one base period of the numerator stands for.
  func factor(for part: Period) -> Double { plan.eachMonths.map { Double(part.months) / Double($0) } ?? 1 }

  /// The denominator of a window: person-periods summed over its base periods.
  ///
  /// A period of the denominator that serves several base periods is one number taken several times, so its
  /// margin is taken as often; margins of different periods add in squares.
  func pooled(_ window: Window, value: (Period) -> Quantity) -> Quantity {
    var times: [Period: Double] = [:]
    for part in window.parts {
      guard let period = period(for: part) else { return .absent }
      times[period, default: 0] += factor(for: part)
    }
    var total = 0.0
    var squares = 0.0
    var hasMargins = false
    var result = Quantity(value: nil, margin: nil, rows: 0, missing: 0)
    for (period, factor) in times.sorted(by: { $0.key < $1.key }) {
      let part = value(period)
      result.rows += part.rows
      result.missing += part.missing
      guard let number = part.value else { return Quantity(value: nil, margin: nil, rows: result.rows, missing: result.missing) }
      total += number * factor
      if let margin = part.margin {
        hasMargins = true
        squares += margin * factor * margin * factor
      }
    }
    result.value = total
    result.margin = hasMargins ? squares.squareRoot() : nil
    return result
  }
}
