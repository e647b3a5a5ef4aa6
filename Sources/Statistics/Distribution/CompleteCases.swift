/// One unit that has all that a measure needs of it.
struct CompleteCase: Hashable {
  let value: Double
  /// Positive.
  let weight: Double
  /// How well off; 0 where units have no order of their own.
  var rank = 0.0
  /// Nil where it is not known.
  var standardError: Double?

  /// Values and weights up to here, so that a difference of two values is still a number.
  static let limit = 1e300

  /// The units with a value, a weight and a rank, in ascending order of rank, then value, weight and error, so
  /// that every result is the same to the last bit however the units were listed.
  ///
  /// Units of weight 0 are left out: they stand for nobody.
  /// - Parameters:
  ///   - weights: one a value, or nil for equal weights.
  ///   - ranks: one a value, or nil where units are in order of value.
  ///   - standardErrors: one a value, or nil. A unit without one is kept.
  /// - Throws: `empty` where no unit is left, `negativeWeights` (also for a standard error), `unequalLengths`,
  ///   `notFinite`.
  /// - Complexity: O(n log n).
  static func all(
    _ values: [Double?], weights: [Double?]?, ranks: [Double?]? = nil, standardErrors: [Double?]? = nil
  ) throws(Undefined) -> [CompleteCase] {
    for list in [weights, ranks, standardErrors] where list != nil && list?.count != values.count {
      throw .unequalLengths
    }
    var cases: [CompleteCase] = []
    cases.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let weight = weights.map { $0[index] } ?? 1
      let rank = ranks.map { $0[index] } ?? 0
      let error = standardErrors.flatMap { $0[index] }
      if let weight, weight < 0 { throw .negativeWeights }
      guard let value, let weight, let rank, weight != 0 else { continue }
      if let error, error < 0 { throw .negativeWeights }
      guard value.magnitude <= limit, weight <= limit, rank.isFinite, (error ?? 0) <= limit else {
        throw .notFinite
      }
      cases.append(CompleteCase(value: value, weight: weight, rank: rank, standardError: error))
    }
    guard !cases.isEmpty else { throw .empty }
    cases.sort { left, right in
      if left.rank != right.rank { return left.rank < right.rank }
      if left.value != right.value { return left.value < right.value }
      if left.weight != right.weight { return left.weight < right.weight }
      return (left.standardError ?? -1) < (right.standardError ?? -1)
    }
    return cases
  }
}

extension [CompleteCase] {
  var totalWeight: Double { lazy.map(\.weight).compensatedSum }

  /// Each weight as a share of the total, so that no product with a value overflows.
  func shares() throws(Undefined) -> [Double] {
    let total = try totalWeight.finite
    return map { $0.weight / total }
  }
}

/// Σfx for shares that add up to 1, and what each value differs from it.
///
/// The mean is never outside the values, so that equal values do not differ from it at all. The deviations are those
/// from the unrounded mean: they keep their digits where a common offset leaves the mean few behind the point.
func centred(_ values: [Double], _ shares: [Double]) -> (mean: Double, deviations: [Double]) {
  let least = values.min() ?? 0
  let largest = values.max() ?? 0
  func clamped(_ mean: Double) -> Double { max(least, min(largest, mean)) }
  let rounded = clamped(zip(values, shares).lazy.map { $0 * $1 }.compensatedSum)
  let rest = zip(values, shares).lazy.map { ($0 - rounded) * $1 }.compensatedSum
  return (clamped(rounded + rest), values.map { ($0 - rounded) - rest })
}

/// √Σfx², for lists of one length, without overflow or underflow on the way.
func shareNorm(_ values: [Double], _ shares: [Double]) -> Double {
  let largest = values.reduce(0) { max($0, $1.magnitude) }
  guard largest > 0, largest.isFinite else { return largest }
  return largest
    * zip(values, shares).lazy.map { $1 * ($0 / largest) * ($0 / largest) }.compensatedSum.squareRoot()
}
