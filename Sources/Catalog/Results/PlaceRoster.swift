/// Where each place stands in the columns of a series: made once for an edition and shared by all its results.
///
/// A place's position is its place in the order of ids of its level; the whole city is at position 0 of a level
/// of its own. Copies share their storage.
package struct PlaceRoster: Sendable {
  /// The places of one level.
  package struct Level: Sendable {
    package let id: String
    /// In the order of ids.
    package let places: [Place]
    /// Position by id as the boundaries write it.
    package let positions: [String: Int]

    package init(id: String, places: [Place], positions: [String: Int]) {
      self.id = id
      self.places = places
      self.positions = positions
    }
  }

  package let whole: PlaceID
  /// The levels in the order of their ids, without the whole's.
  package let levels: [Level]

  package init(whole: PlaceID, levels: [Level]) {
    self.whole = whole
    self.levels = levels.sorted { $0.id < $1.id }
  }

  /// - Parameter places: by level, each list in the order of ids.
  package init(whole: PlaceID, places: [String: [Place]]) {
    self.init(
      whole: whole,
      levels: places.map { level, places in
        Level(
          id: level, places: places,
          positions: Dictionary(places.enumerated().map { ($1.id.id, $0) }) { first, _ in first })
      })
  }

  /// Nil for a level without boundaries, and for the whole's.
  package func level(_ id: String) -> Level? { levels.first { $0.id == id } }

  /// Nil for a place that the boundaries do not have. One look-up of its id.
  package func position(of place: PlaceID) -> Int? {
    if place.level == whole.level { return place.id == whole.id ? 0 : nil }
    return level(place.level)?.positions[place.id]
  }
}
