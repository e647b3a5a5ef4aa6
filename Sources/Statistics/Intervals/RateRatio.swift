/// The ratio of two event rates with its exact interval.
package struct RateRatio: Hashable, Sendable {
  package let value: Double
  /// From the conditional distribution: given the total, the first count is binomial (Breslow and Day 1987,
  /// vol. II, p. 96), so Clopper–Pearson limits π give π/(1−π) × t₂/t₁. Nil where the second count is 0 on the
  /// upper side, because the ratio then has no upper end.
  package let interval: Interval?

  /// Compares events₁ in person-time t₁ with events₂ in t₂.
  /// - Throws: `zeroDenominator` for no person-time or no second events, `negativeValues`, `outOfRange`.
  package init(
    _ events1: Double, in time1: Double, _ events2: Double, in time2: Double, level: Double = 0.9
  ) throws(Undefined) {
    guard try events1.finite >= 0, try events2.finite >= 0, try time1.finite >= 0, try time2.finite >= 0
    else { throw .negativeValues }
    guard time1 > 0, time2 > 0, events2 > 0 else { throw .zeroDenominator }
    value = try ((events1 / time1) / (events2 / time2)).finite
    let share = try ProportionInterval.clopperPearson(events1, of: events1 + events2, level: level)
    let low = share.low / (1 - share.low) * (time2 / time1)
    let high = share.high / (1 - share.high) * (time2 / time1)
    interval = low.isFinite && high.isFinite ? Interval(low: low, high: high, level: level) : nil
  }
}
