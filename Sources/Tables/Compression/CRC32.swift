/// The checksum of gzip and ZIP (ISO 3309, polynomial 0x04C11DB7 with its bits mirrored), taken piece by piece.
///
/// Sixteen bytes a step with sixteen tables (Kounavis and Berry 2008, "slicing"): one table lookup a byte, but
/// sixteen of them independent of each other, where a byte at a time each waits for the last.
package struct CRC32: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  package init() {}

  /// The checksum of all bytes so far.
  package var value: UInt32 { ~state }

  /// Takes the next bytes. O(n).
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    state = Self.tables.withUnsafeBufferPointer { tables in
      guard let tables = tables.baseAddress else { return state }
      return Self.advance(state, start, bytes.count, tables)
    }
  }

  private static func advance(
    _ state: UInt32, _ bytes: UnsafeRawPointer, _ count: Int, _ tables: UnsafePointer<UInt32>
  ) -> UInt32 {
    var crc = state
    var index = 0
    while index &+ 16 <= count {
      // What waits for the checksum so far comes last, so that all the rest is done while it waits.
      let (first, second) = (word(bytes, index), word(bytes, index &+ 8))
      let late = UInt32(truncatingIfNeeded: first) ^ crc
      crc = four(UInt32(truncatingIfNeeded: second >> 32), tables)
      crc ^= four(UInt32(truncatingIfNeeded: second), tables + 4 * 256)
      crc ^= four(UInt32(truncatingIfNeeded: first >> 32), tables + 8 * 256)
      crc ^= four(late, tables + 12 * 256)
      index &+= 16
    }
    while index < count {
      let byte = bytes.load(fromByteOffset: index, as: UInt8.self)
      crc = crc >> 8 ^ tables[Int(truncatingIfNeeded: (crc ^ UInt32(byte)) & 0xFF)]
      index &+= 1
    }
    return crc
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The part that four bytes have in the checksum; `tables` are those of the last of them and the three before.
  @inline(__always)
  private static func four(_ word: UInt32, _ tables: UnsafePointer<UInt32>) -> UInt32 {
    tables[768 &+ Int(truncatingIfNeeded: word & 0xFF)]
      ^ tables[512 &+ Int(truncatingIfNeeded: word &>> 8 & 0xFF)]
      ^ tables[256 &+ Int(truncatingIfNeeded: word &>> 16 & 0xFF)]
      ^ tables[Int(truncatingIfNeeded: word &>> 24)]
  }

  /// Sixteen tables of 256: table k has the checksum of a byte that k zero bytes follow.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 16 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      tables[byte] = crc
    }
    for index in 256..<tables.count {
      let before = tables[index - 256]
      tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
    }
    return tables
  }()
}
