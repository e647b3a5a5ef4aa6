import Catalog
import Geometry
import Statistics

/// Looks for a pattern in the map of an indicator's latest values.
package enum SpatialPatternMaker {
  /// Fewer places have too few layouts to tell a pattern from chance.
  package static let placesAtLeast = 10
  package static let permutations = 999

  /// The pattern; nil where it cannot be told of: a modelled indicator, whose neighbours may be alike because the model
  /// made them so, too few values, or values that are all the same.
  ///
  /// Only values that are shown take part, so the index tells nothing of those that are not.
  /// - Parameter neighbours: for each place of the level, in its order, those that share a border with it.
  /// - Complexity: O(permutations × borders).
  package static func pattern(
    _ result: IndicatorResult, of indicator: Indicator, level: String, neighbours: PlaceLists
  ) -> SpatialPattern? {
    guard !indicator.isModelled, result.levels.contains(level), let period = result.latestDelivered else {
      return nil
    }
    let values = neighbours.indices.map { result.cell(at: $0, level: level, period).estimate?.value }
    return pattern(
      values, seed: seed(indicator.id, period), period: period, level: level, neighbours: neighbours)
  }

  /// - Parameter values: in the order of the level's places; nil where none is shown.
  static func pattern(
    _ values: [Double?], seed: UInt64, period: Period, level: String, neighbours: PlaceLists
  ) -> SpatialPattern? {
    guard values.count(where: { $0 != nil }) >= placesAtLeast else { return nil }
    do throws(Undefined) {
      let relation = try Neighbours(neighbours.map { $0 })
      let sample = try SpatialSample(values, neighbours: relation)
      guard sample.count >= placesAtLeast else { return nil }
      let moran = try MoransI(sample)
      let test = try moran.permutationTest(permutations: permutations, seed: seed)
      return SpatialPattern(
        period: period, level: level, index: moran.value, expected: moran.expected, p: test.pGreater,
        permutations: test.permutations, seed: seed, places: sample.count,
        borders: (0..<sample.count).reduce(0) { $0 + sample.neighbours.degree($1) } / 2)
    } catch {
      return nil
    }
  }

  /// The same for the same indicator and period on any machine (Fowler, Noll and Vo 1991: FNV-1a).
  private static func seed(_ indicator: String, _ period: Period) -> UInt64 {
    "\(indicator) \(period)".utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
