import Foundation

/// The inverse of the Lambert conformal conic projection (Snyder 1987, eqs. 15-1 to 15-11), with one standard
/// parallel and a scale, or with two.
struct LambertConic: Hashable, Sendable {
  private let spheroid: Spheroid
  private let n: Double
  /// a F k₀: the distance from the cone's tip at ψ = 0.
  private let reach: Double
  private let originDistance: Double

  /// - Parameters: angles in radians; for one parallel give it twice.
  /// nil where the parallels lie opposite of each other, so that there is no cone.
  init?(
    _ spheroid: Spheroid, parallels first: Double, _ second: Double, scale: Double, originLatitude: Double
  ) {
    self.spheroid = spheroid
    let (m1, psi1) = (spheroid.m(first), spheroid.isometric(first))
    n =
      abs(first - second) < 1e-12
      ? sin(first) : (log(m1) - log(spheroid.m(second))) / (spheroid.isometric(second) - psi1)
    guard n.isFinite, abs(n) > 1e-9 else { return nil }
    // t of Snyder is e^(−ψ).
    reach = spheroid.radius * scale * m1 * exp(n * psi1) / n
    originDistance = reach * exp(-n * spheroid.isometric(originLatitude))
    guard reach.isFinite, originDistance.isFinite else { return nil }
  }

  /// Radians from metres east of the central meridian and north of the origin.
  func geographic(_ x: Double, _ y: Double) -> (longitude: Double, latitude: Double) {
    let away = originDistance - y
    let sign: Double = n < 0 ? -1 : 1
    let distance = sign * hypot(x, away)
    let angle = atan2(sign * x, sign * away)
    return (angle / n, spheroid.latitude(isometric: -log(distance / reach) / n))
  }
}

/// The inverse of Albers's equal-area conic projection (Snyder 1987, eqs. 14-1 to 14-13 and 14-19).
struct AlbersConic: Hashable, Sendable {
  private let spheroid: Spheroid
  private let n: Double
  private let c: Double
  private let originDistance: Double

  /// nil where the parallels lie opposite of each other, so that there is no cone.
  init?(_ spheroid: Spheroid, parallels first: Double, _ second: Double, originLatitude: Double) {
    self.spheroid = spheroid
    let (m1, m2) = (spheroid.m(first), spheroid.m(second))
    let (q1, q2) = (spheroid.q(sin(first)), spheroid.q(sin(second)))
    n = abs(first - second) < 1e-12 ? sin(first) : (m1 * m1 - m2 * m2) / (q2 - q1)
    guard n.isFinite, abs(n) > 1e-9 else { return nil }
    c = m1 * m1 + n * q1
    originDistance = spheroid.radius * (c - n * spheroid.q(sin(originLatitude))).squareRoot() / n
    guard originDistance.isFinite else { return nil }
  }

  /// Radians from metres east of the central meridian and north of the origin.
  func geographic(_ x: Double, _ y: Double) -> (longitude: Double, latitude: Double) {
    let away = originDistance - y
    let sign: Double = n < 0 ? -1 : 1
    let angle = atan2(sign * x, sign * away)
    let distance = hypot(x, away) * n / spheroid.radius
    return (angle / n, spheroid.latitude(q: (c - distance * distance) / n))
  }
}
