import Catalog

/// The places of one level with the ways a row can name them. Indices are positions in `places`.
package struct PlaceTable: Sendable {
  package let level: String
  package let places: [Place]
  /// Position by id as the boundaries write it.
  package let indexByID: [String: Int]
  package init(level: String, places: [Place]) {
    self.level = level
    self.places = Self.sorted(places)
    indexByID = Dictionary(
      self.places.enumerated().map { ($1.id.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Position by folded name; names that two places share are left out, so that they cannot match wrongly.
  ///
  /// O(places) each time: made for whoever looks places up by name, because most tables name them by id.
  package func positionsByName() -> [String: Int] {
    var names = [String: Int](minimumCapacity: places.count)
    var shared: Set<String> = []
    for (index, place) in places.enumerated() {
      for name in Self.keys(of: place.name) {
        if let other = names[name], other != index { shared.insert(name) }
        names[name] = index
      }
    }
    for name in shared { names[name] = nil }
    return names
  }

  /// In the order of `PlaceID`; ids are read as numbers once, and not at every comparison.
  private static func sorted(_ places: [Place]) -> [Place] {
    let keys = places.map { (number: Int($0.id.id), id: $0.id) }
    return places.indices.sorted { first, second in
      if keys[first].id.level == keys[second].id.level, let left = keys[first].number,
        let right = keys[second].number, left != right
      {
        return left < right
      }
      return keys[first].id < keys[second].id
    }.map { places[$0] }
  }

  private static func keys(of name: LocalizedText) -> [String] {
    let values = name.values.values
    if values.count == 1, let only = values.first { return [NameKey.folded(only)] }
    return Set(values.map(NameKey.folded)).sorted()
  }

  /// The places' parents at another level, by position here; nil where a place has none there.
  package func parents(in table: PlaceTable) -> [Int?] {
    places.map { place in
      guard let parent = place.parent, parent.level == table.level else { return nil }
      return table.indexByID[parent.id]
    }
  }
}
