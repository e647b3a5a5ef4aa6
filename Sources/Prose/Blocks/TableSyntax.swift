extension BlockParser {
  /// A delimiter row (`|---|:-:|`) under the last line of a paragraph makes a table (GitHub Flavored Markdown 4.10).
  ///
  /// The lines above the header stay a paragraph.
  mutating func startTable(in container: Int) -> Bool {
    guard container == tip, cursor.content.contains(Byte.hyphen), let columns = alignments(in: cursor.content)
    else { return false }
    let text = tree.nodes[container].text
    let headerStart = text.dropLast().lastIndex(of: Byte.newline).map { $0 + 1 } ?? 0
    let header = text[headerStart...].trimmed
    guard header.contains(Byte.pipe) || columns.count == 1 && cursor.content.contains(Byte.pipe),
      tableCells(header).count == columns.count
    else { return false }
    let above = Array(text[..<headerStart])
    if above.isEmpty {
      tree.nodes[container].kind = .table(columns: columns.count)
      tree.nodes[container].text = []
    } else {
      tree.nodes[container].text = above
      close(container)
      addChild(.table(columns: columns.count))
    }
    tree.nodes[tip].text = Array(header) + [Byte.newline] + Array(cursor.content) + [Byte.newline]
    return true
  }
}

/// The alignments that a delimiter row states, or nil where it is none.
func alignments(in row: ArraySlice<UInt8>) -> [Table.Alignment?]? {
  var columns: [Table.Alignment?] = []
  for cell in tableCells(row.trimmed) {
    let marks = cell.trimmed
    let left = marks.first == Byte.colon
    let right = marks.count > 1 && marks.last == Byte.colon
    let dashes = marks.dropFirst(left ? 1 : 0).dropLast(right ? 1 : 0)
    guard !dashes.isEmpty, dashes.allSatisfy({ $0 == Byte.hyphen }) else { return nil }
    columns.append(left ? (right ? .center : .left) : (right ? .right : nil))
  }
  return columns.isEmpty ? nil : columns
}

/// The cells of a row, split at `|` that no backslash escapes; a `\|` becomes `|`.
func tableCells(_ row: ArraySlice<UInt8>) -> [[UInt8]] {
  var cells: [[UInt8]] = [[]]
  var index = row.startIndex
  while index < row.endIndex {
    let byte = row[index]
    let isEscaped = byte == Byte.backslash && index + 1 < row.endIndex && row[index + 1] == Byte.pipe
    if isEscaped {
      cells[cells.count - 1].append(Byte.pipe)
      index += 1
    } else if byte == Byte.pipe {
      cells.append([])
    } else {
      cells[cells.count - 1].append(byte)
    }
    index += 1
  }
  if cells.count > 1, cells[0].allSatisfy(\.isBlank) { cells.removeFirst() }
  if cells.count > 1, cells[cells.count - 1].allSatisfy(\.isBlank) { cells.removeLast() }
  return cells.map { Array($0.trimmed) }
}
