import Foundation

/// The regularised incomplete beta function I_x(a, b), both tails, with `y` = 1 − x given apart so that an
/// x close to 1 loses nothing. About 1e-13 relative in the smaller tail; O(√max(a, b)) terms.
///
/// Continued fraction (Press et al., Numerical Recipes, 6.4) with Loader's binomial prefix.
package func incompleteBeta(
  _ a: Double, _ b: Double, x: Double, y: Double
) throws(Undefined) -> (lower: Double, upper: Double) {
  guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, y >= 0 else { throw .outOfRange }
  if x == 0 { return (0, 1) }
  if y == 0 { return (1, 0) }
  let density = betaDensity(a, b, x, y)
  if x < (a + 1) / (a + b + 2) {
    let lower = min(1, density * betaFraction(a, b, x) / a)
    return (lower, 1 - lower)
  }
  let upper = min(1, density * betaFraction(b, a, y) / b)
  return (1 - upper, upper)
}

/// The beta density at x times x(1 − x).
private func betaDensity(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
  let n = a + b
  let exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y)
  return exp(exponent - halfLogTwoPi) * (a / n * b).squareRoot()
}

private func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  var c = 1.0
  var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
  var value = d
  var m = 1.0
  while m < 10_000_000 {
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    value *= c * d
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    value *= c * d
    // One unit in the last place of 1: rounding alone can keep the factor there for ever.
    if (c * d - 1).magnitude < 3e-16 { break }
    m += 1
  }
  return value
}

/// The x (and y = 1 − x) at which the given tail of the beta distribution holds `probability`, to about
/// 1e-12 relative in the smaller of the two.
package func betaQuantile(
  _ probability: Double, _ a: Double, _ b: Double, tail: Tail
) throws(Undefined) -> (x: Double, y: Double) {
  guard a > 0, b > 0, a.isFinite, b.isFinite, probability >= 0, probability <= 1 else { throw .outOfRange }
  if tail == .upper {
    let mirrored = try betaQuantile(probability, b, a, tail: .lower)
    return (mirrored.y, mirrored.x)
  }
  if probability == 0 { return (0, 1) }
  if probability == 1 { return (1, 0) }
  if probability > 0.5 { return try betaQuantile(1 - probability, a, b, tail: .upper) }
  let start = try log(a / b) + normalQuantile(probability) * (1 / a + 1 / b).squareRoot()
  let target = log(probability)
  let logit = try root(start: start, within: -740...740) { (u: Double) throws(Undefined) in
    let (x, y) = logistic(u)
    let held = try incompleteBeta(a, b, x: x, y: y).lower
    return (log(held) - target, betaDensity(a, b, x, y) / held)
  }
  return logistic(logit)
}

private func logistic(_ u: Double) -> (x: Double, y: Double) {
  (1 / (1 + exp(-u)), 1 / (1 + exp(u)))
}
