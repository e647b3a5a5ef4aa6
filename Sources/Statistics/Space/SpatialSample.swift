/// Values of units that have neighbours, complete cases only: what the spatial measures are computed from.
///
/// All these measures are free of the unit and of a constant added to every value, so the sample keeps what they
/// need: the distance of each value from the mean, in a unit that is a power of two and makes the largest lie
/// between ½ and 1. Neither 1e300 nor 1e-300 then overflows or vanishes, and no digit changes.
package struct SpatialSample: Sendable {
  /// The positions, in the input, of the units that are used; ascending.
  package let units: [Int]
  /// The relation among the used units, by their place in `units`.
  package let neighbours: Neighbours
  /// How many units were given.
  package let inputCount: Int
  /// Units without a value.
  package let missing: Int
  /// Units with a value, dropped because no neighbour has one.
  package let islands: Int
  /// Beside `units`: value − mean, scaled. All 0 where the values are constant.
  let deviations: [Double]
  /// Σ of squared deviations.
  let squares: Double

  /// What happens to units that are left without a neighbour.
  package enum Islands: Sendable {
    case dropped
    case kept
  }

  /// Drops units without a value first, then units left without neighbours where asked, before anything is
  /// computed.
  /// - Throws: `unequalLengths`, `notFinite`.
  /// - Complexity: O(n + k) for k neighbours.
  package init(
    _ values: [Double?], neighbours: Neighbours, islands: Islands = .dropped
  ) throws(Undefined) {
    guard values.count == neighbours.count else { throw .unequalLengths }
    for value in values { _ = try value?.finite }
    let present = values.indices.filter { values[$0] != nil }
    var kept = present
    var relation = neighbours.among(kept)
    // In a relation that is not symmetric a dropped unit can leave others alone: until none is left.
    while islands == .dropped, let linked = Self.linked(relation) {
      relation = relation.among(linked)
      kept = linked.map { kept[$0] }
    }
    units = kept
    self.neighbours = relation
    inputCount = values.count
    missing = values.count - present.count
    self.islands = present.count - kept.count
    deviations = centred(kept.compactMap { values[$0] })
    squares = deviations.lazy.map { $0 * $0 }.compensatedSum
  }

  /// The places of units with a neighbour; nil where all have one.
  private static func linked(_ relation: Neighbours) -> [Int]? {
    let linked = (0..<relation.count).filter { relation.degree($0) > 0 }
    return linked.count == relation.count ? nil : linked
  }

  /// How many units are used.
  package var count: Int { units.count }

  /// Whether all values are the same, so that no measure of pattern exists.
  package var isConstant: Bool { squares == 0 }

  /// Σ of the neighbours' deviations ÷ their number; 0 where rounding alone makes it differ.
  func lag(_ place: Int) -> Double {
    let members = neighbours[place]
    guard !members.isEmpty else { return 0 }
    return snapped(members.lazy.map { deviations[$0] }.compensatedSum / Double(members.count))
  }

  /// What was found for the used units, in the order of the input; nil for dropped ones.
  func spread<Found>(_ found: [Found]) -> [Found?] {
    var all = [Found?](repeating: nil, count: inputCount)
    for (unit, value) in zip(units, found) { all[unit] = value }
    return all
  }
}

/// Each value's distance from the mean, scaled by a power of two so that the largest lies between ½ and 1.
private func centred(_ values: [Double]) -> [Double] {
  guard values.contains(where: { $0 != values.first }) else { return values.map { _ in 0 } }
  let scaled = scaledToOne(values)
  let mean = scaled.compensatedSum / Double(scaled.count)
  // The mean is itself rounded: what that cost is the mean of the distances from it.
  let distances = scaled.map { $0 - mean }
  let rest = distances.compensatedSum / Double(distances.count)
  return scaledToOne(distances.map { $0 - rest }).map(snapped)
}

/// 0 where a distance is no more than the rounding of numbers near 1.
private func snapped(_ distance: Double) -> Double { distance.magnitude <= 1e-12 ? 0 : distance }
