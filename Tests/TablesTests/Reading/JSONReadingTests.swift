import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("JSON tables")
struct JSONReadingTests {
  private static let columns = [
    ColumnRequest("id", type: .text), ColumnRequest("n", type: .number), ColumnRequest("on", type: .boolean),
  ]

  private func check(_ text: String, _ name: String, _ format: TableFormat = TableFormat()) throws {
    for block in Array(1...64) + [1 << 20] {
      let table = try readWhole(
        .bytes(Array(text.utf8), blockSize: block), named: name, format: format, Self.columns, chunkSize: 2)
      #expect(table.texts(0) == ["07", "8", "é\"\n😀"])
      #expect(table.numbers(1) == [1.5, nil, -2000])
      #expect(table.truths(2) == [true, false, nil])
      #expect(table.report.diagnostics == [])
      #expect(table.report.records == 3)
    }
  }

  private static let objects = [
    #"{"id": "07", "n": 1.5, "on": true, "nested": {"a": [1, {"b": null}], "id": "no"}}"#,
    #"{"on":"no","n":null,"id":8}"#, #"{ "id" : "\u00e9\"\n\ud83d\ude00" , "n" : -2e3 }"#,
  ]

  @Test("An array of objects")
  func array() throws {
    try check("\n [" + Self.objects.joined(separator: " ,\n") + "]\n", "a.json")
  }

  @Test("An array inside objects, by path and by itself")
  func inner() throws {
    let inner = "[" + Self.objects.joined(separator: ",") + "]"
    let text =
      #"{"help":"x","result":{"names":["a"],"empty":[],"records":"# + inner + #","total":3},"success":true}"#
    try check(text, "a.json")
    try check(text, "a", format { $0.path = "result.records" })
    let two = #"{"fields":[{"id":"a"}],"records":"# + inner + "}"
    try check(two, "a.json", format { $0.path = "records" })
    let guessed = try readWhole(two, named: "a.json", [ColumnRequest("id", type: .text)])
    #expect(guessed.errors.map(\.code.id) == ["ambiguous-records"])
  }

  @Test("One object a line")
  func lines() throws {
    try check(Self.objects.joined(separator: "\n"), "a")
    try check(Self.objects.joined(separator: "\r\n") + "\n\n", "a.ndjson")
    try check("\u{1E}" + Self.objects.joined(separator: "\n\u{1E}") + "\n", "a.ndjson")
  }

  @Test("Rows with a header")
  func rows() throws {
    let text = #"[["n","id","on"],[1.5,"07",true],[null,8,"N"],["-2,000","\u00e9\"\n\uD83D\uDE00",""]]"#
    try check(text, "a.json")
    try check(
      #"{"meta":{"x":[]},"data":"# + text + "}", "a",
      format {
        $0.kind = .jsonRows
        $0.path = "data"
      })
    #expect(try TableReader.columnNames(of: .bytes(Array(text.utf8)), named: "a.json") == ["n", "id", "on"])
  }

