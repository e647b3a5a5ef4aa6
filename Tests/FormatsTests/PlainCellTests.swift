import Notation
import TestSupport
import Testing

@testable import Formats

/// Cells that are read in one go, beside the scanner that reads element by element.
@Suite struct PlainCellTests {
  /// What a reader finds in a sheet, and how it ends.
  private static func read(_ xml: String, plain: Bool) throws -> (rows: [String], end: String) {
    var book = WorkbookBuilder("")
    book.sheets[0].xml = xml
    book.strings = "<si><t>zero</t></si><si><t/></si><si><t>é</t></si>"
    book.styles = #"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#
    let workbook = try Workbook(try book.file())
    var reader = try SheetReader(workbook, workbook.parts.sheets[0])
    reader.readsPlainCells = plain
    var row = SheetRow()
    var rows: [String] = []
    do {
      while try reader.next(&row) { rows.append("\(row.number) \(row.cells)") }
      return (rows, "\(reader.errors) \(reader.unknown) \(reader.merged)")
    } catch { return (rows, error.code.id) }
  }

  private static let cells = [
    #"<c r="A1"><v>12</v></c>"#, #"<c r="B1" s="1"><v>45351</v></c>"#, #"<c t="s"><v>0</v></c>"#,
    #"<c t="s"><v>1</v></c>"#, #"<c t="s" s="0"><v>2</v></c>"#, #"<c s="1"/>"#,
    #"<c r="AA1" s="1" t="b"><v>1</v></c>"#,
    #"<c t="inlineStr"><is><t>plain</t></is></c>"#, #"<c t="inlineStr"><is><t>a &amp; b</t></is></c>"#,
    #"<c t="str"><f>A1</f><v>x_x0041_</v></c>"#, #"<c t="str"><v>x_x0041_</v></c>"#,
    #"<c t="e"><v>#N/A</v></c>"#,
    #"<c><f>A1</f></c>"#, #"<c><v>-0.1</v></c>"#, #"<c><v>1234567890123456789</v></c>"#, #"<c><v/></c>"#,
    "<c></c>",
    #"<c><v>é</v></c>"#, #"<c t="d"><v>2024-01-01</v></c>"#, #"<c r="C1" cm="1"><v>7</v></c>"#, " \n",
    "<c><v>007</v></c>",
    #"<c t="s"><v>3</v></c>"#, "<c><v>1,5</v></c>", #"<c r="XFD1"/>"#,
  ]

  @Test(arguments: Damage.seeds(250)) func bothWaysReadTheSame(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = (0..<3).map { _ in
      // Cells that end the reading come last in the list, and seldom.
      let count = seed % 5 == 0 ? Self.cells.count : Self.cells.count - 3
      return "<row>"
        + (0..<6).map { _ in Self.cells[Int.random(in: 0..<count, using: &random)] }.joined() + "</row>"
    }
    var xml = "<sheetData>\(rows.joined())</sheetData>"
    if seed % 2 == 1 {
      xml = String(decoding: Mutation.mutated(Array(xml.utf8), using: &random), as: UTF8.self)
    }
    let (plain, slow) = (try Self.read(xml, plain: true), try Self.read(xml, plain: false))
    #expect(plain.rows == slow.rows)
    #expect(plain.end == slow.end)
  }
}
