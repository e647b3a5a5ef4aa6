/// What a portal is asked to group and count, in no dialect: columns that make the groups, and what is counted or
/// summed of each group's rows.
///
/// Conditions are not among it, but the columns that they read are: so the portal's own ideas of missing values, of
/// capitals, of `LIKE` and of division never decide a number. Each group's row stands for as many rows as it counts.
package struct GroupedQuery: Hashable, Sendable {
  /// What the portal's column must be, for its groups to be the groups of what is read of it.
  package enum Content: String, Hashable, Sendable { case text, number, boolean, date }

  package enum Function: String, Hashable, Sendable {
    /// Rows with a value.
    case count
    case sum, min, max
  }

  /// A column that the groups agree in.
  package struct Key: Hashable, Sendable {
    /// The portal's name of it.
    package let column: String
    /// What its values are: of a date, months or years are meant.
    package let content: Content
    /// The unit that a date is cut to, `month` or `year`; nil for other columns.
    package let unit: PeriodUnit?
    /// Its name in the answer: the portal's own where it is not cut.
    package let name: String

    package init(_ column: String, _ content: Content, unit: PeriodUnit? = nil, name: String? = nil) {
      self.column = column
      self.content = content
      self.unit = unit
      self.name = name ?? column
    }
  }

  /// A number for each group.
  package struct Total: Hashable, Sendable {
    package let function: Function
    package let column: String
    package let content: Content
    package let name: String

    package init(_ function: Function, _ column: String, _ content: Content, name: String) {
      self.function = function
      self.column = column
      self.content = content
      self.name = name
    }
  }

  /// The name of the column that says how many rows a group's row stands for.
  package static let rowCount = "almanac_rows"

  package let keys: [Key]
  package let totals: [Total]

  package init(keys: [Key], totals: [Total]) {
    self.keys = keys
    self.totals = totals
  }

  /// The names of the answer's columns.
  package var names: [String] { keys.map(\.name) + [Self.rowCount] + totals.map(\.name) }

  /// The same query has the same text: `count(*), sum(units) by ward, month of opened`. The lock keeps it, so that a
  /// build knows what a snapshot's rows are and whether they still are what the formulas ask for.
  package var text: String {
    let numbers = ["count(*)"] + totals.map { "\($0.function.rawValue)(\($0.column))" }
    let groups = keys.map { key in key.unit.map { "\($0.rawValue) of \(key.column)" } ?? key.column }
    let by = groups.isEmpty ? "" : " by \(groups.joined(separator: ", "))"
    return numbers.joined(separator: ", ") + by
  }
}
