import Foundation

/// The ellipsoid's q around one latitude, relative to it, without a sine for each position.
///
/// By Taylor's series: of sine and cosine in the difference of latitudes, of q in the difference of sines. Within a
/// fifth of a degree the terms left out are below 10⁻¹⁷. An edge takes 12 ns so and 47 by three sines of the library
/// (release build); `GroundArea.meanQ` is the slow twin, and serves what reaches farther.
struct NearbyQ {
  private let sine: Double
  private let cosine: Double
  /// q(s + d) − q(s) = d (one + d (two + d (three + d four))).
  private let one: Double
  private let two: Double
  private let three: Double
  private let four: Double

  /// - Parameter latitude: in radians.
  init(latitude: Double) {
    let s = sin(latitude)
    sine = s
    cosine = cos(latitude)
    // dq/ds = 2 (1 − e²) / (1 − e² s²)² (Snyder, 1987, eq. 3-12) and its derivatives.
    let e2 = Ellipsoid.e2
    let u = 1 / (1 - e2 * s * s)
    let scale = 2 * (1 - e2)
    one = scale * u * u
    two = scale * 4 * e2 * s * u * u * u / 2
    three = scale * (4 * e2 + 24 * e2 * e2 * s * s * u) * u * u * u / 6
    four = scale * (72 + 192 * e2 * s * s * u) * e2 * e2 * s * u * u * u * u / 24
  }

  /// Whether an edge, given in degrees from the latitude, is near and short enough.
  @inline(__always)
  static func reaches(_ from: Double, _ to: Double) -> Bool {
    abs(from) <= 0.2 && abs(to) <= 0.2 && abs(to - from) <= 0.05
  }

  /// The mean of the difference in q along an edge, given in radians from the latitude; two-point Gauss–Legendre.
  @inline(__always)
  func mean(_ from: Double, _ to: Double) -> Double {
    let middle = (from + to) / 2
    let reach = (to - from) / 2 * 0.577_350_269_189_625_8
    return (difference(middle - reach) + difference(middle + reach)) / 2
  }

  /// q at `turn` radians north of the latitude, less q there.
  @inline(__always)
  func difference(_ turn: Double) -> Double {
    let square = turn * turn
    let sinTurn = turn * (1 - square / 6 * (1 - square / 20))
    let lessThanOne = square / 2 * (1 - square / 12)
    let d = cosine * sinTurn - sine * lessThanOne
    return d * (one + d * (two + d * (three + d * four)))
  }
}
