import Catalog
import Statistics

/// As much of a comparison as words depend on: the verdict and which of the two is larger.
///
/// The intervals of a comparison's difference and ratio are never printed on the sheets of places, and working them
/// out took longer than the test.
struct BriefTest: Hashable, Sendable {
  let verdict: Verdict
  /// First minus second.
  let difference: Double
  /// See `Comparison.isExactlyEqual`.
  let isExactlyEqual: Bool

  private init(verdict: Verdict, difference: Double, isExactlyEqual: Bool) {
    self.verdict = verdict
    self.difference = difference
    self.isExactlyEqual = isExactlyEqual
  }

  init(_ comparison: Comparison) {
    self.init(
      verdict: comparison.verdict, difference: comparison.difference.value,
      isExactlyEqual: comparison.isExactlyEqual)
  }

  /// What `Comparison(first, second)` comes to; nil where that is.
  ///
  /// - Parameter tests: the tests that this is one of, where there are many.
  init?(_ first: Estimate, _ second: Estimate, among tests: ManyTests? = nil) {
    var verdict = first.verdict(against: second)
    if let tests { verdict = tests.verdict(verdict, of: first, against: second) }
    let difference = first.value - second.value
    // The rare ones are left to the whole comparison: nothing between the two, or no test, of which only it knows
    // why.
    guard difference != 0, verdict != .untested else {
      guard let comparison = Comparison(first, second) else { return nil }
      self.init(comparison)
      return
    }
    self.init(verdict: verdict, difference: difference, isExactlyEqual: false)
  }
}
