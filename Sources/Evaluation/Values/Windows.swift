import Catalog

/// A shown period with the base periods that are pooled in it.
struct Window: Hashable, Sendable {
  let period: Period
  let parts: [Period]
}

enum Windows {
  /// The windows of a plan over the base periods that a feed has.
  ///
  /// Base periods outside `from` and `to` are not pooled. With a window of 1 each base period stands for
  /// itself, whatever its length, so five-year tables that overlap are shown as they are. With more, the base
  /// periods must follow one another without a hole; windows end at the last base period and step back.
  static func make(_ base: [Period], plan: PeriodPlan) -> [Window] {
    let kept = Set(base).filter { plan.holds($0) }.sorted()
    guard plan.window > 1 else { return strided(kept.map { Window(period: $0, parts: [$0]) }, plan.step) }
    guard kept.count >= plan.window else { return [] }
    let windows = (0...(kept.count - plan.window)).compactMap { start -> Window? in
      joined(Array(kept[start..<start + plan.window]))
    }
    return strided(windows, plan.step)
  }

  /// Every `step`-th window, counted back from the last one.
  private static func strided(_ windows: [Window], _ step: Int) -> [Window] {
    guard step > 1 else { return windows }
    return stride(from: windows.count - 1, through: 0, by: -step).map { windows[$0] }.reversed()
  }

  private static func joined(_ parts: [Period]) -> Window? {
    guard let first = parts.first, let last = parts.last else { return nil }
    for (before, after) in zip(parts, parts.dropFirst()) where before.endMonth != after.firstMonth {
      return nil
    }
    let period = Period(firstMonth: first.firstMonth, months: last.endMonth - first.firstMonth)
    return Window(period: period, parts: parts)
  }
}

extension PeriodPlan {
  /// Whether a base period lies in `from` and `to`.
  func holds(_ period: Period) -> Bool {
    (from.map { period.firstMonth >= $0.firstMonth } ?? true)
      && (to.map { period.endMonth <= $0.endMonth } ?? true)
  }
}
