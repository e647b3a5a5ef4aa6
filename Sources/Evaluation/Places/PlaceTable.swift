import Catalog

/// The places of one level with the ways a row can name them. Indices are positions in `places`.
package struct PlaceTable: Sendable {
  package let level: String
  package let places: [Place]
  /// Position by id as the boundaries write it.
  package let indexByID: [String: Int]
  /// Position by folded name; names that two places share are left out, so that they cannot match wrongly.
  package let indexByName: [String: Int]

  package init(level: String, places: [Place]) {
    self.level = level
    self.places = places.sorted { $0.id < $1.id }
    indexByID = Dictionary(
      self.places.enumerated().map { ($1.id.id, $0) }, uniquingKeysWith: { first, _ in first })
    var names: [String: Int] = [:]
    var shared: Set<String> = []
    for (index, place) in self.places.enumerated() {
      for name in Set(place.name.values.values.map(NameKey.folded)).sorted() {
        if let other = names[name], other != index { shared.insert(name) }
        names[name] = index
      }
    }
    for name in shared { names[name] = nil }
    indexByName = names
  }

  /// The places' parents at another level, by position here; nil where a place has none there.
  package func parents(in table: PlaceTable) -> [Int?] {
    places.map { place in
      guard let parent = place.parent, parent.level == table.level else { return nil }
      return table.indexByID[parent.id]
    }
  }
}
