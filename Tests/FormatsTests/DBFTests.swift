import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct DBFTests {
  private static func text(_ bytes: [UInt8]) throws -> String {
    try Translated.text(.dbf, FileBytes(bytes, named: "a.dbf"))
  }

  private static let typed = ShapefileBuilder.dbf(
    [("NAME", "C", 6, 0), ("N", "N", 5, 0), ("SHARE", "F", 6, 2), ("OPEN", "L", 1, 0), ("DAY", "D", 8, 0)],
    [
      [" ", "Elm   ", "   12", "  0.50", "T", "20240229"],
      ["*", "gone  ", "    1", "  1.00", "F", "20240101"],
      [" ", "      ", "*****", "      ", "?", "        "],
      [" ", " 007  ", "  -7 ", " 1e-03", "n", "00000000"],
    ].map { Array($0.joined().utf8) })

  @Test func typesBecomeValues() throws {
    let rows = try Self.text(Self.typed).split(separator: "\n").map { String($0) }
    #expect(rows[0] == "NAME,N,SHARE,OPEN,DAY")
    #expect(rows[1] == "Elm,12,0.5,true,2024-02-29")
    // Nothing, and a number that did not fit its field.
    #expect(rows[2] == ",,,,")
    #expect(rows[3] == "\" 007\",-7,0.001,false,")
    #expect(rows.count == 4)
  }

  @Test func numbersOfTheDatabase() throws {
    let money = ShapefileBuilder.little(-12_345, 8)
    let moment = ShapefileBuilder.little(2_460_370) + ShapefileBuilder.little(3_661_000)
    let record: [UInt8] = [0x20] + ShapefileBuilder.little(-5) + ShapefileBuilder.double(2.5) + money + moment
    let bytes = ShapefileBuilder.dbf(
      [("I", "I", 4, 0), ("B", "B", 8, 0), ("Y", "Y", 8, 0), ("T", "T", 8, 0)], [record], version: 0x30)
    #expect(try Self.text(bytes) == "I,B,Y,T\n-5,2.5,-1.2345,2024-02-29T01:01:01\n")
  }

  @Test func memosAreLeftOut() throws {
    let bytes = ShapefileBuilder.dbf(
      [("A", "C", 1, 0), ("NOTE", "M", 10, 0), ("B", "C", 1, 0)], [Array(" x         7y".utf8)], version: 0x83
    )
    #expect(try Self.text(bytes) == "A,B\nx,y\n")
  }

  @Test(
    arguments: [
      (0x03, [0xE9, 0x80], "é€"), (0x01, [0x82, 0xE1], "éß"), (0x02, [0x82, 0xD0], "éð"),
      (0xC8, [0xB3, 0xE6], "łć"), (0xC9, [0xC6, 0xFF], "Жя"), (0x00, [0xC3, 0xA9], "é"),
      (0x00, [0xE9, 0x20], "é"),
      // A character cut in two by the field's end, of a text that is UTF-8 up to there.
      (0x00, [0x61, 0xC3], "a"),
    ] as [(UInt8, [UInt8], String)])
  func encodings(_ language: UInt8, _ bytes: [UInt8], _ text: String) throws {
    let dbf = ShapefileBuilder.dbf([("A", "C", 2, 0)], [[0x20] + bytes], language: language)
    #expect(try Self.text(dbf) == "A\n\(text)\n")
  }

  @Test func longTextsHaveTheirLengthInTwoBytes() throws {
    let text = String(repeating: "abcd", count: 75)
    let dbf = ShapefileBuilder.dbf([("A", "C", 44, 1)], [[0x20] + Array(text.utf8)])
    var bytes = dbf
    bytes.replaceSubrange(10..<12, with: ShapefileBuilder.little(301, 2))
    #expect(try Self.text(bytes) == "A\n\(text)\n")
  }

  @Test func namesCutToTenLettersStayApart() throws {
    let dbf = ShapefileBuilder.dbf(
      [("median_hou", "C", 1, 0), ("median_hou", "C", 1, 0)], [Array(" ab".utf8)])
    #expect(try Self.text(dbf) == "median_hou,median_hou_2\na,b\n")
  }

  @Test func slipsAreTold() {
    let bytes = Self.typed
    #expect(Translated.slip { _ = try Self.text(Array(bytes.prefix(bytes.count - 20))) } == "bad-file")
    #expect(Translated.slip { _ = try Self.text(Array(bytes.prefix(80))) } == "bad-file")
    var wide = bytes
    wide[32 + 16] = 200
    #expect(Translated.slip { _ = try Self.text(wide) } == "bad-file")
    let japanese = ShapefileBuilder.dbf([("A", "C", 1, 0)], [[0x20, 0x41]], language: 0x13)
    #expect(Translated.slip { _ = try Self.text(japanese) } == "unsupported-format")
  }

  @Test func damageEnds() {
    let read = Translated.survivors(of: Self.typed, named: "a.dbf", .dbf, .table, seeds: Damage.seeds(400))
    #expect(read > 0 && read < Damage.seeds(400).count)
  }
}
