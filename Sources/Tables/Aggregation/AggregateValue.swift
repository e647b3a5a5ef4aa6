/// What an aggregate expression came to for one group.
package struct AggregateValue: Hashable, Sendable {
  /// The value; nil for NULL: no row with a value, a division by zero. A `count` is never nil.
  package let number: Double?
  /// Rows of the group that entered (after the mask); a share of a row counts as that share.
  package let rows: Double
  /// Rows whose argument of a sum was NULL, added over the expression's sums; SQL skips them.
  package let missingRows: Int
  /// The missing parts in those rows: the NULL columns of a linear sum, else one a row. For variables, a
  /// value with a missing part is no value: the caller decides.
  package let missingParts: Int
  /// The margins of the parts; nil unless the expression's `marginSource` is derivable.
  package let margins: MarginParts?
  /// Whether rows without a value are left out by what is summed, as in a weighted mean, whose weights are those of
  /// the other rows: then the margin is that of the rows that entered.
  var leavesOutMissing = false

  /// The margin of error of such a sum; nil where there is none, or where a part or its margin is missing.
  package func margin(_ rule: ZeroMarginRule) -> Double? {
    missingParts == 0 || leavesOutMissing ? margins?.margin(rule) : nil
  }
}

/// A group's share that goes to another group, in a roll-up or a crosswalk.
package struct GroupShare: Hashable, Sendable {
  package let from: Int
  package let to: Int
  /// The part of the value that goes; 1 for a roll-up. Finite.
  package let share: Double

  package init(from: Int, to: Int, share: Double = 1) {
    self.from = from
    self.to = to
    self.share = share
  }
}

/// Why groups cannot be merged with shares.
package struct UnscalableAggregate: Error, Hashable, Sendable {
  /// The plan that has a minimum, maximum, quantile or a count of distinct values.
  package let plan: Int
}
