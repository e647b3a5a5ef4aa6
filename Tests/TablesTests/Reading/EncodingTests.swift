import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Encodings of tables")
struct EncodingTests {
  private static let sample = "name,n\r\nDoña Ana,1\r\nO’Hare 😀,2\r\n"

  private static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? pair.reversed() : pair
    }
  }

  private func names(_ bytes: [UInt8], block: Int = 1 << 20, encoding: String? = nil) throws -> WholeTable {
    try readWhole(
      .bytes(bytes, blockSize: block), format: format { $0.encoding = encoding },
      [ColumnRequest("name", type: .text)])
  }

  @Test("UTF-8 with and without a mark", arguments: [true, false])
  func utf8(mark: Bool) throws {
    let bytes: [UInt8] = (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(Self.sample.utf8)
    for block in 1...8 {
      let table = try names(bytes, block: block)
      #expect(table.texts(0) == ["Doña Ana", "O’Hare 😀"])
      #expect(table.report.diagnostics == [])
      #expect(table.report.bytes == bytes.count)
    }
  }

  @Test(
    "UTF-16 of both orders, with a mark, by its NULs and declared", arguments: [true, false], [true, false])
  func utf16(bigEndian: Bool, mark: Bool) throws {
    let bytes = Self.utf16(Self.sample, bigEndian: bigEndian, mark: mark)
    for block in 1...8 {
      let table = try names(bytes, block: block)
      #expect(table.texts(0) == ["Doña Ana", "O’Hare 😀"])
      #expect(table.report.diagnostics.map(\.code.id) == (mark ? [] : ["encoding-guessed"]))
    }
    let declared = try names(bytes, encoding: bigEndian ? "utf-16be" : "utf-16le")
    #expect(declared.texts(0) == ["Doña Ana", "O’Hare 😀"])
    #expect(declared.report.diagnostics == [])
    #expect(try names(bytes, encoding: "utf-16").texts(0) == ["Doña Ana", "O’Hare 😀"])
  }

  @Test("Bytes that are not UTF-8 are read as Windows-1252, with a note")
  func windows() throws {
    let bytes: [UInt8] = Array("name\nDo".utf8) + [0xF1] + Array("a\nO".utf8) + [0x92] + Array("Hare\n".utf8)
    let table = try names(bytes)
    #expect(table.texts(0) == ["Doña", "O’Hare"])
    #expect(table.report.diagnostics.map(\.severity) == [.note])
    #expect(try TableReader.layout(of: .bytes(bytes), named: "a.csv").encoding == "windows-1252")
    let declared = try names(bytes, encoding: "latin-1")
    #expect(declared.texts(0) == ["Doña", "O\u{92}Hare"])
    #expect(declared.report.diagnostics == [])
  }

  @Test("A byte beyond the sample that is not UTF-8 is read as Windows-1252, with a note")
  func beyondTheSample() throws {
    var bytes = Array("name\n".utf8)
    while bytes.count < Sniffed.sampleSize {
      bytes += Array("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".utf8)
    }
    bytes += Array("Do".utf8) + [0xF1] + Array("a\n".utf8)
    let table = try names(bytes)
    #expect(table.texts(0).last == "Doña")
    #expect(table.report.diagnostics.map(\.code.id) == ["encoding-guessed"])
    #expect(try names(bytes, encoding: "utf-8").report.diagnostics.map(\.severity) == [.warning])
  }

  @Test("Broken UTF-16 is told, not hidden")
  func brokenUTF16() throws {
    let bytes = Self.utf16("name\nab", bigEndian: false, mark: true) + [0x00, 0xD8, 0x61, 0x00, 0x62]
    let table = try names(bytes)
    #expect(table.texts(0) == ["ab\u{FFFD}a\u{FFFD}"])
    #expect(table.report.diagnostics.map(\.code.id) == ["broken-text"])
  }

  @Test("An encoding that is not read is refused")
  func unknown() {
    #expect {
      try names(Array(Self.sample.utf8), encoding: "ebcdic")
    } throws: {
      ($0 as? Diagnostic)?.code.id == "unknown-encoding"
    }
  }

  @Test("The validator agrees with the standard library", arguments: 0..<50)
  func validator(seed: UInt64) {
    var random = Seeded(seed)
    let leads: [UInt8] = [
      0x41, 0x80, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xA0, 0x9F, 0xED, 0xEF, 0xF0, 0x90, 0x8F, 0xF4, 0xF5,
    ]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        leads[Int.random(in: 0..<16, using: &random)]
      }
      // A character cut off at the end is forgiven: some completion of it must be right.
      let completions: [[UInt8]] = [
        [], [0x80], [0x80, 0x80], [0x80, 0x80, 0x80], [0xA0], [0xA0, 0x80], [0x90, 0x80, 0x80], [0x90, 0x80],
      ]
      let isRight = completions.contains { String(validating: bytes + $0, as: UTF8.self) != nil }
      #expect(isUTF8(bytes) == isRight, "\(bytes)")
    }
  }

  @Test("Lines and columns counted in pieces are those counted whole", arguments: 0..<40)
  func lines(seed: UInt64) {
    var random = Seeded(seed)
    let alphabet = ["\n", "\r", "\r\n", "a", "é", "😀"]
    let text = (0..<30).map { _ in alphabet[Int.random(in: 0..<6, using: &random)] }.joined()
    let bytes = Array(text.utf8)
    var (line, column, index) = (1, 1, 0)
    var counter = LineCounter()
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      bytes.withUnsafeBufferPointer { all in
        let whole = LineCounter().location(of: index, in: all, path: "a")
        let rest = UnsafeBufferPointer(rebasing: all[index...])
        #expect(whole == SourceLocation(path: "a", line: line, column: column))
        #expect(counter.location(of: 0, in: rest, path: "a") == whole)
        counter.pass(rest, upTo: scalar.utf8.count)
      }
      index += scalar.utf8.count
      let endsPair = scalar == "\n" && place > 0 && scalars[place - 1] == "\r"
      if endsPair { continue }
      let ends = scalar == "\n" || scalar == "\r"
      (line, column) = ends ? (line + 1, 1) : (line, column + 1)
    }
  }
}
