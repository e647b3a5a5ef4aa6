import Notation

/// Reads Thrift's compact protocol, in which Parquet writes all that is not data.
///
/// Source: thrift-compact-protocol.md of Apache Thrift. Whatever is announced is compared with the bytes that are
/// left; what is not known is stepped over.
struct ThriftReader {
  /// Types of fields, as the wire names them.
  enum Wire: UInt8 {
    case yes = 1
    case no = 2
    case byte = 3
    case int16 = 4
    case int32 = 5
    case int64 = 6
    case double = 7
    case binary = 8
    case list = 9
    case set = 10
    case map = 11
    case structure = 12
  }

  private let bytes: [UInt8]
  private(set) var at: Int
  private let path: String

  init(_ bytes: [UInt8], at start: Int = 0, named path: String) {
    self.bytes = bytes
    at = start
    self.path = path
  }

  /// Reads a structure. `field` is called with each field's number and type and says whether it has read the value.
  mutating func structure(
    _ field: (Int, Wire, inout ThriftReader) throws(Diagnostic) -> Bool
  ) throws(Diagnostic) {
    var number = 0
    while true {
      let head = try byte()
      if head == 0 { return }
      let step = Int(head >> 4)
      number = step == 0 ? Int(truncatingIfNeeded: try whole()) : number &+ step
      guard let wire = Wire(rawValue: head & 15) else { throw damaged() }
      if try !field(number, wire, &self) { try skip(wire, depth: 0) }
    }
  }

  /// Reads a list of structures.
  /// - Parameter least: bytes of the smallest that make sense, so that a forged count cannot ask for more memory than a
  ///   small multiple of the file.
  mutating func structures(
    _ wire: Wire, least: Int, _ element: (inout ThriftReader) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    guard wire == .list else { throw damaged() }
    let (count, kind) = try listHead()
    guard kind == .structure || count == 0, count <= (bytes.count - at) / least else { throw damaged() }
    for _ in 0..<count { try element(&self) }
  }

  /// Reads a whole number of any width.
  mutating func integer(_ wire: Wire) throws(Diagnostic) -> Int64 {
    switch wire {
    case .byte: Int64(Int8(bitPattern: try byte()))
    case .int16, .int32, .int64: try whole()
    default: throw damaged()
    }
  }

  /// Reads a whole number of 32 bits.
  mutating func int32(_ wire: Wire) throws(Diagnostic) -> Int {
    guard let number = Int32(exactly: try integer(wire)) else { throw damaged() }
    return Int(number)
  }

  mutating func text(_ wire: Wire) throws(Diagnostic) -> String {
    guard wire == .binary else { throw damaged() }
    let length = try length()
    defer { at += length }
    return String(decoding: bytes[at..<at + length], as: UTF8.self)
  }

  func damaged() -> Diagnostic { .badFile(path, "has a damaged description (Parquet)") }
}

extension ThriftReader {
  private mutating func byte() throws(Diagnostic) -> UInt8 {
    guard at < bytes.count else { throw damaged() }
    defer { at += 1 }
    return bytes[at]
  }

  private mutating func unsigned() throws(Diagnostic) -> UInt64 {
    guard let (value, end) = bytes.leb128(at) else { throw damaged() }
    at = end
    return value
  }

  /// A signed number, its sign in the lowest bit.
  private mutating func whole() throws(Diagnostic) -> Int64 { zigzag(try unsigned()) }

  /// A length of bytes that are there.
  private mutating func length() throws(Diagnostic) -> Int {
    guard let length = Int(exactly: try unsigned()), length <= bytes.count - at else { throw damaged() }
    return length
  }

  private mutating func listHead() throws(Diagnostic) -> (Int, Wire?) {
    let head = try byte()
    // An element takes a byte at least.
    let count = head >> 4 == 15 ? try length() : Int(head >> 4)
    guard count <= bytes.count - at else { throw damaged() }
    return (count, Wire(rawValue: head & 15))
  }

  private mutating func skip(_ wire: Wire, depth: Int) throws(Diagnostic) {
    guard depth < 32 else { throw damaged() }
    switch wire {
    case .yes, .no: break
    case .byte: _ = try byte()
    case .int16, .int32, .int64: _ = try unsigned()
    case .double:
      guard bytes.count - at >= 8 else { throw damaged() }
      at += 8
    case .binary: at += try length()
    case .list, .set:
      let (count, kind) = try listHead()
      for _ in 0..<count { try skipElement(kind, depth) }
    case .map:
      let count = try length()
      guard count > 0 else { return }
      let kinds = try byte()
      for _ in 0..<count {
        try skipElement(Wire(rawValue: kinds >> 4), depth)
        try skipElement(Wire(rawValue: kinds & 15), depth)
      }
    case .structure: try skipStructure(depth)
    }
  }

  /// In a list truths take a byte, while a field has them in its type.
  private mutating func skipElement(_ wire: Wire?, _ depth: Int) throws(Diagnostic) {
    guard let wire else { throw damaged() }
    try skip(wire == .yes || wire == .no ? .byte : wire, depth: depth + 1)
  }

  private mutating func skipStructure(_ depth: Int) throws(Diagnostic) {
    while true {
      let head = try byte()
      if head == 0 { return }
      if head >> 4 == 0 { _ = try unsigned() }
      guard let wire = Wire(rawValue: head & 15) else { throw damaged() }
      try skip(wire, depth: depth + 1)
    }
  }
}

/// A signed number whose sign is in its lowest bit.
func zigzag(_ value: UInt64) -> Int64 {
  Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
}

extension [UInt8] {
  /// A number of seven bits a byte, the lowest first, and where it ends; nil where the bytes end before it or it is
  /// beyond 64 bits.
  func leb128(_ start: Int) -> (value: UInt64, end: Int)? {
    var value: UInt64 = 0
    for index in 0..<10 {
      guard start + index < count else { return nil }
      let byte = self[start + index]
      value |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte < 0x80 { return index == 9 && byte > 1 ? nil : (value, start + index + 1) }
    }
    return nil
  }
}
