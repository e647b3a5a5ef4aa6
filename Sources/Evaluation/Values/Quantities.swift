/// The quantities of one request for all targets, in columns: a nation's are millions, and none is an allocation.
struct Quantities: Sendable {
  private var values: [Double]
  private var margins: [Double]
  private var rows: [Int32]
  private var missing: [Int32]
  private var hasLostMargin: [Bool]
  private var marks: [Int: String] = [:]
  /// Targets whose value cannot be put together, although there are rows.
  let refused: Set<Int>

  /// All absent.
  init(count: Int, refused: Set<Int> = []) {
    values = [Double](repeating: .nan, count: count)
    margins = values
    rows = [Int32](repeating: 0, count: count)
    missing = rows
    hasLostMargin = [Bool](repeating: false, count: count)
    self.refused = refused
  }

  var count: Int { values.count }

  subscript(target: Int) -> Quantity {
    get {
      let (value, margin) = (values[target], margins[target])
      return Quantity(
        value: value.isNaN ? nil : value, margin: margin.isNaN ? nil : margin,
        hasLostMargin: hasLostMargin[target], rows: Int(rows[target]), missing: Int(missing[target]),
        mark: marks.isEmpty ? nil : marks[target])
    }
    set {
      values[target] = newValue.value ?? .nan
      margins[target] = newValue.margin ?? .nan
      rows[target] = Int32(clamping: newValue.rows)
      missing[target] = Int32(clamping: newValue.missing)
      hasLostMargin[target] = newValue.hasLostMargin
      if let mark = newValue.mark { marks[target] = mark }
    }
  }
}
