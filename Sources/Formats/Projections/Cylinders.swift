import Foundation

/// The inverse of the transverse Mercator projection, and so of UTM and Gauss–Krüger.
///
/// Krüger's series to the sixth order of the third flattening, as Karney writes it (2011, “Transverse Mercator with an
/// accuracy of a few nanometers”, eqs. 10 to 12, 14, 35 and 36): nanometres within 35° of the central meridian.
struct TransverseMercator: Hashable, Sendable {
  private let spheroid: Spheroid
  /// The radius of the circle of a meridian's length, times the scale of the central meridian.
  private let scaled: Double
  private let beta: [Double]
  /// ξ of the latitude of origin.
  private let originXi: Double

  init(_ spheroid: Spheroid, scale: Double, originLatitude: Double) {
    self.spheroid = spheroid
    let n = spheroid.flattening / (2 - spheroid.flattening)
    let n2 = n * n
    scaled = scale * spheroid.radius / (1 + n) * (1 + n2 * (1.0 / 4 + n2 * (1.0 / 64 + n2 / 256)))
    beta = Self.coefficients(Self.inverse, n)
    // The way there, for one point on the central meridian.
    let alpha = Self.coefficients(Self.forward, n)
    let xi = atan(sinh(spheroid.isometric(originLatitude)))
    originXi = alpha.enumerated().reduce(xi) { $0 + $1.element * sin(2 * Double($1.offset + 1) * xi) }
  }

  /// Radians from metres east of the central meridian and north of the origin.
  func geographic(_ x: Double, _ y: Double) -> (longitude: Double, latitude: Double) {
    let xi = y / scaled + originXi
    let eta = x / scaled
    var (xiPrime, etaPrime) = (xi, eta)
    for index in 0..<6 {
      let j = 2 * Double(index + 1)
      xiPrime -= beta[index] * sin(j * xi) * cosh(j * eta)
      etaPrime -= beta[index] * cos(j * xi) * sinh(j * eta)
    }
    let (s, c) = (sinh(etaPrime), cos(xiPrime))
    let tangent = spheroid.tangent(conformal: sin(xiPrime) / (s * s + c * c).squareRoot())
    return (atan2(s, c), atan(tangent))
  }

  /// Row k has the coefficients of n^(k+1), n^(k+2), …
  private static func coefficients(_ rows: [[Double]], _ n: Double) -> [Double] {
    rows.enumerated().map { index, row in
      row.reversed().reduce(0) { $0 * n + $1 } * pow(n, Double(index + 1))
    }
  }

  /// α of eq. 35.
  private static let forward: [[Double]] = [
    [1.0 / 2, -2.0 / 3, 5.0 / 16, 41.0 / 180, -127.0 / 288, 7891.0 / 37800],
    [13.0 / 48, -3.0 / 5, 557.0 / 1440, 281.0 / 630, -1_983_433.0 / 1_935_360],
    [61.0 / 240, -103.0 / 140, 15061.0 / 26880, 167_603.0 / 181_440],
    [49561.0 / 161_280, -179.0 / 168, 6_601_661.0 / 7_257_600],
    [34729.0 / 80640, -3_418_889.0 / 1_995_840],
    [212_378_941.0 / 319_334_400],
  ]

  /// β of eq. 36.
  private static let inverse: [[Double]] = [
    [1.0 / 2, -2.0 / 3, 37.0 / 96, -1.0 / 360, -81.0 / 512, 96199.0 / 604_800],
    [1.0 / 48, 1.0 / 15, -437.0 / 1440, 46.0 / 105, -1_118_711.0 / 3_870_720],
    [17.0 / 480, -37.0 / 840, -209.0 / 4480, 5569.0 / 90720],
    [4397.0 / 161_280, -11.0 / 504, -830_251.0 / 7_257_600],
    [4583.0 / 161_280, -108_847.0 / 3_991_680],
    [20_648_693.0 / 638_668_800],
  ]
}

/// The inverse of the Mercator projection: of the ellipsoid, or of the sphere for Web Mercator, which takes
/// latitudes of WGS 84 as if they were a sphere's.
struct Mercator: Hashable, Sendable {
  private let spheroid: Spheroid
  private let scaled: Double

  init(_ spheroid: Spheroid, scale: Double) {
    self.spheroid = spheroid
    scaled = spheroid.radius * scale
  }

  static let web = Mercator(Spheroid(radius: 6_378_137, inverse: 0), scale: 1)

  /// Radians from metres.
  func geographic(_ x: Double, _ y: Double) -> (longitude: Double, latitude: Double) {
    (x / scaled, spheroid.latitude(isometric: y / scaled))
  }
}
