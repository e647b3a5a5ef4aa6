/// The t below which Student's distribution holds `probability`, for 0 < probability < 1 and any positive
/// (also fractional) degrees of freedom; about 1e-12 relative.
///
/// From the beta quantile: ν / (ν + t²) is beta distributed (Abramowitz and Stegun 1964, 26.7.1).
package func studentTQuantile(_ probability: Double, degreesOfFreedom: Double) throws(Undefined) -> Double {
  guard probability > 0, probability < 1, degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
    throw .outOfRange
  }
  if probability == 0.5 { return 0 }
  let outside = 2 * min(probability, 1 - probability)
  let (x, y) = try betaQuantile(outside, degreesOfFreedom / 2, 0.5, tail: .lower)
  let t = try (degreesOfFreedom * y / x).squareRoot().finite
  return probability < 0.5 ? -t : t
}
