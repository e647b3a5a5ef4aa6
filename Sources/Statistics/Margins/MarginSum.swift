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
    return try Margined(a.value - b.value, margin: both(a, b) { norm([$0, $1]) }).checked()
  }
}

/// √Σx², scaled by the largest term so that squares neither overflow nor vanish.
func norm(_ values: [Double]) -> Double {
  let largest = values.reduce(0) { max($0, $1.magnitude) }
  guard largest > 0, largest.isFinite else { return largest }
  return largest * values.lazy.map { ($0 / largest) * ($0 / largest) }.compensatedSum.squareRoot()
}

/// Combines two margins where both exist.
func both(_ a: Margined, _ b: Margined, _ combine: (Double, Double) -> Double) -> Double? {
  guard let first = a.margin, let second = b.margin else { return nil }
  return combine(first, second)
}
