import Foundation
import Notation

/// The coordinate system that a file's positions are in, and the way from it to longitude and latitude.
///
/// Read are degrees on any datum of the whole Earth (WGS 84, NAD 83, ETRS89, GDA…, taken as they are: within two
/// metres of each other) and, above them, Web Mercator, Mercator, transverse Mercator (UTM), Lambert's conformal conic
/// and Albers's conic, in any unit of length. A datum on another ellipsoid needs the `TOWGS84` of its definition.
/// NAD 27 needs grids of shifts and is refused.
package struct SourceProjection: Hashable, Sendable {
  enum Method: Hashable, Sendable {
    case degrees
    case mercator(Mercator)
    case transverse(TransverseMercator)
    case lambert(LambertConic)
    case albers(AlbersConic)
  }

  /// As its definition calls it.
  package let name: String
  let method: Method
  /// Metres of one unit; of degrees: the degrees of one unit.
  var unit = 1.0
  /// In metres.
  var falseEasting = 0.0
  var falseNorthing = 0.0
  /// In degrees.
  var centralMeridian = 0.0
  var shift: DatumShift?

  init(name: String, method: Method) {
    self.name = name
    self.method = method
  }

  /// Longitude and latitude in degrees, as they are.
  package static let degrees = SourceProjection(name: "WGS 84", method: .degrees)

  /// Whether positions are taken as they are.
  package var isIdentity: Bool { method == .degrees && unit == 1 && shift == nil }

  /// Whether positions are angles and not lengths.
  package var isGeographic: Bool { method == .degrees }

  /// Longitude in −180…180 and latitude, in degrees, of a position in the file's order: x east, y north. Positions that
  /// the projection does not reach come out as not finite. Within 1e-9 degrees of PROJ's answer.
  package func geographic(_ x: Double, _ y: Double) -> (longitude: Double, latitude: Double) {
    if isIdentity { return (x, y) }
    let east = x * unit - falseEasting
    let north = y * unit - falseNorthing
    var place: (longitude: Double, latitude: Double)
    switch method {
    case .degrees: place = (x * unit * .pi / 180, y * unit * .pi / 180)
    case .mercator(let mercator): place = mercator.geographic(east, north)
    case .transverse(let transverse): place = transverse.geographic(east, north)
    case .lambert(let lambert): place = lambert.geographic(east, north)
    case .albers(let albers): place = albers.geographic(east, north)
    }
    place.longitude += centralMeridian * .pi / 180
    if let shift { place = shift.shifted(place.longitude, place.latitude) }
    var longitude = place.longitude * 180 / .pi
    if longitude > 180 { longitude -= 360 }
    if longitude < -180 { longitude += 360 }
    return (longitude, place.latitude * 180 / .pi)
  }
}
