import Notation

/// What a file says of itself at its end: columns, row groups, and notes by name.
///
/// Source: parquet.thrift of Apache Parquet 2.12; field numbers are its own.
struct ParquetFooter {
  let rows: Int
  let schema: ParquetSchema
  let groups: [ParquetGroup]
  let notes: [String: String]
  /// Where the description begins, and the data must have ended.
  let start: Int

  static let magic = Array("PAR1".utf8)
  static let sealedMagic = Array("PARE".utf8)

  /// - Throws: `bad-file`, and `unsupported-format` for an encrypted file.
  init(_ bytes: FileBytes) throws(Diagnostic) {
    let path = bytes.path
    let tail = try bytes.read(max(0, bytes.count - 8), 8)
    if tail.suffix(4) == Self.sealedMagic[...] {
      throw .unsupportedFormat(path, "is encrypted (Parquet)", fix: "ask the publisher for an open copy")
    }
    guard bytes.count >= 12, tail.count == 8, tail[4...] == Self.magic[...], let length = tail.uint32(0),
      length <= bytes.count - 12
    else { throw .badFile(path, "was cut off: a Parquet file ends with its description, and this does not") }
    start = bytes.count - 8 - length
    var reader = ThriftReader(try bytes.read(start, length), named: path)
    var elements: [ParquetSchemaElement] = []
    var groups: [ParquetGroup] = []
    var notes: [String: String] = [:]
    var rows: Int64 = 0
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 2:
        try reader.structures(wire, least: 6) { (reader) throws(Diagnostic) in
          elements.append(try ParquetSchemaElement(&reader))
        }
      case 3: rows = try reader.integer(wire)
      case 4:
        try reader.structures(wire, least: 8) { (reader) throws(Diagnostic) in
          groups.append(try ParquetGroup(&reader))
        }
      case 5:
        try reader.structures(wire, least: 2) { (reader) throws(Diagnostic) in
          let (key, value) = try Self.note(&reader)
          notes[key] = value
        }
      default: return false
      }
      return true
    }
    schema = try ParquetSchema(elements, named: path)
    var sum: Int64 = 0
    for group in groups {
      guard group.rows >= 0, group.chunks.count == schema.width else { throw reader.damaged() }
      sum = sum.addingReportingOverflow(group.rows).partialValue
    }
    guard rows == sum, let rows = Int(exactly: rows), rows >= 0 else {
      throw .badFile(path, "announces \(rows) rows and has \(sum) (Parquet)")
    }
    // A run of equal values takes a few bytes, however long: what nobody would publish is not begun.
    let cells = rows.multipliedReportingOverflow(by: max(1, schema.columns.count))
    guard !cells.overflow, cells.partialValue <= 100_000_000 || cells.partialValue / 4096 <= bytes.count
    else {
      throw .tooLargeInside(
        path, "announces \(rows) rows of \(schema.columns.count) columns in \(bytes.count) bytes")
    }
    (self.rows, self.groups, self.notes) = (rows, groups, notes)
  }

  private static func note(_ reader: inout ThriftReader) throws(Diagnostic) -> (String, String) {
    var (key, value) = ("", "")
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 1: key = try reader.text(wire)
      case 2: value = try reader.text(wire)
      default: return false
      }
      return true
    }
    return (key, value)
  }
}

/// Some rows of a file, whose columns lie one after the other.
struct ParquetGroup {
  var rows: Int64 = 0
  var chunks: [ParquetChunk] = []

  init(_ reader: inout ThriftReader) throws(Diagnostic) {
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 1:
        try reader.structures(wire, least: 16) { (reader) throws(Diagnostic) in
          chunks.append(try ParquetChunk(&reader))
        }
      case 3: rows = try reader.integer(wire)
      default: return false
      }
      return true
    }
  }
}

/// Where a column of a row group lies.
struct ParquetChunk {
  /// The file with the data, where it is another.
  var file: String?
  var codec = 0
  var values: Int64 = 0
  var length: Int64 = 0
  var dataStart: Int64 = 0
  var dictionaryStart: Int64?
  var isEncrypted = false

  /// The first byte.
  var start: Int64 {
    guard let dictionaryStart, dictionaryStart > 0 else { return dataStart }
    return min(dictionaryStart, dataStart)
  }

  init(_ reader: inout ThriftReader) throws(Diagnostic) {
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 1: file = try reader.text(wire)
      case 3 where wire == .structure: try readPlace(&reader)
      case 8, 9:
        isEncrypted = true
        return false
      default: return false
      }
      return true
    }
  }

  private mutating func readPlace(_ reader: inout ThriftReader) throws(Diagnostic) {
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 4: codec = try reader.int32(wire)
      case 5: values = try reader.integer(wire)
      case 7: length = try reader.integer(wire)
      case 9: dataStart = try reader.integer(wire)
      case 11: dictionaryStart = try reader.integer(wire)
      default: return false
      }
      return true
    }
  }
}
