/// Cuts between classes on round numbers, each as round as it can be while its class keeps about its share.
///
/// Each cut is the roundest number (steps 1, 2, 2.5, 5 times a power of ten) between the quantiles 0.3 of a class
/// below and above the exact quantile k/n: 0.5, 1, 5, 20 for a skewed measure, 20, 30, 40, 50 for an even one.
/// Where ties leave no room, cuts fall together and there are fewer classes; a cut never lies at or above the
/// largest value, so no class is empty.
/// - Returns: the inner cuts, ascending, at most `classes` − 1 of them, none where all values are equal. A value
///   equal to a cut belongs to the class below, as in `classIndex`.
/// - Throws: `empty`, `outOfRange` for fewer than 1 class, `notFinite`.
/// - Complexity: O(n log n).
package func niceBreaks(_ values: [Double?], classes: Int = 5) throws(Undefined) -> [Double] {
  let (sorted, _) = try ClassBreaks.prepared(values, classes)
  var cuts: [Double] = []
  var below = 0
  for index in 1..<max(1, classes) {
    func quantile(_ shift: Double) -> Double {
      linearQuantile(sorted, min(1, max(0, (Double(index) + shift) / Double(classes))))
    }
    let cut = roundestNumber(quantile(-0.3), quantile(0.3), near: quantile(0))
    let held = sorted.partitioned { $0 <= cut }
    guard held > below, held < sorted.count, cut > cuts.last ?? -.infinity else { continue }
    cuts.append(cut)
    below = held
  }
  return cuts
}

extension [Double] {
  /// How many elements of an ascending array come before the first that fails the condition. O(log n).
  fileprivate func partitioned(_ holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Round numbers at one step of 1, 2 or 5 times a power of ten, inside a domain: about `count` of them.
///
/// The step is the one nearest to span ÷ count on a log scale (as in d3-array). Each tick is the exact decimal,
/// never 0.30000000000000004. A domain of one value gives that value.
/// - Throws: `outOfRange` for a count below 1 or above 1,000; `notFinite`.
package func niceTicks(_ domain: ClosedRange<Double>, count: Int = 5) throws(Undefined) -> [Double] {
  guard (1...1000).contains(count) else { throw .outOfRange }
  let (low, high) = (try domain.lowerBound.finite, try domain.upperBound.finite)
  guard low < high else { return [low] }
  let rough = try ((high - low) / Double(count)).finite
  let step = roundStep(near: rough)
  let size = step.size
  guard size > 0, (max(low.magnitude, high.magnitude) / size) < 0x1p52 else { return [low, high] }
  let first = Int((low / size - 1e-9).rounded(.up))
  let last = Int((high / size + 1e-9).rounded(.down))
  guard first <= last else { return [] }
  return (first...last).map { $0 == 0 ? 0 : step.times(Double($0)) }
}
