import TestSupport
import Testing

@testable import Tables

@Suite("Expressions: vectors against rows")
struct ExpressionDifferentialTests {
  static let columns = [
    ExpressionColumn("n", .number), ExpressionColumn("m", .number), ExpressionColumn("t", .text),
    ExpressionColumn("u", .text), ExpressionColumn("d", .date), ExpressionColumn("b", .boolean),
  ]

  @Test("A chunk's vectors equal the naive value of each row", arguments: 0..<60 as Range<UInt64>)
  func differential(seed: UInt64) throws {
    var maker = ExpressionMaker(seed)
    let sample = maker.sample(Self.columns, rows: 30)
    for type in ColumnType.allCases {
      for _ in 0..<6 {
        let text = maker.expression(type, depth: 4)
        let parsed = try Expression.parse(text, at: here)
        let typed = try parsed.typed(against: Self.columns, as: type)
        let fast = typed.evaluate(sample.chunk(), columns: sample.index).values
        let naive = sample.rows.map { NaiveRow(columns: Self.columns, values: $0).value(parsed.root) }
        #expect(fast == naive, "\(text)")
      }
    }
  }
}

/// Writes random well-typed expressions and rows.
struct ExpressionMaker {
  var random: Seeded

  init(_ seed: UInt64) { random = Seeded(seed) }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "NULL" }

  mutating func sample(_ columns: [ExpressionColumn], rows: Int) -> Sample {
    let values = (0..<rows).map { _ in columns.map { value($0.type) } }
    return Sample(columns: columns, rows: values)
  }

  private mutating func value(_ type: ColumnType) -> Value? {
    if Int.random(in: 0..<5, using: &random) == 0 { return nil }
    switch type {
    case .number: return .number(Double(Int.random(in: -4...4, using: &random)) / 2)
    case .text: return .text(pick(["", "a", "A", "ab", "Ab c", "é"]))
    case .date: return .date(Int64.random(in: -100_000_000...2_000_000_000, using: &random))
    case .boolean: return .boolean(Bool.random(using: &random))
    }
  }

  mutating func expression(_ type: ColumnType, depth: Int) -> String {
    if depth == 0 { return leaf(type) }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return leaf(type)
    case 1:
      let otherwise = Bool.random(using: &random) ? " ELSE \(expression(type, depth: depth - 1))" : ""
      return "CASE WHEN \(expression(.boolean, depth: depth - 1)) "
        + "THEN \(expression(type, depth: depth - 1))\(otherwise) END"
    case 2: return "coalesce(\(expression(type, depth: depth - 1)), \(expression(type, depth: depth - 1)))"
    default: return operation(type, depth - 1)
    }
  }

  private mutating func leaf(_ type: ColumnType) -> String {
    switch type {
    case .number: pick(["n", "m", "2", "0.5", "0", "n"])
    case .text: pick(["t", "u", "'a'", "''", "t"])
    case .date: pick(["d", "d"])
    case .boolean: pick(["b", "TRUE", "FALSE", "b"])
    }
  }

  private mutating func operation(_ type: ColumnType, _ depth: Int) -> String {
    switch type {
    case .number:
      let a = expression(.number, depth: depth)
      let b = expression(.number, depth: depth)
      let d = expression(.date, depth: depth)
      return pick([
        "(\(a) + \(b))", "(\(a) - \(b))", "(\(a) * \(b))", "(\(a) / \(b))", "-(\(a))", "abs(\(a))",
        "round(\(a), 1)", "length(\(expression(.text, depth: depth)))", "year(\(d))", "month(\(d))",
        "day(\(d))", "weekday(\(d))", "hour(\(d))", "quarter(\(d))", "days_between(\(d), d)",
        "seconds_between(\(d), d)",
      ])
    case .text:
      let a = expression(.text, depth: depth)
      return pick([
        "lower(\(a))", "upper(\(a))", "trim(\(a))", "substr(\(a), 2)", "substr(\(a), 1, 1)",
        "replace(\(a), 'a', 'bb')", "concat(\(a), \(expression(.text, depth: depth)))",
      ])
    case .date:
      let unit = pick(["year", "quarter", "month", "week", "day", "hour"])
      return pick([
        "date_trunc('\(unit)', \(expression(.date, depth: depth)))", expression(.date, depth: depth),
      ])
    case .boolean: return condition(depth)
    }
  }

  private mutating func condition(_ depth: Int) -> String {
    let type = ColumnType.allCases.randomElement(using: &random) ?? .number
    let a = expression(type, depth: depth)
    let b = expression(type, depth: depth)
    let compared = pick(["=", "<>"] + (type == .boolean ? [] : ["<", "<=", ">", ">="]))
    let p = expression(.boolean, depth: depth)
    let t = expression(.text, depth: depth)
    let n = expression(.number, depth: depth)
    let text = pick([
      "(\(a) \(compared) \(b))", "(\(p) AND \(expression(.boolean, depth: depth)))",
      "(\(p) OR \(expression(.boolean, depth: depth)))", "NOT (\(p))", "(\(a)) IS NULL", "(\(a)) IS NOT NULL",
      "(\(t)) LIKE '\(pick(["a%", "_", "%b%", "A_", ""]))'", "(\(t)) IN ('a', 'ab', 'É')",
      "(\(t)) NOT IN ('a', u)", "(\(n)) BETWEEN m AND 1", "(\(n)) IN (1, m, NULL)", "d >= '2001-09-09'",
      "(\(t)) > 'a'", "'a' <= (\(t))",
    ])
    return "(\(text))"
  }
}
