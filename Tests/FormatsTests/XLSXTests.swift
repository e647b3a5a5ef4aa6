import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

@Suite struct XLSXTests {
  private static func text(
    _ builder: WorkbookBuilder, table: String? = nil, headerRow: Int? = nil
  ) throws -> String {
    try Translated.text(
      .xlsx, try builder.file(), .table, FormatSelection(table: table, headerRow: headerRow))
  }

  private static func slip(_ builder: WorkbookBuilder, table: String? = nil, headerRow: Int? = nil) -> String?
  {
    Translated.slip { _ = try text(builder, table: table, headerRow: headerRow) }
  }

  private static func notes(_ builder: WorkbookBuilder) throws -> [String] {
    var writer = TranslationWriter(.table) { (_) throws(Diagnostic) in }
    try FileFormat.xlsx.translate(try builder.file(), FormatSelection(), &writer)
    return writer.notes.map { $0.message }
  }

  private static func inline(_ text: String) -> String { #"<c t="inlineStr"><is><t>\#(text)</t></is></c>"# }

  @Test func everyKindOfCell() throws {
    var book = WorkbookBuilder(
      """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c><c r="C1" t="str"><f>"c"</f>\
      <v>c</v></c><c r="D1" t="s"><v>2</v></c><c r="E1" t="s"><v>1</v></c></row>
      <row r="2"><c r="A2"><v>0.10000000000000001</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c>\
      <c r="D2" t="d"><v>2024-02-29</v></c><c r="E2" t="n"><v>-12</v></c></row>
      <row r="3"><c r="C3"><f>A2*2</f><v>0.2</v></c><c r="E3"><f>A9</f></c></row>
      """)
    book.strings = """
      <si><t>a</t></si><si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r>\
      <rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>line_x000A_end &amp; _x</t></si>
      """
    #expect(
      try Self.text(book) == "a,b,c,line end & _x,rich text\n0.1,true,,2024-02-29,-12\n,,0.2,,\n")
    let notes = try Self.notes(book)
    #expect(notes.count == 2)
    #expect(notes[0].contains("1 formulas have no stored result, the first in E3"))
    #expect(notes[1].contains("#N/A in C2"))
  }

  @Test func cellsWithoutReferencesFollowEachOther() throws {
    let book = WorkbookBuilder(
      "<row>\(Self.inline("a"))\(Self.inline("b"))</row><row/><row><c/><c><v>1</v></c></row>"
        + "<row><c><v>2</v></c></row>")
    #expect(try Self.text(book) == "a,b\n,1\n2,\n")
  }

  @Test func prefixesDoNotMatter() throws {
    var book = WorkbookBuilder("")
    book.sheets[0].xml = """
      <x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>\
      <x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData>
      """
    #expect(try Self.text(book) == "a\n1\n")
  }

  @Test func targetsMayBeAbsolute() throws {
    var book = WorkbookBuilder("<row>\(Self.inline("a"))</row><row><c><v>1</v></c></row>")
    for target in ["/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml"] {
      book.target = { _ in target }
      #expect(try Self.text(book) == "a\n1\n")
    }
    book.target = { _ in "worksheets/none.xml" }
    #expect(Self.slip(book) == "bad-file")
  }

  /// Serials, what they mean, by what openpyxl 3.1.5 makes of them.
  @Test(arguments: [
    (14, "1", "1900-01-01"), (14, "59", "1900-02-28"), (14, "61", "1900-03-01"), (14, "45351", "2024-02-29"),
    (22, "45351.5", "2024-02-29T12:00:00"), (22, "45351", "2024-02-29T00:00:00"),
    (14, "45351.25", "2024-02-29T06:00:00"), (22, "44953.222916666666", "2023-01-27T05:21:00"),
    (22, "45351.999999", "2024-03-01T00:00:00"), (20, "0.75", "18:00:00"), (46, "1.5", "36:00:00"),
    (14, "0", ""), (14, "-3", "-3"), (14, "2958465", "9999-12-31"), (14, "2958466", "2958466"),
    (0, "45351", "45351"), (164, "45351", "2024-02-29"), (165, "45351.5", "2024-02-29T12:00:00"),
    (166, "45351", "45351"), (167, "45351", "45351"), (168, "0.5", "12:00:00"), (169, "1.25", "30:00:00"),
  ])
  func datesAreNumbersOfAStyle(_ format: Int, _ serial: String, _ text: String) throws {
    var book = WorkbookBuilder(
      #"<row>\#(Self.inline("a"))\#(Self.inline("b"))</row><row><c s="1"><v>\#(serial)</v></c><c><v>7</v></c></row>"#
    )
    book.styles = """
      <numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm\\-yy;@"/>\
      <numFmt numFmtId="165" formatCode="dd/mm/yyyy h:mm AM/PM"/>\
      <numFmt numFmtId="166" formatCode="0.0 &quot;days&quot;"/><numFmt numFmtId="167" formatCode="[Red]#,##0_d"/>\
      <numFmt numFmtId="168" formatCode="h:mm:ss AM/PM"/><numFmt numFmtId="169" formatCode="[h]:mm:ss"/></numFmts>\
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="\(format)"/></cellXfs>
      """
    #expect(try Self.text(book) == "a,b\n\(text),7\n")
  }

