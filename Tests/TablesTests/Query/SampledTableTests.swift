import Notation
import Testing

@testable import Tables

/// The types that the columns of a file get for a query.
private func types(_ text: String, _ query: String) throws -> [ColumnType] {
  try SampledTable(of: .bytes(Array(text.utf8)), named: "a.csv", for: Query.parse(query)).columns.map(\.type)
}

@Suite("Queries: what a file's first records show of its columns")
struct SampledTableTests {
  @Test("Numbers, codes, dates, truth values, texts")
  func kinds() throws {
    let file = """
      n,code,day,stamp,american,european,truth,text,mixed
      1,01,2020-01-31,2020-01-31T10:00:00.000,01/31/2024 11:59:32 PM,31.01.2024,true,a,1
      -2.5,60601,2020-02-01,2020-02-01 11:00,02/01/2024 01:00:00 AM,01.02.2024,FALSE,b,x
      NA,,,-,,,,,

      """
    #expect(
      try types(file, "select *") == [.number, .text, .date, .date, .date, .date, .boolean, .text, .text])
  }

  @Test("A month comes first in 01/02/2024 unless another date says no")
  func order() throws {
    for (date, month) in [("03/04/2024", 3.0), ("13/04/2024", 4.0)] {
      let file = "d\n01/02/2024\n\(date)\n"
      let query = try Query.parse("select max(month(d))")
      let table = try SampledTable(of: .bytes(Array(file.utf8)), named: "a.csv", for: query)
      var problems: [Diagnostic] = []
      let plan = try #require(query.plan(table.columns, problems: &problems))
      var run = QueryRun(plan, columns: ["d": 0])
      _ = try TableReader.read(.bytes(Array(file.utf8)), named: "a.csv", schema: table.schema(["d"])) {
        (chunk) throws(Diagnostic) in _ = run.add(chunk)
      }
      #expect(run.result()?.rows == [[.number(month)]])
    }
  }

  @Test("A column of figures that is compared with texts is a text; one without values is what it is used as")
  func use() throws {
    let file = "zip,empty\n60601,\n60602,\n"
    #expect(try types(file, "select * where zip = '60601'") == [.text, .text])
    #expect(try types(file, "select * where zip in ('60601', '7')") == [.text, .text])
    #expect(try types(file, "select * where zip = 60601") == [.number, .text])
    #expect(try types(file, "select sum(empty), substr(zip, 1, 3)") == [.text, .number])
    #expect(try types(file, "select year(empty), zip + 1") == [.number, .date])
    #expect(try types(file, "select zip, count(*) group by zip") == [.number, .text])
  }

  @Test("Only the columns of the query are looked at, and all are named")
  func names() throws {
    let file = "a,b,a\n1,2,3\n"
    let table = try SampledTable(of: .bytes(Array(file.utf8)), named: "a.csv", for: Query.parse("select b"))
    #expect(table.columns == [ExpressionColumn("a", .text), ExpressionColumn("b", .number)])
    #expect(table.schema(["b", "z"]).columns.map(\.name) == ["b"])
  }

  @Test("Records of JSON are looked at as well")
  func json() throws {
    let file = #"[{"a": 1, "b": "2020-01-01"}, {"a": 2.5, "b": null}]"#
    let table = try SampledTable(of: .bytes(Array(file.utf8)), named: "a.json", for: Query.parse("select *"))
    #expect(table.columns == [ExpressionColumn("a", .number), ExpressionColumn("b", .date)])
  }
}
