import Notation

/// Coordinate systems by their number in the EPSG register.
extension SourceProjection {
  /// A system by its EPSG code: those of degrees, Web Mercator, UTM and the national grids that are met most. State Plane
  /// systems are read from a file's own definition.
  /// - Parameter path: the file, for the message.
  package init(epsg code: Int, in path: String) throws(Diagnostic) {
    guard let found = Self.known(code) else {
      if Self.olderAmerican.contains(where: { $0.contains(code) }) {
        throw Self.needsGrids("EPSG:\(code)", path)
      }
      throw .unsupportedFormat(
        path, "is in the coordinate system EPSG:\(code), whose definition Almanac does not hold",
        fix: "convert it to longitude and latitude: `ogr2ogr -t_srs EPSG:4326 out.geojson FILE`")
    }
    self = found
  }

  /// A system by a name that holds its code: `EPSG:3857`, `urn:ogc:def:crs:EPSG::3857`,
  /// `http://www.opengis.net/def/crs/EPSG/0/3857`, `urn:ogc:def:crs:OGC:1.3:CRS84`, or a bare number.
  package init(named name: String, in path: String) throws(Diagnostic) {
    let parts = name.uppercased().split { ":/#".contains($0) }.map { String($0) }
    if let last = parts.last, ["CRS84", "CRS84H", "CRS83"].contains(last) {
      self = .degrees
    } else if let code = parts.last.flatMap({ Int($0) }), parts.count == 1 || parts.contains("EPSG") {
      try self.init(epsg: code, in: path)
    } else {
      throw .unsupportedFormat(
        path, "is in a coordinate system that Almanac does not know: “\(name)”",
        fix: "convert it to longitude and latitude: `ogr2ogr -t_srs EPSG:4326 out.geojson FILE`")
    }
  }

  /// NAD 27 itself, its UTM zones and its State Plane systems.
  private static let olderAmerican = [4267...4267, 26701...26722, 26729...26799, 32001...32060]

  private static func known(_ code: Int) -> SourceProjection? {
    let name = "EPSG:\(code)"
    switch code {
    case 4326, 4979, 4269, 4258, 4283, 4167, 4617, 4674, 6318, 6668, 7844, 4152, 4759:
      return SourceProjection(name: name, method: .degrees)
    case 3857, 3785, 900_913, 102_100, 102_113:
      return SourceProjection(name: name, method: .mercator(.web))
    case 32601...32660: return utm(name, .wgs84, zone: code - 32600)
    case 32701...32760: return utm(name, .wgs84, zone: code - 32700, south: true)
    case 26901...26923: return utm(name, .grs80, zone: code - 26900)
    case 6328...6348: return utm(name, .grs80, zone: code == 6328 ? 59 : code == 6329 ? 60 : code - 6329)
    case 25828...25838: return utm(name, .grs80, zone: code - 25800)
    case 28348...28358: return utm(name, .grs80, zone: code - 28300, south: true)
    case 7846...7859: return utm(name, .grs80, zone: code - 7800, south: true)
    case 2193:
      var grid = SourceProjection(
        name: name, method: .transverse(TransverseMercator(.grs80, scale: 0.9996, originLatitude: 0)))
      (grid.falseEasting, grid.falseNorthing, grid.centralMeridian) = (1_600_000, 10_000_000, 173)
      return grid
    case 2154: return lambert(name, 49, 44, origin: (3, 46.5), east: 700_000, north: 6_600_000)
    case 3347:
      return lambert(
        name, 49, 77, origin: (-91.866_666_666_666_67, 63.390_675), east: 6_200_000, north: 3_000_000)
    case 5070: return albers(name, 29.5, 45.5, origin: (-96, 23), north: 0)
    case 102_003: return albers(name, 29.5, 45.5, origin: (-96, 37.5), north: 0)
    case 3310: return albers(name, 34, 40.5, origin: (-120, 0), north: -4_000_000)
    case 3338: return albers(name, 55, 65, origin: (-154, 50), north: 0)
    default: return nil
    }
  }

  private static func utm(_ name: String, _ spheroid: Spheroid, zone: Int, south: Bool = false)
    -> SourceProjection
  {
    var grid = SourceProjection(
      name: name, method: .transverse(TransverseMercator(spheroid, scale: 0.9996, originLatitude: 0)))
    grid.falseEasting = 500_000
    grid.falseNorthing = south ? 10_000_000 : 0
    grid.centralMeridian = Double(zone * 6 - 183)
    return grid
  }

  private static func lambert(
    _ name: String, _ first: Double, _ second: Double, origin: (Double, Double), east: Double, north: Double
  ) -> SourceProjection? {
    let degree = Double.pi / 180
    return LambertConic(
      .grs80, parallels: first * degree, second * degree, scale: 1, originLatitude: origin.1 * degree
    ).map { cone in
      var grid = SourceProjection(name: name, method: .lambert(cone))
      (grid.falseEasting, grid.falseNorthing, grid.centralMeridian) = (east, north, origin.0)
      return grid
    }
  }

  private static func albers(
    _ name: String, _ first: Double, _ second: Double, origin: (Double, Double), north: Double
  ) -> SourceProjection? {
    let degree = Double.pi / 180
    return AlbersConic(.grs80, parallels: first * degree, second * degree, originLatitude: origin.1 * degree)
      .map {
        cone in
        var grid = SourceProjection(name: name, method: .albers(cone))
        (grid.falseNorthing, grid.centralMeridian) = (north, origin.0)
        return grid
      }
  }

  static func needsGrids(_ name: String, _ path: String) -> Diagnostic {
    .unsupportedFormat(
      path, "is in NAD 27 (“\(name)”), which only tables of local shifts lead to longitude and latitude",
      fix: "convert it with a program that has them: `ogr2ogr -t_srs EPSG:4326 out.geojson FILE`")
  }
}
