import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

/// Workbooks of GDAL, openpyxl, XlsxWriter and Excel.
@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) struct OthersWorkbooksTests {
  @Test(
    arguments: [
      ("openpyxl_1900.xlsx", "Requests"), ("openpyxl_1904.xlsx", "Requests"),
      ("xlsxwriter_constant_memory.xlsx", nil),
    ] as [(String, String?)])
  func requestsEqualTheirTwin(_ name: String, _ table: String?) throws {
    let file = try Translated.shared("servers/formats/out/\(name)")
    let text = try Translated.text(.xlsx, file, .table, FormatSelection(table: table))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 201)
    #expect(lines[0] == "request_id,service_name,requested_at,fee,zip,is_open")
    #expect(lines[1] == "1,Pothole / street defect,2023-01-27T05:21:00,104.2,00956,false")
    // Python made the same text of requests.csv, which the workbooks were written from; this is what it hashes to.
    #expect(Self.hash(text) == Self.requestsHash)
  }

  @Test func richTextsAndSpaces() throws {
    let file = try Translated.shared("servers/formats/out/xlsxwriter_rich_strings.xlsx")
    #expect(
      try Translated.text(.xlsx, file) == "name\nplain bold tail\n\"  spaces kept  \"\n60\n120\n")
  }

  /// FNV-1a.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static let requestsHash: UInt64 = 7_380_851_625_468_460_102

  struct Expectation {
    let file: String
    let sheet: String
    let cells: Int
    let formulas: Int
    let texts: Int
    let dates: Int
    let sum: Double
  }

  /// What openpyxl counted, sheet by sheet.
  private static let expectations: [Expectation] = {
    let url = SharedData.url("data/reference/xlsx_expectations.csv")
    let lines = ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n").dropFirst()
    return lines.map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      return Expectation(
        file: fields[0], sheet: fields[1], cells: Int(fields[3]) ?? -1, formulas: Int(fields[4]) ?? -1,
        texts: Int(fields[5]) ?? -1,
        dates: Int(fields[7]) ?? -1, sum: Double(fields[10].trimmingCharacters(in: .whitespaces)) ?? .nan)
    }
  }()

  @Test(arguments: Set(expectations.map { $0.file }).sorted())
  func everySheetHoldsWhatOpenpyxlCounts(_ name: String) throws {
    let book = try Workbook(try Translated.shared("data/\(name)"))
    let expectations = Self.expectations.filter { $0.file == name }
    #expect(book.parts.sheets.map { $0.name } == expectations.map { $0.sheet })
    for (sheet, expected) in zip(book.parts.sheets, expectations) {
      // A build with checks takes seconds for the largest; `ALMANAC_FUZZ` asks for it.
      if expected.cells > 5000, ProcessInfo.processInfo.environment["ALMANAC_FUZZ"] == nil { continue }
      var reader = try SheetReader(book, sheet)
      var row = SheetRow()
      var (cells, texts, dates) = (0, 0, 0)
      var sum = 0.0
      while try reader.next(&row) {
        for cell in row.cells {
          cells += 1
          switch cell.value {
          case .number(let number): sum += number
          case .text(let text)
          where text.count == 19 && text.hasPrefix("2015-") || text.count == 10 && text.hasPrefix("2015-"):
            dates += 1
          default: texts += 1
          }
        }
      }
      #expect(cells == expected.cells, "\(expected.sheet)")
      #expect(dates == expected.dates, "\(expected.sheet)")
      #expect(abs(sum - expected.sum) <= 1e-6 * max(1, abs(expected.sum)), "\(expected.sheet): \(sum)")
      if expected.formulas == 0 { #expect(texts == expected.texts, "\(expected.sheet)") }
    }
  }
}
