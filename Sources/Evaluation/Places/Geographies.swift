import Catalog
import Geometry
import Notation

/// The places of all levels with their shapes, and the ways from one level to another.
package struct Geographies: Sendable {
  package let tables: [String: PlaceTable]
  /// Shapes in the order of each table's places; nil where a place has none.
  package let shapes: [String: [Shape?]]
  package let whole: Place
  private let indexes: [String: PlaceIndex]
  private let crosswalks: [String: Partition]

  init(
    tables: [String: PlaceTable], shapes: [String: [Shape?]], whole: Place, indexed: Set<String>,
    crosswalks: [String: Partition]
  ) {
    self.tables = tables
    self.shapes = shapes
    self.whole = whole
    self.crosswalks = crosswalks
    indexes = Dictionary(
      indexed.compactMap { level in shapes[level].map { (level, PlaceIndex($0)) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The index that finds the place of a point; nil for a level without shapes.
  func index(_ level: String) -> PlaceIndex? { indexes[level] }

  /// How places of one level are put together into places of another: by themselves, by parents, or by a
  /// crosswalk's weights; nil where there is no way.
  func partition(from: String, to: String) -> Partition? {
    guard let source = tables[from], tables[to] != nil else { return nil }
    if from == to { return .identity(source.places.count) }
    if let declared = crosswalks["\(from)→\(to)"] { return declared }
    let parents = source.places.compactMap(\.parent?.level)
    guard let next = parents.first, let middle = tables[next] else { return nil }
    let step = Partition(targets: source.parents(in: middle), count: middle.places.count)
    return partition(from: next, to: to).map { step.followed(by: $0) }
  }

  static func key(_ crosswalk: Crosswalk) -> String { "\(crosswalk.from.text)→\(crosswalk.to.text)" }
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
    var partitions: [String: Partition] = [:]
    for crosswalk in definition.crosswalks {
      guard let source = tables[crosswalk.from.text], let target = tables[crosswalk.to.text] else { continue }
      partitions[Geographies.key(crosswalk)] = partition(crosswalk, source, target, shapes, crosswalks)
    }
    let whole = Place(
      id: PlaceID(level: "whole", id: definition.whole.id), name: definition.whole.name,
      slug: definition.whole.id, parent: nil)
    let geographies = Geographies(
      tables: tables, shapes: shapes, whole: whole, indexed: indexed, crosswalks: partitions)
    return (geographies, problems)
  }

  private mutating func read(_ level: LevelDefinition, _ document: GeoJSONDocument) -> (PlaceTable, [Shape?]) {
    var places: [Place] = []
    var shapes: [PlaceID: Shape] = [:]
    var slugs: Set<String> = []
    var known: Set<String> = []
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
      shapes[id] = feature.shape
    }
    let table = PlaceTable(level: level.id, places: places)
    return (table, table.places.map { shapes[$0.id] })
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
        guard let from = source.indexByID[row.source], let to = target.indexByID[row.target] else { return nil }
        return Partition.Share(source: from, target: to, weight: row.weight)
      }
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

  private func missing(_ property: String, _ number: Int, _ level: LevelDefinition, _ document: GeoJSONDocument)
    -> Diagnostic
  {
    let names = document.report.propertyNames
    let nearest = Suggestion.nearest(to: property, among: names)
    return Diagnostic(
      .error, .boundaryProblem,
      "feature \(number + 1) of “\(level.boundaries?.text ?? "")” has no property “\(property)”", at: level.location,
      fix: nearest.map { "write “\($0)”" }
        ?? "use one of \(names.prefix(20).map { "“\($0)”" }.joined(separator: ", "))")
  }

  private func duplicate(_ id: String, _ level: LevelDefinition) -> Diagnostic {
    Diagnostic(
      .error, .duplicatePlace, "“\(id)” is the id of two places of level “\(level.id)”", at: level.location,
      fix: "name another property as `id` than “\(level.idProperty)”, or mend the file")
  }
}
