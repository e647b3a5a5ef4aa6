import Notation
import TestSupport
import Testing

@testable import Formats

/// The parts of the Parquet reader, each by itself.
@Suite struct ParquetPartsTests {
  /// The simplest packer of Snappy: literals, and copies of what lies `distance` back, by chance.
  private static func packed(_ plain: [UInt8], using random: inout Seeded) -> [UInt8] {
    var packed: [UInt8] = []
    var length = plain.count
    while length >= 0x80 {
      packed.append(UInt8(length & 0x7F) | 0x80)
      length >>= 7
    }
    packed.append(UInt8(length))
    var at = 0
    while at < plain.count {
      let distance = Int.random(in: 1...max(1, min(at, 3000)), using: &random)
      var same = 0
      while at + same < plain.count, at >= distance, same < 64,
        plain[at + same] == plain[at + same - distance]
      {
        same += 1
      }
      if same >= 4, same <= 11, distance < 2048, Bool.random(using: &random) {
        packed += [UInt8((distance >> 8) << 5 | (same - 4) << 2 | 1), UInt8(distance & 0xFF)]
        at += same
      } else if same > 0 {
        packed += [UInt8((same - 1) << 2 | 2), UInt8(distance & 0xFF), UInt8(distance >> 8)]
        at += same
      } else {
        let count = min(plain.count - at, Int.random(in: 1...100, using: &random))
        packed += count <= 60 ? [UInt8((count - 1) << 2)] : [60 << 2, UInt8(count - 1)]
        packed += plain[at..<at + count]
        at += count
      }
    }
    return packed
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func snappyUnpacksWhatWasPacked(_ seed: UInt64) {
    var random = Seeded(seed)
    let plain = (0..<Int.random(in: 0...5000, using: &random)).map { _ in
      UInt8.random(in: 0...(seed % 2 == 0 ? 1 : 255), using: &random)
    }
    let packed = Self.packed(plain, using: &random)
    #expect(Snappy.unpack(packed[...], to: plain.count) == plain)
    #expect(Snappy.unpack(packed[...], to: plain.count + 1) == nil)
    #expect(plain.isEmpty || Snappy.unpack(packed.dropLast(), to: plain.count) == nil)
  }

  @Test func snappyRefusesCopiesFromBeforeTheBeginning() {
    #expect(Snappy.unpack([4, 0b1101, 1], to: 4) == nil)
    #expect(Snappy.unpack([2, 0, 65, 0b0010, 0, 0], to: 2) == nil)
    #expect(Snappy.unpack([2, 0, 65, 0b0010, 1, 0], to: 2) == [65, 65])
  }

  /// The example of the format's own description: 0 to 7 in three bits each.
  @Test func packedNumbersAreRead() {
    let packed: [UInt8] = [0b1000_1000, 0b1100_0110, 0b1111_1010]
    var runs = ParquetRuns([0b11] + packed + [6, 5], 0..<6, width: 3)
    #expect((0..<11).map { _ in runs.next() } == [0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5])
    #expect(runs.next() == nil)
  }

  @Test(arguments: 1...64)
  func bitsOfAnyWidthAreRead(_ width: Int) {
    var random = Seeded(UInt64(width))
    let numbers = (0..<20).map { _ in
      UInt64.random(in: 0...(width == 64 ? .max : 1 << UInt64(width) - 1), using: &random)
    }
    var bytes = [UInt8](repeating: 0, count: (20 * width + 7) / 8)
    for (index, number) in numbers.enumerated() {
      for bit in 0..<width where number >> UInt64(bit) & 1 == 1 {
        bytes[(index * width + bit) / 8] |= 1 << UInt8((index * width + bit) % 8)
      }
    }
    #expect((0..<20).map { bytes.bits(0, $0 * width, width, before: bytes.count) } == numbers)
    #expect(bytes.bits(0, 20 * width, max(width, 8), before: bytes.count) == nil)
  }

  @Test func daysAndTimesAreISO8601() {
    #expect(CalendarText.day(0) == "1970-01-01")
    #expect(CalendarText.day(11_016) == "2000-02-29")
    #expect(CalendarText.day(-719_528) == "0000-01-01")
    #expect(CalendarText.day(-719_529) == "-0001-12-31")
    #expect(CalendarText.day(2_932_897) == "10000-01-01")
    #expect(CalendarText.moment(-1, perSecond: 1000, zone: "Z") == "1969-12-31T23:59:59.999Z")
    #expect(CalendarText.moment(.min, perSecond: 1_000_000_000, zone: "") == "1677-09-21T00:12:43.145224192")
    #expect(CalendarText.moment(.max, perSecond: 1000, zone: "").hasPrefix("292278994-08-17"))
    #expect(CalendarText.time(86_399_999_999, perSecond: 1_000_000) == "23:59:59.999999")
  }

  @Test func decimalsKeepEveryDigit() {
    #expect(DecimalText.cell(12_345, scale: 2) == .number(123.45))
    #expect(DecimalText.cell(-5, scale: 0) == .integer(-5))
    #expect(DecimalText.cell(-1_234_567_890_123_456_789, scale: 4) == .text("-123456789012345.6789"))
    #expect(DecimalText.cell([0xFF, 0x85], scale: 2) == .number(-1.23))
    // 2^96 and its complement.
    let large: [UInt8] = [1] + Array(repeating: 0, count: 12)
    #expect(DecimalText.cell([0] + large[...], scale: 3) == .text("79228162514264337593543950.336"))
    let negative: [UInt8] = [0xFF] + Array(repeating: 0, count: 12)
    #expect(DecimalText.cell(negative[...], scale: 0) == .text("-79228162514264337593543950336"))
    #expect(
      DecimalText.cell([0x80] + Array(repeating: 0, count: 15), scale: 38)
        == .text("-1.70141183460469231731687303715884105728"))
  }

