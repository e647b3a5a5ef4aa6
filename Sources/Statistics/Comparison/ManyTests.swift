/// Many estimates tested against one: how far a difference must reach to be called, so that of those that are called
/// about one in ten, and not more, is expected to be so by chance (Benjamini and Hochberg 1995, α = 0.1).
///
/// Rejecting the k smallest p values is the same as asking for the k-th largest score, so one number holds what all
/// places of a level need, and each test is as cheap as before.
package struct ManyTests: Hashable, Sendable {
  /// The least score that is called; infinite where none but differences between full counts are.
  package let threshold: Double
  /// The tests made: estimates whose difference has an error. Full counts are facts and not tests.
  package let count: Int
  /// Those called.
  package let called: Int

  /// The share of the called that may be so by chance.
  package static let alpha = 0.1

  /// - Parameter scores: of each test, as `Estimate.score(against:)` gives them; missing and infinite ones are left
  ///   out.
  /// - Complexity: O(n), and O(k log k) for the k scores that one test alone would call.
  package init(_ scores: some Sequence<Double?>) {
    var count = 0
    var candidates: [Double] = []
    for score in scores {
      guard let score, score.isFinite else { continue }
      count += 1
      // The largest p value that may be called is α itself.
      if score >= Self.single { candidates.append(score) }
    }
    candidates.sort(by: >)
    var called = candidates.count
    while called > 0,
      !PAdjustment.rejects(
        twoSidedP(candidates[called - 1]) * Double(count) / Double(called), at: Self.alpha)
    {
      called -= 1
    }
    self.count = count
    self.called = called
    threshold = called > 0 ? candidates[called - 1] : .infinity
  }

  /// The score of p = α: 1.64485, a little below the Census Bureau's 1.645.
  private static let single = 1.6448536269514722

  /// The verdict of one of the tests: its own, or `cannotTell` where its score is below the threshold.
  package func verdict(_ alone: Verdict, of first: Estimate, against second: Estimate) -> Verdict {
    guard alone == .higher || alone == .lower else { return alone }
    guard let score = first.score(against: second), score >= threshold else { return .cannotTell }
    return alone
  }
}

extension Estimate {
  /// How many standard errors the two lie apart, as positive; infinite for full counts that differ, nil where the
  /// uncertainty of either is not known.
  ///
  /// For margins it is the Census Bureau's z. For an interval of its own (Poisson, Wilson) it is the gap over the arm
  /// of the difference's interval (MOVER) that points to 0, in units of 1.645: it reaches 1.645 exactly where the 90 %
  /// interval reaches 0, and beyond takes the arm to grow with z.
  package func score(against other: Estimate) -> Double? {
    let gap = value - other.value
    let (own, others) = (Arms(self), Arms(other))
    let (mine, theirs) = gap > 0 ? (own.down, others.up) : (own.up, others.down)
    guard gap.isFinite, !mine.isNaN, !theirs.isNaN else { return nil }
    let arm = norm([max(0, mine), max(0, theirs)])
    guard gap != 0 else { return 0 }
    return arm > 0 ? gap.magnitude / arm * Census.z90 : .infinity
  }
}
