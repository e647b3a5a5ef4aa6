import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Separated values")
struct DelimitedTests {
  @Test("Columns are found by name, whatever their order, and only those asked for")
  func columns() throws {
    let table = try readWhole(
      "id,name,people\n07,Rogers Park,\"54,991\"\n08,\"Lake View, East\",\n",
      [
        ColumnRequest("p", from: "people", type: .number), ColumnRequest("n", from: "name", type: .text),
        ColumnRequest("again", from: "people", type: .text),
      ])
    #expect(table.numbers(0) == [54_991, nil])
    #expect(table.texts(1) == ["Rogers Park", "Lake View, East"])
    #expect(table.texts(2) == ["54,991", nil])
    #expect(table.report.records == 2)
    #expect(table.report.diagnostics == [])
  }

  @Test("Leading zeros of a text are kept")
  func leadingZeros() throws {
    #expect(try texts("id,x\n007,1\n", "id") == ["007"])
  }

  @Test("Every kind of line end ends a record", arguments: ["\n", "\r", "\r\n"])
  func lineEnds(end: String) throws {
    for last in ["", end] {
      let text = ["a,b", "1,2", "3,4"].joined(separator: end) + last
      #expect(try texts(text, "b") == ["2", "4"])
    }
  }

  @Test("Mixed line ends and blank records do no harm")
  func mixed() throws {
    let text = "a,b\r\n1,2\r3,4\n\n\r\n  \n5,6\r\n"
    #expect(try texts(text, "b") == ["2", "4", "6"])
    #expect(try TableReader.layout(of: .bytes(Array(text.utf8)), named: "x.csv").lineEnds == .mixed)
  }

  @Test("Quotes guard delimiters, line ends and quotes, and only at a field's beginning")
  func quotes() throws {
    let text = "a,b\n\"x,\"\"y\"\"\r\nz\",1\n5\" pipe,2\n\"a\"b\"c,3\n\"\",4\n\"\"\"\",5\n"
    #expect(try texts(text, "a") == ["x,\"y\"\r\nz", "5\" pipe", "ab\"c", nil, "\""])
    #expect(try texts(text, "b") == ["1", "2", "3", "4", "5"])
  }

