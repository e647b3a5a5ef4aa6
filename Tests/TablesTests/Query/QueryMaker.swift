import TestSupport

@testable import Tables

/// Writes random queries that are well typed, over the columns of the expression tests.
struct QueryMaker {
  var expressions: ExpressionMaker

  init(_ seed: UInt64) { expressions = ExpressionMaker(seed) }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &expressions.random) == 0
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts.randomElement(using: &expressions.random) ?? ""
  }

  private mutating func type() -> ColumnType {
    ColumnType.allCases.randomElement(using: &expressions.random) ?? .number
  }

  mutating func query() -> String {
    let count = Int.random(in: 1...4, using: &expressions.random)
    let isGrouped = chance(2)
    var keys: [String] = []
    if isGrouped {
      for _ in 0..<Int.random(in: 0...3, using: &expressions.random) { keys.append(key()) }
    }
    var items: [String] = []
    for _ in 0..<count {
      items.append(isGrouped ? gathered(keys) : expressions.expression(type(), depth: 2))
    }
    if isGrouped, keys.isEmpty { items.append("count(*)") }
    var text = "select \(!isGrouped && chance(3) ? "distinct " : "")\(items.joined(separator: ", "))"
    let isDistinct = text.hasPrefix("select distinct")
    if chance(2) { text += " where \(expressions.expression(.boolean, depth: 2))" }
    if !keys.isEmpty { text += " group by \(keys.joined(separator: ", "))" }
    if isGrouped, chance(3) { text += " having (\(gathered(keys))) IS NOT NULL OR count(*) > 1" }
    if chance(2) { text += order(items.count, isGrouped || isDistinct) }
    if chance(2) { text += " limit \(Int.random(in: 0...12, using: &expressions.random))" }
    if chance(4) { text += " offset \(Int.random(in: 0...5, using: &expressions.random))" }
    return text
  }

  private mutating func key() -> String {
    let key = pick(["t", "d", "b", "n", "lower(u)", "year(d)", "date_trunc('quarter', d)", "n > 0", "-m"])
    return key
  }

  private mutating func gathered(_ keys: [String]) -> String {
    let number = pick(["n", "m", "n + m", "seconds_between(d, '2020-01-01')"])
    let any = pick(["n", "t", "d", "b", "concat(t, u)"])
    return pick(
      keys + [
        "count(*)", "count(\(any))", "count(distinct \(any))", "sum(\(number))", "avg(n)", "median(m)",
        "quantile(n, 0.25)", "min(\(pick(["n", "t", "d"])))", "max(\(pick(["m", "u", "d"])))",
        "sum(n) / count(*) + 1", "CASE WHEN count(*) > 1 THEN max(t) ELSE 'one' END",
      ])
  }

  private mutating func order(_ count: Int, _ onlyItems: Bool) -> String {
    var parts: [String] = []
    for _ in 0..<Int.random(in: 1...2, using: &expressions.random) {
      let position = "\(Int.random(in: 1...count, using: &expressions.random))"
      let what = onlyItems ? position : pick([position, "n", "t", "length(u)", "b", "d"])
      parts.append(what + pick(["", " asc", " desc"]) + pick(["", "", " nulls first", " nulls last"]))
    }
    return " order by " + parts.joined(separator: ", ")
  }
}
