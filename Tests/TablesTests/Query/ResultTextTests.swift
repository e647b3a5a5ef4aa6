import Testing

@testable import Tables

private let sample = Sample(
  columns: [
    ExpressionColumn("what \"it\" was", .text), ExpressionColumn("n", .number), ExpressionColumn("d", .date),
    ExpressionColumn("b", .boolean),
  ],
  rows: [
    [.text("a, \"b\""), .number(1), .date(0), .boolean(true)],
    [.text(""), .number(-2.125), .date(86_399), .boolean(false)],
    [nil, nil, nil, nil], [.text("x\ny"), .number(1e21), .date(951_782_400), nil],
    [.text("é"), .number(0.1 + 0.2), .date(-1), nil],
  ])

private func text(_ format: ResultText.Format, shown: Int? = nil, cuts: [Int] = []) -> (String, Int) {
  var text = ResultText(
    format, names: sample.columns.map(\.name), types: sample.columns.map(\.type), shown: shown)
  var pieces = ""
  let borders = [0] + cuts + [sample.rows.count]
  for (from, to) in zip(borders, borders.dropFirst()) { pieces += text.add(sample.chunk(from..<to)) }
  return (pieces + text.finish(), text.hidden)
}

@Suite("Queries: results as text")
struct ResultTextTests {
  @Test("CSV tells an empty text from a missing value")
  func csv() {
    let wanted = """
      "what ""it"" was",n,d,b
      "a, ""b\""",1,1970-01-01,true
      "",-2.125,1970-01-01T23:59:59,false
      ,,,
      "x
      y",1e+21,2000-02-29,
      é,0.30000000000000004,1969-12-31T23:59:59,

      """
    #expect(text(.csv).0 == wanted)
    #expect(text(.csv, cuts: [1, 1, 4]).0 == wanted)
  }

  @Test("JSON has an object a line")
  func json() {
    let wanted = #"""
      [
      {"what \"it\" was":"a, \"b\"","n":1,"d":"1970-01-01","b":true},
      {"what \"it\" was":"","n":-2.125,"d":"1970-01-01T23:59:59","b":false},
      {"what \"it\" was":null,"n":null,"d":null,"b":null},
      {"what \"it\" was":"x\ny","n":1e+21,"d":"2000-02-29","b":null},
      {"what \"it\" was":"é","n":0.30000000000000004,"d":"1969-12-31T23:59:59","b":null}
      ]

      """#
    #expect(text(.json).0 == wanted)
    #expect(text(.json, cuts: [2, 3]).0 == wanted)
  }

  @Test("A table aligns its columns, rounds, and says what it does not show")
  func table() {
    let wanted = """
      what "it" was       n  d                    b
      ─────────────  ──────  ───────────────────  ─────
      a, "b"              1  1970-01-01           true
                     -2.125  1970-01-01T23:59:59  false
      NULL             NULL  NULL                 NULL
      … 2 more rows: write --limit 5 to see all

      """
    #expect(text(.table, shown: 3).0 == wanted)
    #expect(text(.table, shown: 3, cuts: [1, 4]).0 == wanted)
    let end = """
      x y             1e+21  2000-02-29           NULL
      é                 0.3  1969-12-31T23:59:59  NULL

      """
    #expect(text(.table).0.hasSuffix(end))
  }

  @Test("Rows beyond those shown are counted", arguments: ResultText.Format.allCases)
  func hidden(format: ResultText.Format) {
    #expect(text(format, shown: 2, cuts: [1]).1 == 3)
    #expect(text(format, shown: 5).1 == 0)
    #expect(text(format).1 == 0)
  }

  @Test("No rows at all are still a table, a header, an array")
  func nothing() {
    func empty(_ format: ResultText.Format) -> String {
      var text = ResultText(format, names: ["a"], types: [.text], shown: nil)
      let none = text.add(
        Chunk(firstRecord: 1, count: 0, columns: [.text(TextColumn(codes: [], entries: []))]))
      return none + text.finish()
    }
    #expect(empty(.csv) == "a\n")
    #expect(empty(.json) == "[\n]\n")
    #expect(empty(.table) == "a\n─\nno rows\n")
  }
}
