import Notation

/// From what cells store to values, by the workbook's texts and styles.
///
/// Apart from the reader, so that a call does not copy that: with its dozen of counted references, copies took a fifth
/// of a sheet's time.
struct CellValues {
  private let strings: SharedStrings
  private let styles: [NumberStyle]
  private let from1904: Bool
  private let path: String
  var unknown = Slips()
  private(set) var errors = Slips()

  struct Slips {
    var count = 0
    var first = ""

    mutating func add(_ cell: @autoclosure () -> String) {
      if count == 0 { first = cell() }
      count += 1
    }
  }

  init(_ book: Workbook, _ path: String) {
    strings = book.strings
    styles = book.styles
    from1904 = book.parts.countsFrom1904
    self.path = path
  }

  /// - Throws: `bad-file` for a number that is none, and a text that is not there.
  mutating func value(
    _ stored: StoredValue, _ type: CellType, _ style: Int, _ row: Int, _ column: Int
  ) throws(Diagnostic) -> FormatValue {
    switch (type, stored) {
    case (.shared, .whole(let index)): return try shared(index, "\(index)", row, column)
    case (.shared, .text(let text)): return try shared(Int(text) ?? -1, text, row, column)
    case (_, .whole(let whole)): return number(Double(whole), style)
    case (.inline, .text(let text)): return text.isEmpty ? .missing : .text(RichText.unescaped(text))
    case (.formula, .text(let text)): return text.isEmpty ? .missing : .text(RichText.unescaped(text))
    case (.truth, .text(let text)): return .boolean(text == "1" || text == "true")
    case (.error, .text(let text)):
      errors.add("\(text) in \(CellReference.name(row, column))")
      return .missing
    case (.day, .text(let text)): return .text(text)
    case (.number, .text(let text)):
      guard !text.isEmpty else { return .missing }
      guard let number = Double(text), number.isFinite else {
        throw .badFile(path, "has in \(CellReference.name(row, column)) a number “\(text.prefix(40))”")
      }
      return self.number(number, style)
    }
  }

  @inline(__always)
  private func shared(
    _ index: Int, _ stored: @autoclosure () -> String, _ row: Int, _ column: Int
  ) throws(Diagnostic) -> FormatValue {
    guard let text = strings[index] else {
      throw .badFile(
        path, "refers in \(CellReference.name(row, column)) to text \(stored()) of \(strings.count)")
    }
    return text.isEmpty ? .missing : .text(text)
  }

  @inline(__always)
  private func number(_ number: Double, _ style: Int) -> FormatValue {
    let style = styles.indices.contains(style) ? styles[style] : .number
    guard style != .number else { return .number(number) }
    if let text = SerialDay.text(number, style, from1904: from1904) { return .text(text) }
    return number == 0 ? .missing : .number(number)
  }
}