  @Test("Features' properties, with their own id where no property is called so")
  func features() throws {
    let text = #"""
      {"type":"FeatureCollection","bbox":[1,2],"features":[
      {"type":"Feature","id":"07","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"n":1.5,"on":1}},
      {"id":9,"properties":{"id":"8","on":false,"n":null},"geometry":null,"type":"Feature"},
      {"properties":{"n":"-2,000","on":null},"id":"é\"\n😀"}]}
      """#
    try check(text, "a.json")
    try check(text, "a.geojson")
    let names = try TableReader.columnNames(of: .bytes(Array(text.utf8)), named: "a.geojson")
    #expect(names == ["n", "on", "id"])
  }

  @Test("Nested values are their JSON text")
  func nested() throws {
    let table = try readWhole(
      .bytes(Array(#"[{"at":{"x": [1, "]"]}},{"at":[]},{"at":{}}]"#.utf8), blockSize: 3), named: "a.json",
      [ColumnRequest("at", type: .text)])
    #expect(table.texts(0) == [#"{"x": [1, "]"]}"#, "[]", "{}"])
  }

  @Test("Of a name twice in one object the first counts, and one member may feed two columns")
  func twice() throws {
    let table = try readWhole(
      #"[{"a":"1","a":"2"}]"#, named: "a.json",
      [ColumnRequest("a", type: .text), ColumnRequest("b", from: "a", type: .number)])
    #expect(table.texts(0) == ["1"])
    #expect(table.numbers(1) == [1])
  }

  @Test("A member no record has is an unknown column, but not where there are no records")
  func unknown() throws {
    let wanted = [ColumnRequest("nmae", type: .text)]
    let table = try readWhole(#"[{"name":"a"},{"other":1}]"#, named: "a.json", wanted)
    #expect(table.errors.map(\.code.id) == ["unknown-column"])
    #expect(table.errors.first?.fix == "write “name”; the columns are “name”, “other”")
    #expect(try readWhole("[]", named: "a.json", wanted).report.diagnostics == [])
    let rows = try readWhole(#"[["name"],["a"]]"#, named: "a.json", wanted)
    #expect(rows.errors.map(\.code.id) == ["unknown-column"])
    #expect(rows.chunks.isEmpty)
  }

  @Test("A cell that does not read is located")
  func faults() throws {
    let table = try readWhole(
      "[{\"n\":1},\n {\"n\": \"é\"}, {\"n\":true}]", named: "a.json", [ColumnRequest("n", type: .number)])
    #expect(
      table.errors.map(\.location) == [
        SourceLocation(path: "a.json", line: 2, column: 8),
        SourceLocation(path: "a.json", line: 2, column: 19),
      ])
    #expect(table.errors.first?.message == "“é” in column “n”, record 2, is not a number")
  }

  @Test("Ragged rows are counted")
  func ragged() throws {
    let text = #"[["a","b"],["1","2"],["3"],["4","5","6"]]"#
    let table = try readWhole(text, named: "a.json", [ColumnRequest("b", type: .text)])
    #expect(table.errors.map(\.code.id) == ["ragged-record"])
    #expect(table.texts(0) == ["2", nil, "5"])
    #expect(table.errors.first?.location?.column == 26)
  }

  @Test(
    "What is not JSON is refused where it goes wrong",
    arguments: [
      (#"[{"a":1},]"#, 10), (#"[{"a":1,}]"#, 9), (#"[{"a" 1}]"#, 7), (#"[{"a":01}]"#, 8),
      (#"[{"a":NaN}]"#, 7),
      (#"[{"a":"\x"}]"#, 9), ("[{\"a\":\"\n\"}]", 8), (#"[{"a":"\u12g4"}]"#, 12), (#"[{"a":tru}]"#, 10),
      (#"[{"a":1}"#, 9), (#"[{"a":1}] x"#, 11), (#"[{"a":-}]"#, 8), (#"[{"a":1.}]"#, 9), (#"[{"a":1e}]"#, 9),
      (#"[1]"#, 2), (#"[{"a":.5}]"#, 7), (#"[{a:1}]"#, 3), ("", 1), (#"[{"a":"x"#, 9),
    ])
  func syntax(text: String, column: Int) {
    for block in [1, 3, 100] {
      #expect {
        try readWhole(
          .bytes(Array(text.utf8), blockSize: block), named: "a.json", format: format { $0.kind = .json },
          [ColumnRequest("a", type: .text)])
      } throws: {
        let found = $0 as? Diagnostic
        return found?.code.id == "json-syntax" && found?.location?.column == column
      }
    }
  }

  @Test("A depth that could only be meant to do harm is refused")
  func depth() {
    for text in [
      "[{\"a\":" + String(repeating: "[", count: 200), String(repeating: "{\"a\":", count: 100_000),
    ] {
      #expect {
        try readWhole(text, named: "a.json", [ColumnRequest("a", type: .text)])
      } throws: {
        ($0 as? Diagnostic)?.code.id == "json-syntax"
      }
    }
  }

  @Test(
    "An answer without records is refused",
    arguments: [#"{"message":"no","error":true}"#, #"{"a":[1,2]}"#, "3"])
  func noRecords(text: String) {
    #expect {
      try readWhole(text, named: "a.json", format: format { $0.kind = .json }, [])
    } throws: {
      ($0 as? Diagnostic)?.code.id == "no-records"
    }
  }

  @Test("Cut off at any byte, a table is refused and nothing crashes")
  func truncation() throws {
    let features = #"{"type":"FeatureCollection","features":[{"id":1,"properties":{"a":"x\n","b":[1.5e3]}}]}"#
    for text in [
      "[" + Self.objects.joined(separator: ",") + "]", features, #"[["a","b"],[1,true],["é",null]]"#,
    ] {
      let bytes = Array(text.utf8)
      for kind in TableFormat.Kind.allCases where kind != .csv && kind != .tsv {
        for end in 0..<bytes.count {
          let part = ByteSource.bytes(Array(bytes[..<end]), blockSize: 5)
          let result = Result {
            try readWhole(part, format: format { $0.kind = kind }, [ColumnRequest("a", type: .text)])
          }
          // A line of its own may be whole before the text is.
          if kind != .ndjson, case .success = result { Issue.record("\(kind) took \(end) bytes of \(text)") }
        }
      }
    }
  }

  @Test(
    "The kind is found by the ending and the first bytes",
    arguments: [
      ("a.csv", "[1", TableFormat.Kind.csv), ("a", "a,b", .csv), ("a", "a\tb\n1\t2", .tsv),
      ("a.tsv", "a", .csv),
      ("a.json", "[[1]]", .jsonRows), ("a.json", " [ {", .json), ("a", "[]", .json), ("a", "{}\n{}", .ndjson),
      ("a", "{\"a\":\"}\"}\n", .json), ("a.geojson", "{", .geojson), ("a.jsonl", "{}", .ndjson),
      ("a.jsonl.GZ", "{}", .ndjson),
      ("a.json", #"{"type": "FeatureCollection"}"#, .geojson), ("a", "", .csv),
    ])
  func kinds(name: String, text: String, kind: TableFormat.Kind) throws {
    #expect(try TableReader.layout(of: .bytes(Array(text.utf8)), named: name).kind == kind)
  }
}
