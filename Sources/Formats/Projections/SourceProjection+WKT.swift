import Notation

/// Coordinate systems by their definition: WKT 1 of OGC and of Esri (as in `.prj` files), and WKT 2.
extension SourceProjection {
  /// Reads a definition.
  /// - Parameter path: the file it stands in, for the message.
  /// - Throws: `bad-file` where it is no well-known text, `unsupported-format` for a method or datum that is not read.
  package init(wkt: String, in path: String) throws(Diagnostic) {
    let mark = wkt.hasPrefix("\u{FEFF}") ? String(wkt.dropFirst()) : wkt
    guard let root = WellKnownText.parse(mark) else {
      throw .badFile(
        path, "holds no definition of a coordinate system in well-known text",
        fix: "ask the publisher for its `.prj`, or for longitude and latitude")
    }
    self = try ProjectionDefinition(root, path).projection()
  }
}

/// Reads the tree of a definition. Names are compared without case, spaces and signs, since every writer has its own:
/// `Lambert_Conformal_Conic`, `Lambert Conic Conformal (2SP)`.
private struct ProjectionDefinition {
  private let path: String
  private let system: WellKnownText
  /// The system of angles: the system itself, or what it is projected from.
  private let base: WellKnownText
  private let isProjected: Bool

  private static let degree = Double.pi / 180

  init(_ root: WellKnownText, _ path: String) throws(Diagnostic) {
    self.path = path
    var system = root
    // A compound system has its horizontal part first; a bound one its source.
    while let inner = Self.inner(of: system) { system = inner }
    self.system = system
    isProjected = ["PROJCS", "PROJCRS", "PROJECTEDCRS"].contains(system.keyword)
    if isProjected {
      guard let base = system.first("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS", "GEOGCRS", "GEODCRS") else {
        throw .badFile(path, "defines “\(system.name)” without what it is projected from")
      }
      self.base = base
    } else {
      guard ["GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS"].contains(system.keyword) else {
        throw .unsupportedFormat(
          path, "is in a coordinate system of a kind that is not read: \(system.keyword) “\(system.name)”",
          fix: "convert it to longitude and latitude: `ogr2ogr -t_srs EPSG:4326 out.geojson FILE`")
      }
      base = system
    }
  }

  private static func inner(of node: WellKnownText) -> WellKnownText? {
    switch node.keyword {
    case "COMPD_CS", "COMPOUNDCRS":
      node.first("PROJCS", "PROJCRS", "PROJECTEDCRS", "GEOGCS", "GEOGCRS", "BOUNDCRS")
    case "BOUNDCRS": node.first("SOURCECRS")?.nodes.first
    default: nil
    }
  }

  func projection() throws(Diagnostic) -> SourceProjection {
    let spheroid = try spheroid()
    let shift = try shift(from: spheroid)
    if let meridian = base.first("PRIMEM", "PRIMEMERIDIAN"), meridian.numbers.first ?? 0 != 0 {
      throw refused("counts its longitudes from “\(meridian.name)” and not from Greenwich")
    }
    var projection: SourceProjection
    if isProjected {
      projection = try projected(on: spheroid)
    } else {
      projection = SourceProjection(name: system.name, method: .degrees)
      let unit = angularUnit / Self.degree
      projection.unit = abs(unit - 1) < 1e-12 ? 1 : unit
    }
    projection.shift = shift
    return projection
  }
}

/// Datum and units.
extension ProjectionDefinition {
  private var datum: WellKnownText? { base.first("DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF") }

  private func spheroid() throws(Diagnostic) -> Spheroid {
    let node =
      datum?.first("SPHEROID", "ELLIPSOID") ?? base.first("SPHEROID", "ELLIPSOID")
    guard let node, node.numbers.count >= 2 else {
      throw .badFile(path, "defines “\(system.name)” without an ellipsoid")
    }
    let radius = node.numbers[0] * (node.first("LENGTHUNIT", "UNIT")?.numbers.first ?? 1)
    guard (6e6...7e6).contains(radius), node.numbers[1] == 0 || node.numbers[1] > 100 else {
      throw .badFile(path, "defines “\(system.name)” on an ellipsoid that is not the Earth's")
    }
    return Spheroid(radius: radius, inverse: node.numbers[1])
  }

  private func shift(from spheroid: Spheroid) throws(Diagnostic) -> DatumShift? {
    let name = plain(datum?.name ?? "")
    guard !name.contains("northamerican1927"), !name.contains("nad27"), !name.contains("americandatum1927")
    else { throw SourceProjection.needsGrids(system.name, path) }
    if let numbers = datum?.first("TOWGS84")?.numbers, let shift = DatumShift(numbers, from: spheroid) {
      return shift
    }
    guard !spheroid.isGlobal, !isWebMercator else { return nil }
    throw refused("is on the datum “\(datum?.name ?? "")”, and does not say how that lies to WGS 84")
  }

  private var angularUnit: Double {
    let unit = base.first("UNIT", "ANGLEUNIT") ?? base.first("AXIS")?.first("ANGLEUNIT", "UNIT")
    return snapped(unit?.numbers.first ?? Self.degree)
  }

