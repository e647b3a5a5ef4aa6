import Notation

/// Reads the geometries of a Placemark.
struct KMLShapes {
  /// The elements that are geometries. A Model, a drawing in three dimensions, is none.
  static let names: Set<String> = [
    "Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack",
  ]

  /// Whether only kinds are wanted: numbers are then passed by, which takes a quarter off the time of a file.
  private let isSurvey: Bool

  init(isSurvey: Bool) { self.isSurvey = isSurvey }

  /// Reads the geometry whose element has just begun, up to its end.
  func read(_ name: String, _ scanner: inout XMLScanner) throws(Diagnostic) -> [FormatGeometry] {
    switch name {
    case "Polygon": return try polygon(&scanner)
    case "MultiGeometry", "MultiTrack": return try several(&scanner)
    default:
      let positions = try coordinates(&scanner)
      guard let first = positions.first else { return [] }
      if name == "Point" { return [.point(first.x, first.y)] }
      return positions.count > 1 || isSurvey ? [FormatGeometry(.lines, [[positions]])] : []
    }
  }

  private func several(_ scanner: inout XMLScanner) throws(Diagnostic) -> [FormatGeometry] {
    let depth = scanner.depth
    var all: [FormatGeometry] = []
    while let event = try scanner.next() {
      if case .start(let name) = event, Self.names.contains(name) { all += try read(name, &scanner) }
      if case .end = event, scanner.depth < depth { break }
    }
    return all
  }

  private func polygon(_ scanner: inout XMLScanner) throws(Diagnostic) -> [FormatGeometry] {
    let depth = scanner.depth
    var outer: [FormatGeometry.Position] = []
    var holes: [[FormatGeometry.Position]] = []
    while let event = try scanner.next() {
      switch event {
      case .start("outerBoundaryIs"): outer = try coordinates(&scanner)
      case .start("innerBoundaryIs"): holes.append(try coordinates(&scanner))
      case .end where scanner.depth < depth:
        if isSurvey { return outer.isEmpty ? [] : [FormatGeometry(.polygons, [[outer]])] }
        guard let rings = FormatGeometry.polygon([outer] + holes) else { return [] }
        return [FormatGeometry(.polygons, [rings])]
      default: break
      }
    }
    return []
  }

  /// All positions up to the end of the element that began last.
  private func coordinates(_ scanner: inout XMLScanner) throws(Diagnostic) -> [FormatGeometry.Position] {
    let depth = scanner.depth
    var positions: [FormatGeometry.Position] = []
    while let event = try scanner.next() {
      switch event {
      case .start("coordinates"), .start("coord"):
        let isTrack = event == .start("coord")
        guard !isSurvey else {
          try scanner.skip()
          positions.append(FormatGeometry.Position(0, 0))
          continue
        }
        let text = try scanner.text()
        do throws(KMLCoordinates.Problem) {
          positions += try KMLCoordinates(text, isTrack: isTrack).positions()
        } catch {
          throw Diagnostic(
            .error, .badFile, error.message, at: scanner.location,
            fix: "write positions as “lon,lat” in degrees, parted by spaces")
        }
      case .end where scanner.depth < depth: return positions
      default: break
      }
    }
    return positions
  }
}
