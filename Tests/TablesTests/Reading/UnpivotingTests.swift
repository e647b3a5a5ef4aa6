import Notation
import Testing

@testable import Tables

@Suite("Wide to long")
struct UnpivotingTests {
  private static let text =
    "area,POP2010,name,POP2011\n1,\"1,000\",Rogers Park,1100\n2,,West Ridge,2100\n3,*,Uptown,7\n"

  private func long(_ unpivoting: Unpivoting, _ columns: [ColumnRequest], chunkSize: Int = 16384)
    throws(Diagnostic) -> WholeTable
  {
    var chunks: [Chunk] = []
    let report = try TableReader.read(
      .bytes(Array(Self.text.utf8)), named: "wide.csv", schema: TableSchema(columns), unpivoting: unpivoting,
      chunkSize: chunkSize
    ) { (chunk) throws(Diagnostic) in chunks.append(chunk) }
    return WholeTable(chunks: chunks, report: report)
  }

  private static let columns = [
    ColumnRequest("people", type: .number, missing: ["*"]), ColumnRequest("area", type: .text),
    ColumnRequest("year", type: .text), ColumnRequest("label", from: "name", type: .text),
  ]

  @Test(
    "Each record gives one row for each listed column, and the others are repeated",
    arguments: [1, 2, 5, 100])
  func rows(chunkSize: Int) throws {
    let table = try long(
      Unpivoting(["POP*"], name: "year", strip: "POP", value: "people"), Self.columns, chunkSize: chunkSize)
    #expect(table.numbers(0) == [1000, 1100, nil, 2100, nil, 7])
    #expect(table.texts(1) == ["1", "1", "2", "2", "3", "3"])
    #expect(table.texts(2) == ["2010", "2011", "2010", "2011", "2010", "2011"])
    #expect(table.texts(3) == ["Rogers Park", "Rogers Park", "West Ridge", "West Ridge", "Uptown", "Uptown"])
    #expect(table.report.diagnostics == [])
    #expect(table.report.records == 3)
    var next = 1
    for chunk in table.chunks {
      #expect(chunk.firstRecord == next)
      next += chunk.count
    }
  }

  @Test("Labels and repeated texts keep their codes from chunk to chunk")
  func dictionaries() throws {
    let table = try long(
      Unpivoting(["POP*"], name: "year", strip: "POP", value: "people"), Self.columns, chunkSize: 2)
    #expect(table.chunks.count == 3)
    for column in 1...3 {
      let dictionaries = table.chunks.map { chunk -> Int in
        if case .text(let text) = chunk.columns[column] { text.dictionary } else { 0 }
      }
      #expect(Set(dictionaries).count == 1 && dictionaries[0] != 0)
    }
  }

  @Test("A star takes all but the exceptions, and values may be texts")
  func star() throws {
    let unpivoting = Unpivoting(["*"], except: ["area", "na*"], name: "year", value: "people")
    let table = try long(
      unpivoting, [ColumnRequest("people", type: .text), ColumnRequest("year", type: .text)])
    #expect(table.texts(0) == ["1,000", "1100", nil, "2100", "*", "7"])
    #expect(table.texts(1) == ["POP2010", "POP2011", "POP2010", "POP2011", "POP2010", "POP2011"])
  }

  @Test("A cell that does not read is told by its source column")
  func faults() throws {
    let unpivoting = Unpivoting(["POP2010", "POP2011"], name: "year", value: "people")
    let table = try long(unpivoting, [ColumnRequest("people", type: .number)])
    #expect(table.errors.map(\.message) == ["“*” in column “POP2010”, record 3, is not a number"])
  }

  @Test(
    "A pattern that nothing matches is told at its place with the nearest name",
    arguments: ["POPS*", "POP201"])
  func unmatched(pattern: String) {
    let place = SourceLocation(path: "feeds/a.json5", line: 5, column: 20)
    #expect {
      try long(Unpivoting([pattern], name: "year", value: "people", at: place), Self.columns)
    } throws: {
      let found = $0 as? Diagnostic
      return found?.code.id == "unmatched-pattern" && found?.location == place
        && found?.fix?.hasPrefix("write “POP2010”") == true
    }
  }

  @Test("Exceptions must match too, and must leave something")
  func exceptions() {
    for except in [["aera"], ["*"]] {
      #expect {
        try long(Unpivoting(["POP*"], except: except, name: "year", value: "people"), Self.columns)
      } throws: {
        ($0 as? Diagnostic)?.code.id == "unmatched-pattern"
      }
    }
  }

  @Test(
    "A star stands for any run of characters, in any place",
    arguments: [
      ("P*0", ["POP2010"]), ("*2011", ["POP2011"]), ("*O*1*", ["POP2010", "POP2011"]),
      ("**", ["area", "POP2010", "name", "POP2011"]),
      ("name", ["name"]), ("n*e", ["name"]),
    ])
  func stars(pattern: String, listed: [String]) throws {
    let unpivoting = Unpivoting([pattern], name: "x", value: "y")
    #expect(try unpivoting.listed(among: ["area", "POP2010", "name", "POP2011"]) == listed)
  }
}
