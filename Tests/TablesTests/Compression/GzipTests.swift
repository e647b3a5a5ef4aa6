import Foundation
import Notation
import TestSupport
import Testing

@testable import Tables

/// How many random documents the differential tests read: `ALMANAC_FUZZ`, or a number that takes a second.
func fuzzCount(_ usual: Int) -> Int {
  ProcessInfo.processInfo.environment["ALMANAC_FUZZ"].flatMap(Int.init) ?? usual
}

@Suite("gzip")
struct GzipTests {
  /// A member around a stream, with its true checksum and length, or with others.
  private static func member(
    _ stream: DeflateWriter, head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], checksum: UInt32? = nil,
    length: UInt32? = nil
  ) -> [UInt8] {
    let numbers = [checksum ?? naiveChecksum(stream.plain), length ?? UInt32(stream.plain.count)]
    return head + stream.bytes
      + numbers.flatMap { number in (0..<4).map { UInt8(number >> ($0 * 8) & 0xFF) } }
  }

  private static func naiveChecksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  /// All bytes of a source, taken by `next`, or by `read` into buffers of `size`.
  private func whole(_ bytes: [UInt8], block: Int, size: Int? = nil) throws -> [UInt8] {
    var reader = try BlockReader(.bytes(bytes, blockSize: block), named: "a.gz")
    var all: [UInt8] = []
    guard let size else {
      while let block = try reader.next() { all += block }
      #expect(reader.total == all.count)
      return all
    }
    var buffer = [UInt8](repeating: 0, count: size)
    while true {
      let got = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
      if got == 0 { return all }
      all += buffer[..<got]
    }
  }

  private func refused(_ bytes: [UInt8], _ words: String) {
    for block in [1, 7, 1 << 20] {
      #expect { try whole(bytes, block: block) } throws: {
        let found = $0 as? Diagnostic
        return found?.code == .badGzip && found?.message.contains(words) == true
          && found?.location == SourceLocation(path: "a.gz")
      }
    }
  }

  @Test("The checksum is that of ISO 3309, in pieces of any length")
  func checksum() {
    var random = Seeded(1)
    var crc = CRC32()
    Array("123456789".utf8).withUnsafeBytes { crc.update($0) }
    #expect(crc.value == 0xCBF4_3926)
    for _ in 0..<100 {
      let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      var crc = CRC32()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...70, using: &random))
        Array(piece).withUnsafeBytes { crc.update($0) }
        rest = rest.dropFirst(piece.count)
      }
      #expect(crc.value == Self.naiveChecksum(bytes))
    }
  }

  @Test("A file that gzip made reads as what was put into it, in blocks of any size")
  func made() throws {
    let names = ["Harbour", "Mill", "Old Town", "Église"]
    let rows = (0..<60).map { "\($0),\(names[$0 % 4]) \($0 * 7 % 13),\($0 * $0 % 997)\n" }
    let plain = "id,name,n\n" + rows.joined()
    let packed = try #require(Data(base64Encoded: Self.packed).map { Array($0) })
    for block in Array(1...64) + [1 << 20] {
      #expect(try String(decoding: whole(packed, block: block), as: UTF8.self) == plain)
      #expect(try String(decoding: whole(packed, block: block, size: 33), as: UTF8.self) == plain)
    }
    let table = try readWhole(
      .bytes(packed, blockSize: 100), named: "places.csv.gz", [ColumnRequest("n", type: .number)])
    #expect(table.numbers(0) == (0..<60).map { Double($0 * $0 % 997) })
    #expect(table.report.diagnostics == [])
    #expect(table.report.bytes == plain.utf8.count)
  }

  @Test("Random streams unfold to what they were made from")
  func random() throws {
    var random = Seeded(2)
    for _ in 0..<fuzzCount(60) {
      let stream = DeflateWriter.random(&random, blocks: Int.random(in: 1...4, using: &random), symbols: 200)
      let bytes = Self.member(stream)
      #expect(NaiveInflate.inflate(stream.bytes)?.plain == stream.plain)
      for block in [1, Int.random(in: 2...64, using: &random), 1 << 20] {
        #expect(try whole(bytes, block: block) == stream.plain)
      }
    }
  }

  @Test("A stream far longer than the window unfolds too")
  func long() throws {
    var random = Seeded(3)
    let stream = DeflateWriter.random(&random, blocks: 16, symbols: 1500)
    #expect(stream.plain.count > 1 << 17)
    for block in [1000, 1 << 20] { #expect(try whole(Self.member(stream), block: block) == stream.plain) }
  }

  @Test("Damaged streams are refused where the naive reader refuses them, and read alike where it does not")
  func damaged() {
    var random = Seeded(4)
    for _ in 0..<fuzzCount(500) {
      var bytes = DeflateWriter.random(&random, blocks: 2, symbols: 30).bytes
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let index = Int.random(in: 0..<min(bytes.count, 100), using: &random)
        bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      if Bool.random(using: &random) {
        bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      }
      let expected = NaiveInflate.inflate(bytes)
      let found = Self.inflate(bytes, at: Int.random(in: 1...40, using: &random))
      #expect(found?.plain == expected?.plain, "\(bytes)")
      #expect(found?.taken == expected?.taken, "\(bytes)")
    }
  }

  /// Inflates a bare stream that comes `size` bytes at a time.
  private static func inflate(_ bytes: [UInt8], at size: Int) -> (plain: [UInt8], taken: Int)? {
    var (input, inflater, plain, given) = (CompressedInput(), Inflater(), [UInt8](), 0)
    var buffer = [UInt8](repeating: 0, count: 1000)
    do {
      while true {
        let status = try inflater.run(&input)
        while !inflater.isEmpty {
          let got = buffer.withUnsafeMutableBytes { inflater.take(into: $0) }
          plain += buffer[..<got]
        }
        switch status {
        case .finished: return (plain, input.taken)
        case .isFull: continue
        case .needsInput:
          try input.refill { (room) throws(Diagnostic) in
            let piece = bytes[given..<min(given + size, bytes.count)]
            room.copyBytes(from: piece)
            given += piece.count
            return piece.count
          }
        }
      }
    } catch { return nil }
  }

  @Test("Members follow one another, their heads with every field, zeros behind the last")
  func members() throws {
    var random = Seeded(5)
    let streams = (0..<4).map { _ in DeflateWriter.random(&random, blocks: 2, symbols: 100) }
    let name = Array("name.csv".utf8) + [0]
    let heads: [[UInt8]] = [
      [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 0, 3], [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 2, 255] + name,
      [0x1F, 0x8B, 8, 0b1_1111, 0, 0, 0, 0, 4, 3, 3, 0, 1, 2, 0] + name + name + [9, 9],
      [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0, 0, 0],
    ]
    let bytes = zip(streams, heads).flatMap { Self.member($0, head: $1) }
    let plain = streams.flatMap(\.plain)
    for block in Array(1...64) + [1 << 20] {
      #expect(try whole(bytes, block: block) == plain)
      #expect(try whole(bytes + [0, 0, 0], block: block, size: 100) == plain)
    }
  }

  @Test("What is not whole is refused with the reason")
  func broken() {
    var random = Seeded(6)
    let stream = DeflateWriter.random(&random, blocks: 3, symbols: 100)
    let good = Self.member(stream)
    for end in [2, 3, 9, 10, 11] + Array(stride(from: 12, to: good.count, by: 11)) + [good.count - 1] {
      refused(Array(good[..<end]), "“a.gz” ends before its packed data does")
    }
    refused(Self.member(stream, checksum: 1), "another checksum")
    refused(Self.member(stream, length: 1), "another length")
    refused(good + [1, 2], "something else follows the packed data of “a.gz”, at byte \(good.count + 1)")
    refused(good + [0x1F], "“a.gz” ends before")
    refused([0x1F, 0x8B, 9] + good.dropFirst(3), "another method")
    refused([0x1F, 0x8B, 8, 0x20] + good.dropFirst(4), "fields")
    refused(good.prefix(10) + [0b111] + good.dropFirst(11), "is damaged, at byte")
  }

  @Test("Sources say whether they are packed")
  func sources() throws {
    let packed = try #require(Data(base64Encoded: Self.packed))
    try Scratch.folder { folder in
      let (gz, plain) = (folder.path + "/a.gz", folder.path + "/a.csv")
      try packed.write(to: URL(fileURLWithPath: gz))
      try Data("a\n1\n".utf8).write(to: URL(fileURLWithPath: plain))
      #expect(ByteSource.file(gz).isCompressed && ByteSource.file(gz).plainFile == nil)
      #expect(!ByteSource.file(plain).isCompressed && ByteSource.file(plain).plainFile == plain)
      #expect(ByteSource.file(folder.path).plainFile == nil)
      #expect(ByteSource.file(folder.path + "/no").plainFile == nil)
      let table = try readWhole(.file(gz), named: "a.csv.gz", [ColumnRequest("id", type: .text)])
      #expect(table.report.records == 60)
    }
    #expect(ByteSource.bytes(Array(packed)).isCompressed && ByteSource.bytes(Array(packed)).plainBytes == nil)
    #expect(ByteSource.bytes([0x1F]).plainBytes == [0x1F] && ByteSource.bytes([]).plainFile == nil)
  }

  private static let packed = [
    "H4sICADxU2UC/3BsYWNlcy5jc3YAVZPLbRxBDETvjGICqEOTTfYnA10MXZyABAnCAusVIENwDI7LiakGOx62zsMqVr",
    "0eXl5we/r1ipsUPDx9PL9/fmwFRRQ/Ltfr1qFieLy+bD/f/9w2hUvFv79v18vv121gip8qgzaJu2zCQlrqKmqTfgq1",
    "wKeMU+poLvMuVcVQ4cQpDmhhIE05Vxln7DRoUHfRercoTDJFPS1YYzbRSAsYE2o7HQYTc6LfHQw26DDSYaIaN8zTYa",
    "9ENkltL8WcdpBzuPP7Co/0hoslwEDYFEuGrBS9iR0YGxpT2gKyoO3fE2VH3y2SpaLvSw6aA4Mp6kLTMJmyJs2JySI1",
    "YVZYl3qwZKtpUheWDo0pdWG5wxxSE2bAJkcOmCxVOz0Wmo1wuCNpFpJw8aTZ0UoVP2AqGkv5AnOgty6eLA0jTDxZsl",
    "fl/3mg5HOp+EKSxdQoSJQO0xBfUCpFRfxgGXzfLrGw3J+r8KdPmHyxfcaWW+q0iPr/nAZXhK8XNZkiYjmq6hJtPSun",
    "pOdhDYnx7bR6lZjfj6vIF/tE42/ZAwAA",
  ].joined()
}
