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
  package var neighbours: PlaceLists
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

  /// The map at one tolerance: `MapDraft(shapes:width:).shapes(tolerance:)`.
  package static func make(
    shapes: [Shape?], tolerance: Double = defaultTolerance, width: Double = 720
  ) -> MapShapes {
    MapDraft(shapes: shapes, width: width).shapes(tolerance: tolerance)
  }
}
