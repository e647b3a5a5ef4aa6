import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct ZipTests {
  private static func archive(_ bytes: [UInt8], _ limits: ZipLimits = ZipLimits()) throws -> ZipArchive {
    try ZipArchive(FileBytes(bytes, named: "a.zip"), limits: limits)
  }

  /// The code of what reading everything of an archive throws.
  private static func slip(_ bytes: [UInt8], _ limits: ZipLimits = ZipLimits()) -> String? {
    do {
      let archive = try archive(bytes, limits)
      for member in archive.members { _ = try archive.open(member) }
      return nil
    } catch { return (error as? Diagnostic)?.code.id }
  }

  @Test func pythonsArchiveIsRead() throws {
    let archive = try Self.archive(ZipFixture.bytes)
    #expect(archive.members.map { $0.name } == ["rows.csv", "folder/é.txt"])
    #expect(String(decoding: try archive.open(archive.members[0]), as: UTF8.self) == ZipFixture.rows)
    #expect(String(decoding: try archive.open(archive.members[1]), as: UTF8.self) == "stored\n")
    #expect(archive.member("ROWS.CSV")?.size == ZipFixture.rows.utf8.count)
    #expect(archive.members.map { $0.ending } == ["csv", "txt"])
  }

  @Test func whatWasPutBeforeTheArchiveDoesNotMoveIt() throws {
    let archive = try Self.archive(Array("#!/bin/sh\nexit\n".utf8) + ZipFixture.bytes)
    #expect(String(decoding: try archive.open(archive.members[0]), as: UTF8.self) == ZipFixture.rows)
  }

  @Test func smallBlocksAreTheSameBytes() throws {
    let archive = try Self.archive(ZipFixture.bytes)
    for size in [1, 7, 100] {
      var reader = try archive.reader(archive.members[0])
      var bytes: [UInt8] = []
      while true {
        let block = try reader.next(size)
        #expect(block.count <= size)
        if block.isEmpty { break }
        bytes += block
      }
      #expect(String(decoding: bytes, as: UTF8.self) == ZipFixture.rows)
    }
  }

  // Offsets are those of an entry of the central directory (APPNOTE 4.3.12).
  @Test(
    arguments: [
      ("flags: encrypted", [1], 8, "unsupported-format"), ("DEFLATE64", [9, 0], 10, "unsupported-format"),
      ("checksum", [1, 2, 3, 4], 16, "bad-file"), ("size too small", [100, 0, 0, 0], 24, "too-large-inside"),
      ("size too large", [0, 0x40, 0, 0], 24, "bad-file"), ("bomb", [0, 0, 0, 0xF0], 24, "too-large-inside"),
      ("packed size", [10, 0, 0, 0], 20, "bad-file"), ("packed size beyond", [0, 0, 0, 1], 20, "bad-file"),
      ("place", [20, 0, 0, 0], 42, "too-large-inside"), ("name", Array("../s.csv".utf8), 46, "unsafe-member"),
      ("root", Array("/ows.csv".utf8), 46, "unsafe-member"),
      ("drive", Array("C:\\s.csv".utf8), 46, "unsafe-member"),
      ("windows", Array("..\\s.csv".utf8), 46, "unsafe-member"),
    ] as [(String, [UInt8], Int, String)])
  func trapsAreRefused(_ name: String, _ value: [UInt8], _ field: Int, _ code: String) {
    #expect(Self.slip(ZipFixture.with(value, at: field)) == code, "\(name)")
  }

  @Test func limitsHold() {
    var limits = ZipLimits()
    limits.members = 3
    #expect(Self.slip(ZipFixture.bytes, limits) == "too-large-inside")
    limits = ZipLimits()
    limits.total = 500
    #expect(Self.slip(ZipFixture.bytes, limits) == "too-large-inside")
    limits = ZipLimits()
    limits.harmless = 0
    limits.ratio = 2
    #expect(Self.slip(ZipFixture.bytes, limits) == "too-large-inside")
  }

  @Test func cutAnywhereItIsNoArchive() {
    for length in 0..<ZipFixture.bytes.count {
      #expect(Self.slip(Array(ZipFixture.bytes.prefix(length))) == "bad-file")
    }
  }

  @Test(arguments: Damage.seeds(400)) func damageIsToldOrHarmless(_ seed: UInt64) throws {
    let damaged = Damage.copy(of: ZipFixture.bytes, seed: seed)
    guard let archive = try? Self.archive(damaged) else { return }
    for member in archive.members {
      // What passes the checksum is what was packed.
      if let bytes = try? archive.open(member), member.name == "rows.csv", bytes.count > 7 {
        #expect(String(decoding: bytes, as: UTF8.self) == ZipFixture.rows)
      }
    }
  }

  @Test func twoOfANameAreRefused() throws {
    let bytes = try Self.stored([("a", [1]), ("b", [2])])
    let doubled = bytes.map { $0 == UInt8(ascii: "b") ? UInt8(ascii: "a") : $0 }
    #expect(Self.slip(doubled) == "bad-file")
    #expect(Self.slip(bytes) == nil)
  }
}

/// The writer of stored archives.
extension ZipTests {
  private static func stored(_ members: [(String, [UInt8])]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = StoredZipWriter { (block) throws(Diagnostic) in bytes += block }
    for (name, content) in members { try writer.add(name, content) }
    try writer.end()
    return bytes
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let pages = (0..<300).map { ("pages/\($0)-é.json", Array("{\"page\": \($0)}".utf8)) } + [("none", [])]
    let bytes = try Self.stored(pages)
    let archive = try Self.archive(bytes)
    #expect(archive.members.map { $0.name } == pages.map { $0.0 })
    for (member, page) in zip(archive.members, pages) { #expect(try archive.open(member) == page.1) }
    #expect(try Self.stored(pages) == bytes)
  }

  @Test func manyMembersNeedTheLongEnd() throws {
    let pages = (0..<66_000).map { ("\($0)", [UInt8]()) }
    let archive = try Self.archive(try Self.stored(pages))
    #expect(archive.members.count == 66_000)
    #expect(archive.members.last?.name == "65999")
  }

  @Test func otherProgramsReadIt() throws {
    // What Python's zipfile 3.11 found in these bytes: names, times, checksums; its testzip() found no fault.
    let bytes = try Self.stored([("a.csv", Array("id,n\n1,2\n".utf8)), ("é", Array("x".utf8))])
    #expect(bytes.prefix(4) == [0x50, 0x4B, 3, 4])
    #expect(bytes.count == 30 + 5 + 9 + 30 + 2 + 1 + 46 + 5 + 46 + 2 + 22)
    let checksum = bytes[14..<18].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    #expect(checksum == 0x465E_355C)
  }
}

/// Archives that other programs wrote.
extension ZipTests {
  private static func shared(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: SharedData.url("servers/formats/out/\(name)")))
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) func othersArchivesAreRead()
    throws
  {
    let long = try Self.archive(try Self.shared("zip64.zip"))
    #expect(try long.open(long.members[0]).count == 846_599)
    let names = try Self.archive(try Self.shared("utf8_names.zip"))
    #expect(names.members.map { $0.name } == ["données/é.csv"])
    #expect(try names.open(names.members[0]) == Array("id\n1\n".utf8))
    #expect(Self.slip(try Self.shared("slip.zip")) == "unsafe-member")
    #expect(Self.slip(try Self.shared("two_layers.zip")) == nil)
  }
}
