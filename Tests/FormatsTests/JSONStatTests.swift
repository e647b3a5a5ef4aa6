import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct JSONStatTests {
  static let sample = """
    {"version":"2.0","class":"dataset","label":"Jobs","id":["geo","time","sex"],"size":[2,2,1],
     "role":{"time":["time"],"geo":["geo"]},
     "value":{"3":1.5,"0":2,"1":null},"status":{"1":":","2":"c"},
     "dimension":{
      "geo":{"label":"Place","category":{"index":{"NO":1,"AT":0},"label":{"AT":"Austria","NO":"Norway"}}},
      "time":{"category":{"index":["2024M01","2024M02"],"label":{"2024M01":"2024M01","2024M02":"2024M02"}}},
      "sex":{"category":{"label":{"T":"T"}}}}}
    """

  @Test func aRowIsACell() throws {
    let file = FileBytes(Array(Self.sample.utf8), named: "a.json")
    #expect(FileFormat.jsonStat.recognises(file))
    #expect(
      try Translated.lines(Translated.text(.jsonStat, file)) == [
        "geo,geo_label,time,sex,value,status", "AT,Austria,2024-01,T,2,", "AT,Austria,2024-02,T,,:",
        "NO,Norway,2024-01,T,,c", "NO,Norway,2024-02,T,1.5,",
      ])
  }

  @Test func firstVersionHoldsSeveral() throws {
    let text = """
      {"oecd":{"label":"x","value":[5.5,null],"dimension":{"id":["area"],"size":[2],"role":{"geo":["area"]},
        "area":{"category":{"index":{"A":0,"B":1}}}}},
       "status":{"value":[1],"status":"p","dimension":{"id":["value"],"size":[1],"value":{"category":{"label":{"v":"V"}}}}}}
      """
    let file = FileBytes(Array(text.utf8), named: "a.json")
    #expect(FileFormat.jsonStat.recognises(file))
    #expect(try FileFormat.jsonStat.tables(file).map(\.name) == ["oecd", "status"])
    #expect(
      try Translated.text(.jsonStat, file, .table, FormatSelection(table: "oecd"))
        == "area,value\nA,5.5\nB,\n")
    #expect(
      try Translated.text(.jsonStat, file, .table, FormatSelection(table: "status"))
        == "value,value_label,cell_value,status\nv,V,1,p\n")
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.jsonStat, file) }
    #expect(problem.code == .chooseTable)
  }

  @Test func collectionsOfLinksAreRefusedByName() throws {
    let text = """
      {"version":"2.0","class":"collection","link":{"item":[{"class":"dataset","href":"https://example.org/1","label":"One"}]}}
      """
    #expect(FileFormat.jsonStat.recognises(FileBytes(Array(text.utf8), named: "a.json")))
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.jsonStat, text) }
    #expect(problem.code == .unsupportedFormat)
    #expect(problem.message.contains("https://example.org/1"))
  }

  @Test(arguments: [
    ("[2,2,1]", "[2,3,1]", "2 categories where its size is 3"), ("[2,2,1]", "[2,2]", "“id” names 3"),
    (#""NO":1"#, #""NO":0"#, "position that is not its own"),
    (#"{"3":1.5"#, #"{"4":1.5"#, "number of no cell"),
    (#""value":{"3":1.5,"0":2,"1":null}"#, #""value":[1,2]"#, "2 values where the sizes make 4"),
    (#""value":{"3":1.5,"0":2,"1":null}"#, #""value":[1,2,3,4,5]"#, "more values"),
    ("1.5", "[1.5]", "no number"),
    (#""id":["geo","#, #""id":["place","#, "“place” is not among"), ("[2,2,1]", "[-2,2,1]", "zero or more"),
  ]) func slipsAreLocated(_ old: String, _ new: String, _ words: String) throws {
    let text = Self.sample.replacingOccurrences(of: old, with: new)
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.jsonStat, text) }
    #expect(problem.code == .badFile)
    #expect(problem.message.contains(words), "\(problem)")
  }

  @Test func hugeCubesCostNothing() throws {
    let codes = (0..<500).map { "\"\($0)\"" }.joined(separator: ",")
    let ids = (0..<6).map { "\"d\($0)\"" }.joined(separator: ",")
    let dimensions = (0..<6).map { #""d\#($0)":{"category":{"index":[\#(codes)]}}"# }.joined(separator: ",")
    let sizes = Array(repeating: "500", count: 6).joined(separator: ",")
    func text(_ sizes: String, _ ids: String, _ cell: String) -> String {
      #"{"class":"dataset","id":[\#(ids)],"size":[\#(sizes)],"dimension":{\#(dimensions)},"value":{"\#(cell)":7}}"#
    }
    let lines = Translated.lines(try Translated.text(.jsonStat, text(sizes, ids, "500")))
    #expect(lines.last == "0,0,0,0,1,0,7")
    let more = try #require(throws: Diagnostic.self) {
      _ = try Translated.text(.jsonStat, text(sizes, ids, "39062500000000000000000"))
    }
    #expect(more.code == .badFile)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) func equalsWhatPyjstatWasGiven() throws {
    let file = try Translated.shared("servers/formats/out/by_month.jsonstat.json")
    #expect(FileFormat.jsonStat.recognises(file))
    let lines = Translated.lines(try Translated.text(.jsonStat, file))
    let root =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: SharedData.url("servers/formats/out/by_month.jsonstat.json")))
      as? [String: Any]
    let values = try #require(root?["value"] as? [Int])
    let months = (0..<24).map { "20\(23 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)" }
    #expect(lines == ["month,measure,value"] + zip(months, values).map { "\($0),requests,\($1)" })
  }

  @Test(arguments: 0..<30 as Range<UInt64>) func damagedFilesEndInAProblemOrRows(_ seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let file = FileBytes(Mutation.mutated(Array(Self.sample.utf8), using: &random), named: "a.json")
      _ = FileFormat.jsonStat.recognises(file)
      do throws(Diagnostic) {
        #expect(try Translated.text(.jsonStat, file).utf8.count < 100_000)
      } catch { #expect(error.location != nil && error.fix != nil) }
    }
  }

  @Test(arguments: [
    ("2024", "2024"), ("2024-03", "2024-03"), ("2024-Q3", "2024-Q3"), ("2024Q3", "2024-Q3"),
    ("2024-M07", "2024-07"),
    ("2024M12", "2024-12"), ("2024-A1", "2024"), ("2024-S2", "2024-07--2024-12"),
    ("2024-01-01/P1M", "2024-01"),
    ("2020-01-01/P5Y", "2020-2024"), ("2024-04-01/P3M", "2024-Q2"), ("2024-W05", "2024-W05"),
    ("2024-M13", "2024-M13"), ("2024-07-01", "2024-07-01"), ("2024-02-01/P3M", "2024-02-01/P3M"), ("x", "x"),
    ("2024-01-15/P1M", "2024-01-15/P1M"),
  ]) func periodsAreOurs(_ text: String, _ ours: String) throws {
    let cube =
      #"{"class":"dataset","id":["t"],"size":[1],"role":{"time":["t"]},"value":[1],"dimension":{"t":{"category":{"index":["\#(text)"]}}}}"#
    #expect(try Translated.lines(Translated.text(.jsonStat, cube))[1].hasPrefix(ours + ","))
  }
}
