/// The Census Bureau's test of two estimates (handbook, ch. 7).
package struct Significance: Hashable, Sendable {
  /// Difference ÷ its standard error; nil where both margins are 0.
  package let z: Double?
  /// Two-sided; nil where `z` is.
  package var p: Double? { z.map(twoSidedP) }
  private let differs: Bool

  /// Whether the two differ at the level: |z| strictly above 1.645, 1.960 or 2.576. Two controlled numbers
  /// (margin 0) differ when they differ.
  package func holds(at level: Census.Level) -> Bool { z.map { $0.magnitude.exceeds(level.z) } ?? differs }

  /// Tests a − b with SE = margin ÷ 1.645 at every level.
  ///
  /// - Parameter overlap: the share of the period that two multi-year estimates have in common (4 of 5 years:
  ///   0.8), from 0 up to but not 1.
  /// - Throws: `missing` where a margin is, `outOfRange` for the overlap, `negativeWeights`, `notFinite`.
  package init(_ a: Margined, _ b: Margined, overlap: Double = 0) throws(Undefined) {
    let difference = try Margined.difference(a, b)
    guard let margin = difference.margin else { throw .missing }
    guard overlap >= 0, overlap < 1 else { throw .outOfRange }
    differs = difference.value != 0
    guard margin > 0, let first = a.standardError, let second = b.standardError else {
      z = nil
      return
    }
    let score = difference.value / ((1 - overlap).squareRoot() * norm(first, second))
    z = try score.finite
  }
}

extension Method {
  static let significance = Method(
    id: "acs_significance", title: "Test of two survey estimates",
    formula: """
      z = (a − b)/√(SE_a² + SE_b²), SE = MOE/1.645; they differ where |z| > 1.645 (1.960, 2.576); where periods share \
      the part C: z/√(1 − C)
      """,
    meaning: "Whether two survey estimates differ by more than sampling error explains.",
    caution: """
      Not significant never means equal: say “no clear difference”. Do not judge by whether intervals \
      overlap, which is too strict. Among many tests some are significant by chance.
      """,
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 7",
    scale: .other)
}
