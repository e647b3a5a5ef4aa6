/// Everything that is published together, as a reader with a pencil sees it: numbers, withheld numbers, and
/// the equations that tie them.
///
/// A system is a list of cells and a list of linear relations Σ aᵢxᵢ = b between them. A table with totals,
/// a part of a larger whole, periods inside a window, a rate beside its denominator, and two editions of
/// one number are all relations, so whatever stands on one site can be put into one system and audited at
/// once. Auditing tables one by one misses what can be subtracted across them.
///
/// Withheld cells are at least 0 unless their bounds say otherwise. Nothing is solved while building;
/// adding a cell or a term is O(1).
package struct DisclosureSystem: Sendable {
  /// The position of a cell, in the order in which cells were added.
  package typealias Cell = Int
  /// The position of a relation, in the order in which relations were added.
  package typealias Relation = Int

  /// What everybody may take for granted about a number, published or not.
  package struct Bounds: Hashable, Sendable {
    /// Nil: open downwards.
    package let low: Double?
    /// Nil: open upwards.
    package let high: Double?

    package init(_ low: Double?, _ high: Double?) {
      self.low = low
      self.high = high
    }

    /// Counts and amounts.
    package static let nonNegative = Bounds(0, nil)
    /// Numbers of either sign, and the gap of a relation that does not hold for the reader.
    package static let open = Bounds(nil, nil)

    var lowEnd: Double { low ?? -.infinity }
    var highEnd: Double { high ?? .infinity }
  }

  /// One number.
  package struct Entry: Hashable, Sendable {
    /// The true number; nil where the auditor does not know it.
    package var value: Double?
    /// What a reader may take for granted when the number is withheld.
    package var bounds: Bounds
    /// What a reader can see: one number, or a range where it is shown rounded; nil when withheld.
    package var published: Bounds?
    /// How wide a reader's best interval must stay; nil where nothing is to be protected.
    package var width: Double?
    /// The price of withholding the number to protect others; nil where it must stay published.
    package var cost: Double?
    /// Whether a reader knows that the number is a whole one.
    package var isWhole: Bool
    /// The first cell of those that can only be withheld together.
    package var bundle: Cell

    var visible: Bounds { published ?? bounds }
  }

  package private(set) var cells: [Entry] = []
  /// Relation r has the terms `starts[r]..<starts[r + 1]`.
  private(set) var starts: [Int] = [0]
  private(set) var termCells: [Cell] = []
  private(set) var coefficients: [Double] = []
  private(set) var sums: [Double] = []

  package init() {}

  /// The number of relations.
  package var relationCount: Int { sums.count }

  /// Adds a published number.
  /// - Parameters:
  ///   - value: the true number.
  ///   - printed: what readers see, where it is rounded; nil for the number itself.
  ///   - rounding: half of the last digit printed: 0.05 for a number with one decimal, 0 for an exact one.
  ///   - bounds: what a reader may take for granted should it be withheld.
  ///   - cost: the price of withholding it to protect others; nil where it must stay.
  /// - Throws: `notFinite`; `outOfRange` for a rounding or a cost below 0.
  package mutating func publish(
    _ value: Double, printed: Double? = nil, rounding: Double = 0, bounds: Bounds = .nonNegative,
    cost: Double? = nil,
    isWhole: Bool = false
  ) throws(Undefined) -> Cell {
    guard rounding >= 0, (cost ?? 0) >= 0 else { throw .outOfRange }
    try Self.check([value, printed, rounding, cost, bounds.low, bounds.high])
    let shown = printed ?? value
    let seen =
      rounding == 0
      ? Bounds(shown, shown)
      : Bounds(max(bounds.lowEnd, shown - rounding), min(bounds.highEnd, shown + rounding))
    return append(
      Entry(
        value: value, bounds: bounds, published: seen, width: nil, cost: cost, isWhole: isWhole,
        bundle: cells.count))
  }

  /// Adds a withheld number.
  /// - Parameters:
  ///   - value: the true number; an audit does without, a choice of complements needs it.
  ///   - bounds: what a reader knows beside: a legend “fewer than 11” gives 1…10 or 0…10.
  ///   - width: how wide a reader's best interval must stay; nil for a cell that only protects others.
  /// - Throws: `notFinite`; `outOfRange` for a width below 0 or bounds the wrong way round.
  package mutating func withhold(
    _ value: Double?, bounds: Bounds = .nonNegative, width: Double? = nil, isWhole: Bool = false
  ) throws(Undefined) -> Cell {
    guard (width ?? 0) >= 0, bounds.lowEnd <= bounds.highEnd else { throw .outOfRange }
    try Self.check([value, width, bounds.low, bounds.high])
    return append(
      Entry(
        value: value, bounds: bounds, published: nil, width: width, cost: nil, isWhole: isWhole,
        bundle: cells.count))
  }

  /// Adds Σ aᵢxᵢ = sum. Terms with a coefficient of 0 are left out.
  /// - Throws: `notFinite`; `outOfRange` for a cell that is not there or a coefficient above 1e6;
  ///   `unequalLengths`.
  @discardableResult
  package mutating func relate(
    _ related: [Cell], coefficients factors: [Double], sum: Double = 0
  ) throws(Undefined) -> Relation {
    guard related.count == factors.count else { throw .unequalLengths }
    try Self.check([sum] + factors)
    guard related.allSatisfy(cells.indices.contains), factors.allSatisfy({ $0.magnitude <= 1e6 }) else {
      throw .outOfRange
    }
    for (cell, factor) in zip(related, factors) where factor != 0 {
      termCells.append(cell)
      coefficients.append(factor)
    }
    starts.append(termCells.count)
    sums.append(sum)
    return sums.count - 1
  }

  /// Says that cells can only be withheld together, such as the two sides of a rounded rate.
  package mutating func bundle(_ together: [Cell]) {
    guard let first = together.first else { return }
    for cell in together { cells[cell].bundle = cells[first].bundle }
  }

  /// Withholds a published cell.
  package mutating func withhold(cell: Cell) { cells[cell].published = nil }

  /// Lets a reader see a range for a cell, and prices withholding it.
  mutating func show(_ cell: Cell, as range: Bounds, cost: Double?) {
    cells[cell].published = range
    cells[cell].cost = cost
  }

  /// Asks for another protection of a cell.
  mutating func protect(_ cell: Cell, width: Double) { cells[cell].width = width }

  /// Puts back what was visible before.
  mutating func restore(_ cell: Cell, from original: DisclosureSystem) {
    cells[cell].published = original.cells[cell].published
  }

  private mutating func append(_ entry: Entry) -> Cell {
    cells.append(entry)
    return cells.count - 1
  }

  /// Sums of terms must stay finite too, hence the limit.
  private static func check(_ numbers: [Double?]) throws(Undefined) {
    guard numbers.allSatisfy({ ($0 ?? 0).magnitude <= 1e300 }) else { throw .notFinite }
  }
}
