import Foundation

/// How scores of several measures become one.
package enum ScoreMean: Sendable {
  /// Σ w s ÷ Σ w: a high score makes up for a low one.
  case arithmetic
  /// exp(Σ w ln s ÷ Σ w): 0 where any score is 0, which nothing makes up for.
  case geometric
}

/// The weighted mean of the scores that a unit has.
/// - Parameters:
///   - scores: nil for a part that is missing.
///   - weights: one a score, more than 0; only their proportions count.
///   - atLeast: the least share of all weight that the scores present must have; 1 needs them all.
/// - Returns: nil where less is there.
/// - Throws: `empty` without scores, `unequalLengths`, `negativeWeights` for a weight that is not above 0,
///   `negativeValues` for a score below 0 in a geometric mean, `notFinite`.
/// - Complexity: O(parts).
package func compositeScore(
  _ scores: [Double?], weights: [Double], _ mean: ScoreMean = .arithmetic, atLeast: Double = 1
) throws(Undefined) -> Double? {
  guard scores.count == weights.count else { throw .unequalLengths }
  guard !scores.isEmpty else { throw .empty }
  for weight in weights { guard try weight.finite > 0 else { throw .negativeWeights } }
  var (sum, present) = (CompensatedSum(), CompensatedSum())
  var isZero = false
  for (score, weight) in zip(scores, weights) {
    guard let score = try score?.finite else { continue }
    present.add(weight)
    switch mean {
    case .arithmetic: sum.add(weight * score)
    case .geometric:
      guard score >= 0 else { throw .negativeValues }
      if score == 0 { isZero = true } else { sum.add(weight * log(score)) }
    }
  }
  // Weights such as 0.1 and 0.2 do not add up to 0.3 exactly.
  let share = present.total / (try weights.compensatedSum.finite)
  guard present.total > 0, share >= atLeast - 1e-12 else { return nil }
  switch mean {
  case .arithmetic: return try (sum.total / present.total).finite
  case .geometric: return isZero ? 0 : exp(sum.total / present.total)
  }
}
