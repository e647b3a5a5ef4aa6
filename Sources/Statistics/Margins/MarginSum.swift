/// How the margins of components whose estimate is 0 enter a sum.
package enum ZeroRule: String, Sendable {
  /// Only the largest of them, once (Census Bureau, 2018 webinar): such margins are modelled upper bounds, and
  /// adding twenty of them inflates the result.
  case largest
  /// Each like any other margin.
  case each
}

extension Margined {
  /// The sum of estimates; margin √Σm² with the zero rule.
  ///
  /// A component without a margin leaves the sum without one. O(n).
  /// - Throws: `empty`; `missing` where a component is nil, because a partial total is a wrong total;
  ///   `negativeWeights` for a margin below 0; `notFinite`.
  package static func sum(
    _ terms: [Margined?], zeroRule: ZeroRule = .largest
  ) throws(Undefined) -> Margined {
    guard !terms.isEmpty else { throw .empty }
    var total = CompensatedSum()
    var margins: [Double]? = []
    var largestOfZeros = 0.0
    for term in terms {
      guard let term = try term?.checked() else { throw .missing }
      total.add(term.value)
      guard let margin = term.margin else {
        margins = nil
        continue
      }
      if term.value == 0, zeroRule == .largest {
        largestOfZeros = max(largestOfZeros, margin)
      } else {
        margins?.append(margin)
      }
    }
    return try Margined(total.total, margin: margins.map { norm($0 + [largestOfZeros]) }).checked()
  }

  /// a − b; margin √(mₐ² + m_b²). The zero rule does not apply to differences.
  package static func difference(_ a: Margined, _ b: Margined) throws(Undefined) -> Margined {
    let (a, b) = (try a.checked(), try b.checked())
    return try Margined(a.value - b.value, margin: both(a, b) { norm($0, $1) }).checked()
  }
}

/// √Σx², scaled by the largest term so that squares neither overflow nor vanish.
func norm(_ values: [Double]) -> Double {
  let largest = values.reduce(0) { max($0, $1.magnitude) }
  guard largest > 0, largest.isFinite else { return largest }
  return largest * values.lazy.map { ($0 / largest) * ($0 / largest) }.compensatedSum.squareRoot()
}

/// √(x² + y²) as `norm` of a list gives it, to the last bit, without a list: comparisons by the million need it.
func norm(_ first: Double, _ second: Double) -> Double {
  let largest = max(max(0, first.magnitude), second.magnitude)
  guard largest > 0, largest.isFinite else { return largest }
  var squares = CompensatedSum()
  squares.add((first / largest) * (first / largest))
  squares.add((second / largest) * (second / largest))
  return largest * squares.total.squareRoot()
}

/// Combines two margins where both exist.
func both(_ a: Margined, _ b: Margined, _ combine: (Double, Double) -> Double) -> Double? {
  guard let first = a.margin, let second = b.margin else { return nil }
  return combine(first, second)
}

extension Method {
  static let marginOfSum = Method(
    id: "acs_moe_sum", title: "Margin of error (MOE) of a sum",
    formula: "MOE = √Σ MOEᵢ²; of the estimates that are 0 only the largest margin enters",
    meaning: "The margin of several survey estimates added up, such as the age groups under 18.",
    caution: """
      Takes the parts as independent, which they are not quite: the more parts, the further off. Prefer a \
      published total. One missing part makes the sum missing.
      """,
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 8; zero rule: webinar of 2018",
    scale: .absolute, range: .init(0, nil))

  static let marginOfDifference = Method(
    id: "acs_moe_difference", title: "Margin of error of a difference",
    formula: "MOE = √(MOE_a² + MOE_b²)",
    meaning: "The margin of the gap between two survey estimates.",
    caution: """
      Takes the two as independent: not for a part and its whole, nor for periods that overlap. The CV of a \
      difference says nothing: judge it by the test.
      """,
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 8",
    scale: .absolute, range: .init(0, nil))
}
