/// Local Moran's I of every unit: where like lies next to like, and where a unit stands out from its neighbours
/// (Anselin 1995), with the moments of conditional randomisation (Sokal and others 1998).
///
/// Iᵢ = zᵢ ÷ m₂ × the mean of z among the neighbours, m₂ = Σz² ÷ n, so that the Iᵢ add up to n times the global I.
package struct LocalMoran: Sendable {
  /// Beside the input; nil for units that were dropped.
  package let units: [Unit?]
  let sample: SpatialSample

  package struct Unit: Hashable, Sendable {
    package let value: Double
    /// What chance gives on average, with this unit's value held and the others dealt out anew.
    package let expected: Double
    /// Against that chance; `z` is nil where the unit's I cannot vary: at the mean, next to all others, or with
    /// all others equal.
    package let test: NormalTest
    package let quadrant: Quadrant
  }

  /// The unit's own value and that of its neighbours, each above the mean or not.
  package enum Quadrant: String, CaseIterable, Sendable {
    case highAmongHigh = "HH"
    case lowAmongHigh = "LH"
    case lowAmongLow = "LL"
    case highAmongLow = "HL"

    init(isHigh: Bool, isAmongHigh: Bool) {
      switch (isHigh, isAmongHigh) {
      case (true, true): self = .highAmongHigh
      case (false, true): self = .lowAmongHigh
      case (false, false): self = .lowAmongLow
      case (true, false): self = .highAmongLow
      }
    }
  }

  /// - Throws: `tooFew` below 3 units, `zeroDenominator` where all values are the same, `missing` where a unit has no
  ///   neighbour: the moments take the weights of each row to add up to 1.
  /// - Complexity: O(n + k) for k neighbours.
  package init(_ sample: SpatialSample) throws(Undefined) {
    guard sample.count >= 3 else { throw sample.count == 0 ? .empty : .tooFew }
    guard !sample.isConstant else { throw .zeroDenominator }
    guard (0..<sample.count).allSatisfy({ sample.neighbours.degree($0) > 0 }) else { throw .missing }
    self.sample = sample
    units = sample.spread((0..<sample.count).map { Self.unit($0, of: sample) })
  }

  private static func unit(_ place: Int, of sample: SpatialSample) -> Unit {
    let (n, degree) = (Double(sample.count), Double(sample.neighbours.degree(place)))
    let second = sample.squares / n
    let own = sample.deviations[place]
    let lag = sample.lag(place)
    let value = own / second * lag
    let expected = -own * own / ((n - 1) * second)
    // Σw² − (Σw)² ÷ (n − 1) with d weights of 1/d: exactly 0 next to all others.
    let weights = (n - 1 - degree) / (degree * (n - 1))
    let ratio = own / second
    let variance = ratio * ratio * (n / (n - 2)) * weights * sample.spreadOfOthers(place)
    return Unit(
      value: value, expected: expected, test: NormalTest(value, expected: expected, variance: variance),
      quadrant: Quadrant(isHigh: own > 0, isAmongHigh: lag > 0))
  }
}

extension SpatialSample {
  /// m₂ − zᵢ² ÷ (n − 1): what the other units vary by. Exactly 0 where they are all the same.
  fileprivate func spreadOfOthers(_ place: Int) -> Double {
    let n = Double(count)
    let own = deviations[place]
    let all = squares / n
    let rest = all - own * own / (n - 1)
    // One spike takes nearly all of the variance, and the difference would be rounding: then it is summed up
    // around the others' own mean, which at most two units need.
    guard rest < 1e-4 * all else { return rest }
    let mean = -own / (n - 1)
    return deviations.indices.lazy.filter { $0 != place }.map { other in
      let distance = self.deviations[other] - mean
      return distance.magnitude <= 1e-12 ? 0 : distance * distance
    }.compensatedSum / n
  }
}

extension Method {
  package static let localMoran = Method(
    id: "local_morans_i", title: "Local Moran’s I",
    formula: "Iᵢ = (zᵢ/m₂) Σⱼ wᵢⱼ zⱼ, m₂ = Σ z²/n; tested with zᵢ held and the other values dealt out anew",
    meaning: """
      Splits the pattern by place: high among high, low among low, and the two kinds of places that stand out from \
      their neighbours. The values add up to n times the global I.
      """,
    caution: """
      Testing every place finds some by chance alone: adjust the p values before colouring, and leave the others \
      grey. Neighbouring results share data and are not independent.
      """,
    source: """
      L. Anselin (1995), Geographical Analysis 27:93–115; R.R. Sokal and others (1998), Geographical Analysis \
      30:331–354
      """,
    scale: .relative)
}
