/// Reads the cells of one column, one after another; with its two kinds of answer it is made for one column type,
/// so that the loop over rows calls no closure and asks no type.
protocol CellReader: Sendable {
  associatedtype Value: Sendable

  static var missing: Value { get }

  /// The cell's value, or `missing` where it stands for none; nil where it does not read. The cell is not empty.
  mutating func value(_ cell: Cell) -> Value?
}

struct NumberCells: CellReader {
  static let missing = Double.nan
  let markers: MissingMarkers

  @inline(__always)
  func value(_ cell: Cell) -> Double? {
    if let number = shortNumber(cell), !markers.containFigures(cell) { return number }
    return slow(cell)
  }

  @inline(never)
  private func slow(_ cell: Cell) -> Double? {
    markers.number(of: cell.bytes).map { ColumnData.missingNumber(marker: $0) } ?? number(in: cell.bytes)
  }
}

struct DateCells: CellReader {
  static let missing = ColumnData.noInstant
  let markers: MissingMarkers
  /// nil for ISO 8601.
  let pattern: DatePattern?
  private let forms: [FixedDate]
  /// The form that the last cell had, which the next is likely to have.
  private var form: FixedDate?

  init(markers: MissingMarkers, pattern: DatePattern?) {
    self.markers = markers
    self.pattern = pattern
    forms = pattern.map { FixedDate($0).map { [$0] } ?? [] } ?? FixedDate.iso
    form = forms.last
  }

  @inline(__always)
  mutating func value(_ cell: Cell) -> Int64? {
    if let form, form.length == cell.length, let instant = form.instant(cell), !markers.containFigures(cell) {
      return instant
    }
    return otherwise(cell)
  }

  @inline(never)
  private mutating func otherwise(_ cell: Cell) -> Int64? {
    if let other = forms.first(where: { $0.length == cell.length }) {
      form = other
      if let instant = other.instant(cell), !markers.containFigures(cell) { return instant }
    }
    return slow(cell)
  }

  private func slow(_ cell: Cell) -> Int64? {
    if markers.contain(cell.bytes) { return Self.missing }
    return pattern.map { $0.instant(in: cell.bytes) } ?? isoInstant(in: cell.bytes)
  }
}

struct TruthCells: CellReader {
  static let missing: Int8 = -1
  let markers: MissingMarkers

  func value(_ cell: Cell) -> Int8? { markers.contain(cell.bytes) ? Self.missing : truth(in: cell.bytes) }
}

struct TextCells: CellReader {
  static let missing: Int32 = -1
  var dictionary: TextDictionary

  @inline(__always)
  mutating func value(_ cell: Cell) -> Int32? { dictionary.code(for: cell) }
}
