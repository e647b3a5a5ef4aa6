/// Whole numbers in bytes, the lowest byte first unless it says otherwise; nil where the bytes end before them.
///
/// Untrusted files are read with these alone: no length or offset is believed before it is found inside.
extension [UInt8] {
  package func uint16(_ at: Int) -> Int? { unsigned(at, 2).map { Int($0) } }

  package func uint32(_ at: Int) -> Int? { unsigned(at, 4).map { Int($0) } }

  /// nil too where the number is beyond `Int`.
  package func uint64(_ at: Int) -> Int? { unsigned(at, 8).flatMap { Int(exactly: $0) } }

  package func int32(_ at: Int) -> Int? {
    unsigned(at, 4).map { Int(Int32(bitPattern: UInt32(truncatingIfNeeded: $0))) }
  }

  package func bigInt32(_ at: Int) -> Int? {
    unsigned(at, 4).map { Int(Int32(bitPattern: UInt32(truncatingIfNeeded: $0).byteSwapped)) }
  }

  package func double(_ at: Int) -> Double? { unsigned(at, 8).map { Double(bitPattern: $0) } }

  private func unsigned(_ at: Int, _ length: Int) -> UInt64? {
    guard at >= 0, at <= count - length else { return nil }
    var value: UInt64 = 0
    for index in 0..<length { value |= UInt64(self[at + index]) << UInt64(8 * index) }
    return value
  }

  mutating func append16(_ value: Int) { appendUnsigned(UInt64(truncatingIfNeeded: value), 2) }

  mutating func append32(_ value: Int) { appendUnsigned(UInt64(truncatingIfNeeded: value), 4) }

  mutating func append64(_ value: Int) { appendUnsigned(UInt64(truncatingIfNeeded: value), 8) }

  private mutating func appendUnsigned(_ value: UInt64, _ length: Int) {
    for index in 0..<length { append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
  }
}
