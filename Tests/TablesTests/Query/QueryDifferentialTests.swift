import Notation
import TestSupport
import Testing

@testable import Tables

/// Runs a query over chunks cut at some rows, in segments of some chunks.
func run(_ text: String, _ sample: Sample, cuts: [Int] = [], segments: Set<Int> = []) throws -> [[Value?]] {
  let query = try Query.parse(text)
  var problems: [Diagnostic] = []
  let plan = try #require(query.plan(sample.columns, problems: &problems), "\(text): \(problems)")
  let borders = [0] + cuts + [sample.rows.count]
  var whole = QueryRun(plan, columns: sample.index)
  var part = QueryRun(plan, columns: sample.index)
  var rows: [[Value?]] = []
  for (number, (from, to)) in zip(borders, borders.dropFirst()).enumerated() {
    if segments.contains(number), plan.shape != .rows {
      whole.merge(part)
      part = QueryRun(plan, columns: sample.index)
    }
    if let shown = part.add(sample.chunk(from..<to)) { rows += shown.rows }
    if part.isComplete { break }
  }
  if plan.shape != .rows { whole.merge(part) }
  return rows + (whole.result()?.rows ?? [])
}

extension Chunk {
  /// The values by row.
  var rows: [[Value?]] {
    let values = columns.map(\.values)
    return (0..<count).map { row in values.map { $0[row] } }
  }
}

@Suite("Queries: chunks against rows")
struct QueryDifferentialTests {
  @Test(
    "A query over any chunks in any segments shows what row by row gives", arguments: 0..<120 as Range<UInt64>
  )
  func differential(seed: UInt64) throws {
    var maker = QueryMaker(seed)
    let sample = maker.expressions.sample(ExpressionDifferentialTests.columns, rows: Int(seed % 41))
    for _ in 0..<5 {
      let text = maker.query()
      let naive = NaiveQuery(query: try Query.parse(text), sample: sample).results()
      #expect(try run(text, sample) == naive, "\(text)")
      let cuts = (0..<4).map { _ in Int.random(in: 0...sample.rows.count, using: &maker.expressions.random) }
      #expect(
        try run(text, sample, cuts: cuts.sorted(), segments: [1, 3]) == naive, "\(text) cut at \(cuts)")
    }
  }

  @Test("Sums of cents are the same bytes however the rows are cut", arguments: 0..<20 as Range<UInt64>)
  func mergeLaw(seed: UInt64) throws {
    var random = Seeded(seed)
    let columns = [
      ExpressionColumn("k", .text), ExpressionColumn("x", .number), ExpressionColumn("d", .date),
    ]
    let rows = (0..<400).map { _ -> [Value?] in
      let cents = Int.random(in: -1_000_000...1_000_000, using: &random)
      return [
        .text(["a", "b", "é", "e\u{301}"][Int.random(in: 0..<4, using: &random)]),
        cents % 7 == 0 ? nil : .number(Double(cents) / 100), .date(Int64(cents) * 1000),
      ]
    }
    let sample = Sample(columns: columns, rows: rows)
    let text = """
      select k, date_trunc('month', d), sum(x), avg(x), median(x), count(distinct x), min(x), max(d)
      group by 1, 2 order by 3 desc, 2
      """
    let whole = try run(text, sample)
    for _ in 0..<4 {
      let cuts = (0..<9).map { _ in Int.random(in: 0...400, using: &random) }.sorted()
      #expect(try run(text, sample, cuts: cuts, segments: [2, 3, 7]) == whole)
    }
    let total = "select sum(x), count(x), count(*), quantile(x, 0.9)"
    #expect(try run(total, sample, cuts: [1, 9, 399], segments: [1, 2, 3]) == run(total, sample))
  }

  @Test("A dictionary that grows, or starts anew, gives every text its own answer")
  func dictionaries() throws {
    let columns = [ExpressionColumn("k", .text)]
    var problems: [Diagnostic] = []
    let query = try Query.parse("select k, count(*) where k <> 'b' and not k like 'd%' group by k")
    let plan = try #require(query.plan(columns, problems: &problems))
    var run = QueryRun(plan, columns: ["k": 0])
    func add(_ codes: [Int32], _ entries: [String], _ dictionary: Int) {
      let column = TextColumn(codes: codes, entries: entries, dictionary: dictionary)
      _ = run.add(Chunk(firstRecord: 1, count: codes.count, columns: [.text(column)]))
    }
    add([0, 1, 0, -1], ["a", "b"], 7)
    add([2, 1, 0], ["a", "b", "c"], 7)
    add([0, 1, 2], ["b", "c", "dd"], 8)
    add([0], ["c"], 9)
    add([0, 1], ["b", "e"], 0)
    add([0, 1], ["e", "b"], 0)
    let shown = run.result()?.rows
    #expect(shown == [[.text("a"), .number(3)], [.text("c"), .number(3)], [.text("e"), .number(2)]])
  }

  @Test("Of a limit with an order only the first rows are kept, and they are the right ones")
  func bounded() throws {
    var random = Seeded(5)
    let rows = (0..<9000).map { _ -> [Value?] in
      let number = Int.random(in: 0..<500, using: &random)
      return [number < 3 ? nil : .number(Double(number)), .text("t\(number % 7)"), .number(1)]
    }
    let columns = [
      ExpressionColumn("n", .number), ExpressionColumn("t", .text), ExpressionColumn("u", .number),
    ]
    let sample = Sample(columns: columns, rows: rows)
    let cuts = Array(stride(from: 100, to: 9000, by: 100))
    for text in [
      "select n order by n desc limit 7 offset 3",
      "select t, n where n > 20 order by n nulls first, t desc limit 9",
      "select n order by t, n limit 12", "select n, t order by n desc, t limit 1",
      "select n order by n limit 0",
    ] {
      let naive = NaiveQuery(query: try Query.parse(text), sample: sample).results()
      #expect(try run(text, sample, cuts: cuts, segments: [9, 60]) == naive, "\(text)")
      #expect(try run(text, sample, cuts: [5000]) == naive, "\(text)")
    }
  }

  @Test("Missing values are one group, sort last in either direction, and count for nothing")
  func missing() throws {
    let columns = [ExpressionColumn("k", .text), ExpressionColumn("n", .number)]
    let sample = Sample(
      columns: columns,
      rows: [[nil, .number(1)], [.text("a"), nil], [nil, .number(2)], [.text("b"), .number(-0.0)]])
    #expect(
      try run("select k, count(*), count(n), sum(n) group by k order by k desc", sample) == [
        [.text("b"), .number(1), .number(1), .number(0)], [.text("a"), .number(1), .number(0), nil],
        [nil, .number(2), .number(2), .number(3)],
      ])
    #expect(try run("select k order by k nulls first limit 1", sample) == [[nil]])
    #expect(try run("select count(*), sum(n), min(k) where n > 5", sample) == [[.number(0), nil, nil]])
    #expect(try run("select k, count(*) where n > 5 group by k", sample) == [])
    #expect(try run("select n where not (k = 'a')", sample) == [[.number(0)]])
  }
}
