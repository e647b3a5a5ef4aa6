import Notation
import TestSupport
import Testing

@testable import Formats

@Suite struct SeparatedReaderTests {
  static func records(_ bytes: [UInt8], blocks: Int) throws(Diagnostic) -> [[String]] {
    let source = FileBlocks(FileBytes(bytes, named: "a.csv"), size: blocks)
    var reader = SeparatedReader(named: "a.csv", next: source.next)
    var records: [[String]] = []
    while try reader.read() {
      records.append(reader.fields.indices.map { [reader] field in reader.text(field) })
    }
    return records
  }

  /// The grammar character by character, on a text without line ends of two kinds or blank lines.
  static func slowly(_ text: String) -> [[String]]? {
    var (records, record, field): ([[String]], [String], String) = ([], [], "")
    var (isQuoted, wasQuoted) = (false, false)
    func finish(_ record: [String]) {
      // A blank line is no record; a pair of quotes is one.
      if record != [""] || wasQuoted { records.append(record) }
    }
    let characters = Array(text.unicodeScalars)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if isQuoted {
        if character == "\"" {
          if index + 1 < characters.count, characters[index + 1] == "\"" {
            field.unicodeScalars.append("\"")
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          field.unicodeScalars.append(character)
        }
      } else if character == "\"", field.isEmpty, !wasQuoted {
        (isQuoted, wasQuoted) = (true, true)
      } else if character == "," || character == "\n" {
        record.append(field)
        if character == "\n" {
          finish(record)
          record = []
        }
        (field, wasQuoted) = ("", false)
      } else {
        field.unicodeScalars.append(character)
      }
      index += 1
    }
    if isQuoted { return nil }
    finish(record + [field])
    return records
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func equalsTheSlowReading(_ seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<30 {
      var text = ""
      for _ in 0..<Int.random(in: 0..<8, using: &random) {
        let fields = (0..<Int.random(in: 1...4, using: &random)).map { _ in
          ["", "a", "é b", "\"\"", "\"x,\"\"y\"\"\"", "\"two\nlines\"", "12.5"].randomElement(using: &random)
            ?? ""
        }
        text += fields.joined(separator: ",") + "\n"
      }
      if Bool.random(using: &random), text.hasSuffix("\n") { text.removeLast() }
      let expected = Self.slowly(text)
      let blocks = Int.random(in: 1...50, using: &random)
      #expect(try Self.records(Array(text.utf8), blocks: blocks) == expected, "\(text)")
      let returns = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
      let expectedReturns = expected?.map {
        $0.map { $0.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") }
      }
      #expect(try Self.records(Array(returns.utf8), blocks: blocks) == expectedReturns)
    }
  }

  @Test func headersAreFound() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("\"Stop_ID\", stop_name ,n\n s1 , \"a, b\" ,\n".utf8)
    var table = try SeparatedTable(named: "a.csv", next: FileBlocks(FileBytes(bytes, named: "a.csv")).next)
    #expect(table.names == ["Stop_ID", "stop_name", "n"])
    let first = try table.read()
    #expect(first)
    #expect(table.text(table.column("stop_id")) == "s1")
    #expect(table.text(table.column("stop_name")) == "a, b")
    #expect(table.count(table.column("n")) == nil)
    let second = try table.read()
    #expect(!second)
    let whole = table
    let problem = try #require(throws: Diagnostic.self) { _ = try whole.needed("lat") }
    #expect(problem.code == .badFile)
  }
}
