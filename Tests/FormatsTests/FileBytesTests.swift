import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

@Suite struct FileBytesTests {
  @Test func stretchesStayInside() throws {
    let bytes = FileBytes(Array(0..<10), named: "a")
    let inner = bytes.stretch(2..<8)
    #expect(try inner.read(0, 3) == [2, 3, 4])
    #expect(try inner.read(4, 100) == [6, 7])
    #expect(try inner.read(6, 1).isEmpty)
    #expect(try inner.read(-1, 1).isEmpty)
    #expect(try inner.stretch(3..<100).read(0, 100) == [5, 6, 7])
    #expect(bytes.stretch(20..<30).count == 0)
  }

  @Test func whatIsSpooledIsReadFromAnywhere() throws {
    var spool = try FileSpool(named: "a.zip/b")
    var bytes: [UInt8] = []
    for block in 0..<40 {
      let more = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ block) }
      try spool.append(more)
      bytes += more
    }
    let file = try spool.finished()
    #expect(file.count == bytes.count)
    #expect(file.path == "a.zip/b")
    for offset in [0, 4999, 123_456, bytes.count - 3] {
      #expect(try file.read(offset, 10) == Array(bytes[offset..<min(bytes.count, offset + 10)]))
    }
  }

  @Test func aStreamGivesWhatIsAskedFor() throws {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    for blockSize in [1, 7, 4096] {
      var stream = ByteStream(FileBytes(bytes, named: "a"), blockSize: blockSize)
      #expect(try stream.take(10) == Array(bytes[..<10]))
      #expect(try stream.has(500))
      stream.pass(490)
      #expect(try stream.take(501) == nil)
      var rest: [UInt8] = []
      while true {
        let block = try stream.block()
        if block.isEmpty { break }
        rest += block
      }
      #expect(rest == Array(bytes[500...]))
    }
  }

  @Test func codePagesAreUnicodes() {
    for page in [
      CodePage.latin1, .latin2, .latin9, .cp437, .cp850, .cp852, .cp866, .windows1250, .windows1251,
      .windows1252, .windows1253, .windows1254, .windows1257,
    ] {
      let text = page.text(Array(0x80...0xFF)[...])
      #expect(text.unicodeScalars.count == 128, "\(page)")
      #expect(Set(text.unicodeScalars).count == 128, "\(page)")
    }
    #expect(CodePage.cp866.text([0x80, 0xF0]) == "АЁ")
    #expect(CodePage.latin9.text([0xA4]) == "€")
    #expect(CodePage.windows1254.text([0xFD]) == "ı")
  }
}
