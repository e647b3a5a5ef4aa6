import Notation

/// The head of a page.
struct ParquetPageHead {
  enum Kind: Hashable {
    case data
    case dataV2
    case dictionary
    /// An index, or what is not known: stepped over.
    case other
  }

  var kind = Kind.other
  var plainSize = -1
  var packedSize = -1
  var checksum: UInt32?
  var values = 0
  var encoding = 0
  var levelEncoding = 3
  /// Of the second version: bytes of levels, which are never packed.
  var levelSize = 0
  var repetitionSize = 0
  var isPacked = true

  init(_ reader: inout ThriftReader) throws(Diagnostic) {
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 1:
        let code = try reader.int32(wire)
        kind = [0: .data, 2: .dictionary, 3: .dataV2][code] ?? .other
      case 2: plainSize = try reader.int32(wire)
      case 3: packedSize = try reader.int32(wire)
      case 4: checksum = UInt32(bitPattern: Int32(truncatingIfNeeded: try reader.int32(wire)))
      case 5 where wire == .structure: try readData(&reader)
      case 7 where wire == .structure: try readData(&reader)
      case 8 where wire == .structure: try readSecond(&reader)
      default: return false
      }
      return true
    }
    guard plainSize >= 0, packedSize >= 0, values >= 0, levelSize >= 0, repetitionSize >= 0 else {
      throw reader.damaged()
    }
  }

  private mutating func readData(_ reader: inout ThriftReader) throws(Diagnostic) {
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 1: values = try reader.int32(wire)
      case 2: encoding = try reader.int32(wire)
      case 3 where wire == .int32: levelEncoding = try reader.int32(wire)
      default: return false
      }
      return true
    }
  }

  private mutating func readSecond(_ reader: inout ThriftReader) throws(Diagnostic) {
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch (number, wire) {
      case (1, _): values = try reader.int32(wire)
      case (4, _): encoding = try reader.int32(wire)
      case (5, _): levelSize = try reader.int32(wire)
      case (6, _): repetitionSize = try reader.int32(wire)
      case (7, .yes), (7, .no): isPacked = wire == .yes
      default: return false
      }
      return true
    }
  }
}
