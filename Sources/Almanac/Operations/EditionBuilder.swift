import Catalog
import Evaluation
import Geometry

/// Puts a project's results together as an edition: places, drawn shapes, feeds with their age.
enum EditionBuilder {
  static func make(_ evaluated: EvaluatedProject, width: Int) -> Edition {
    let project = evaluated.project
    let geographies = evaluated.geographies
    let shown = Set(evaluated.results.byIndicator.values.flatMap(\.levels) + [project.geography.primary.text])
    let levels = project.geography.levels.map(\.id).filter { shown.contains($0) }
    let drawn = Parallel.map(levels, width: width) { level in shapes(level, geographies) }
    let byLevel = Dictionary(
      zip(levels, drawn).compactMap { level, shapes in shapes.map { (level, $0) } },
      uniquingKeysWith: { first, _ in first })
    return Edition(
      site: project.site, geography: project.geography,
      places: Dictionary(
        levels.map { ($0, geographies.tables[$0]?.places ?? []) }, uniquingKeysWith: { first, _ in first }),
      whole: geographies.whole,
      shapes: byLevel,
      indicators: project.indicators.filter { evaluated.results.byIndicator[$0.id] != nil },
      results: withPatterns(evaluated, byLevel, width: width),
      feeds: project.feeds.map { feed in state(of: feed, evaluated) },
      population: evaluated.results.population, populationPeriod: evaluated.results.populationPeriod,
      findings: evaluated.results.findings, roster: geographies.roster)
  }

  /// The results with what the primary level's map shows of neighbours.
  private static func withPatterns(
    _ evaluated: EvaluatedProject, _ shapes: [String: LevelShapes], width: Int
  ) -> [String: IndicatorResult] {
    let level = evaluated.project.geography.primary.text
    var results = evaluated.results.byIndicator
    guard let neighbours = shapes[level]?.neighbours, neighbours.count <= LevelNeighbours.mappedPlaces else {
      return results
    }
    let indicators = evaluated.project.indicators.filter { results[$0.id] != nil }
    let found = Parallel.map(indicators, width: width) { [results] indicator in
      results[indicator.id].flatMap {
        SpatialPatternMaker.pattern($0, of: indicator, level: level, neighbours: neighbours)
      }
    }
    for (indicator, pattern) in zip(indicators, found) { results[indicator.id]?.pattern = pattern }
    return results
  }

  /// A feed with its snapshots, and why they are stale where they are.
  static func state(of feed: FeedDefinition, _ evaluated: EvaluatedProject) -> FeedState {
    let records = evaluated.lock.records(of: feed.id)
    return FeedState(
      definition: feed, snapshots: records, stale: records.compactMap(\.stale).first,
      late: FeedAge.late(feed, evaluated.lock, on: evaluated.project.site.frozen))
  }

  /// A map's share of an indicator page, which weighs 150 kB at most in all.
  private static let pathBytes = 12_000

  /// The outline, left out where hundreds of islands would make it heavier than the page can bear.
  private static func outline(_ map: MapShapes) -> String {
    map.outline.utf8.count > pathBytes / 2 ? "" : map.outline
  }

  /// Simplified as little as keeps the map within its share of a page: borders with many bends, such as those of
  /// ZIP areas, lose more of them.
  private static func drawn(_ shapes: [Shape?]) -> MapShapes {
    guard shapes.count <= LevelNeighbours.mappedPlaces else {
      return MapShapes(relations: PlaceRelations(shapes: shapes))
    }
    return MapDraft(shapes: shapes).shapes(pathBytes: pathBytes)
  }

  /// The level drawn on one canvas; nil where it has no shapes.
  private static func shapes(_ level: String, _ geographies: Geographies) -> LevelShapes? {
    guard let table = geographies.tables[level], let shapes = geographies.shapes[level],
      shapes.contains(where: { $0 != nil })
    else { return nil }
    let map = drawn(shapes)
    func byPlace<Value>(_ value: (Int) -> Value?) -> [String: Value] {
      Dictionary(
        table.places.enumerated().compactMap { index, place in value(index).map { (place.id.id, $0) } },
        uniquingKeysWith: { first, _ in first })
    }
    return LevelShapes(
      width: map.width, height: map.height, paths: byPlace { map.paths[$0] },
      labelPoints: byPlace { index in map.labelPoints[index].map { (x: $0.x, y: $0.y) } },
      outline: outline(map),
      neighbours: map.neighbours, areas: map.areas)
  }
}
