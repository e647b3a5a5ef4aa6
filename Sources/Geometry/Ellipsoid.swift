import Foundation

/// The WGS 84 ellipsoid and its authalic (equal-area) latitude.
enum Ellipsoid {
  /// Equatorial radius in metres.
  static let radius = 6_378_137.0
  static let flattening = 1 / 298.257_223_563
  static let e2 = flattening * (2 - flattening)

  /// Snyder's q (1987, eq. 3-12) over 1 − e², as its series in sin φ; the first term left out is 10⁻¹³ of it.
  ///
  /// A strip of width dλ between the equator and φ has the area a² q dλ / 2.
  @inline(__always)
  static func q(sine s: Double) -> Double {
    let t = e2 * s * s
    let series = 1 + t * (2.0 / 3 + t * (3.0 / 5 + t * (4.0 / 7 + t * (5.0 / 9 + t * (6.0 / 11)))))
    return 2 * (1 - e2) * s * series
  }

  /// q at the pole.
  static let polarQ = q(sine: 1)

  /// The radius of the sphere of equal area, in metres.
  static let authalicRadius = radius * (polarQ / 2).squareRoot()

  /// Sine of the authalic latitude (Snyder, 1987, eq. 3-11) of a latitude in radians.
  @inline(__always)
  static func authalicSine(_ latitude: Double) -> Double {
    max(-1, min(1, q(sine: sin(latitude)) / polarQ))
  }

  /// The latitude in radians whose authalic latitude has this sine, by Newton's method; 1e-15 after four steps.
  static func latitude(authalicSine: Double) -> Double {
    let target = max(-1, min(1, authalicSine)) * polarQ
    var s = max(-1, min(1, authalicSine))
    for _ in 0..<6 {
      let t = 1 - e2 * s * s
      s -= (q(sine: s) - target) * t * t / (2 * (1 - e2))
      s = max(-1, min(1, s))
    }
    return asin(s)
  }
}
