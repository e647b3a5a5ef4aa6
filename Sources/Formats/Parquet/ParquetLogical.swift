import Notation

/// What a column's values stand for, as newer files say it.
enum ParquetLogical: Hashable {
  enum Unit: Int {
    case millis = 1
    case micros = 2
    case nanos = 3

    /// Of one second.
    var parts: Int64 {
      switch self {
      case .millis: 1000
      case .micros: 1_000_000
      case .nanos: 1_000_000_000
      }
    }
  }

  case text
  case decimal(scale: Int)
  case date
  case time(Unit)
  case timestamp(Unit, isUTC: Bool)
  case integer(bits: Int, isSigned: Bool)
  case uuid
  case float16
  /// Well-known binary, and the name of its coordinate system where it is not longitude and latitude.
  case shape(system: String?)
  case other

  /// A union: a structure with one field, whose number says which.
  init(_ wire: ThriftReader.Wire, _ reader: inout ThriftReader) throws(Diagnostic) {
    guard wire == .structure else { throw reader.damaged() }
    var found = ParquetLogical.other
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      guard wire == .structure else { return false }
      var parts = Parts()
      try parts.read(&reader, number)
      switch number {
      case 1, 4, 12: found = .text
      case 5: found = .decimal(scale: parts.first)
      case 6: found = .date
      case 7: found = parts.unit.map { .time($0) } ?? .other
      case 8: found = parts.unit.map { .timestamp($0, isUTC: parts.isFirst) } ?? .other
      case 10: found = .integer(bits: parts.first, isSigned: parts.isSecond)
      case 14: found = .uuid
      case 15: found = .float16
      case 17, 18: found = .shape(system: parts.name)
      default: break
      }
      return true
    }
    self = found
  }

  /// The fields of all kinds: they have at most two, each a number, a truth, a name or a unit.
  private struct Parts {
    var first = 0
    var isFirst = false
    var isSecond = false
    var unit: Unit?
    var name: String?

    mutating func read(_ reader: inout ThriftReader, _ kind: Int) throws(Diagnostic) {
      try reader.structure { (number, wire, reader) throws(Diagnostic) in
        switch (number, wire) {
        case (1, .yes), (1, .no): isFirst = wire == .yes
        case (2, .yes), (2, .no): isSecond = wire == .yes
        case (1, .byte), (1, .int16), (1, .int32): first = try reader.int32(wire)
        case (1, .binary): name = try reader.text(wire)
        case (2, .structure) where kind == 7 || kind == 8:
          try reader.structure { (number, _, _) throws(Diagnostic) in
            unit = Unit(rawValue: number)
            return false
          }
        default: return false
        }
        return true
      }
    }
  }
}
