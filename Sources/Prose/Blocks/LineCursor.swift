/// A position in one line that knows columns: a tab reaches to the next multiple of four.
struct LineCursor {
  let bytes: ArraySlice<UInt8>
  /// Index into `bytes`.
  private(set) var offset: Int
  private(set) var column = 0
  /// Columns of a tab that have been used while the tab itself has not.
  private(set) var remainingTab = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// What is left, without the columns of a half-used tab.
  var rest: ArraySlice<UInt8> { bytes[offset...] }

  /// The columns of white space ahead, and where it ends.
  var indentation: (columns: Int, end: Int) {
    var position = column
    var index = offset
    while index < bytes.endIndex, bytes[index].isBlank {
      let isHalfUsed = index == offset && remainingTab > 0
      position += bytes[index] == Byte.tab ? (isHalfUsed ? remainingTab : 4 - position % 4) : 1
      index += 1
    }
    return (position - column, index)
  }

  var indent: Int { indentation.columns }
  var isBlank: Bool { indentation.end == bytes.endIndex }
  /// The text after the white space ahead.
  var content: ArraySlice<UInt8> { bytes[indentation.end...] }

  mutating func advance(bytes count: Int) {
    for _ in 0..<count where offset < bytes.endIndex { step() }
  }

  mutating func advance(columns count: Int) {
    var left = count
    while left > 0, offset < bytes.endIndex {
      guard bytes[offset] == Byte.tab else {
        step()
        left -= 1
        continue
      }
      let width = remainingTab > 0 ? remainingTab : 4 - column % 4
      let used = min(left, width)
      column += used
      left -= used
      remainingTab = width - used
      if remainingTab == 0 { offset += 1 }
    }
  }

  mutating func skipIndentation() {
    let indentation = indentation
    column += indentation.columns
    offset = indentation.end
    remainingTab = 0
  }

  /// One space or tab, where there is one: a tab counts as its columns and may be half used.
  mutating func skipOptionalSpace() {
    if offset < bytes.endIndex, bytes[offset].isBlank { advance(columns: 1) }
  }

  private mutating func step() {
    column += bytes[offset] == Byte.tab ? (remainingTab > 0 ? remainingTab : 4 - column % 4) : 1
    remainingTab = 0
    offset += 1
  }

  /// The rest as content: a half-used tab leaves its columns as spaces.
  var text: [UInt8] {
    guard remainingTab > 0, offset < bytes.endIndex else { return Array(rest) }
    return [UInt8](repeating: Byte.space, count: remainingTab) + bytes[(offset + 1)...]
  }
}
