extension LocalMoran {
  /// The p value of conditional permutation.
  package struct ConditionalP: Hashable, Sendable {
    /// The chance of an Iᵢ at least as far out on the observed side: (1 + the smaller count) ÷ (R + 1), as
    /// GeoDa and PySAL report it.
    package let oneSided: Double
    /// Twice that, at most 1: the one to adjust for many units before colouring a map.
    package var twoSided: Double { min(1, 2 * oneSided) }
  }

  /// Holds each unit's value and deals the others out over its neighbours, R times a unit; beside the input, nil
  /// for dropped units.
  ///
  /// Needs no normal distribution, unlike `Unit.test`. Every unit has its own stream of random numbers, so the
  /// result does not depend on which units are computed first.
  /// - Parameters:
  ///   - permutations: R, how many draws a unit.
  ///   - seed: fixes the result; print it beside the map.
  /// - Throws: `outOfRange` for fewer than 1 permutation.
  /// - Complexity: O(R k) for k neighbours in all.
  package func conditionalPermutation(
    permutations: Int = 9_999, seed: UInt64
  ) throws(Undefined) -> [ConditionalP?] {
    guard permutations >= 1 else { throw .outOfRange }
    var deck = Deck(sample.deviations)
    let found = sample.deviations.indices.map { place -> ConditionalP in
      let own = sample.deviations[place]
      let degree = sample.neighbours.degree(place)
      let observed = own * (sample.lag(place) * Double(degree))
      let slack = 1e-12 * max(1, observed.magnitude)
      var stream = SplitMix64(seed: seed, stream: UInt64(place) + 1)
      var (high, low) = (0, 0)
      deck.hold(place)
      for _ in 0..<permutations {
        let product = own * deck.sumOfDeal(degree, &stream)
        if product >= observed - slack { high += 1 }
        if product <= observed + slack { low += 1 }
      }
      deck.putBack(place)
      return ConditionalP(oneSided: Double(min(high, low) + 1) / Double(permutations + 1))
    }
    return sample.spread(found)
  }
}

/// The values of all units but one, from which some are dealt and put back: no copy a unit, none a deal.
private struct Deck {
  private var values: [Double]
  private var picks: [Int] = []

  init(_ values: [Double]) { self.values = values }

  /// Lays a unit's own value last, out of reach.
  mutating func hold(_ place: Int) { values.swapAt(place, values.count - 1) }

  mutating func putBack(_ place: Int) { values.swapAt(place, values.count - 1) }

  /// The sum of so many values drawn without return; afterwards every value lies where it lay.
  mutating func sumOfDeal(_ count: Int, _ stream: inout SplitMix64) -> Double {
    let others = values.count - 1
    picks.removeAll(keepingCapacity: true)
    var sum = 0.0
    for position in 0..<count {
      let pick = position + Int(stream.below(UInt64(others - position)))
      picks.append(pick)
      values.swapAt(position, pick)
      sum += values[position]
    }
    for position in stride(from: count - 1, through: 0, by: -1) { values.swapAt(position, picks[position]) }
    return sum
  }
}
