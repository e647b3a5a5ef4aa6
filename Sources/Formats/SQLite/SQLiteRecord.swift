import Notation

/// The fields of a record (§2.1): a head of types, then the values one after the other.
struct SQLiteRecord {
  private let bytes: [UInt8]
  private let file: SQLiteFile
  private var type: Int
  private let typesEnd: Int
  private var value: Int

  init(_ row: SQLiteRows.Row, of file: SQLiteFile) throws(Diagnostic) {
    bytes = row.record
    self.file = file
    guard let head = bytes.varint(0), head.value >= Int64(head.end), head.value <= Int64(bytes.count) else {
      throw file.damaged("has a row whose fields cannot be told apart")
    }
    type = head.end
    typesEnd = Int(head.value)
    value = typesEnd
  }

  /// The next field; nil where the record has no more, because columns were added after it was written.
  mutating func next() throws(Diagnostic) -> SQLiteValue? {
    guard type < typesEnd else { return nil }
    guard let code = bytes.varint(type), code.end <= typesEnd, code.value >= 0,
      let length = Self.length(of: code.value), length <= Int64(bytes.count - value)
    else { throw file.damaged("has a field that is longer than its row") }
    let (start, end) = (value, value + Int(length))
    type = code.end
    value = end
    switch code.value {
    case 0: return .null
    case 1...6: return .integer(bytes.bigSigned(start, end - start))
    case 7:
      let number = Double(bitPattern: UInt64(bitPattern: bytes.bigSigned(start, 8)))
      return number.isNaN ? .null : .real(number)
    case 8: return .integer(0)
    case 9: return .integer(1)
    default:
      let stored = bytes[start..<end]
      return code.value % 2 == 1 ? .text(file.text(stored)) : .blob(Array(stored))
    }
  }

  /// Bytes of a value by its type; nil for the two types that are never in a file.
  private static func length(of type: Int64) -> Int64? {
    switch type {
    case 0, 8, 9: 0
    case 1...4: type
    case 5: 6
    case 6, 7: 8
    case 10, 11: nil
    default: (type - 12) / 2
    }
  }
}
