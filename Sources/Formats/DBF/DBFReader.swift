import Notation

/// Reads a DBF record by record.
struct DBFReader {
  let header: DBFHeader
  private var stream: ByteStream
  /// Records read so far, deleted ones too.
  private(set) var count = 0

  init(_ stream: ByteStream, codePage: CodePage?) throws(Diagnostic) {
    self.stream = stream
    guard let fixed = try self.stream.take(DBFHeader.fixedSize), let size = fixed.uint16(8),
      size > fixed.count,
      let rest = try self.stream.take(size - fixed.count)
    else { throw .badFile(stream.path, "ends inside of its heading") }
    header = try DBFHeader(fixed + rest, codePage: codePage, path: stream.path)
  }

  var columns: [String] { DistinctNames.of(header.fields.map { $0.name }) }

  /// The next record: its values into `values`; whether there was one, and whether it counts or is marked as deleted.
  mutating func next(_ values: inout [FormatValue]) throws(Diagnostic) -> Status {
    guard count < header.recordCount else {
      try stream.drain()
      return .end
    }
    guard try stream.has(header.recordSize) else {
      throw .badFile(
        stream.path, "ends behind record \(count) of the \(header.recordCount) that it announces")
    }
    let start = stream.at
    let mark = stream.bytes[start]
    defer {
      stream.pass(header.recordSize)
      count += 1
    }
    if mark == UInt8(ascii: "*") { return .deleted }
    guard mark == 0x20 || mark == 0 else {
      throw .badFile(stream.path, "has a record \(count + 1) that does not begin as records do")
    }
    values.removeAll(keepingCapacity: true)
    for field in header.fields { values.append(field.value(stream.bytes, start, header.codePage)) }
    return .record
  }

  enum Status { case record, deleted, end }
}
