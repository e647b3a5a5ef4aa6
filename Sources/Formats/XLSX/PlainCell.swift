/// What a cell's value is stored as (`t`).
enum CellType {
  case number, shared, inline, formula, truth, error, day

  init(_ name: some StringProtocol) {
    switch name {
    case "s": self = .shared
    case "inlineStr": self = .inline
    case "str": self = .formula
    case "b": self = .truth
    case "e": self = .error
    case "d": self = .day
    default: self = .number
    }
  }
}

/// A cell as its bytes have it.
enum StoredValue {
  /// Digits alone: a number, or that of a shared text.
  case whole(Int)
  case text(String)
}

/// A cell written as nearly all are, read in one go where it lies:
/// `<c r="B2" s="1" t="s"><v>12</v></c>`, `<c r="B2"/>`, `<c t="inlineStr"><is><t>text</t></is></c>`.
///
/// Element by element a cell takes five events and three texts; so a sheet of 800,000 cells took 0.95 s where it
/// takes half of that. Whatever is not exactly so (a formula, a reference, a character beyond ASCII, an attribute that
/// is not known, a cell that the bytes at hand cut) is left to the scanner, so both read the same.
struct PlainCell {
  /// From 0; nil where it follows the last.
  private(set) var column: Int?
  private(set) var style = 0
  private(set) var type = CellType.number
  /// nil where the cell is empty.
  private(set) var stored: StoredValue?

  /// Reads a cell at the beginning of `bytes`, white space before it; how many bytes it takes. nil where it is not plain.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (length: Int, value: PlainCell)? {
    var cursor = Cursor(bytes: bytes)
    var cell = PlainCell()
    while cursor.at < bytes.count, isSpace(bytes[cursor.at]) { cursor.at += 1 }
    guard cursor.take("<c"), cell.attributes(&cursor) else { return nil }
    if cursor.take("/>") { return (cursor.at, cell) }
    guard cursor.take(">") else { return nil }
    if cursor.take("<v>") {
      guard let text = cursor.text(), cursor.take("</v></c>") else { return nil }
      cell.stored = cell.stored(text)
    } else {
      guard cell.type == .inline, cursor.take("<is><t>"), let text = cursor.text(),
        cursor.take("</t></is></c>")
      else { return nil }
      cell.stored = .text(String(decoding: text, as: UTF8.self))
    }
    return (cursor.at, cell)
  }

  private mutating func attributes(_ cursor: inout Cursor) -> Bool {
    while true {
      if cursor.take(" r=\"") {
        guard let column = cursor.column() else { return false }
        self.column = column
      } else if cursor.take(" s=\"") {
        guard let style = cursor.digits() else { return false }
        self.style = style
      } else if cursor.take(" t=\"") {
        guard let name = cursor.word() else { return false }
        type = CellType(name)
      } else {
        return true
      }
      guard cursor.take("\"") else { return false }
    }
  }

  private func stored(_ text: UnsafeBufferPointer<UInt8>) -> StoredValue {
    if type == .number || type == .shared, (1...15).contains(text.count),
      text.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    {
      return .whole(text.reduce(0) { $0 * 10 + Int($1 & 0xF) })
    }
    return .text(String(decoding: text, as: UTF8.self))
  }

  private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    mutating func take(_ word: StaticString) -> Bool {
      let count = word.utf8CodeUnitCount
      guard at + count <= bytes.count else { return false }
      for index in 0..<count where bytes[at + index] != word.utf8Start[index] { return false }
      at += count
      return true
    }

    /// The column of a reference such as `AB12`, the whole of which is passed.
    mutating func column() -> Int? {
      var column = 0
      let start = at
      while at < bytes.count, at - start < 3, bytes[at] >= 0x41, bytes[at] <= 0x5A {
        column = column * 26 + Int(bytes[at]) - 0x40
        at += 1
      }
      guard column > 0, column <= SheetReader.mostColumns, digits() != nil else { return nil }
      return column - 1
    }

    mutating func digits() -> Int? {
      var number = 0
      let start = at
      while at < bytes.count, at - start < 9, bytes[at] >= 0x30, bytes[at] <= 0x39 {
        number = number * 10 + Int(bytes[at] & 0xF)
        at += 1
      }
      return at > start ? number : nil
    }

    mutating func word() -> String? {
      let start = at
      while at < bytes.count, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A { at += 1 }
      return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    /// ASCII up to the next `<`, without references and line ends that XML changes.
    mutating func text() -> UnsafeBufferPointer<UInt8>? {
      let start = at
      while at < bytes.count, bytes[at] != 0x3C {
        guard bytes[at] < 0x80, bytes[at] != 0x26, bytes[at] != 0x0D else { return nil }
        at += 1
      }
      return at < bytes.count ? UnsafeBufferPointer(rebasing: bytes[start..<at]) : nil
    }
  }
}
