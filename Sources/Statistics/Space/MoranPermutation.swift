/// How often chance alone gives a Moran's I as high as the one observed: the values are dealt out anew over the
/// same neighbourhoods.
package struct PermutationTest: Hashable, Sendable {
  /// The one-sided p: the chance of an I at least as high. Of random permutations (1 + number as high) ÷ (R + 1),
  /// which is never 0; of all permutations the number as high ÷ n!.
  package let pGreater: Double
  /// Whether every permutation was tried.
  package let isExact: Bool
  /// How many permutations were tried.
  package let permutations: Int

  /// How far the p of so many random permutations may lie from another p of the same layouts: 4 standard errors
  /// beside an exact p, 6 beside one that is itself random, and the step of 1/R on either side.
  package static func allowedError(_ p: Double, permutations: Int, againstRandom: Bool) -> Double {
    let draws = Double(permutations)
    return (againstRandom ? 6 : 4) * (p * (1 - p) / draws).squareRoot() + 2 / draws
  }
}

extension MoransI {
  /// Up to this many units all n! ≤ 40,320 layouts are tried: cheaper than a good sample, and exact.
  package static let largestEnumeration = 8

  /// The permutation test. Layouts whose I is within 1e-12 of the observed one count as being as high.
  ///
  /// - Parameters:
  ///   - permutations: how many random layouts, R; not used up to 8 units. The rounding of p is about 1/R, so
  ///     9,999 for a number that is published, 999 for a screen.
  ///   - seed: fixes the result; print it beside the number. The same units in another order are another draw.
  /// - Throws: `outOfRange` for fewer than 1 permutation.
  /// - Complexity: O(R (n + k)) for k neighbours.
  package func permutationTest(
    permutations: Int = 9_999, seed: UInt64
  ) throws(Undefined) -> PermutationTest {
    guard permutations >= 1 else { throw .outOfRange }
    let threshold = (value - 1e-12 * max(1, value.magnitude)) * sample.squares
    if count <= Self.largestEnumeration { return enumeration(pairs, threshold) }
    var stream = SplitMix64(seed: seed)
    var values = sample.deviations
    var high = 0
    for _ in 0..<permutations {
      stream.deal(values.count, of: &values)
      if pairs.quickProduct(of: values) >= threshold { high += 1 }
    }
    return PermutationTest(
      pGreater: Double(high + 1) / Double(permutations + 1), isExact: false, permutations: permutations)
  }

  /// Every layout once, by Heap's algorithm (1963): each differs from the last by one exchange.
  private func enumeration(_ pairs: WeightedPairs, _ threshold: Double) -> PermutationTest {
    var values = sample.deviations
    var counters = [Int](repeating: 0, count: values.count)
    var (high, tried, level) = (0, 0, 1)
    func isHigh(_ values: [Double]) -> Int { pairs.quickProduct(of: values) >= threshold ? 1 : 0 }
    high += isHigh(values)
    tried += 1
    while level < values.count {
      guard counters[level] < level else {
        counters[level] = 0
        level += 1
        continue
      }
      values.swapAt(level.isMultiple(of: 2) ? 0 : counters[level], level)
      counters[level] += 1
      level = 1
      high += isHigh(values)
      tried += 1
    }
    return PermutationTest(
      pGreater: Double(high) / Double(tried), isExact: true, permutations: tried)
  }
}
