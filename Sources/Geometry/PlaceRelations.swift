/// What places are by themselves and to one another, without a map of them: for more places than one can draw.
package struct PlaceRelations: Sendable {
  /// For each place, ascending, the places that share a border or a corner with it.
  package let neighbours: PlaceLists
  /// km² on the ellipsoid; nil where there is no shape.
  package let areas: [Double?]

  /// - Parameter shapes: one for each place, in degrees; nil keeps the place's number. O(positions).
  package init(shapes: [Shape?]) {
    areas = shapes.map { $0?.squareKilometres }
    neighbours = Topology(RingVertices(shapes)).neighbours()
  }

  init(neighbours: PlaceLists, areas: [Double?]) {
    self.neighbours = neighbours
    self.areas = areas
  }
}

extension MapShapes {
  /// Places with nothing drawn.
  package init(relations: PlaceRelations, width: Double = 720) {
    let count = relations.areas.count
    self.init(
      width: width, height: 0, paths: Array(repeating: nil, count: count),
      labelPoints: Array(repeating: nil, count: count), outline: "", neighbours: relations.neighbours,
      areas: relations.areas, frame: nil, positionsBefore: 0, positionsAfter: 0, unmendedCrossings: 0)
  }
}
