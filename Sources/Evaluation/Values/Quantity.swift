import Statistics

/// What an expression came to for one target and period, before a formula puts quantities together.
package struct Quantity: Hashable, Sendable {
  /// Nil where there is nothing to add up, or a part of it is missing.
  package var value: Double?
  /// The 90 % margin of error; nil where the feed gives none.
  package var margin: Double?
  /// The 90 % limits of a quantile of records, from the order of their values; nil for all else, and of too few.
  package var limits: ClosedRange<Double>?
  /// Whether the feed gives margins for it but none could be derived: then the uncertainty is unknown, and no
  /// interval of counted people may stand in.
  package var hasLostMargin: Bool
  /// Rows that entered.
  package var rows: Int
  /// Rows whose value is missing.
  package var missing: Int
  /// The source's own marker, where the one row that should have entered has it in place of a value.
  package var mark: String?

  package init(
    value: Double?, margin: Double? = nil, limits: ClosedRange<Double>? = nil, hasLostMargin: Bool = false,
    rows: Int, missing: Int = 0, mark: String? = nil
  ) {
    self.value = value
    self.margin = margin
    self.limits = limits
    self.hasLostMargin = hasLostMargin
    self.rows = rows
    self.missing = missing
    self.mark = mark
  }

  /// Nothing there at all.
  static let absent = Quantity(value: nil, rows: 0)
}

/// A cell with the quantities it was made from: what `explain` prints.
package struct Outcome: Sendable {
  package var cell: CellValue
  package var numerator: Quantity
  package var denominator: Quantity?

  package init(cell: CellValue, numerator: Quantity, denominator: Quantity? = nil) {
    self.cell = cell
    self.numerator = numerator
    self.denominator = denominator
  }
}
