/// What a formula reads of a quantity that has a value: numbers alone, so that a copy counts no references. Cells are
/// made by the million, and a `Quantity` holds a marker whose references every copy counts.
struct Amount {
  let value: Double
  let margin: Double?
  /// The 90 % limits of a quantile, from the order of its values.
  var limits: ClosedRange<Double>?
  let hasLostMargin: Bool
}

extension Quantity {
  /// Nil where it has no value.
  var amount: Amount? {
    value.map { Amount(value: $0, margin: margin, limits: limits, hasLostMargin: hasLostMargin) }
  }
}
