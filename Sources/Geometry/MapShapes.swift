/// Everything a map of places needs, drawn once: paths, label points, the outline and who borders whom.
package struct MapShapes: Sendable, Equatable {
  /// Of the canvas, in its units; the height follows from the width.
  package var width: Double
  package var height: Double
  /// SVG path data for each place; nil where it has no shape. Fill with either fill rule.
  package var paths: [String?]
  /// Where to put each place's name or symbol, on the canvas; nil where it has no shape.
  package var labelPoints: [Position?]
  /// SVG path data of the border of all places together: the arcs that only one place has.
  package var outline: String
  /// For each place, ascending, the places that share a border or a corner with it.
  package var neighbours: [[Int]]
  /// km² on the ellipsoid, of the shapes as given; nil where there is no shape.
  package var areas: [Double?]
  /// Turns longitude and latitude into places on this canvas; nil when no place has a shape.
  package var frame: MapFrame?
  /// How many positions the shared borders had and have.
  package var positionsBefore: Int
  package var positionsAfter: Int
  /// Pairs of border segments that touch or cross although nothing is left out there: faults of the input
  /// closer than the drawing's hundredth of a unit.
  package var unmendedCrossings: Int

  /// What a map of 720 units on a phone needs: a bend of five square units, such as one unit high and ten
  /// wide, is hardly seen. 77 areas of Chicago then take 14 kB.
  package static let defaultTolerance = 5.0

  /// Projects (Lambert azimuthal equal-area about the middle), joins borders, simplifies and draws.
  ///
  /// - Parameters:
  ///   - shapes: one for each place, in degrees; nil keeps the place's number.
  ///   - tolerance: canvas units²; borders lose vertices of a smaller effective area (Visvalingam). 0 keeps all.
  ///   - width: of the canvas, in units.
  ///
  /// Shared borders are the same line on both sides: no gap, no sliver; every ring keeps three corners. An
  /// island that lies in a bend smaller than the tolerance can change sides. O(positions log positions).
  package static func make(
    shapes: [Shape?], tolerance: Double = defaultTolerance, width: Double = 720
  ) -> MapShapes {
    let areas = shapes.map { $0?.squareKilometres }
    guard let frame = MapFrame(shapes: shapes.compactMap { $0 }, width: width) else {
      return .blank(shapes.count, width)
    }
    let topology = Topology(shapes)
    var lines = Simplification(topology, frame: frame, tolerance: tolerance)
    let left = Crossings.mend(&lines)
    let drawing = MapDrawing(lines: lines)
    let places = shapes.indices
    return MapShapes(
      width: frame.width, height: frame.height, paths: places.map { drawing.path($0) },
      labelPoints: places.map { drawing.labelPoint($0) }, outline: drawing.outline(),
      neighbours: topology.neighbours(), areas: areas, frame: frame,
      positionsBefore: topology.arcVertices.count, positionsAfter: lines.isKept.count { $0 },
      unmendedCrossings: left)
  }

  private static func blank(_ count: Int, _ width: Double) -> MapShapes {
    MapShapes(
      width: width, height: 0, paths: Array(repeating: nil, count: count),
      labelPoints: Array(repeating: nil, count: count), outline: "",
      neighbours: Array(repeating: [], count: count), areas: Array(repeating: nil, count: count), frame: nil,
      positionsBefore: 0, positionsAfter: 0, unmendedCrossings: 0)
  }
}
