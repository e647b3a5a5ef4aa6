import Foundation

/// The regularised incomplete gamma function with shape `a` > 0 at x ≥ 0: both tails, each to about 1e-13
/// relative, because the small one cannot be had from the other by subtraction.
///
/// Series below a + 1, continued fraction above (Press et al., Numerical Recipes, 6.2) with Loader's scaled
/// prefix. O(√a) terms.
package func incompleteGamma(_ a: Double, _ x: Double) throws(Undefined) -> (lower: Double, upper: Double) {
  guard a > 0, a.isFinite, x >= 0, x.isFinite else { throw .outOfRange }
  guard x > 0 else { return (0, 1) }
  let prefix = exp(-stirlingError(a) - deviance(a, x) - halfLogTwoPi) / a.squareRoot()
  if x < a + 1 {
    let lower = min(1, prefix * gammaSeries(a, x))
    return (lower, 1 - lower)
  }
  let upper = min(1, prefix * a * gammaFraction(a, x))
  return (1 - upper, upper)
}

/// The density of the gamma distribution with shape `a` and scale 1, times x.
private func scaledDensity(_ a: Double, _ x: Double) -> Double {
  exp(-stirlingError(a) - deviance(a, x) - halfLogTwoPi) * a.squareRoot()
}

private func gammaSeries(_ a: Double, _ x: Double) -> Double {
  var sum = 1.0
  var term = 1.0
  var denominator = a
  while term > sum * 1e-17 {
    denominator += 1
    term *= x / denominator
    sum += term
  }
  return sum
}

/// Lentz's evaluation of the continued fraction of Γ(a, x).
private func gammaFraction(_ a: Double, _ x: Double) -> Double {
  var base = x + 1 - a
  var c = 1e300
  var d = 1 / base
  var value = d
  var index = 1.0
  while index < 10_000_000 {
    let factor = -index * (index - a)
    base += 2
    d = 1 / nonZero(factor * d + base)
    c = nonZero(base + factor / c)
    let change = c * d
    value *= change
    // One unit in the last place of 1: rounding alone can keep the factor there for ever.
    if (change - 1).magnitude < 3e-16 { break }
    index += 1
  }
  return value
}

/// A stand-in for an exact 0 in a continued fraction's denominator (Thompson and Barnett 1986).
func nonZero(_ value: Double) -> Double { value.magnitude < 1e-300 ? 1e-300 : value }

/// Which end of a distribution a probability is measured from.
package enum Tail: Sendable {
  case lower, upper

  var other: Tail { self == .lower ? .upper : .lower }
}

/// The x at which the given tail of the gamma distribution (shape `a`, scale 1) holds `probability`,
/// to about 1e-12 relative.
///
/// Newton steps on ln(tail) against ln(x), which is concave and almost straight in the tails, kept inside a
/// shrinking bracket.
package func gammaQuantile(_ probability: Double, shape a: Double, tail: Tail) throws(Undefined) -> Double {
  guard a > 0, a.isFinite, probability >= 0, probability <= 1 else { throw .outOfRange }
  let atZero = tail == .lower ? 0.0 : 1.0
  if probability == atZero { return 0 }
  guard probability != 1 - atZero else { throw .notFinite }
  if probability > 0.5 { return try gammaQuantile(1 - probability, shape: a, tail: tail.other) }
  let sign = tail == .lower ? 1.0 : -1.0
  let z = try sign * normalQuantile(probability)
  if a > 1e10 { return try cornishFisher(a, z).finite }
  let start = log(a) + 3 * log(max(1 - 1 / (9 * a) + z / (3 * a.squareRoot()), 0.01))
  let target = log(probability)
  let solution = try root(start: start, within: -740...709) { (u: Double) throws(Undefined) in
    let x = exp(u)
    let tails = try incompleteGamma(a, x)
    let held = tail == .lower ? tails.lower : tails.upper
    return (sign * (log(held) - target), scaledDensity(a, x) / held)
  }
  return try exp(solution).finite
}

/// The quantile of a gamma distribution from the normal one, for shapes above 1e10: what the expansion leaves out
/// (Cornish and Fisher 1937) is then below rounding, and the series would take √a terms or never end.
private func cornishFisher(_ a: Double, _ z: Double) -> Double {
  let root = a.squareRoot()
  let square = z * z
  return a + root * z + (square - 1) / 3 + z * (square - 7) / (36 * root)
}
