import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct ZipFormatTests {
  private static func text(_ members: [(String, String)], table: String? = nil) throws -> String {
    let file = try Translated.archive(members.map { ($0.0, Array($0.1.utf8)) })
    return try Translated.text(.zip, file, .table, FormatSelection(table: table))
  }

  private static func slip(_ members: [(String, String)], table: String? = nil) -> String? {
    Translated.slip { _ = try text(members, table: table) }
  }

  private static let csv = "id,n\n1,2\n"

  @Test func theOnlyDataIsPassedOnAsItStands() throws {
    #expect(try Self.text([("data.csv", Self.csv)]) == Self.csv)
    #expect(
      try Self.text([("licence.pdf", "%PDF"), ("in/Data.CSV", Self.csv), ("readme.txt", "x")]) == Self.csv)
    #expect(try Self.text([("rows.txt", Self.csv), ("logo.png", "x")]) == Self.csv)
    #expect(try Self.text([("rows", Self.csv)]) == Self.csv)
  }

  @Test func oneOfSeveralIsNamed() throws {
    let members = [("2023/data.csv", Self.csv), ("2024/data.csv", "id\n"), ("notes.json", "[]")]
    #expect(Self.slip(members) == "choose-table")
    #expect(try Self.text(members, table: "2024/data.csv") == "id\n")
    #expect(try Self.text(members, table: "Notes.json") == "[]")
    #expect(Self.slip(members, table: "data.csv") == "choose-table")
    #expect(Self.slip(members, table: "2024/data.csv/x") == "choose-table")
    #expect(Self.slip([("data.csv", Self.csv)], table: "other.csv") == "choose-table")
    #expect(Self.slip([]) == "bad-file")
  }

  @Test func filesOfOtherFormatsAreTranslated() throws {
    var book = WorkbookBuilder("<row><c><v>2010</v></c></row><row><c><v>1</v></c></row>")
    book.sheets.append(("Second", book.sheets[0].xml.replacing(">1<", with: ">2<")))
    let workbook = try book.file()
    let bytes = try workbook.read(0, workbook.count)
    let one = try Translated.archive([("out/report.xlsx", bytes), ("readme.txt", [])])
    #expect(try FileFormat.zip.tables(one).map { $0.name } == ["Sheet1", "Second"])
    #expect(Translated.slip { _ = try Translated.text(.zip, one) } == "choose-table")
    for table in ["second", "out/report.xlsx/Second"] {
      #expect(try Translated.text(.zip, one, .table, FormatSelection(table: table)) == "2010\n2\n")
    }
    let dbf = ShapefileBuilder.dbf([("A", "C", 1, 0)], [[0x20, 0x78]])
    #expect(try Translated.text(.zip, try Translated.archive([("a.dbf", dbf)])) == "A\nx\n")
    let nested = try Translated.archive([("inner.zip", ZipFixture.bytes)])
    #expect(Translated.slip { _ = try Translated.text(.zip, nested) } == "unsupported-format")
  }

  @Test func whoAsksSeesWhatIsInside() throws {
    let file = try Translated.archive([
      ("a.geojson", Array(#"{"type":"FeatureCollection","features":[]}"#.utf8))
    ])
    guard case .text(_, let name)? = try FileFormat.zip.unpack?(file, FormatSelection()) else {
      Issue.record("no text")
      return
    }
    #expect(name == "a.geojson")
    var writer = TranslationWriter(.table) { (_) throws(Diagnostic) in }
    try FileFormat.zip.translate(file, FormatSelection(), &writer)
    #expect(writer.passedOn == "a.geojson")
  }

  @Test func archivesThatAreFormatsAreKnownBefore() throws {
    #expect(FileFormat.of(try WorkbookBuilder("").file())?.id == "xlsx")
    #expect(FileFormat.of(try Translated.archive([("x/A.SHP", [])]))?.id == "shapefile")
    #expect(FileFormat.of(FileBytes(ZipFixture.bytes, named: "a"))?.id == "zip")
    #expect(FileFormat.of(FileBytes(Array(Self.csv.utf8), named: "a.csv")) == nil)
    #expect(FileFormat.of(FileBytes(Array("[1,2]".utf8), named: "a")) == nil)
    #expect(FileFormat.of(FileBytes([], named: "a")) == nil)
  }

  @Test(arguments: Damage.seeds(200)) func damageEnds(_ seed: UInt64) {
    let damaged = FileBytes(Damage.copy(of: ZipFixture.bytes, seed: seed), named: "a.zip")
    _ = try? FileFormat.zip.tables(damaged)
    for name in ["rows.csv", "folder/é.txt"] {
      let text = try? Translated.text(.zip, damaged, .table, FormatSelection(table: name))
      if let text, name == "rows.csv", text.utf8.count > 7 { #expect(text == ZipFixture.rows) }
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) func othersArchives() throws {
    let long = try Translated.text(.zip, try Translated.shared("servers/formats/out/zip64.zip"))
    #expect(long.utf8.count == 846_599)
    #expect(long.hasPrefix("request_id,service_code,service_name,"))
    let names = try Translated.text(.zip, try Translated.shared("servers/formats/out/utf8_names.zip"))
    #expect(names == "id\n1\n")
  }
}