  private var lengthUnit: Double {
    let unit = system.first("UNIT", "LENGTHUNIT") ?? system.first("AXIS")?.first("LENGTHUNIT", "UNIT")
    return snapped(unit?.numbers.first ?? 1)
  }

  /// Units are written with ten digits or so; those that are meant are known exactly.
  private func snapped(_ unit: Double) -> Double {
    [Self.degree, 1200.0 / 3937, 0.3048].first { abs(unit / $0 - 1) < 1e-8 } ?? unit
  }

  private func refused(_ what: String) -> Diagnostic {
    .unsupportedFormat(
      path, "\(what) (in “\(system.name)”)",
      fix: "convert it to longitude and latitude: `ogr2ogr -t_srs EPSG:4326 out.geojson FILE`")
  }

  private func plain(_ name: String) -> String {
    String(
      decoding: name.lowercased().utf8.filter { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 },
      as: UTF8.self)
  }
}

/// The projection's method and parameters.
extension ProjectionDefinition {
  private var methodName: String {
    (system.first("PROJECTION") ?? system.first("CONVERSION")?.first("METHOD", "PROJECTION"))?.name ?? ""
  }

  /// GDAL writes Web Mercator in WKT 1 as a Mercator of the ellipsoid with a note that says otherwise.
  private var isWebMercator: Bool {
    guard isProjected else { return false }
    let method = plain(methodName)
    if method == "mercatorauxiliarysphere" || method == "popularvisualisationpseudomercator" { return true }
    let note = system.first("EXTENSION")?.texts.last ?? ""
    return method == "mercator1sp"
      && (note.contains("+b=6378137") || plain(system.name).contains("pseudomercator"))
  }

  private func projected(on spheroid: Spheroid) throws(Diagnostic) -> SourceProjection {
    var projection = SourceProjection(name: system.name, method: try method(on: spheroid))
    projection.unit = lengthUnit
    projection.falseEasting = length("falseeasting", "eastingatfalseorigin") ?? 0
    projection.falseNorthing = length("falsenorthing", "northingatfalseorigin") ?? 0
    projection.centralMeridian =
      (angle(
        "centralmeridian", "longitudeofnaturalorigin", "longitudeoffalseorigin", "longitudeofcenter",
        "longitudeoforigin") ?? 0) / Self.degree
    return projection
  }

  private func method(on spheroid: Spheroid) throws(Diagnostic) -> SourceProjection.Method {
    if isWebMercator { return .mercator(.web) }
    let origin =
      angle("latitudeoforigin", "latitudeofnaturalorigin", "latitudeoffalseorigin", "latitudeofcenter") ?? 0
    let scale = number("scalefactor", "scalefactoratnaturalorigin") ?? 1
    let first = angle("standardparallel1", "latitudeof1ststandardparallel")
    let second = angle("standardparallel2", "latitudeof2ndstandardparallel")
    switch plain(methodName) {
    case "transversemercator", "gausskruger":
      return .transverse(TransverseMercator(spheroid, scale: scale, originLatitude: origin))
    case "mercator", "mercator1sp", "mercator2sp", "mercatorvarianta", "mercatorvariantb":
      guard origin == 0 else { break }
      return .mercator(Mercator(spheroid, scale: scale * (first.map { spheroid.m($0) } ?? 1)))
    case "lambertconformalconic", "lambertconformalconic1sp", "lambertconformalconic2sp",
      "lambertconicconformal1sp", "lambertconicconformal2sp":
      let parallel = first ?? origin
      if let cone = LambertConic(
        spheroid, parallels: parallel, second ?? parallel, scale: scale, originLatitude: origin)
      {
        return .lambert(cone)
      }
      throw flat
    case "albers", "albersconicequalarea", "albersequalarea":
      guard let first else { throw flat }
      if let cone = AlbersConic(spheroid, parallels: first, second ?? first, originLatitude: origin) {
        return .albers(cone)
      }
      throw flat
    default: break
    }
    throw refused("is projected by “\(methodName)”")
  }

  private var flat: Diagnostic {
    .badFile(path, "defines “\(system.name)” with parallels that make no cone")
  }

  private func parameter(_ names: [String]) -> WellKnownText? {
    let all = system.all("PARAMETER") + (system.first("CONVERSION")?.all("PARAMETER") ?? [])
    return all.first { names.contains(plain($0.name)) && !$0.numbers.isEmpty }
  }

  private func number(_ names: String...) -> Double? { parameter(names)?.numbers.first }

  /// In radians.
  private func angle(_ names: String...) -> Double? {
    parameter(names).flatMap { node in
      let unit = node.first("ANGLEUNIT", "UNIT")?.numbers.first.map { snapped($0) } ?? angularUnit
      return node.numbers.first.map { $0 * unit }
    }
  }

  /// In metres.
  private func length(_ names: String...) -> Double? {
    parameter(names).flatMap { node in
      let unit = node.first("LENGTHUNIT", "UNIT")?.numbers.first.map { snapped($0) } ?? lengthUnit
      return node.numbers.first.map { $0 * unit }
    }
  }
}
