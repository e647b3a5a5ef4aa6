import Catalog
import Charts

extension Figures {
  /// The map of the latest period; nil where the level has no shapes.
  /// - Parameter id: unique on the page.
  func map(id: String) -> MapFrame? {
    guard let ground = scope.index.mapped[facts.level], let shapes = scope.edition.shapes[facts.level] else {
      return nil
    }
    let areas =
      facts.places.count > Limits.listed
      ? classAreas(shapes) : facts.entries.compactMap { area($0, shapes) }
    guard !areas.isEmpty else { return nil }
    return MapFrame(
      words: ChartWords(id: id, title: mapTitle, description: mapDescription), width: shapes.width,
      height: shapes.height, areas: areas, outline: shapes.outline, labels: labels(shapes), selected: nil,
      breaks: facts.breaks,
      keyCaption: scope.say(.mapKey, ["places": levelPlural, "unit": wording.unit]),
      keyAxis: axis(keyScale), keyValues: facts.sorted.compactMap { $0.cell.estimate?.value },
      reference: reference.map {
        ($0, scope.say(.mapReference, ["place": scope.wholeName, "value": wording.bare($0)]))
      }, you: nil, keys: keys, ground: ground)
  }

  /// Whether the level has shapes for any of its places.
  var hasMap: Bool {
    guard scope.index.mapped[facts.level] != nil, let paths = scope.edition.shapes[facts.level]?.paths else {
      return false
    }
    return facts.entries.contains { paths[$0.place.id.id] != nil }
  }

  var mapTitle: String {
    scope.say(.mapTitle, ["measure": title, "places": levelPlural, "period": latestWords])
  }

  /// The extremes in words, and where every value is to be found.
  var mapDescription: String {
    let ranked = facts.ranked
    guard let highest = ranked.first, let lowest = ranked.last, ranked.count > 1 else {
      return scope.say(.mapNothing)
    }
    return scope.say(
      .mapDescription,
      [
        "highest": scope.text(highest.place.name), "highValue": wording.words(highest.cell),
        "lowest": scope.text(lowest.place.name), "lowValue": wording.words(lowest.cell),
      ])
  }

  private var keyScale: ValueScale {
    ValueScale(covering: facts.sorted.compactMap { $0.cell.estimate?.value }, steps: 5)
  }

  private func area(_ entry: Facts.Entry, _ shapes: LevelShapes) -> MapFrame.Area? {
    guard let path = shapes.paths[entry.place.id.id] else { return nil }
    let name = scope.text(entry.place.name)
    return MapFrame.Area(
      id: entry.place.id.id, path: path, fill: shade(entry.cell).map { .shade($0) } ?? .empty,
      isUnreliable: entry.cell.isUnreliable,
      title: scope.say(.mapArea, ["place": name, "value": wording.words(entry.cell)]))
  }

  /// All places of a class as one area, where there are too many to name each.
  private func classAreas(_ shapes: LevelShapes) -> [MapFrame.Area] {
    var paths: [[String]] = Array(repeating: [], count: 12)
    for entry in facts.entries {
      guard let path = shapes.paths[entry.place.id.id] else { continue }
      paths[(shade(entry.cell) ?? 0) * 2 + (entry.cell.isUnreliable ? 1 : 0)].append(path)
    }
    return paths.enumerated().compactMap { slot, paths in
      guard !paths.isEmpty else { return nil }
      return MapFrame.Area(
        id: "", path: paths.joined(), fill: slot < 2 ? .empty : .shade(slot / 2), isUnreliable: slot % 2 == 1,
        title: "")
    }
  }

  /// The highest and the lowest place that can be ranked.
  private func labels(_ shapes: LevelShapes) -> [MapFrame.Label] {
    let ranked = facts.ranked
    guard ranked.count > 1, let highest = ranked.first, let lowest = ranked.last else { return [] }
    return [highest, lowest].compactMap { entry in
      shapes.labelPoints[entry.place.id.id].map { point in
        MapFrame.Label(
          x: point.x, y: point.y, name: scope.text(entry.place.name), value: wording.words(entry.cell))
      }
    }
  }

  private var keys: [MapFrame.KeyEntry] {
    let unreliable = facts.entries.count { $0.cell.isUnreliable }
    let empty = facts.withoutNumber.count
    var keys: [MapFrame.KeyEntry] = []
    if unreliable > 0 {
      keys.append(.init(swatch: .unreliable, text: scope.count(.mapUnreliable, unreliable)))
    }
    if empty > 0 { keys.append(.init(swatch: .empty, text: scope.count(.mapEmpty, empty))) }
    return keys
  }
}