  @Test("An unclosed quote is an error where it was opened")
  func unclosed() {
    #expect {
      try texts("a,b\n1,2\n3,\"4\n5,6\n", "a")
    } throws: {
      guard let found = $0 as? Diagnostic else { return false }
      return found.code.id == "unclosed-quote" && found.location?.line == 3 && found.location?.column == 3
    }
  }

  @Test("Headers are trimmed, and a nameless column is numbered")
  func headers() throws {
    let text = ", PER CAPITA INCOME ,x\n0,1,2\n"
    #expect(try texts(text, "PER CAPITA INCOME") == ["1"])
    #expect(try texts(text, "column 1") == ["0"])
    let names = try TableReader.columnNames(of: .bytes(Array(text.utf8)), named: "a.csv")
    #expect(names == ["column 1", "PER CAPITA INCOME", "x"])
  }

  @Test("A header over several records is joined with spaces")
  func headerRecords() throws {
    let text = "County,Republican\n,Party of\n,Florida\nALACHUA,49407\n"
    let three = format { $0.headerRecords = 3 }
    #expect(try texts(text, "Republican Party of Florida", format: three) == ["49407"])
    #expect(try texts(text, "County", format: three) == ["ALACHUA"])
  }

  @Test("Records before and after the header are skipped, blank lines counted")
  func skips() throws {
    let text = "Title\n\nexported 2012\nid,x\nlong label,long x\n1,2\n"
    let skipping = format {
      $0.skipBefore = 3
      $0.skipAfter = 1
    }
    let table = try readWhole(text, format: skipping, [ColumnRequest("id", type: .text)])
    #expect(table.texts(0) == ["1"])
    #expect(table.chunks.first?.firstRecord == 1)
  }

  @Test("A file without a header takes the names the format gives")
  func headerless() throws {
    let named = format { $0.header = ["code", "neighbour"] }
    #expect(try texts("1,2\n3,4\n", "neighbour", format: named) == ["2", "4"])
  }

  @Test("A column that is not there is named with its nearest neighbour, at the request")
  func unknownColumn() throws {
    let place = SourceLocation(path: "feeds/a.json5", line: 7, column: 9)
    let table = try readWhole(
      "community_area,x\n1,2\n",
      [ColumnRequest("a", from: "comunity_area", type: .text, at: place), ColumnRequest("zz", type: .text)])
    #expect(table.chunks.isEmpty)
    #expect(table.errors.map(\.code.id) == ["unknown-column", "unknown-column"])
    #expect(table.errors.first?.location == place)
    #expect(table.errors.first?.message == "“comunity_area” is not a column of “feed.csv”")
    #expect(table.errors.first?.fix == "write “community_area”; the columns are “community_area”, “x”")
    #expect(table.errors.last?.fix == "write one of “community_area”, “x”")
  }

  @Test("A name that occurs twice is an error only where it is asked for")
  func duplicates() throws {
    #expect(try texts("a,b,a\n1,2,3\n", "b") == ["2"])
    let table = try readWhole("a,b,a \n1,2,3\n", [ColumnRequest("a", type: .text)])
    #expect(table.errors.map(\.message) == ["“a” names the columns 1 and 3 of “feed.csv”"])
  }

  @Test("Ragged records are one error with counts, or are padded and cut with one note")
  func ragged() throws {
    let text = "a,b,c\n1,2,3\n4,5\n6,7,8,9\n"
    let refused = try readWhole(text, [ColumnRequest("c", type: .text)])
    #expect(refused.report.diagnostics.map(\.severity) == [.error])
    #expect(
      refused.errors.first?.message
        == "record 2 has 2 fields where the header has 3, and 1 more records differ from it")
    #expect(refused.errors.first?.location == SourceLocation(path: "feed.csv", line: 3, column: 1))
    let allowed = try readWhole(text, format: format { $0.ragged = true }, [ColumnRequest("c", type: .text)])
    #expect(allowed.texts(0) == ["3", nil, "8"])
    #expect(allowed.report.diagnostics.map(\.severity) == [.note])
  }

  @Test(
    "The delimiter is found by consistency outside quotes",
    arguments: [
      ("a,b;c\n1,2\n3,4;5\n", ","), ("a\tb\n\"x,y\tz,\"\t1,5\n", "\t"), ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
      ("a|b|c\n1|2,3|4\n", "|"), ("alone\n1\n2\n", ","), ("", ","),
    ])
  func delimiters(text: String, delimiter: Character) throws {
    #expect(try TableReader.layout(of: .bytes(Array(text.utf8)), named: "a.csv").delimiter == delimiter)
  }

  @Test("A delimiter that cannot part fields is refused", arguments: ["\"", "é", "\n", "\r\n"])
  func badDelimiters(delimiter: Character) {
    #expect {
      try texts("a,b\n", "a", format: format { $0.delimiter = delimiter })
    } throws: {
      ($0 as? Diagnostic)?.code.id == "bad-delimiter"
    }
  }

  @Test("Cells that do not read are gathered by column and text, located, and missing")
  func faults() throws {
    let text = "id,n\n1,5\n2,(X)\n3,\"1,2\"\n4,(X)\n5,NaN\n"
    let table = try readWhole(text, [ColumnRequest("n", type: .number)])
    #expect(table.numbers(0) == [5, nil, nil, nil, nil])
    #expect(
      table.report.diagnostics.map(\.message) == [
        "“(X)” in column “n”, record 2, is not a number, and in 1 more cells of the column",
        "“1,2” in column “n”, record 3, is not a number", "“NaN” in column “n”, record 5, is not a number",
      ])
    #expect(table.report.diagnostics.map(\.location?.line) == [3, 4, 6])
    #expect(
      table.report.diagnostics.allSatisfy { $0.code.id == "cell-not-a-number" && $0.severity == .error })
    #expect(table.report.diagnostics.first?.fix?.contains("`missing`") == true)
  }

  @Test("Declared markers are missing, compared after trimming, and nothing else is")
  func markers() throws {
    let table = try readWhole(
      "n,t\n *,*\n(X) ,NaN\nNaN, \n",
      [
        ColumnRequest("n", type: .number, missing: ["*", "(X)", "NaN "]),
        ColumnRequest("t", type: .text, missing: ["*"]),
      ])
    #expect(table.numbers(0) == [nil, nil, nil])
    #expect(table.texts(1) == [nil, "NaN", nil])
    #expect(table.report.diagnostics == [])
  }

  @Test("However many cells do not read, the messages stay few and count them all")
  func manyFaults() throws {
    let rows = (0..<1000).map { "x\($0),y\($0),z,w\($0),v\($0)" }.joined(separator: "\n")
    let columns = ["a", "b", "c", "d", "e"].map { ColumnRequest($0, type: .number) }
    let table = try readWhole("a,b,c,d,e\n" + rows, columns)
    #expect(table.errors.count <= 21)
    #expect(table.errors.last?.code.id == "more-unread-cells")
    #expect(table.errors.contains { $0.message.hasPrefix("“z” in column “c”, record 1,") })
  }

  @Test("Dates and truth values read by their columns' types")
  func types() throws {
    let table = try readWhole(
      "d,e,b\n2012-03-31,3/1/70,yes\nsoon,,maybe\n",
      [
        ColumnRequest("d", type: .date), ColumnRequest("e", type: .date, pattern: "M/d/yy"),
        ColumnRequest("b", type: .boolean),
      ])
    #expect(table.instants(0) == [1_333_152_000, nil])
    #expect(table.instants(1) == [5_097_600, nil])
    #expect(table.truths(2) == [true, nil])
    #expect(table.errors.map(\.code.id) == ["cell-not-a-date", "cell-not-a-boolean"])
  }

  @Test("Chunks are full but for the last and number their records")
  func chunks() throws {
    let text = "a\n" + (1...10).map { "\($0 % 3)\n" }.joined()
    let table = try readWhole(text, [ColumnRequest("a", type: .text)], chunkSize: 4)
    #expect(table.chunks.map(\.count) == [4, 4, 2])
    #expect(table.chunks.map(\.firstRecord) == [1, 5, 9])
    #expect(table.texts(0) == (1...10).map { String($0 % 3) })
  }

  @Test("A file of nothing but a header has no records, and an empty one no header")
  func empty() throws {
    #expect(try readWhole("a,b", [ColumnRequest("a", type: .text)]).report.records == 0)
    #expect {
      try texts("", "a")
    } throws: {
      ($0 as? Diagnostic)?.code.id == "no-header"
    }
  }

  @Test("A record longer than the reader holds is refused at its beginning")
  func tooLong() throws {
    let bytes = Array("a,b\n1,2\n\"".utf8) + Array(repeating: UInt8(0x78), count: 5000)
    let reader = try BlockReader(.bytes(bytes, blockSize: 64), named: "a.csv")
    var window = TextWindow(
      reader, finding: EncodingFinding(encoding: .utf8, mark: 0, guessed: false), named: "a.csv",
      longest: 1000)
    var assembler = try ChunkAssembler(TableSchema([ColumnRequest("a", type: .text)]), chunkSize: 10)
    var delimited = DelimitedReader(TableFormat(), delimiter: 0x2C, path: "a.csv")
    #expect {
      try delimited.run(&window, into: &assembler) { (_) throws(Diagnostic) in }
    } throws: {
      ($0 as? Diagnostic)?.code.id == "record-too-long" && ($0 as? Diagnostic)?.location?.line == 3
    }
  }

  @Test("A file that is not there is refused")
  func noFile() {
    #expect {
      try readWhole(.file("/nonexistent/a.csv"), [])
    } throws: {
      ($0 as? Diagnostic)?.code.id == "unreadable-file"
    }
  }

  @Test("What the sink throws ends the reading")
  func sinkThrows() {
    let stop = Diagnostic(.error, .noRecords, "stop")
    #expect(throws: stop) {
      _ = try TableReader.read(
        .bytes(Array("a\n1\n2\n".utf8)), named: "a.csv", schema: TableSchema([]), chunkSize: 1
      ) { (_) throws(Diagnostic) in throw stop }
    }
  }

  @Test("Every code has a story of two sentences and a name of its own")
  func codes() {
    #expect(Set(DiagnosticCode.tables.map(\.id)).count == DiagnosticCode.tables.count)
    for code in DiagnosticCode.tables {
      #expect(code.story.split(separator: ". ").count >= 2, "\(code.id)")
    }
  }
}
