/// The relations that published numbers usually have.
extension DisclosureSystem {
  /// A total and its parts: groups, smaller units, the periods of a window.
  /// - Throws: as `relate`.
  @discardableResult
  package mutating func relate(total: Cell, of parts: [Cell]) throws(Undefined) -> Relation {
    try relate([total] + parts, coefficients: [-1] + Array(repeating: 1, count: parts.count))
  }

  /// The same number published twice, such as in two editions. Withholding it in one place only hides
  /// nothing.
  /// - Throws: as `relate`.
  @discardableResult
  package mutating func relate(_ cell: Cell, same other: Cell) throws(Undefined) -> Relation {
    try relate([cell, other], coefficients: [1, -1])
  }

  /// A relation of which only a range is known: low ≤ Σ aᵢxᵢ ≤ high.
  ///
  /// Returns the cell that stands for the sum; withholding it withholds the relation.
  /// - Parameter cost: the price of withholding it; nil where it must stay.
  /// - Throws: as `relate`.
  @discardableResult
  package mutating func relate(
    _ related: [Cell], coefficients factors: [Double], within range: Bounds, cost: Double? = nil
  ) throws(Undefined) -> Cell {
    guard range.lowEnd <= range.highEnd, (cost ?? 0) >= 0 else { throw .outOfRange }
    let values = related.map { cells.indices.contains($0) ? cells[$0].value : nil }
    let sum =
      values.contains(nil)
      ? nil : zip(values, factors).lazy.map { ($0 ?? 0) * $1 }.compensatedSum
    let gap = try withhold(sum.map { Self.snapped($0, to: range) }, bounds: .open)
    show(gap, as: range, cost: cost)
    try relate(related + [gap], coefficients: factors + [-1])
    return gap
  }

  /// A published rate beside its numerator and denominator: numerator = rate × denominator ÷ `per`.
  ///
  /// A reader multiplies it back; a rounded rate gives a range that grows with the denominator. That is two
  /// one-sided relations, which are withheld together. An exact rate is one relation.
  /// - Parameters:
  ///   - rounding: half of the last digit shown; 0 for an exact rate.
  ///   - cost: the price of withholding the rate; nil where it must stay.
  /// - Returns: the cells that stand for the rate: withholding them withholds it.
  /// - Throws: `outOfRange` where `per` is not above 0 or the rounding is below 0; as `relate`.
  @discardableResult
  package mutating func relate(
    rate: Double, per: Double = 1, rounding: Double = 0, numerator: Cell, denominator: Cell,
    cost: Double? = nil
  ) throws(Undefined) -> [Cell] {
    guard per > 0, rounding >= 0 else { throw .outOfRange }
    let pair = [numerator, denominator]
    guard rounding > 0 else {
      return [
        try relate(pair, coefficients: [1, -rate / per], within: Bounds(0, 0), cost: cost)
      ]
    }
    let sides = [
      try relate(
        pair, coefficients: [1, -(rate - rounding) / per], within: Bounds(0, nil), cost: cost),
      try relate(
        pair, coefficients: [1, -(rate + rounding) / per], within: Bounds(nil, 0), cost: cost),
    ]
    bundle(sides)
    return sides
  }

  /// A sum that misses its range by no more than rounding is at its end.
  private static func snapped(_ sum: Double, to range: Bounds) -> Double {
    let slack = 1e-9 * max(1, sum.magnitude)
    if sum < range.lowEnd, sum >= range.lowEnd - slack { return range.lowEnd }
    if sum > range.highEnd, sum <= range.highEnd + slack { return range.highEnd }
    return sum
  }
}
