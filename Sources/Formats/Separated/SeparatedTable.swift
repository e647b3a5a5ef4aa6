import Notation

/// A file of separated values with its header read: fields by the names of their columns.
struct SeparatedTable {
  private(set) var reader: SeparatedReader
  let names: [String]

  /// Reads the header.
  /// - Throws: `bad-file` where there is none.
  init(named path: String, delimiter: UInt8 = 0x2C, next: @escaping () throws(Diagnostic) -> [UInt8])
    throws(Diagnostic)
  {
    reader = SeparatedReader(named: path, delimiter: delimiter, next: next)
    guard try reader.read() else { throw .badFile(path, "is empty: it has not even a header") }
    names = reader.fields.indices.map { [reader] index in reader.text(index).trimmingSpaces() }
  }

  /// The column of a name, without regard to case.
  func column(_ name: String) -> Int? {
    names.firstIndex(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }
  }

  /// The column of a name.
  /// - Throws: `bad-file` where there is none.
  func needed(_ name: String) throws(Diagnostic) -> Int {
    guard let column = column(name) else {
      throw .badFile(
        reader.path,
        "has no column “\(name)” among \(names.prefix(12).map { "“\($0)”" }.joined(separator: ", "))")
    }
    return column
  }

  /// Reads the next row; false at the end.
  mutating func read() throws(Diagnostic) -> Bool { try reader.read() }

  /// A field of the row, without white space around it; empty where the row is short or the table has no such column.
  func range(_ column: Int?) -> Range<Int> {
    guard let column, column < reader.fields.count else { return 0..<0 }
    var range = reader.fields[column]
    while let first = range.first, isSpace(reader.bytes[first]) { range = range.dropFirst() }
    while let last = range.last, isSpace(reader.bytes[last]) { range = range.dropLast() }
    return range
  }

  func bytes(_ column: Int?) -> ArraySlice<UInt8> { reader.bytes[range(column)] }

  func text(_ column: Int?) -> String {
    bytes(column).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// A whole number without a sign; nil for anything else, and for nothing.
  func count(_ column: Int?) -> Int? {
    let range = range(column)
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var number = 0
    for index in range {
      let digit = reader.bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// A number; nil for anything else, and for nothing.
  func number(_ column: Int?) -> Double? {
    let text = text(column)
    guard let number = Double(text), number.isFinite else { return nil }
    return number
  }
}
