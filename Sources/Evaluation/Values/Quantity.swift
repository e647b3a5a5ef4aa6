import Statistics

/// What an expression came to for one target and period, before a formula puts quantities together.
package struct Quantity: Hashable, Sendable {
  /// Nil where there is nothing to add up, or a part of it is missing.
  package var value: Double?
  /// The 90 % margin of error; nil where the feed gives none.
  package var margin: Double?
  /// Rows that entered.
  package var rows: Int
  /// Rows whose value is missing.
  package var missing: Int

  package init(value: Double?, margin: Double?, rows: Int, missing: Int) {
    self.value = value
    self.margin = margin
    self.rows = rows
    self.missing = missing
  }

  /// Nothing counted: no row fell here.
  static let zeroCount = Quantity(value: 0, margin: nil, rows: 0, missing: 0)
  static let absent = Quantity(value: nil, margin: nil, rows: 0, missing: 0)
}

/// A cell with the quantities it was made from: what `explain` prints.
package struct Outcome: Sendable {
  package var cell: CellValue
  package var numerator: Quantity
  package var denominator: Quantity?

  package init(cell: CellValue, numerator: Quantity, denominator: Quantity?) {
    self.cell = cell
    self.numerator = numerator
    self.denominator = denominator
  }
}
