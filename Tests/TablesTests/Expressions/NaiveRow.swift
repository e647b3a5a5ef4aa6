@testable import Tables

/// Evaluates syntax on one row, the plain way: the twin that the vectors are tested against.
struct NaiveRow {
  let columns: [ExpressionColumn]
  let values: [Value?]

  func value(_ node: SyntaxNode) -> Value? {
    switch node.kind {
    case .column(let name, _): columns.firstIndex { $0.name == name }.flatMap { values[$0] }
    case .number(let value): .number(value)
    case .text(let value): .text(value)
    case .boolean(let value): .boolean(value)
    case .null: nil
    case .negated(let inner): number(inner).map { .number(0 - $0) }
    case .arithmetic(let operation, let left, let right): arithmetic(operation, number(left), number(right))
    case .choice(let branches, let otherwise):
      (branches.first { truth($0.condition) == true }?.result ?? otherwise).flatMap { value($0) }
    case .call(let call): function(call)
    default: truth(node).map(Value.boolean)
    }
  }

  private func number(_ node: SyntaxNode) -> Double? {
    if case .number(let number)? = value(node) { number } else { nil }
  }

  private func text(_ node: SyntaxNode) -> String? {
    if case .text(let text)? = value(node) { text } else { nil }
  }

  private func date(_ node: SyntaxNode) -> Int64? {
    switch value(node) {
    case .date(let date)?: date
    case .text(let text)?: WallClock.instant(text)
    default: nil
    }
  }

  private func arithmetic(_ operation: ArithmeticOperator, _ left: Double?, _ right: Double?) -> Value? {
    guard let left, let right else { return nil }
    let result: Double
    switch operation {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide:
      if right == 0 { return nil }
      result = left / right
    }
    return .number(result)
  }

  private func truth(_ node: SyntaxNode) -> Bool? {
    switch node.kind {
    case .not(let inner): return truth(inner).map { !$0 }
    case .and(let left, let right): return and(truth(left), truth(right))
    case .or(let left, let right): return and(truth(left).map { !$0 }, truth(right).map { !$0 }).map { !$0 }
    case .comparison(let operation, let left, let right): return compare(operation, value(left), value(right))
    case .between(let inner, let low, let high):
      return and(
        compare(.greaterOrEqual, value(inner), value(low)), compare(.lessOrEqual, value(inner), value(high)))
    case .isIn(let inner, let list):
      let tests = list.map { compare(.equal, value(inner), value($0)) }
      return tests.contains(true) ? true : tests.contains(nil) ? nil : false
    case .like(let inner, let pattern):
      guard let text = text(inner), let pattern = self.text(pattern) else { return nil }
      return Self.like(Array(text)[...], Array(pattern)[...])
    case .isNull(let inner): return value(inner) == nil
    default:
      if case .boolean(let truth)? = value(node) { return truth }
      return nil
    }
  }

  private func and(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
  }

  private func compare(_ operation: ComparisonOperator, _ left: Value?, _ right: Value?) -> Bool? {
    switch (left, right) {
    case (.number(let one)?, .number(let other)?): operation.apply(one, other)
    case (.text(let one)?, .text(let other)?): operation.apply(one, other)
    case (.date(let one)?, .date(let other)?): operation.apply(one, other)
    case (.date(let one)?, .text(let other)?): operation.apply(one, WallClock.instant(other) ?? 0)
    case (.boolean(let one)?, .boolean(let other)?): (one == other) == (operation == .equal)
    default: nil
    }
  }

  /// LIKE by recursion over both.
  private static func like(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "%" {
      return like(text, pattern.dropFirst()) || (!text.isEmpty && like(text.dropFirst(), pattern))
    }
    guard let letter = text.first, first == "_" || first == letter else { return false }
    return like(text.dropFirst(), pattern.dropFirst())
  }

  private func function(_ call: SyntaxCall) -> Value? {
    let arguments = call.arguments
    let first = arguments[0]
    switch call.function {
    case "coalesce": return arguments.compactMap { value($0) }.first
    case "concat":
      let texts = arguments.compactMap { text($0) }
      return texts.count == arguments.count ? .text(texts.joined()) : nil
    case "length": return text(first).map { .number(Double($0.unicodeScalars.count)) }
    case "abs": return number(first).map { .number(Swift.abs($0)) }
    case "round": return number(first).map { .number(($0 * 10).rounded() / 10) }
    case "days_between":
      guard let from = date(first), let to = date(arguments[1]) else { return nil }
      return .number(Double(to - from) / 86_400)
    case "seconds_between":
      guard let from = date(first), let to = date(arguments[1]) else { return nil }
      return .number(Double(to - from))
    case "date_trunc": return date(arguments[1]).map { .date(Self.start(text(first) ?? "", $0)) }
    case "year", "quarter", "month", "day", "weekday", "hour":
      guard let part = DatePart(rawValue: call.function) else { return nil }
      return date(first).map { .number(WallClock.part(part, of: $0)) }
    default: return text(first).map { .text(textFunction(call, $0)) }
    }
  }

  /// The first moment of a unit, by stepping back until the unit changes.
  private static func start(_ unit: String, _ instant: Int64) -> Int64 {
    func same(_ other: Int64) -> Bool {
      func part(_ part: DatePart) -> Bool {
        WallClock.part(part, of: other) == WallClock.part(part, of: instant)
      }
      switch unit {
      case "year": return part(.year)
      case "quarter": return part(.year) && part(.quarter)
      case "month": return part(.year) && part(.month)
      case "day": return part(.year) && part(.month) && part(.day)
      case "week":
        return part(.weekday)
          ? instant - other < 86_400
          : WallClock.part(.weekday, of: other) < WallClock.part(.weekday, of: instant)
      default: return part(.hour) && instant - other < 3_600
      }
    }
    let step: Int64 = unit == "hour" ? 3_600 : 86_400
    var start = instant - (instant % step + step) % step
    while same(start - 1) { start -= step }
    return start
  }

  private func textFunction(_ call: SyntaxCall, _ text: String) -> String {
    switch call.function {
    case "lower": return text.lowercased()
    case "upper": return text.uppercased()
    case "trim":
      return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    case "replace": return text.map { $0 == "a" ? "bb" : String($0) }.joined()
    default:
      let scalars = Array(text.unicodeScalars)
      let start = Int(number(call.arguments[1]) ?? 1) - 1
      let rest = scalars.dropFirst(start)
      let taken = call.arguments.count > 2 ? rest.prefix(Int(number(call.arguments[2]) ?? 0)) : rest
      return taken.map { String($0) }.joined()
    }
  }
}
