/// Whether neighbours are alike: Moran's I of the shown values of one level, tested by dealing them out anew.
package struct SpatialPattern: Hashable, Sendable {
  package let period: Period
  package let level: String
  /// Moran's I.
  package let index: Double
  /// What chance gives on average.
  package let expected: Double
  /// The chance of an index at least as high where the same values lie anywhere.
  package let p: Double
  package let permutations: Int
  /// What the permutations were drawn from.
  package let seed: UInt64
  /// How many places have a value and a neighbour with one.
  package let places: Int
  /// How many pairs of these are neighbours.
  package let borders: Int

  package init(
    period: Period, level: String, index: Double, expected: Double, p: Double, permutations: Int,
    seed: UInt64, places: Int, borders: Int
  ) {
    self.period = period
    self.level = level
    self.index = index
    self.expected = expected
    self.p = p
    self.permutations = permutations
    self.seed = seed
    self.places = places
    self.borders = borders
  }

  /// Whether high values lie beside high ones more than chance explains (5 %).
  package var isAlike: Bool { p < 0.05 }
}
