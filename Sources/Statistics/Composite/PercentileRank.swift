/// What a percentile rank counts. The four differ on ties and at the ends: replicate an index with its own.
package enum PercentileRank: String, CaseIterable, Sendable {
  /// (Smallest rank − 1) ÷ (N − 1): 0 for the lowest value, 1 for the highest where it is not tied; 0 for a
  /// single value.
  case percentRank = "percent_rank"
  /// The share of values below.
  case strict
  /// The share of values at or below.
  case weak
  /// The mean of `strict` and `weak`.
  case mean

  /// The rank of each value from 0 to 1, in the order given: a higher value has a higher rank, equal values
  /// the same. Missing values have none and do not count.
  /// - Parameters:
  ///   - excludingZeros: gives zeros the rank 0 and leaves them out of all counts: where 0 means that a
  ///     burden is absent.
  ///   - tolerance: values that differ by no more than this part of themselves are equal: for computed
  ///     values, whose ties rounding would break.
  /// - Throws: `notFinite`.
  /// - Complexity: O(n log n).
  package func ranks(
    _ values: [Double?], excludingZeros: Bool = false, tolerance: Double = 0
  ) throws(Undefined) -> [Double?] {
    let counted = excludingZeros ? values.map { $0 == 0 ? nil : $0 } : values
    let (counts, total) = try rankCounts(counted, tolerance: tolerance)
    return zip(values, counts).map { value, count in
      guard let count else { return value == nil ? nil : 0 }
      return share(count, of: total)
    }
  }

  private func share(_ count: RankCount, of total: Int) -> Double {
    switch self {
    case .percentRank: total > 1 ? Double(count.below) / Double(total - 1) : 0
    case .strict: Double(count.below) / Double(total)
    case .weak: Double(count.below + count.equal) / Double(total)
    case .mean: Double(2 * count.below + count.equal) / Double(2 * total)
    }
  }
}

/// Where a value stands among others.
struct RankCount: Hashable, Sendable {
  let below: Int
  /// Including itself.
  let equal: Int
}

/// The standing of each value among those that are not missing, and how many these are. O(n log n).
func rankCounts(
  _ values: [Double?], tolerance: Double = 0
) throws(Undefined) -> (counts: [RankCount?], total: Int) {
  var order: [(value: Double, index: Int)] = []
  for (index, value) in values.enumerated() {
    guard let value else { continue }
    order.append((try value.finite, index))
  }
  order.sort { $0.value < $1.value }
  var counts = [RankCount?](repeating: nil, count: values.count)
  var start = 0
  while start < order.count {
    let first = order[start].value
    let reach = first + tolerance * first.magnitude
    var end = start + 1
    while end < order.count, order[end].value <= reach { end += 1 }
    for (_, index) in order[start..<end] { counts[index] = RankCount(below: start, equal: end - start) }
    start = end
  }
  return (counts, order.count)
}

extension Method {
  static let percentileRank = Method(
    id: "percentile_rank", title: "Percentile rank",
    formula: "(min rank − 1)/(N − 1); strict: #below/N; weak: #at or below/N; mean of the two",
    meaning: "The share of the others that a unit leaves behind: 0.9 means that nine in ten are lower.",
    caution: """
      A rank hides the distance: two neighbours in rank may be far apart or almost equal. It holds among the \
      units that were ranked and nowhere else. Say which of the four definitions it is.
      """,
    source: """
      CDC/ATSDR, Social Vulnerability Index documentation; OEHHA, CalEnviroScreen report; Microsoft, \
      PERCENTRANK.INC
      """,
    scale: .other, range: .init(0, 1))
}
