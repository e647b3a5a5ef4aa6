/// Values at different times, in the order of the times: complete pairs only.
package struct TimeSeries: Hashable, Sendable {
  /// Strictly increasing.
  package let times: [Double]
  /// Beside `times`.
  package let values: [Double]

  /// Drops pairs with a missing time or value, and sorts.
  /// - Throws: `unequalLengths`; `duplicateTimes` where two pairs have the same time; `tooFew` for fewer than
  ///   2 pairs; `notFinite`.
  /// - Complexity: O(n log n).
  package init(times: [Double?], values: [Double?]) throws(Undefined) {
    guard times.count == values.count else { throw .unequalLengths }
    var pairs: [(time: Double, value: Double)] = []
    for (time, value) in zip(times, values) {
      guard let time, let value else { continue }
      pairs.append((try time.finite, try value.finite))
    }
    pairs.sort { $0.time < $1.time }
    guard zip(pairs, pairs.dropFirst()).allSatisfy({ $0.time < $1.time }) else { throw .duplicateTimes }
    guard pairs.count >= 2 else { throw .tooFew }
    self.times = pairs.map(\.time)
    self.values = pairs.map(\.value)
  }

  package var count: Int { times.count }

  /// The number of pairs of points.
  var pairCount: Int { count * (count - 1) / 2 }
}
