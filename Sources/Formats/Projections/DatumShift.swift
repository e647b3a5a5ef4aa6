import Foundation

/// The seven numbers of a definition's `TOWGS84` (EPSG method 9606, position vector): metres, seconds of arc, parts
/// per million. Good to a few metres, which is what national datums are published with.
struct DatumShift: Hashable, Sendable {
  private let offset: SIMD3<Double>
  private let rotation: SIMD3<Double>
  private let scale: Double
  private let from: Spheroid

  /// nil where there are neither three nor seven numbers, or all are zero.
  init?(_ numbers: [Double], from spheroid: Spheroid) {
    guard numbers.count == 3 || numbers.count == 7, numbers.contains(where: { $0 != 0 }) else { return nil }
    let arc = Double.pi / 180 / 3600
    offset = SIMD3(numbers[0], numbers[1], numbers[2])
    rotation = numbers.count == 7 ? SIMD3(numbers[3], numbers[4], numbers[5]) * arc : .zero
    scale = numbers.count == 7 ? 1 + numbers[6] * 1e-6 : 1
    from = spheroid
  }

  /// Radians on WGS 84 from radians on the datum's ellipsoid, at its surface.
  func shifted(_ longitude: Double, _ latitude: Double) -> (longitude: Double, latitude: Double) {
    let sine = sin(latitude)
    let radius = from.radius / (1 - from.e2 * sine * sine).squareRoot()
    let p = SIMD3(
      radius * cos(latitude) * cos(longitude), radius * cos(latitude) * sin(longitude),
      radius * (1 - from.e2) * sine)
    let r = rotation
    let turned = SIMD3(
      p.x - r.z * p.y + r.y * p.z, r.z * p.x + p.y - r.x * p.z, -r.y * p.x + r.x * p.y + p.z)
    let moved = turned * scale + offset
    return (atan2(moved.y, moved.x), Self.latitude(moved))
  }

  /// The latitude on WGS 84 of a place near the surface, by Bowring's formula (1976) twice.
  private static func latitude(_ place: SIMD3<Double>) -> Double {
    let (spheroid, fromAxis) = (Spheroid.wgs84, hypot(place.x, place.y))
    let polar = spheroid.radius * (1 - spheroid.flattening)
    var beta = atan2(place.z, (1 - spheroid.flattening) * fromAxis)
    var latitude = 0.0
    for _ in 0..<2 {
      let (s, c) = (sin(beta), cos(beta))
      latitude = atan2(
        place.z + spheroid.e2 / (1 - spheroid.e2) * polar * s * s * s,
        fromAxis - spheroid.e2 * spheroid.radius * c * c * c)
      beta = atan2((1 - spheroid.flattening) * sin(latitude), cos(latitude))
    }
    return latitude
  }
}
