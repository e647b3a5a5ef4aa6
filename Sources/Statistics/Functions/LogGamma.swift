import Foundation

/// The natural logarithm of the gamma function for x > 0; NaN otherwise.
///
/// Stirling's series after shifting x above 16 (Abramowitz and Stegun 1964, 6.1.41): absolute error about
/// 1e-15 near the zeros at 1 and 2, relative error about 1e-15 elsewhere. Written here, and not taken from
/// the C library, so that every platform gives the same digits.
package func logGamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  var shifted = x
  var product = 1.0
  while shifted < 16 {
    product *= shifted
    shifted += 1
  }
  let stirling = (shifted - 0.5) * log(shifted) - shifted + halfLogTwoPi + stirlingSeries(shifted)
  return stirling - log(product)
}

/// ln √(2π).
let halfLogTwoPi = 0.918938533204672741780329736406

/// The part of ln n! that Stirling's formula leaves out, for n ≥ 0 (Loader 2000, “Fast and accurate
/// computation of binomial probabilities”): it lets large factorials cancel before they are rounded.
func stirlingError(_ n: Double) -> Double {
  if n >= 16 { return stirlingSeries(n) }
  return logGamma(n + 1) - (n + 0.5) * log(n) + n - halfLogTwoPi
}

/// 1/12x − 1/360x³ + …, to rounding for x ≥ 16.
private func stirlingSeries(_ x: Double) -> Double {
  let reciprocals: [Double] = [12, -360, 1260, -1680, 1188, -521.5050651230101, 156]
  let square = 1 / (x * x)
  var sum = 0.0
  for reciprocal in reciprocals.reversed() { sum = sum * square + 1 / reciprocal }
  return sum / x
}

/// x ln(x/m) + m − x without cancellation when x is near m (Loader 2000).
func deviance(_ x: Double, _ mean: Double) -> Double {
  guard (x - mean).magnitude < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
  let ratio = (x - mean) / (x + mean)
  var sum = (x - mean) * ratio
  var term = 2 * x * ratio
  for index in 1...1000 {
    term *= ratio * ratio
    let next = sum + term / Double(2 * index + 1)
    if next == sum { break }
    sum = next
  }
  return sum
}
