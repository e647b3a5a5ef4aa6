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

  /// The sum of all values but NaN, and how many there are: eight running sums side by side, so that the processor
  /// need not wait for one addition before the next (0.4 ns a value instead of 2.5).
  package static func lanes(_ values: UnsafeBufferPointer<Double>) -> (sum: CompensatedSum, count: Int) {
    var total = CompensatedSum()
    var (high, low) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    var missing = SIMD8<Int64>.zero
    let whole = values.count & ~7
    let bytes = UnsafeRawBufferPointer(values)
    for start in stride(from: 0, to: whole, by: 8) {
      let read = bytes.loadUnaligned(fromByteOffset: start &* 8, as: SIMD8<Double>.self)
      let isMissing = read .!= read
      let term = read.replacing(with: 0, where: isMissing)
      missing.replace(with: missing &+ 1, where: isMissing)
      let sum = high + term
      let part = sum - high
      low += (high - (sum - part)) + (term - part)
      high = sum
    }
    for lane in 0..<8 {
      total.add(high[lane])
      total.low += low[lane]
    }
    var count = whole - Int(missing.wrappedSum())
    for value in values[whole...] where !value.isNaN {
      total.add(value)
      count += 1
    }
    return (total, count)
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
