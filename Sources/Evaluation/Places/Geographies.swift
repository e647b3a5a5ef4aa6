import Catalog
import Geometry
import Notation

/// The places of all levels with their shapes, and the ways from one level to another.
package struct Geographies: Sendable {
  package let tables: [String: PlaceTable]
  /// Shapes in the order of each table's places; nil where a place has none.
  package let shapes: [String: [Shape?]]
  package let whole: Place
  /// Where places stand in the columns of results.
  package let roster: PlaceRoster
  private let indexes: [String: PlaceIndex]
  /// Partitions by source level, then target level.
  private let ways: [String: [String: Partition]]

  init(
    tables: [String: PlaceTable], shapes: [String: [Shape?]], whole: Place, indexed: Set<String>,
    crosswalks: [Way: Partition]
  ) {
    self.tables = tables
    self.shapes = shapes
    self.whole = whole
    roster = PlaceRoster(
      whole: whole.id,
      levels: tables.values.map {
        PlaceRoster.Level(id: $0.level, places: $0.places, positions: $0.indexByID)
      })
    indexes = Dictionary(
      indexed.compactMap { level in shapes[level].map { (level, PlaceIndex($0)) } },
      uniquingKeysWith: { first, _ in first })
    let finder = WayFinder(tables: tables, crosswalks: crosswalks)
    ways = tables.mapValues { source in
      let found = tables.keys.map { target in (target, finder.partition(Way(from: source.level, to: target)))
      }
      return Dictionary(
        found.compactMap { way in way.1.map { (way.0, $0) } }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The index that finds the place of a point; nil for a level without shapes.
  func index(_ level: String) -> PlaceIndex? { indexes[level] }

  /// How places of one level are put together into places of another: by themselves, by a crosswalk's weights,
  /// or by parents; nil where there is no way.
  func partition(from: String, to: String) -> Partition? { ways[from]?[to] }
}

/// A pair of levels.
struct Way: Hashable, Sendable {
  let from: String
  let to: String
}

/// Finds the partition between two levels: a declared crosswalk, else from parent to parent.
private struct WayFinder {
  let tables: [String: PlaceTable]
  let crosswalks: [Way: Partition]

  func partition(_ way: Way, passing seen: Set<String> = []) -> Partition? {
    guard let source = tables[way.from], tables[way.to] != nil else { return nil }
    if way.from == way.to { return .identity(source.places.count) }
    if let declared = crosswalks[way] { return declared }
    let seen = seen.union([way.from])
    guard let next = source.places.lazy.compactMap(\.parent?.level).first, let middle = tables[next],
      !seen.contains(next)
    else { return nil }
    let step = Partition(targets: source.parents(in: middle), count: middle.places.count)
    if next == way.to { return step }
    return partition(Way(from: next, to: way.to), passing: seen).map { step.followed(by: $0) }
  }
}

/// Rows of a crosswalk feed: source id, target id, weight.
package struct CrosswalkRows: Sendable {
  package var rows: [(source: String, target: String, weight: Double)]

  package init(rows: [(source: String, target: String, weight: Double)]) { self.rows = rows }
}

/// Makes the geographies of a project from its boundary documents.
package struct GeographyBuilder {
  private let definition: GeographyDefinition
  private let indexed: Set<String>
  private var problems: [Diagnostic] = []

  /// - Parameter indexed: levels in which points will be looked up.
  package init(_ definition: GeographyDefinition, indexed: Set<String>) {
    self.definition = definition
    self.indexed = indexed
  }

  /// The properties that a boundary feed's features are asked for.
  package static func properties(of feed: String, in definition: GeographyDefinition) -> [String] {
    let levels = definition.levels.filter { $0.boundaries?.text == feed }
    let names = levels.flatMap { [$0.idProperty, $0.nameProperty, $0.parent?.property].compactMap { $0 } }
    return Set(names).sorted()
  }

  /// - Parameters:
  ///   - documents: by boundary feed id.
  ///   - crosswalks: by crosswalk feed id.
  package consuming func make(_ documents: [String: GeoJSONDocument], crosswalks: [String: CrosswalkRows])
    -> (geographies: Geographies, problems: [Diagnostic])
  {
    var tables: [String: PlaceTable] = [:]
    var shapes: [String: [Shape?]] = [:]
    for level in definition.levels {
      guard let feed = level.boundaries, let document = documents[feed.text] else { continue }
      let (table, drawn) = read(level, document)
      tables[level.id] = table
      shapes[level.id] = drawn
    }
    for level in definition.levels { checkParents(level, tables) }
    var partitions: [Way: Partition] = [:]
    for crosswalk in definition.crosswalks {
      guard let source = tables[crosswalk.from.text], let target = tables[crosswalk.to.text] else { continue }
      partitions[Way(from: source.level, to: target.level)] = partition(
        crosswalk, source, target, shapes, crosswalks)
    }
    let whole = Place(
      id: PlaceID(level: "whole", id: definition.whole.id), name: definition.whole.name,
      slug: definition.whole.id, parent: nil)
    let geographies = Geographies(
      tables: tables, shapes: shapes, whole: whole, indexed: indexed, crosswalks: partitions)
    for level in definition.levels {
      guard let table = tables[level.id], let index = geographies.index(level.id) else { continue }
      if let overlap = BoundaryWarnings.overlaps(level, table, index) { problems.append(overlap) }
    }
    return (geographies, problems)
  }

  private mutating func read(_ level: LevelDefinition, _ document: GeoJSONDocument) -> (PlaceTable, [Shape?])
  {
    let count = document.features.count
    var places: [Place] = []
    // Of the places as they are read, which the table puts in the order of ids.
    var shapes: [Shape?] = []
    var slugs = Set<String>(minimumCapacity: count)
    var known = Set<String>(minimumCapacity: count)
    places.reserveCapacity(count)
    shapes.reserveCapacity(count)
    for (number, feature) in document.features.enumerated() {
      guard let raw = feature.properties[level.idProperty] ?? feature.id else {
        problems.append(missing(level.idProperty, number, level, document))
        if places.isEmpty { break }
        continue
      }
      guard known.insert(raw).inserted else {
        problems.append(duplicate(raw, level))
        continue
      }
      let id = PlaceID(level: level.id, id: raw)
      let name = name(of: feature, raw, level)
      places.append(
        Place(id: id, name: name, slug: slug(name, raw, &slugs), parent: parent(of: feature, level)))
      shapes.append(feature.shape)
    }
    let table = PlaceTable(level: level.id, places: places)
    var drawn = [Shape?](repeating: nil, count: places.count)
    for (place, shape) in zip(places, shapes) {
      if let position = table.indexByID[place.id.id] { drawn[position] = shape }
    }
    problems += BoundaryWarnings.find(level, document, table, drawn)
    return (table, drawn)
  }

  private func name(of feature: Feature, _ id: String, _ level: LevelDefinition) -> LocalizedText {
    if let declared = level.names[id] { return declared }
    guard let property = level.nameProperty, let name = feature.properties[property], !name.isEmpty else {
      return LocalizedText(id)
    }
    return LocalizedText(level.nameStyle == .titleCase ? NameKey.titleCased(name) : name)
  }

  /// Unique in the level: a second place of a name gets its id behind it.
  private func slug(_ name: LocalizedText, _ id: String, _ taken: inout Set<String>) -> String {
    let plain = NameKey.slug(name.text(in: ""))
    let slug = taken.contains(plain) ? "\(plain)-\(NameKey.slug(id))" : plain
    taken.insert(slug)
    return slug
  }

  private func parent(of feature: Feature, _ level: LevelDefinition) -> PlaceID? {
    guard let rule = level.parent, let id = feature.properties[rule.property] else { return nil }
    return PlaceID(level: rule.level.text, id: id)
  }

  /// Places whose parent is not there would be lost on the way up: all of them is an error, some a warning.
  private mutating func checkParents(_ level: LevelDefinition, _ tables: [String: PlaceTable]) {
    guard let rule = level.parent, let table = tables[level.id], let parents = tables[rule.level.text] else {
      return
    }
    let lost = zip(table.places, table.parents(in: parents)).filter { $0.1 == nil }.map(\.0)
    guard let first = lost.first, !table.places.isEmpty else { return }
    let named =
      first.parent.map { "such as “\($0.id)”" } ?? "such as that of “\(first.id.id)”, which names none"
    problems.append(
      Diagnostic(
        lost.count == table.places.count ? .error : .warning, .boundaryProblem,
        "the parents of \(lost.count) of \(table.places.count) places of “\(level.id)” are not places of “\(rule.level.text)”, \(named)",
        at: rule.level.location, fix: "name another property than “\(rule.property)”, or mend the boundaries")
    )
  }

  /// Weights are shares: none below 0, and those of one place no more than the whole of it.
  private mutating func checkWeights(_ shares: [Partition.Share], of feed: SourcedText, _ source: PlaceTable)
  {
    var totals = [Double](repeating: 0, count: source.places.count)
    for share in shares { totals[share.source] += share.weight < 0 ? .infinity : share.weight }
    // Published weights are rounded.
    guard let wrong = totals.firstIndex(where: { $0 > 1.005 }) else { return }
    problems.append(
      Diagnostic(
        .error, .boundaryProblem,
        "the weights of place “\(source.places[wrong].id.id)” in crosswalk “\(feed.text)” are not shares of one whole",
        at: feed.location, fix: "name the column of weights from 0 to 1 that add up to 1 for each place"))
  }

  private mutating func partition(
    _ crosswalk: Crosswalk, _ source: PlaceTable, _ target: PlaceTable, _ shapes: [String: [Shape?]],
    _ feeds: [String: CrosswalkRows]
  ) -> Partition {
    switch crosswalk.weights {
    case .area:
      let overlaps = overlap(
        of: (shapes[source.level] ?? []).map { $0 ?? .empty },
        with: (shapes[target.level] ?? []).map { $0 ?? .empty })
      return Partition(
        targetCount: target.places.count,
        shares: overlaps.map { Partition.Share(source: $0.source, target: $0.target, weight: $0.share) })
    case .feed(let feed, _, _, _):
      let rows = feeds[feed.text]?.rows ?? []
      let shares = rows.compactMap { row -> Partition.Share? in
        guard let from = source.indexByID[row.source], let to = target.indexByID[row.target] else {
          return nil
        }
        return Partition.Share(source: from, target: to, weight: row.weight)
      }
      checkWeights(shares, of: feed, source)
      if shares.isEmpty {
        problems.append(
          Diagnostic(
            .error, .boundaryProblem,
            "no row of crosswalk “\(feed.text)” names places of “\(source.level)” and “\(target.level)”",
            at: feed.location, fix: "check the columns that `source` and `target` name"))
      }
      return Partition(targetCount: target.places.count, shares: shares)
    }
  }

  private func missing(
    _ property: String, _ number: Int, _ level: LevelDefinition, _ document: GeoJSONDocument
  )
    -> Diagnostic
  {
    let names = document.report.propertyNames
    let nearest = Suggestion.nearest(to: property, among: names)
    return Diagnostic(
      .error, .boundaryProblem,
      "feature \(number + 1) of “\(level.boundaries?.text ?? "")” has no property “\(property)”",
      at: level.location,
      fix: nearest.map { "write “\($0)”" }
        ?? "use one of \(names.prefix(20).map { "“\($0)”" }.joined(separator: ", "))")
  }

  private func duplicate(_ id: String, _ level: LevelDefinition) -> Diagnostic {
    Diagnostic(
      .error, .duplicatePlace, "“\(id)” is the id of two places of level “\(level.id)”", at: level.location,
      fix: "name another property as `id` than “\(level.idProperty)”, or mend the file")
  }
}
