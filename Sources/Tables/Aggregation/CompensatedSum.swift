// The C library: unoptimised builds call its fma, floor and sqrt.
import Foundation

/// A sum kept as the unevaluated sum of two doubles (Knuth's TwoSum, 1969; the compensation of Neumaier
/// 1974, kept whole so that sums can be merged).
///
/// The pair is *exact* while (number of terms) × (largest partial sum) ÷ (smallest non-zero term) stays
/// below 2⁵³ — counts, people, dollars and cents all do — and then `value` is the correctly rounded true
/// sum, whatever the order of the terms and of merges. Beyond that the relative error is about 10⁻³⁰
/// of the sum of magnitudes, so that two orders can differ in the last bit of `value`.
package struct CompensatedSum: Hashable, Sendable {
  private var high = 0.0
  private var low = 0.0

  package init() {}

  /// The rounded sum.
  @inline(__always)
  package var value: Double { high + low }

  @inline(__always)
  package mutating func add(_ term: Double) {
    let sum = high + term
    let part = sum - high
    low += (high - (sum - part)) + (term - part)
    high = sum
  }

  package mutating func merge(_ other: CompensatedSum) {
    add(other.high)
    low += other.low
  }

  /// The sum times a factor, with the product's own rounding error kept.
  package func scaled(by factor: Double) -> CompensatedSum {
    guard factor != 1 else { return self }
    var result = CompensatedSum()
    result.high = high * factor
    result.low = (-result.high).addingProduct(high, factor) + low * factor
    return result
  }
}
