/// What a zero estimate's margin adds to a sum's.
package enum ZeroMarginRule: String, CaseIterable, Sendable {
  /// Only the largest margin among the parts whose estimate is zero, once (Census Bureau, webinar “Using
  /// ACS Estimates and Margins of Error”, 2018): those margins are modelled upper bounds.
  case largest
  /// The margin of every part.
  case each
}

/// What is kept of the margins of error of a sum's parts; a part is one term of one row.
package struct MarginParts: Hashable, Sendable {
  /// Σ (coefficient · margin)² of the parts whose estimate is not zero.
  package var nonZeroSquares: Double { nonZero.value }
  /// Σ (coefficient · margin)² of the parts whose estimate is zero.
  package var zeroSquares: Double { zero.value }
  /// The largest |coefficient · margin| of the parts whose estimate is zero; 0 where there is none.
  package private(set) var zeroLargest = 0.0
  /// Parts that have an estimate, with or without a margin.
  package private(set) var parts = 0
  /// Parts among them without a margin.
  package private(set) var withoutMargin = 0

  private var nonZero = CompensatedSum()
  private var zero = CompensatedSum()

  package init() {}

  /// The margin of error of the sum at the parts' own level: the root of the sum of squares (Census
  /// Bureau 2020, “Understanding and Using ACS Data”, ch. 8, formula 1), which assumes independent parts.
  ///
  /// Nil where there is no part or a part has no margin: a margin is never dropped silently.
  package func margin(_ rule: ZeroMarginRule) -> Double? {
    guard parts > 0, withoutMargin == 0 else { return nil }
    let zeros = rule == .largest ? zeroLargest * zeroLargest : zeroSquares
    return (nonZeroSquares + zeros).squareRoot()
  }

  /// A part; a missing (NaN) or negative margin is none.
  @inline(__always)
  mutating func add(estimate: Double, margin: Double) {
    parts += 1
    guard margin >= 0 else {
      withoutMargin += 1
      return
    }
    if estimate == 0 {
      zero.add(margin * margin)
      zeroLargest = max(zeroLargest, margin)
    } else {
      nonZero.add(margin * margin)
    }
  }

  /// Adds the parts of another group, each times `share`; a share of zero adds nothing.
  mutating func merge(_ other: MarginParts, share: Double) {
    parts += other.parts
    withoutMargin += other.withoutMargin
    nonZero.merge(other.nonZero.scaled(by: share * share))
    zero.merge(other.zero.scaled(by: share * share))
    zeroLargest = max(zeroLargest, other.zeroLargest * abs(share))
  }
}
