import Foundation

/// Runs grouped statements over rows, in the ways of one database.
struct SQLEngine: Sendable {
  enum Kind: Sendable { case sqlite, postgres, socrata, opendatasoft, arcgis }

  let kind: Kind
  let rows: [[String: SQLValue]]
  /// Whether columns are collated without regard to capitals, where a query does not say otherwise.
  var foldsCase = false

  /// Names and values of the answer's rows.
  func run(_ statement: SQLStatement) throws -> [[(name: String, value: SQLValue)]] {
    var groups: [[SQLValue]: [[String: SQLValue]]] = statement.groups.isEmpty ? [[]: []] : [:]
    for row in rows { groups[try statement.groups.map { try key($0, row) }, default: []].append(row) }
    var found = Array(groups)
    if statement.order == statement.groups {
      found.sort { first, second in
        for (a, b) in zip(first.key, second.key) where a != b { return SQLValue.precedes(a, b) }
        return false
      }
    }
    return try found.dropFirst(statement.offset).prefix(statement.limit ?? .max).map { _, members in
      try statement.outputs.map { ($0.name, try output($0.expression, members)) }
    }
  }

  func rows(where condition: SQLExpression) throws -> [[String: SQLValue]] {
    try rows.filter { try holds(condition, $0) == true }
  }

  /// What tells a row's group from others.
  private func key(_ expression: SQLExpression, _ row: [String: SQLValue]) throws -> SQLValue {
    let value = try value(expression, row)
    if case .collated(_, "BINARY") = expression { return value }
    return folded(value)
  }

  private func folded(_ value: SQLValue) -> SQLValue {
    guard foldsCase, case .text(let text) = value else { return value }
    return .text(text.lowercased())
  }

  // MARK: aggregates

  private func output(_ expression: SQLExpression, _ members: [[String: SQLValue]]) throws -> SQLValue {
    guard case .call(let function, let arguments) = expression,
      ["count", "sum", "min", "max"].contains(function)
    else { return try members.first.map { try value(expression, $0) } ?? .null }
    if arguments == [.all] { return .number(Double(members.count)) }
    let values = try members.map { try value(arguments[0], $0) }.filter { $0 != .null }
    switch function {
    case "count": return .number(Double(values.count))
    case "sum":
      if values.isEmpty { return .null }
      return .number(try values.map(summand).reduce(0, +))
    case "min": return values.min(by: SQLValue.precedes) ?? .null
    default: return values.max(by: SQLValue.precedes) ?? .null
    }
  }

  /// SQLite adds a text as the number it begins with; PostgreSQL refuses it.
  private func summand(_ value: SQLValue) throws -> Double {
    switch value {
    case .number(let number): return number
    case .text(let text) where kind == .sqlite: return Double(text.prefix { $0.isNumber || $0 == "-" }) ?? 0
    default: throw SQLProblem(message: "function sum(text) does not exist")
    }
  }

  // MARK: values

  private func value(_ expression: SQLExpression, _ row: [String: SQLValue]) throws -> SQLValue {
    switch expression {
    case .literal(let value): return value
    case .column(let name):
      guard let value = row[name] else { throw SQLProblem(message: "no such column: \(name)") }
      return value
    case .collated(let inner, _): return try value(inner, row)
    case .when(let condition, let then):
      return try holds(condition, row) == true ? try value(then, row) : .null
    case .binary("||", let a, let b):
      guard let first = try value(a, row).text, let second = try value(b, row).text else { return .null }
      return .text(first + second)
    case .call(let function, let arguments):
      return try call(function, arguments.map { try value($0, row) })
    default: throw SQLProblem(message: "no value: \(expression)")
    }
  }

  /// Three-valued: nil is unknown.
  private func holds(_ expression: SQLExpression, _ row: [String: SQLValue]) throws -> Bool? {
    switch expression {
    case .binary("AND", let a, let b):
      let (first, second) = (try holds(a, row), try holds(b, row))
      return first == false || second == false ? false : first == nil || second == nil ? nil : true
    case .binary("OR", let a, let b):
      let (first, second) = (try holds(a, row), try holds(b, row))
      return first == true || second == true ? true : first == nil || second == nil ? nil : false
    case .not(let inner): return try holds(inner, row).map { !$0 }
    case .isNull(let inner): return try value(inner, row) == .null
    case .binary("IS NOT", let a, let b): return try value(a, row) != value(b, row)
    case .isIn(let inner, let list):
      let found = try value(inner, row)
      return found == .null ? nil : try list.contains { try value($0, row) == found }
    case .binary("<>", let a, let b):
      let (first, second) = (try value(a, row), try value(b, row))
      return first == .null || second == .null ? nil : first != second
    case .binary("=", let a, let b):
      let (first, second) = (try value(a, row), try value(b, row))
      return first == .null || second == .null ? nil : folded(first) == folded(second)
    case .binary("LIKE", let a, .literal(.text("%_ "))):
      return try value(a, row).text.map { $0.count > 1 && $0.hasSuffix(" ") }
    case .binary("!~", let a, let b):
      guard let text = try value(a, row).text, let pattern = try value(b, row).text else { return nil }
      return try text.firstMatch(of: Regex(pattern)) == nil
    default: throw SQLProblem(message: "no condition: \(expression)")
    }
  }

  private func call(_ function: String, _ arguments: [SQLValue]) throws -> SQLValue {
    let text = arguments.first?.text
    switch (function, kind) {
    case ("typeof", .sqlite):
      switch arguments.first {
      case .text?: return .text("text")
      case .number(let number)?: return .text(Int(exactly: number) == nil ? "real" : "integer")
      case .null?, nil: return .text("null")
      }
    case ("substr", _):
      guard let text, case .number(let start) = arguments[1], case .number(let count) = arguments[2] else {
        return .null
      }
      return .text(String(text.dropFirst(Int(start) - 1).prefix(Int(count))))
    case ("date", .sqlite), ("datetime", .sqlite): return Self.day(text ?? "").map { .text($0) } ?? .null
    case ("date_trunc_ym", .socrata): return text.map { .text("\($0.prefix(7))-01T00:00:00.000") } ?? .null
    case ("date_trunc_y", .socrata): return text.map { .text("\($0.prefix(4))-01-01T00:00:00.000") } ?? .null
    case ("to_char", .postgres), ("date_format", .opendatasoft):
      guard let text, let pattern = arguments[1].text else { return .null }
      return .text(
        pattern.replacingOccurrences(of: kind == .postgres ? "YYYY" : "yyyy", with: text.prefix(4))
          .replacingOccurrences(of: "MM", with: text.dropFirst(5).prefix(2)))
    default: throw SQLProblem(message: "no such function: \(function)")
    }
  }

  /// The day that SQLite takes a text for: one too late for its month is in the next.
  private static func day(_ text: String) -> String? {
    guard
      let match = text.wholeMatch(
        of: /(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    if day <= days { return String(text.prefix(10)) }
    return "\(match.1)-\(month < 9 ? "0" : "")\(month + 1)-0\(day - days)"
  }
}
