/// Classes of values for a map or a legend: each runs up to and including its bound.
package struct ClassBreaks: Hashable, Sendable {
  /// The upper bound of each class, ascending; the last is the largest value.
  package let bounds: [Double]
  /// How many values fall in each class.
  package let counts: [Int]

  /// Counts the values of each class; `bounds` ascend and the last is not below any value.
  init(bounds: [Double], values: [Double]) {
    self.bounds = bounds
    var counts = [Int](repeating: 0, count: bounds.count)
    for value in values { counts[classIndex(of: value, bounds: bounds)] += 1 }
    self.counts = counts
  }
}

/// The class of a value: the first whose bound is not below it, or the last class.
///
/// A bound that rounding has put a relative 1e-12 below a value still holds it. `bounds` is not empty. O(log n).
package func classIndex(of value: Double, bounds: [Double]) -> Int {
  var low = 0
  var high = bounds.count - 1
  while low < high {
    let middle = (low + high) / 2
    let holds = bounds[middle] >= value - 1e-12 * max(1, bounds[middle].magnitude)
    if holds { high = middle } else { low = middle + 1 }
  }
  return low
}

extension ClassBreaks {
  /// Classes of as nearly equal numbers of values as ties allow: bounds are the type 7 quantiles at 1/k … 1,
  /// repeated ones merged. Missing values are left out; k is cut to the number of distinct values.
  /// - Throws: `empty`, `outOfRange` for k below 1, `notFinite`.
  /// - Complexity: O(n log n).
  package static func quantile(_ values: [Double?], classes k: Int) throws(Undefined) -> ClassBreaks {
    let (sorted, k) = try prepared(values, k)
    var bounds: [Double] = []
    for index in 1...k {
      let bound = index == k ? sorted[sorted.count - 1] : linearQuantile(sorted, Double(index) / Double(k))
      if bounds.last != bound { bounds.append(bound) }
    }
    return ClassBreaks(bounds: bounds, values: sorted)
  }

  /// Classes of equal width from the smallest to the largest value; some may be empty.
  /// - Throws: as `quantile`.
  package static func equal(_ values: [Double?], classes k: Int) throws(Undefined) -> ClassBreaks {
    let (sorted, k) = try prepared(values, k)
    let (low, high) = (sorted[0], sorted[sorted.count - 1])
    let bounds = (1...k).map { $0 == k ? high : low + Double($0) * ((high - low) / Double(k)) }
    return ClassBreaks(bounds: bounds, values: sorted)
  }

  /// The values in ascending order and k cut to the number of distinct ones.
  static func prepared(_ values: [Double?], _ k: Int) throws(Undefined) -> (sorted: [Double], k: Int) {
    guard k >= 1 else { throw .outOfRange }
    let sorted = values.compactMap { $0 }.sorted()
    guard let first = sorted.first, let last = sorted.last else { throw .empty }
    guard first >= -1e100, last <= 1e100, sorted.allSatisfy(\.isFinite) else { throw .notFinite }
    let distinct = 1 + zip(sorted, sorted.dropFirst()).lazy.filter { $0 != $1 }.count
    return (sorted, min(k, distinct))
  }
}

extension Method {
  package static let classBreaks = Method(
    id: "class_breaks", title: "Classes of a map",
    formula: """
      natural: the k runs of sorted values with the least Σ(x − class mean)²; quantile: cuts at 1/k … 1; equal: \
      every (max − min)/k
      """,
    meaning: """
      Where one colour ends and the next begins. Natural breaks keep similar values together; quantile classes hold \
      equally many units; equal classes have the same width.
      """,
    caution: """
      Maps that are to be compared need the same breaks. Quantile classes can part two nearly equal values, and \
      equal classes can be empty.
      """,
    source: "Fisher (1958), JASA 53, 789–798; Jenks (1967), International Yearbook of Cartography 7, 186–190",
    scale: .other)
}
