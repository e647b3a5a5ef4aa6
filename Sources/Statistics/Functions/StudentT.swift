/// The t below which Student's distribution holds `probability`, for 0 < probability < 1 and any positive
/// (also fractional) degrees of freedom; about 1e-12 relative.
///
/// From the beta quantile: ν / (ν + t²) is beta distributed (Abramowitz and Stegun 1964, 26.7.1).
package func studentTQuantile(_ probability: Double, degreesOfFreedom: Double) throws(Undefined) -> Double {
  guard probability > 0, probability < 1, degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
    throw .outOfRange
  }
  if probability == 0.5 { return 0 }
  if degreesOfFreedom > 1e6 { return try nearNormal(normalQuantile(probability), degreesOfFreedom) }
  let outside = 2 * min(probability, 1 - probability)
  let (x, y) = try betaQuantile(outside, degreesOfFreedom / 2, 0.5, tail: .lower)
  let t = try (degreesOfFreedom * y / x).squareRoot().finite
  return probability < 0.5 ? -t : t
}

/// The quantile near the normal one (Abramowitz and Stegun 1964, 26.7.5): exact to rounding above 1e6 degrees of
/// freedom, where the beta distribution's share lies so close to 1 that digits are lost.
private func nearNormal(_ z: Double, _ degreesOfFreedom: Double) -> Double {
  let square = z * z
  let first = z * (square + 1) / 4
  let second = z * ((5 * square + 16) * square + 3) / 96
  let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
  return z + (first + (second + third / degreesOfFreedom) / degreesOfFreedom) / degreesOfFreedom
}
