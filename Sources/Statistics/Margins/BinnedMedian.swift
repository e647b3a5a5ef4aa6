/// One interval of a published distribution: its edges, and how many households or people fall in it.
package struct Bin: Hashable, Sendable {
  package let low: Double
  package let high: Double
  package let count: Double

  package init(low: Double, high: Double, count: Double) {
    self.low = low
    self.high = high
    self.count = count
  }
}

/// The median of a distribution that is known by intervals, with its margin.
///
/// Medians of places cannot be averaged; the counts of their intervals can be added up. Source: US Census
/// Bureau, “PUMS Accuracy of the Data”, standard errors for medians; California State Data Center (2016),
/// “Recalculating medians and their margins of error”. Open-ended ends carry the ACS jam values (2,499;
/// 250,001).
/// - Parameters:
///   - samplingPercentage: 2.5 for ACS one-year, 12.5 for five-year data; nil gives no margin.
///   - designFactor: 1 for summary tables.
/// - Returns: the median by linear interpolation; no margin where a bound falls outside 0…1.
/// - Throws: `empty` without bins, `zeroDenominator` where all counts are 0, `negativeValues`,
///   `outOfRange` for a sampling percentage outside 0…100.
/// - Complexity: O(n log n).
package func binnedMedian(
  _ bins: [Bin], samplingPercentage: Double?, designFactor: Double = 1
) throws(Undefined) -> Margined {
  guard !bins.isEmpty else { throw .empty }
  guard bins.allSatisfy({ $0.count >= 0 && $0.count.isFinite }) else { throw .negativeValues }
  let sorted = bins.sorted { ($0.low, $0.high) < ($1.low, $1.high) }
  let total = sorted.lazy.map(\.count).compensatedSum
  guard total > 0 else { throw .zeroDenominator }
  let distribution = Distribution(bins: sorted, total: total)
  let median = try distribution.value(at: 0.5, edge: .own).finite
  guard let samplingPercentage else { return Margined(median, margin: nil) }
  guard samplingPercentage > 0, samplingPercentage <= 100 else { throw .outOfRange }
  let error = designFactor * ((100 - samplingPercentage) / (total * samplingPercentage)).squareRoot() * 0.5
  guard error <= 0.5 else { return Margined(median, margin: nil) }
  let low = distribution.value(at: 0.5 - error, edge: .next)
  let high = distribution.value(at: 0.5 + error, edge: .next)
  return try Margined(median, margin: Census.z90 * (high - low) / 2).checked()
}

private struct Distribution {
  /// Sorted by lower edge.
  let bins: [Bin]
  let total: Double

  enum Edge {
    /// A bin ends at its own upper edge: for the median.
    case own
    /// A bin ends where the next begins: for the bounds, which must not jump over the gap between bins.
    case next
  }

  /// The value below which the given share lies: in the first bin, empty ones skipped, whose closed range of
  /// cumulative counts holds it.
  func value(at share: Double, edge: Edge) -> Double {
    let target = share * total
    var below = CompensatedSum()
    for (index, bin) in bins.enumerated() where bin.count > 0 {
      let start = below.total
      below.add(bin.count)
      guard target <= below.total else { continue }
      let isLast = index + 1 == bins.count
      let end = edge == .next && !isLast ? bins[index + 1].low : bin.high
      return bin.low + (end - bin.low) * (target - start) / bin.count
    }
    return bins.last { $0.count > 0 }?.high ?? .nan
  }
}

extension Method {
  static let binnedMedian = Method(
    id: "acs_median_binned", title: "Median from classes",
    formula:
      "low + (high − low)(N/2 − below)/n in the class that holds N/2; MOE from the classes at 50% ∓ SE",
    meaning: "The median of an area put together from smaller ones, such as household income by classes.",
    caution: """
      Only where no median is published for the area: it assumes an even spread inside a class. Never average \
      the medians of places instead.
      """,
    source: """
      US Census Bureau, PUMS Accuracy of the Data; California State Data Center 2016, Recalculating medians \
      and their margins of error
      """,
    scale: .absolute)
}
