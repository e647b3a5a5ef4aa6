/// Moran's I: whether like values lie next to like, over all units at once (Moran 1950; Cliff and Ord 1981).
///
/// I = Σᵢ zᵢ · (mean of z among the neighbours of i) ÷ Σ z², z = value − mean: each unit's neighbours share a
/// weight of 1. About −1/(n−1) where values are laid out by chance; above it where like lies near like; below it
/// where unlike does. No unit; mostly between −1 and 1, without a fixed bound.
package struct MoransI: Sendable {
  package let value: Double
  /// What chance gives on average: −1/(n−1).
  package let expected: Double
  /// The test that takes the values as draws from a normal distribution.
  package let normality: NormalTest
  /// The test that takes every layout of these very values as equally likely; nil for 3 units, where its
  /// formula divides by 0.
  package let randomisation: NormalTest?
  let sample: SpatialSample
  let pairs: WeightedPairs

  /// How many units were used.
  package var count: Int { sample.count }

  /// - Throws: `tooFew` below 3 units, `zeroDenominator` where all values are the same, `missing` where a unit has no
  ///   neighbour: the moments take the weights of each row to add up to 1.
  /// - Complexity: O(n + k log k) for k neighbours.
  package init(_ sample: SpatialSample) throws(Undefined) {
    guard sample.count >= 3 else { throw sample.count == 0 ? .empty : .tooFew }
    guard !sample.isConstant else { throw .zeroDenominator }
    guard (0..<sample.count).allSatisfy({ sample.neighbours.degree($0) > 0 }) else { throw .missing }
    pairs = WeightedPairs(sample.neighbours)
    let n = Double(sample.count)
    value = pairs.product(of: sample.deviations) / sample.squares
    expected = -1 / (n - 1)
    let moments = WeightMoments(pairs, sample.neighbours)
    let square = expected * expected
    let normal = moments.normal - square
    // Below this a variance is only rounding, as where every unit is next to every other.
    let floor = 1e-12 * max(normal, square)
    normality = NormalTest(value, expected: expected, variance: normal, floor: floor)
    randomisation =
      n > 3
      ? NormalTest(
        value, expected: expected, variance: moments.random(kurtosis: sample.kurtosis) - square, floor: floor)
      : nil
    self.sample = sample
  }
}

extension SpatialSample {
  /// n Σz⁴ ÷ (Σz²)²: 3 for normal values, near n for a single spike.
  fileprivate var kurtosis: Double {
    let fourth = deviations.lazy.map { ($0 * $0) * ($0 * $0) }.compensatedSum
    return Double(count) * fourth / (squares * squares)
  }
}

/// What the variance of I depends on beside the values: sums over the row-standardised weights.
private struct WeightMoments {
  let n: Double
  /// ½ Σ (wᵢⱼ + wⱼᵢ)².
  let s1: Double
  /// Σᵢ (row sum + column sum)².
  let s2: Double

  init(_ pairs: WeightedPairs, _ neighbours: Neighbours) {
    n = Double(neighbours.count)
    // Each unordered pair stands for two ordered ones, which the half takes away again.
    s1 = pairs.weights.lazy.map { $0 * $0 }.compensatedSum
    var columns = [CompensatedSum](repeating: CompensatedSum(), count: neighbours.count)
    for unit in 0..<neighbours.count {
      for other in neighbours[unit] { columns[other].add(1 / Double(neighbours.degree(unit))) }
    }
    s2 = columns.lazy.map { (1 + $0.total) * (1 + $0.total) }.compensatedSum
  }

  /// E(I²) under normality (Cliff and Ord 1981). The weights add up to n, so S₀ = n.
  var normal: Double { (n * n * s1 - n * s2 + 3 * n * n) / ((n * n - 1) * (n * n)) }

  /// E(I²) under randomisation (Cliff and Ord 1981).
  func random(kurtosis: Double) -> Double {
    let first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * n * n)
    let second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * n * n)
    return (first - second) / ((n - 1) * (n - 2) * (n - 3) * (n * n))
  }
}

extension Method {
  package static let moransI = Method(
    id: "morans_i", title: "Moran’s I",
    formula: "I = (n/S₀) Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ², z = x − mean, wᵢⱼ = 1/(neighbours of i); E(I) = −1/(n−1)",
    meaning: """
      Above its expectation, places with like values lie next to each other; below it, unlike ones do; near it, \
      the layout is what chance gives. The p value of permutation says how often dealing the values out anew gives \
      an I at least as high.
      """,
    caution: """
      It speaks of the pattern on the map, not of how large the gaps are. Rates of places with very different \
      numbers of people break its assumption of equal variance. The result depends on who counts as a neighbour.
      """,
    source: """
      P.A.P. Moran (1950), Biometrika 37:17–23; A.D. Cliff and J.K. Ord (1981), Spatial Processes, ch. 1–2
      """,
    scale: .relative)
}