  @Test func daysMayCountFrom1904() throws {
    var book = WorkbookBuilder(
      #"<row>\#(Self.inline("a"))</row><row><c s="0"><v>43889</v></c></row><row><c s="0"><v>0</v></c></row>"#)
    book.styles = #"<cellXfs><xf numFmtId="14"/></cellXfs>"#
    book.properties = #"date1904="1""#
    #expect(try Self.text(book) == "a\n2024-02-29\n1904-01-01\n")
  }

  @Test func theHeadingStandsBelowTitles() throws {
    let book = WorkbookBuilder(
      """
      <row r="2">\(Self.inline("Table 1"))</row><row r="4"><c r="B4" t="inlineStr"><is><t>area</t></is></c>\
      <c r="C4"><v>2010</v></c><c r="D4"><v>2020</v></c></row>\
      <row r="6"><c r="B6" t="inlineStr"><is><t>Elm</t></is></c><c r="C6"><v>1</v></c><c r="E6"><v>9</v></c></row>
      """)
    #expect(try Self.text(book) == "area,2010,2020,column_4\nElm,1,,9\n")
    #expect(
      try Self.text(book, headerRow: 0).hasPrefix(
        "column_1,column_2,column_3,column_4,column_5\nTable 1,,,,\n"))
    #expect(Self.slip(book, headerRow: 3) == "bad-file")
  }

  @Test func valuesWithoutNamesAreNotTakenForNames() {
    let book = WorkbookBuilder(
      "<row>\(Self.inline("Table 1"))</row><row>\(Self.inline("Total"))<c><v>55053</v></c></row>"
        + "<row>\(Self.inline("White"))<c><v>12</v></c></row>")
    #expect(Self.slip(book) == "bad-file")
    #expect(Self.slip(book, headerRow: 2) == nil)
  }

  @Test func mergedNamesCountForAllTheirColumns() throws {
    let book = WorkbookBuilder(
      """
      <row r="1">\(Self.inline("area"))\(Self.inline("stops"))</row>\
      <row r="2">\(Self.inline("Elm"))<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>
      """, behind: #"<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>"#)
    #expect(try Self.text(book) == "area,stops,stops_2,column_4\nElm,1,2,3\n")
  }

  @Test func valuesBesideTheTableAreTold() throws {
    let rows = (2...90).map { row in
      "<row><c><v>\(row)</v></c><c><v>1</v></c>\(row == 80 ? "<c><v>5</v></c>" : "")</row>"
    }
    let book = WorkbookBuilder("<row>\(Self.inline("a"))\(Self.inline("b"))</row>\(rows.joined())")
    #expect(try Self.text(book).split(separator: "\n").count == 90)
    #expect(try Self.notes(book).first?.contains("the first in C80") == true)
  }

  @Test func theOnlySheetForReadersIsTaken() throws {
    var book = WorkbookBuilder("<row>\(Self.inline("a"))</row><row><c><v>1</v></c></row>")
    book.sheets += [
      ("Empty", "<sheetData/>"), ("Hidden", book.sheets[0].xml.replacing(">1<", with: ">2<")),
      ("Chart", ""),
    ]
    book.entries = ["Hidden": #"state="hidden""#]
    book.kind = { $0 == 4 ? "chartsheet" : "worksheet" }
    #expect(try FileFormat.xlsx.tables(try book.file()).map { $0.name } == ["Sheet1"])
    #expect(try Self.text(book) == "a\n1\n")
    #expect(try Self.text(book, table: "hidden") == "a\n2\n")
    #expect(Self.slip(book, table: "Sheet2") == "choose-table")
    book.entries = [:]
    #expect(Self.slip(book) == "choose-table")
  }

  @Test(arguments: [
    (#"<row><c t="s"><v>0</v></c></row>"#, "bad-file"), (#"<row><c t="s"><v>-1</v></c></row>"#, "bad-file"),
    (#"<row r="2"/><row r="1"/>"#, "bad-file"), (#"<row r="1048577"/>"#, "bad-file"),
    (#"<row><c r="XFE1"/></row>"#, "bad-file"), (#"<row><c r="12"/></row>"#, "bad-file"),
    ("<row><c><v>1,5</v></c></row>", "bad-file"), ("<row><c><v>1</c></row>", "bad-file"),
    ("<row>", "bad-file"),
    ("", "bad-file"),
  ])
  func slipsAreTold(_ rows: String, _ code: String) {
    #expect(Self.slip(WorkbookBuilder(rows)) == code)
  }

  @Test func entitiesAreRefusedBeforeTheyUnfold() {
    var book = WorkbookBuilder("<row>\(Self.inline("&b;"))</row>")
    book.prolog = #"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"#
    #expect(Self.slip(book) == "unsupported-format")
  }

  @Test func olderWorkbooksAreNamed() {
    let old = FileBytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], named: "a.xls")
    #expect(FileFormat.xlsx.recognises(old))
    #expect(Translated.slip { _ = try FileFormat.xlsx.tables(old) } == "unsupported-format")
  }

  @Test func damageEnds() throws {
    let rows = (1...6).map {
      #"<row r="\#($0)">\#(Self.inline("x &amp; \($0)"))<c r="B\#($0)" s="1"><v>1\#($0)</v></c></row>"#
    }
    let sound = "<sheetData>\(rows.joined())</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"
    var read = 0
    for seed in Damage.seeds(300) {
      var book = WorkbookBuilder("")
      book.sheets[0].xml = String(decoding: Damage.copy(of: Array(sound.utf8), seed: seed), as: UTF8.self)
      if Self.slip(book, headerRow: 0) == nil { read += 1 }
    }
    #expect(read > 0 && read < Damage.seeds(300).count)
    var whole: [UInt8] = []
    let file = try WorkbookBuilder(rows.joined()).file()
    whole = try file.read(0, file.count)
    #expect(
      Translated.survivors(of: whole, named: "a.xlsx", .xlsx, .table, seeds: Damage.seeds(200))
        < Damage.seeds(200).count)
  }
}
