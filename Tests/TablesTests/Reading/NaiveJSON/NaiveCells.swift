import Notation

@testable import Tables

/// Puts JSON values into the columns that want them.
struct NaiveCells {
  private struct Wanted {
    let name: [UInt8]
    var columns: [Int]
    var wasMet = false
  }

  private var wanted: [Wanted] = []
  /// Where the search begins: members come in the same order in nearly every record.
  private var hint = 0
  private var scratch: [UInt8] = []
  private var held: (cell: [UInt8], isNull: Bool, location: SourceLocation)?

  init(_ requests: [ColumnRequest]) {
    for (column, request) in requests.enumerated() {
      let name = Array(trimmed(request.source).utf8)
      if let known = wanted.firstIndex(where: { $0.name == name }) {
        wanted[known].columns.append(column)
      } else {
        wanted.append(Wanted(name: name, columns: [column]))
      }
    }
  }

  /// Reads a member's value into the columns that want it, or steps over it. Of a name twice in one object the
  /// first counts.
  mutating func member(
    _ key: [UInt8], _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler, depth: Int
  ) throws(Diagnostic) {
    guard let index = find(key) else {
      _ = try window.value(depth: depth)
      return
    }
    wanted[index].wasMet = true
    hint = index + 1
    try value(&window, &assembler, columns: wanted[index].columns, depth: depth)
  }

  private func find(_ key: [UInt8]) -> Int? {
    if let index = wanted.indices.first(where: { wanted[($0 + hint) % wanted.count].name == key }) {
      return (index + hint) % wanted.count
    }
    guard let first = key.first, let last = key.last, isSpace(first) || isSpace(last) else { return nil }
    let name = key.withUnsafeBufferPointer { Array($0[trimmed($0)]) }
    return wanted.firstIndex { $0.name == name }
  }

  /// Reads the value at the window's position into columns.
  mutating func value(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler, columns: [Int], depth: Int
  ) throws(Diagnostic) {
    _ = try window.currentToken()
    window.mark = window.position
    let kind = try window.value(depth: depth)
    let span = (window.mark ?? window.position)..<window.position
    window.bytes.withUnsafeBufferPointer { bytes in
      let text = NaiveText(bytes: bytes, lines: window.lines, path: window.path)
      put(kind, span, text, &assembler, columns)
    }
    window.mark = nil
  }

  private mutating func put(
    _ kind: NaiveKind, _ span: Range<Int>, _ text: NaiveText, _ assembler: inout ChunkAssembler,
    _ columns: [Int]
  ) {
    scratch.removeAll(keepingCapacity: true)
    let cell = self.cell(kind, span, text.bytes)
    for column in columns where !assembler.has(column) {
      if case .null = kind {
        assembler.setMissing(column)
      } else if let cell {
        assembler.set(column, cell) { text.location(span.lowerBound) }
      } else {
        scratch.withUnsafeBufferPointer { plain in
          assembler.set(column, plain) { text.location(span.lowerBound) }
        }
      }
    }
  }

  /// The value's text where it stands as it is in the bytes; nil where it is in `scratch` now.
  private mutating func cell(
    _ kind: NaiveKind, _ span: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard case .string(let escaped) = kind else { return UnsafeBufferPointer(rebasing: bytes[span]) }
    let inside = UnsafeBufferPointer(rebasing: bytes[span.lowerBound + 1..<span.upperBound - 1])
    guard escaped else { return inside }
    naiveUnescape(inside, into: &scratch)
    return nil
  }

  /// Reads a feature's `id`, to be put in at the feature's end if no property has that name.
  mutating func hold(_ window: inout NaiveWindow, depth: Int) throws(Diagnostic) {
    _ = try window.currentToken()
    window.mark = window.position
    let kind = try window.value(depth: depth)
    let span = (window.mark ?? window.position)..<window.position
    scratch.removeAll(keepingCapacity: true)
    let location = window.location(at: span.lowerBound)
    let plain = window.bytes.withUnsafeBufferPointer { cell(kind, span, $0).map { Array($0) } }
    if case .null = kind { held = ([], true, location) } else { held = (plain ?? scratch, false, location) }
    window.mark = nil
  }

  /// Puts the held `id` into the columns that want it and have no value in this record.
  mutating func release(into assembler: inout ChunkAssembler) {
    guard let held else { return }
    self.held = nil
    guard let index = wanted.firstIndex(where: { $0.name.elementsEqual("id".utf8) }) else { return }
    wanted[index].wasMet = true
    for column in wanted[index].columns where !assembler.has(column) {
      if held.isNull {
        assembler.setMissing(column)
      } else {
        held.cell.withUnsafeBufferPointer { cell in assembler.set(column, cell) { held.location } }
      }
    }
  }

  /// The diagnostics for requested members that no record had.
  func missing(_ requests: [ColumnRequest], _ names: [String], _ path: String) -> [Diagnostic] {
    let columns = wanted.filter { !$0.wasMet }.flatMap(\.columns).sorted()
    return columns.map { unknownColumn(requests[$0], names, path, or: SourceLocation(path: path)) }
  }
}
