/// The pairs of neighbours, each pair once, with the weight that both directions have together.
///
/// Row-standardised weights differ by direction (1/3 one way, 1/5 the other), but I only needs their sum. Half
/// the multiplications of a walk over all neighbours: 0.8 µs to deal out 77 units and walk their 256 pairs.
struct WeightedPairs: Sendable {
  /// Where the pairs of a unit with later units start.
  private let starts: [Int]
  private let others: [Int]
  private(set) var weights: [Double] = []

  init(_ neighbours: Neighbours) {
    var weights = [[Int: Double]](repeating: [:], count: neighbours.count)
    for unit in 0..<neighbours.count {
      for other in neighbours[unit] {
        weights[min(unit, other)][max(unit, other), default: 0] += 1 / Double(neighbours.degree(unit))
      }
    }
    var starts = [0]
    var others: [Int] = []
    for row in weights {
      for (other, weight) in row.sorted(by: { $0.key < $1.key }) {
        others.append(other)
        self.weights.append(weight)
      }
      starts.append(others.count)
    }
    self.starts = starts
    self.others = others
  }

  /// ΣΣ wᵢⱼ zᵢ zⱼ, compensated.
  func product(of values: [Double]) -> Double {
    var total = CompensatedSum()
    for unit in values.indices {
      for pair in starts[unit]..<starts[unit + 1] {
        total.add(weights[pair] * values[unit] * values[others[pair]])
      }
    }
    return total.total
  }

  /// The same with plain sums: for permutations, which are compared with a tolerance.
  func quickProduct(of values: [Double]) -> Double {
    var total = 0.0
    for unit in values.indices {
      var lag = 0.0
      for pair in starts[unit]..<starts[unit + 1] { lag += weights[pair] * values[others[pair]] }
      total += values[unit] * lag
    }
    return total
  }
}