  /// The union of logical types, as it is written: a field's number, then a structure of its own.
  @Test(
    arguments: [
      ([0x1C, 0, 0], ParquetLogical.text), ([0x5C, 0x15, 4, 0x15, 18, 0, 0], .decimal(scale: 2)),
      ([0x8C, 0x11, 0x1C, 0x2C, 0, 0, 0, 0], .timestamp(.micros, isUTC: true)),
      ([0x8C, 0x12, 0x1C, 0x3C, 0, 0, 0, 0], .timestamp(.nanos, isUTC: false)),
      ([0xAC, 0x13, 64, 0x12, 0, 0], .integer(bits: 64, isSigned: false)),
      ([0x0C, 34, 0x18, 4, 0x65, 0x3A, 0x31, 0x32, 0, 0], .shape(system: "e:12")),
      ([0x0C, 36, 0, 0], .shape(system: nil)),
      ([0x0C, 32, 0, 0], .other),
    ] as [([UInt8], ParquetLogical)])
  func logicalTypesAreRead(_ bytes: [UInt8], _ logical: ParquetLogical) throws {
    var reader = ThriftReader(bytes, named: "file")
    #expect(try ParquetLogical(.structure, &reader) == logical)
    #expect(reader.at == bytes.count)
  }

  @Test func aSmallFileMayNotUnpackToMuch() throws {
    var room = ParquetRoom(for: FileBytes([1, 2, 3], named: "file"))
    try room.take(100 << 20)
    #expect(throws: Diagnostic.self) { try room.take(100 << 20) }
    room.giveBack(100 << 20)
    try room.take(100 << 20)
  }

  @Test func forgedListsAreRefusedBeforeTheyAreMade() {
    // Two thousand million structures are announced.
    var reader = ThriftReader([0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0, 0, 0], named: "file")
    var count = 0
    #expect(throws: Diagnostic.self) {
      try reader.structures(.list, least: 1) { (_) throws(Diagnostic) in count += 1 }
    }
    #expect(count == 0)
  }

  @Test func halvesAndJulianDaysAreRead() {
    let half = ParquetMeaning.float16
    #expect(half.cell(.bytes([0x00, 0x3C])) == .number(1))
    #expect(half.cell(.bytes([0x01, 0x80])) == .number(-0x1p-24))
    #expect(half.cell(.bytes([0xFF, 0x7B])) == .number(65504))
    let noon: [UInt8] = [0, 0x80, 0xA7, 0x48, 0x4A, 0x27, 0, 0, 0x8C, 0x3D, 0x25, 0]
    #expect(ParquetMeaning.julian.cell(.bytes(noon[...])) == .text("1970-01-01T12:00:00"))
  }
}
