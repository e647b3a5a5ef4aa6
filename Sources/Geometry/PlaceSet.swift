/// The places that hold a corner, in ascending order.
struct PlaceSet {
  private(set) var places: [Int32] = []

  /// Puts a place in, or takes it out.
  mutating func toggle(_ place: Int32) {
    let index = places.firstIndex { $0 >= place } ?? places.count
    if index < places.count, places[index] == place {
      places.remove(at: index)
    } else {
      places.insert(place, at: index)
    }
  }
}
