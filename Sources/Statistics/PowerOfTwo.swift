/// The values times a power of two that puts the largest between ½ and 1; exact but for numbers 1e300 times
/// smaller than the largest.
func scaledToOne(_ values: [Double]) -> [Double] {
  let largest = values.reduce(0) { max($0, $1.magnitude) }
  guard largest > 0, largest.isFinite else { return values }
  let shift = -(Int(largest.exponent) + 1)
  return values.map { Double(sign: .plus, exponent: shift, significand: $0) }
}
