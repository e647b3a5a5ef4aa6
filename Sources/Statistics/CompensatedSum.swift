/// A running total that keeps what rounding would lose (Neumaier 1974, the improved Kahan–Babuška sum).
///
/// The error does not grow with the number of terms: `1 + 1e100 + 1 - 1e100` gives 2. Totals of parts can be
/// merged, so a table may be added up in chunks; merged in a fixed order, the bytes of the result are fixed.
package struct CompensatedSum: Hashable, Sendable {
  private var sum = 0.0
  private var lost = 0.0

  package init() {}

  /// The total of a list, in its order. O(n).
  package init(_ terms: some Sequence<Double>) {
    for term in terms { add(term) }
  }

  /// The total so far. Infinite or NaN where a term was, or where the total overflows.
  package var total: Double { lost.isFinite ? sum + lost : sum }

  package mutating func add(_ term: Double) {
    let next = sum + term
    lost += sum.magnitude >= term.magnitude ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  /// Adds another total with what it has kept.
  package mutating func merge(_ other: CompensatedSum) {
    add(other.sum)
    lost += other.lost
  }
}

extension Sequence<Double> {
  /// The compensated total.
  package var compensatedSum: Double { CompensatedSum(self).total }
}
