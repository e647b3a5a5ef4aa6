/// The interval of θ₁ − θ₂ from the separate intervals of each, which need not be symmetric.
///
/// MOVER, “method of variance estimates recovery” (Zou and Donner 2008; for two Wilson intervals it is
/// Newcombe 1998): d − √((θ₁−l₁)² + (u₂−θ₂)²) … d + √((u₁−θ₁)² + (θ₂−l₂)²). Independent estimates; the level
/// is that of the first interval, and both must have it.
func moverDifference(
  _ a: (value: Double, interval: Interval), _ b: (value: Double, interval: Interval)
) -> Interval {
  let difference = a.value - b.value
  let down = norm([a.value - a.interval.low, b.interval.high - b.value])
  let up = norm([a.interval.high - a.value, b.value - b.interval.low])
  return Interval(low: difference - down, high: difference + up, level: a.interval.level)
}

/// The interval of θ₁ ÷ θ₂ for two positive values (MOVER-R; Donner and Zou 2012), or nil where it has no upper
/// end because the second interval reaches 0 or below.
///
/// For symmetric intervals it is Fieller's. It excludes 1 exactly where `moverDifference` excludes 0, so a ratio
/// never contradicts the difference beside it.
func moverRatio(
  _ a: (value: Double, interval: Interval), _ b: (value: Double, interval: Interval)
) -> Interval? {
  guard a.value > 0, b.value > 0, b.interval.low > 0 else { return nil }
  let product = a.value * b.value
  let square = product * product
  let lowA = a.interval.low * (2 * a.value - a.interval.low)
  let highB = b.interval.high * (2 * b.value - b.interval.high)
  let highA = a.interval.high * (2 * a.value - a.interval.high)
  let lowB = b.interval.low * (2 * b.value - b.interval.low)
  // The textbook's lower limit, multiplied out so that u₂ = 2θ₂ is no longer 0 ÷ 0.
  let low = lowA / (product + max(0, square - lowA * highB).squareRoot())
  let high = (product + max(0, square - highA * lowB).squareRoot()) / lowB
  guard low.isFinite, high.isFinite else { return nil }
  return Interval(low: max(0, low), high: high, level: a.interval.level)
}
