/// Quantiles of unweighted values.
package enum Quantile {
  /// Type 7 of Hyndman and Fan (1996), the default of R and numpy: with h = (n − 1)·q, the values around
  /// rank h are interpolated linearly (as numpy does it, to the last bit). Nil for no values.
  ///
  /// - Parameters:
  ///   - values: in any order, none of them NaN.
  ///   - share: from 0 to 1; 0.5 is the median.
  /// - Complexity: O(n) expected, O(n log n) at worst: the values are not sorted, the two that count are found.
  package static func typeSeven(_ values: [Double], _ share: Double) -> Double? {
    guard let last = values.indices.last else { return nil }
    let rank = Double(last) * min(max(share, 0), 1)
    let below = Int(rank.rounded(.down))
    let fraction = rank - Double(below)
    var parted = values
    let low = parted.withUnsafeMutableBufferPointer { select(below, in: $0) }
    let high = parted[(below + 1)...].min() ?? low
    let step = high - low
    return fraction >= 0.5 ? high - step * (1 - fraction) : low + step * fraction
  }

  /// The value of a rank from 0; afterwards smaller ones stand before it and larger ones behind.
  ///
  /// Hoare's selection (1961) with the middle of three as the border; a range that does not shrink is sorted.
  static func select(_ rank: Int, in values: UnsafeMutableBufferPointer<Double>) -> Double {
    var (low, high) = (0, values.count - 1)
    var patience = 4 * (Int.bitWidth - values.count.leadingZeroBitCount)
    while high - low > 16 && patience > 0 {
      patience -= 1
      let border = middle(values[low], values[(low + high) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < border { left += 1 }
        while values[right] > border { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      // Between the two parts stand values equal to the border.
      if rank <= right { high = right } else if rank >= left { low = left } else { return values[rank] }
    }
    var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
    rest.sort()
    return values[rank]
  }

  private static func middle(_ one: Double, _ two: Double, _ three: Double) -> Double {
    max(min(one, two), min(max(one, two), three))
  }
}
