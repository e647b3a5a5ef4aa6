/// What a reader, an auditor or a page must know about one method of this target: facts, no behaviour.
///
/// A method's facts stand in the file of its functions; `Method.all` is the explicit list that the methods page,
/// `almanac verify` and the tests go through.
package struct Method: Hashable, Sendable, Identifiable {
  /// What the number compares with, and so what it can be set beside.
  package enum Scale: String, Sendable {
    /// In the unit of the values: changes with the unit.
    case absolute
    /// Free of the unit: all values doubled give the same number.
    case relative
    /// A probability, a rank, a class or a decision.
    case other
  }

  /// The name in fixture files and links, such as `gini`.
  package let id: String
  /// The field's own name, in English, such as “Gini coefficient”.
  package let title: String
  /// The formula in one line of plain text with the symbols of `reading`.
  package let formula: String
  /// How to read the number, in plain words.
  package let meaning: String
  /// When not to use it, or what it must not be set beside.
  package let caution: String
  /// Author, year, and the equation or chapter where there is one.
  package let source: String
  package let scale: Scale
  /// Whether the units must have an order, such as poorest to richest.
  package let isOrdered: Bool
  /// Whether units count by their weight, such as people.
  package let isWeighted: Bool
  /// The least and the largest value, nil at an open end; nil where there is no one number.
  package let range: Range?

  /// A closed range whose ends may be open.
  package struct Range: Hashable, Sendable {
    package let low: Double?
    package let high: Double?

    package init(_ low: Double?, _ high: Double?) {
      self.low = low
      self.high = high
    }

    /// Whether a value lies inside, with 1e-9 for rounding.
    package func holds(_ value: Double) -> Bool {
      (low.map { value >= $0 - 1e-9 } ?? true) && (high.map { value <= $0 + 1e-9 } ?? true)
    }
  }

  package init(
    id: String, title: String, formula: String, meaning: String, caution: String, source: String,
    scale: Scale, isOrdered: Bool = false, isWeighted: Bool = false, range: Range? = nil
  ) {
    self.id = id
    self.title = title
    self.formula = formula
    self.meaning = meaning
    self.caution = caution
    self.source = source
    self.scale = scale
    self.isOrdered = isOrdered
    self.isWeighted = isWeighted
    self.range = range
  }
}
