import Foundation

/// Lambert's azimuthal equal-area projection of the WGS 84 ellipsoid, by authalic latitude about a centre
/// (Snyder, 1987, eq. 24-2 to 24-4 on the authalic sphere).
///
/// One projection for every extent: true to area everywhere, and for a city true to shape within 10⁻⁶ of its
/// width. The antimeridian needs no care because only the difference of longitudes enters. The point
/// opposite the centre has no image; it is drawn at the rim.
package struct EqualAreaProjection: Sendable, Equatable {
  /// Longitude and latitude of the centre in degrees.
  package let centre: Position
  private let sine: Double
  private let cosine: Double

  /// A projection about `centre`, in degrees.
  package init(centre: Position) {
    self.centre = centre
    sine = Ellipsoid.authalicSine(centre.y * Double.pi / 180)
    cosine = (1 - sine * sine).squareRoot()
  }

  /// Metres east (x) and north (y) of the centre.
  @inline(__always)
  package func project(_ longitude: Double, _ latitude: Double) -> Position {
    let s = Ellipsoid.authalicSine(latitude * Double.pi / 180)
    let c = (1 - s * s).squareRoot()
    let turn = (longitude - centre.x) * Double.pi / 180
    let cosTurn = cos(turn)
    let reach = max(1e-12, 1 + sine * s + cosine * c * cosTurn)
    let k = Ellipsoid.authalicRadius * (2 / reach).squareRoot()
    return Position(x: k * c * sin(turn), y: k * (cosine * s - sine * c * cosTurn))
  }

  /// Degrees of a place given in metres; the inverse of `project` within 1e-9 degrees. The longitude is
  /// within ±180.
  package func unproject(_ x: Double, _ y: Double) -> Position {
    let u = x / Ellipsoid.authalicRadius
    let v = y / Ellipsoid.authalicRadius
    let rho = (u * u + v * v).squareRoot()
    guard rho > 0 else { return centre }
    let angle = 2 * asin(min(1, rho / 2))
    let s = cos(angle) * sine + v * sin(angle) * cosine / rho
    let turn = atan2(u * sin(angle), rho * cosine * cos(angle) - v * sine * sin(angle))
    let longitude = centre.x + turn * 180 / Double.pi
    return Position(
      x: longitude > 180 ? longitude - 360 : (longitude < -180 ? longitude + 360 : longitude),
      y: Ellipsoid.latitude(authalicSine: s) * 180 / Double.pi)
  }
}
