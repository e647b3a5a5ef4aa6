/// The quantities of one request for all targets, without the references that a `Quantity` holds: a nation's are
/// millions, and none is an allocation.
struct Quantities: Sendable {
  /// A quantity but for its marker.
  struct Entry {
    /// NaN for none.
    var value = Double.nan
    /// NaN for none.
    var margin = Double.nan
    var rows: Int32 = 0
    var missing: Int32 = 0
    var hasLostMargin = false
  }

  var entries: [Entry]
  var marks: [Int: String] = [:]
  /// Of quantiles only: a place in every entry would cost a nation's counts as much memory as their values.
  private var limits: [Int: ClosedRange<Double>] = [:]
  /// Targets whose value cannot be put together, although there are rows.
  let refused: Set<Int>

  /// All absent.
  init(count: Int, refused: Set<Int> = []) {
    entries = [Entry](repeating: Entry(), count: count)
    self.refused = refused
  }

  var count: Int { entries.count }

  subscript(target: Int) -> Quantity {
    get {
      let entry = entries[target]
      return Quantity(
        value: entry.value.isNaN ? nil : entry.value, margin: entry.margin.isNaN ? nil : entry.margin,
        limits: limits.isEmpty ? nil : limits[target], hasLostMargin: entry.hasLostMargin,
        rows: Int(entry.rows), missing: Int(entry.missing),
        mark: marks.isEmpty ? nil : marks[target])
    }
    set {
      entries[target] = Entry(
        value: newValue.value ?? .nan, margin: newValue.margin ?? .nan, rows: Int32(clamping: newValue.rows),
        missing: Int32(clamping: newValue.missing), hasLostMargin: newValue.hasLostMargin)
      if let mark = newValue.mark { marks[target] = mark }
      if let found = newValue.limits { limits[target] = found }
    }
  }

  /// What a formula reads of a target; nil where it has no value.
  @inline(__always)
  func amount(_ target: Int) -> Amount? {
    let entry = entries[target]
    guard !entry.value.isNaN else { return nil }
    return Amount(
      value: entry.value, margin: entry.margin.isNaN ? nil : entry.margin,
      limits: limits.isEmpty ? nil : limits[target], hasLostMargin: entry.hasLostMargin)
  }

  /// Rows that entered a target.
  @inline(__always)
  func rowCount(_ target: Int) -> Int { Int(entries[target].rows) }
}
