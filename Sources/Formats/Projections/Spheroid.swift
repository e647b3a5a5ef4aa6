import Foundation

/// An ellipsoid of revolution, and the latitudes on it that projections work with.
struct Spheroid: Hashable, Sendable {
  /// Equatorial radius in metres.
  let radius: Double
  let flattening: Double

  /// The square of the eccentricity.
  let e2: Double
  let e: Double

  /// - Parameter inverse: 1 over the flattening, as definitions give it; 0 is a sphere.
  init(radius: Double, inverse: Double) {
    self.radius = radius
    flattening = inverse == 0 ? 0 : 1 / inverse
    e2 = flattening * (2 - flattening)
    e = e2.squareRoot()
  }

  static let wgs84 = Spheroid(radius: 6_378_137, inverse: 298.257_223_563)
  static let grs80 = Spheroid(radius: 6_378_137, inverse: 298.257_222_101)

  /// Whether it is the ellipsoid of a datum that is tied to the whole Earth: GRS 1980 or WGS 84, which differ by
  /// 0.1 mm. Such datums are taken for one another: they are within two metres.
  var isGlobal: Bool { radius == 6_378_137 && abs(flattening - Self.grs80.flattening) < 1e-8 }

  /// The radius of the circle of latitude over the equatorial one (Snyder 1987, eq. 14-15).
  func m(_ latitude: Double) -> Double {
    let sine = sin(latitude)
    return cos(latitude) / (1 - e2 * sine * sine).squareRoot()
  }

  /// The isometric latitude ψ, infinite at the poles.
  func isometric(_ latitude: Double) -> Double {
    let sine = sin(latitude)
    return asinh(tan(latitude)) - e * atanh(e * sine)
  }

  /// The latitude in radians whose isometric latitude is ψ, by Newton's method on its tangent
  /// (Karney 2011, eqs. 7 to 9 and 19 to 21): full precision after three steps.
  func latitude(isometric psi: Double) -> Double { atan(tangent(conformal: sinh(psi))) }

  /// tan φ from the tangent of the conformal latitude.
  func tangent(conformal target: Double) -> Double {
    guard target.isFinite, e2 > 0 else { return target }
    var tau = target / (1 - e2)
    if abs(tau) > 70 { tau = target * exp(e * atanh(e)) }
    for _ in 0..<6 {
      let secant = (1 + tau * tau).squareRoot()
      let sigma = sinh(e * atanh(e * tau / secant))
      let now = tau * (1 + sigma * sigma).squareRoot() - sigma * secant
      let step =
        (target - now) * (1 + (1 - e2) * tau * tau) / ((1 - e2) * secant * (1 + now * now).squareRoot())
      tau += step
      if abs(step) < 1e-15 * max(1, abs(tau)) { break }
    }
    return tau
  }

  /// Snyder's q (1987, eq. 3-12), from which equal areas come.
  func q(_ sine: Double) -> Double {
    guard e2 > 0 else { return 2 * sine }
    return (1 - e2) * (sine / (1 - e2 * sine * sine) + atanh(e * sine) / e)
  }

  /// The latitude in radians of a q, by Newton's method on its sine: dq/ds = 2 (1 − e²) / (1 − e² s²)².
  func latitude(q target: Double) -> Double {
    let pole = q(1)
    guard abs(target) < pole else { return target < 0 ? -.pi / 2 : .pi / 2 }
    var sine = target / pole
    for _ in 0..<8 {
      let t = 1 - e2 * sine * sine
      let step = (target - q(sine)) * t * t / (2 * (1 - e2))
      sine = max(-1, min(1, sine + step))
      if abs(step) < 1e-16 { break }
    }
    return asin(sine)
  }
}
