/// A straight line through a series that half of the points could not pull away: the median of all slopes
/// between two points (Theil 1950; Sen 1968).
package struct TheilSen: Hashable, Sendable {
  /// In units of the values per unit of time.
  package let slope: Double
  /// At time 0: median of the values − slope × median of the times.
  package let intercept: Double
  /// Limits of the slope from the pairs' ranks; nil for fewer than 3 points, or where all values are equal.
  package let interval: Interval?

  /// - Throws: `outOfRange` for the level, `notFinite`.
  /// - Complexity: O(n² log n) time and O(n²) memory in the number of points.
  package init(_ series: TimeSeries, level: Double = 0.95) throws(Undefined) {
    let z = try normalMultiplier(level: level)
    let (times, values) = (series.times, series.values)
    var slopes: [Double] = []
    slopes.reserveCapacity(series.pairCount)
    for late in 1..<series.count {
      for early in 0..<late {
        slopes.append(try ((values[late] - values[early]) / (times[late] - times[early])).finite)
      }
    }
    slopes.sort()
    slope = try linearQuantile(slopes, 0.5).finite
    intercept = try (linearQuantile(values.sorted(), 0.5) - slope * linearQuantile(times, 0.5)).finite
    let variance = MannKendall(series).variance
    guard series.count >= 3, variance > 0 else {
      interval = nil
      return
    }
    let width = z * variance.squareRoot()
    func limit(_ rank: Double) -> Double { slopes[Int(min(max(rank, 1), Double(slopes.count))) - 1] }
    interval = Interval(
      low: limit(((Double(slopes.count) - width) / 2).rounded(.toNearestOrEven)),
      high: limit(((Double(slopes.count) + width) / 2).rounded(.toNearestOrEven) + 1), level: level)
  }
}

extension Method {
  static let trend = Method(
    id: "trend_mann_kendall_theil_sen", title: "Mann–Kendall trend test and Theil–Sen slope",
    formula: "S = Σ sign(yⱼ − yᵢ) over i < j, z = (S ∓ 1)/√var S; slope = median of (yⱼ − yᵢ)/(tⱼ − tᵢ)",
    meaning: """
      Whether values rise or fall over time, and by how much per unit of time. Only the order of the values \
      and the middle of all slopes count, so one unusual year does not make a trend.
      """,
    caution: """
      The values must be independent: five-year survey periods that overlap are not, and the test is invalid \
      on them. With few points little can be shown: of 4 points the smallest exact p is 0.083.
      """,
    source: "Mann 1945, Econometrica 13:245–259; Sen 1968, JASA 63:1379–1389; Gilbert 1987, ch. 16",
    scale: .absolute, isOrdered: true)
}
