import Notation

/// Puts JSON values into the columns that want them.
struct JSONCells {
  private struct Wanted {
    let name: [UInt8]
    /// Its columns, as a part of `columns`.
    let columns: Range<Int>
    var wasMet = false
  }

  private var wanted: [Wanted] = []
  private var columns: [Int] = []
  /// The entry of the name `id`.
  private var idEntry: Int?
  /// Where the search begins: members come in the same order in nearly every record.
  private var hint = 0
  private var scratch: [UInt8] = []
  private var held: (cell: [UInt8], isNull: Bool, location: SourceLocation)?

  init(_ requests: [ColumnRequest]) {
    let names = requests.map { Array(trimmed($0.source).utf8) }
    for (first, name) in names.enumerated() where names.firstIndex(of: name) == first {
      let start = columns.count
      columns += names.indices.filter { names[$0] == name }
      if name.elementsEqual("id".utf8) { idEntry = wanted.count }
      wanted.append(Wanted(name: name, columns: start..<columns.count))
    }
  }

  /// The entry that wants the values of a member; nil where none does.
  mutating func find(_ key: [UInt8]) -> Int? {
    guard let index = index(of: key) else { return nil }
    wanted[index].wasMet = true
    hint = index + 1
    return index
  }

  private func index(of key: [UInt8]) -> Int? {
    if let index = wanted.indices.first(where: { wanted[($0 + hint) % wanted.count].name == key }) {
      return (index + hint) % wanted.count
    }
    guard let first = key.first, let last = key.last, isSpace(first) || isSpace(last) else { return nil }
    let name = key.withUnsafeBufferPointer { Array($0[trimmed($0)]) }
    return wanted.firstIndex { $0.name == name }
  }

  /// Reads the value at the window's position for an entry. Of a name twice in one object the first counts.
  mutating func value(
    _ window: inout JSONWindow, _ assembler: inout ChunkAssembler, entry: Int, depth: Int
  ) throws(Diagnostic) {
    _ = try window.currentToken()
    window.mark = window.position
    let kind = try window.value(depth: depth)
    take(kind, (window.mark ?? window.position)..<window.position, &window, &assembler, entry: entry)
    window.mark = nil
  }

  /// Takes a value that is at hand whole for an entry.
  mutating func take(
    _ kind: JSONKind, _ span: Range<Int>, _ window: inout JSONWindow, _ assembler: inout ChunkAssembler,
    entry: Int
  ) {
    let part = wanted[entry].columns
    if case .null = kind {
      for index in part where !assembler.has(columns[index]) { assembler.setMissing(columns[index]) }
      return
    }
    let escaped = unescape(kind, span, &window)
    window.bytes.withUnsafeBufferPointer { bytes in
      scratch.withUnsafeBufferPointer { scratch in
        let cell = escaped ? scratch : Self.plain(kind, span, bytes)
        for index in part where !assembler.has(columns[index]) {
          assembler.set(columns[index], cell, placed: { window.place(at: span.lowerBound) })
        }
      }
    }
  }

  /// Puts a text's characters into `scratch` where it has escapes; else it is as it stands in the bytes.
  private mutating func unescape(_ kind: JSONKind, _ span: Range<Int>, _ window: inout JSONWindow) -> Bool {
    guard case .string(escaped: true) = kind else { return false }
    scratch.removeAll(keepingCapacity: true)
    window.bytes.withUnsafeBufferPointer { unescapeJSON(Self.plain(kind, span, $0), into: &scratch) }
    return true
  }

  /// A value as it stands in the bytes, a text without its quotes.
  private static func plain(
    _ kind: JSONKind, _ span: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    guard case .string = kind else { return UnsafeBufferPointer(rebasing: bytes[span]) }
    return UnsafeBufferPointer(rebasing: bytes[span.lowerBound + 1..<span.upperBound - 1])
  }

  /// Reads a feature's `id`, to be put in at the feature's end if no property has that name.
  mutating func hold(_ window: inout JSONWindow, depth: Int) throws(Diagnostic) {
    guard idEntry != nil else {
      _ = try window.value(depth: depth)
      return
    }
    _ = try window.currentToken()
    window.mark = window.position
    let kind = try window.value(depth: depth)
    let span = (window.mark ?? window.position)..<window.position
    let location = window.nextLocation(at: span.lowerBound)
    if case .null = kind {
      held = ([], true, location)
    } else if unescape(kind, span, &window) {
      held = (scratch, false, location)
    } else {
      held = (window.bytes.withUnsafeBufferPointer { Array(Self.plain(kind, span, $0)) }, false, location)
    }
    window.mark = nil
  }

  /// Puts the held `id` into the columns that want it and have no value in this record.
  mutating func release(into assembler: inout ChunkAssembler) {
    guard let held, let entry = idEntry else { return }
    self.held = nil
    wanted[entry].wasMet = true
    for column in columns[wanted[entry].columns] where !assembler.has(column) {
      if held.isNull {
        assembler.setMissing(column)
      } else {
        held.cell.withUnsafeBufferPointer { cell in assembler.set(column, cell) { held.location } }
      }
    }
  }

  /// For each requested column, whether a record had its member.
  var met: [Bool] {
    var met = Array(repeating: false, count: columns.count)
    for entry in wanted where entry.wasMet { for column in columns[entry.columns] { met[column] = true } }
    return met
  }
}
