import Catalog
import Evaluation
import Geometry

/// Which places of the primary level lie beside which, for a test that is made without drawing a map.
enum LevelNeighbours {
  /// More places than a page can draw or a reader tell apart: their level keeps areas and neighbours and has no map,
  /// so that nothing is projected or simplified for it.
  static let mappedPlaces = 3_000

  /// The pattern of an indicator's map; the same as an edition's, whose maps find neighbours in the same borders.
  static func pattern(of indicator: Indicator, _ evaluated: EvaluatedProject) -> SpatialPattern? {
    let level = evaluated.project.geography.primary.text
    guard let result = evaluated.results.byIndicator[indicator.id], result.levels.contains(level),
      let shapes = evaluated.geographies.shapes[level], shapes.count <= mappedPlaces,
      shapes.contains(where: { $0 != nil })
    else { return nil }
    return SpatialPatternMaker.pattern(
      result, of: indicator, level: level, neighbours: PlaceRelations(shapes: shapes).neighbours)
  }
}
