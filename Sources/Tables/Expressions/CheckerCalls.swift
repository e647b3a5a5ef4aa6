import Notation

// The rules for functions and aggregates.
extension Checker {
  mutating func call(_ call: SyntaxCall, _ node: SyntaxNode) -> Part? {
    if let function = AggregateFunction(rawValue: call.function) { return aggregate(function, call, node) }
    guard let function = RowFunction(rawValue: call.function) else {
      report(
        .expressionFunction, "there is no function “\(call.name)”", node,
        fix: Self.functionRemedy(call.function))
      return nil
    }
    guard !call.isStar, !call.isDistinct, function.arity.contains(call.arguments.count) else {
      report(
        .expressionArguments, "“\(call.name)” does not take \(Self.describe(call))", node,
        fix: "write \(function.usage)")
      return nil
    }
    return row(function, call.arguments)
  }

  private static func functionRemedy(_ name: String) -> String {
    let habits = [
      "len": "length", "mean": "avg", "average": "avg", "ifnull": "coalesce", "nvl": "coalesce",
      "percentile": "quantile", "substring": "substr", "datediff": "days_between", "dow": "weekday",
      "trunc": "date_trunc", "epoch": "seconds_between('1970-01-01', date)",
      "if": "CASE WHEN … THEN … ELSE … END", "iif": "CASE WHEN … THEN … ELSE … END",
    ]
    let known = RowFunction.allCases.map(\.rawValue) + AggregateFunction.allCases.map(\.rawValue)
    let near = habits[name] ?? Suggestion.nearest(to: name, among: known)
    return near.map { "write \($0)" } ?? "use one of \(known.sorted().joined(separator: ", "))"
  }

  private static func describe(_ call: SyntaxCall) -> String {
    if call.isStar { return "*" }
    if call.isDistinct { return "DISTINCT" }
    return call.arguments.count == 1 ? "1 argument" : "\(call.arguments.count) arguments"
  }

  private mutating func row(_ function: RowFunction, _ arguments: [SyntaxNode]) -> Part? {
    let reason = "“\(function.rawValue)”"
    let first = arguments[0]
    switch function {
    case .lower: return mapped(.lower, first, reason)
    case .upper: return mapped(.upper, first, reason)
    case .trim: return mapped(.trim, first, reason)
    case .substr: return substring(arguments, reason)
    case .replace: return replacement(arguments, reason)
    case .length: return text(first, for: reason).map { .typed(.number(.length($0))) }
    case .abs: return number(first, for: reason).map { .typed(.number(.absolute($0))) }
    case .round: return rounded(arguments, reason)
    case .year: return part(.year, first)
    case .month: return part(.month, first)
    case .day: return part(.day, first)
    case .weekday: return part(.weekday, first)
    case .hour: return part(.hour, first)
    case .quarter: return part(.quarter, first)
    case .daysBetween: return between(arguments, reason).map { .typed(.number(.daysBetween($0, $1))) }
    case .secondsBetween: return between(arguments, reason).map { .typed(.number(.secondsBetween($0, $1))) }
    case .dateTrunc: return truncated(arguments, reason)
    case .concat: return concat(arguments, reason)
    case .coalesce: return coalesce(arguments)
    }
  }

  private mutating func mapped(_ map: TextMap, _ node: SyntaxNode, _ reason: String) -> Part? {
    text(node, for: reason).map { .typed(.text(.mapped(map, $0))) }
  }

  private mutating func part(_ part: DatePart, _ node: SyntaxNode) -> Part? {
    date(node, for: "“\(part.rawValue)”").map { .typed(.number(.part(part, $0))) }
  }

  private mutating func substring(_ arguments: [SyntaxNode], _ reason: String) -> Part? {
    let text = text(arguments[0], for: reason)
    let start = whole(arguments[1], 1...1_000_000, "the start of substr counts from 1")
    let length = arguments.count > 2 ? whole(arguments[2], 0...1_000_000, "the length of substr") : nil
    guard let text, let start, arguments.count == 2 || length != nil else { return nil }
    return .typed(.text(.mapped(.slice(start: start, length: length), text)))
  }

  private mutating func replacement(_ arguments: [SyntaxNode], _ reason: String) -> Part? {
    let text = text(arguments[0], for: reason)
    let literals = arguments.dropFirst().compactMap { node -> String? in
      if case .text(let text) = node.kind { return text }
      report(
        .expressionArguments, "replace takes texts in single quotes, not \(excerpt(node))", node,
        fix: "write \(RowFunction.replace.usage)")
      return nil
    }
    guard let text, literals.count == 2 else { return nil }
    return .typed(.text(.mapped(.replacing(literals[0], with: literals[1]), text)))
  }

  private mutating func rounded(_ arguments: [SyntaxNode], _ reason: String) -> Part? {
    let number = number(arguments[0], for: reason)
    let digits = arguments.count > 1 ? whole(arguments[1], 0...15, "the digits of round") : 0
    guard let number, let digits else { return nil }
    return .typed(.number(.rounded(number, digits: digits)))
  }

  /// A whole-number literal in a range.
  private mutating func whole(_ node: SyntaxNode, _ range: ClosedRange<Int>, _ what: String) -> Int? {
    if case .number(let value) = node.kind, let whole = Int(exactly: value), range.contains(whole) {
      return whole
    }
    report(
      .expressionArguments,
      "\(what) is a whole number from \(range.lowerBound) to \(range.upperBound), not \(excerpt(node))", node,
      fix: "write a number such as \(max(range.lowerBound, 1))")
    return nil
  }

  private mutating func between(_ arguments: [SyntaxNode], _ reason: String) -> (DateNode, DateNode)? {
    let from = date(arguments[0], for: reason)
    let to = date(arguments[1], for: reason)
    guard let from, let to else { return nil }
    return (from, to)
  }

  private mutating func truncated(_ arguments: [SyntaxNode], _ reason: String) -> Part? {
    let date = date(arguments[1], for: reason)
    if case .text(let name) = arguments[0].kind, let unit = DateUnit(rawValue: name.lowercased()) {
      return date.map { .typed(.date(.truncated(unit, $0))) }
    }
    let names = DateUnit.allCases.map(\.rawValue)
    var near: String?
    if case .text(let name) = arguments[0].kind { near = Suggestion.nearest(to: name, among: names) }
    report(
      .expressionArguments, "\(excerpt(arguments[0])) is not a unit that a date is cut to", arguments[0],
      fix: "write \((near.map { [$0] } ?? names).map { "'\($0)'" }.joined(separator: ", "))")
    return nil
  }

  private mutating func concat(_ arguments: [SyntaxNode], _ reason: String) -> Part? {
    let texts = arguments.map { text($0, for: reason) }
    let known = texts.compactMap { $0 }
    return known.count == texts.count ? .typed(.text(.concat(known))) : nil
  }

  private mutating func coalesce(_ arguments: [SyntaxNode]) -> Part? {
    guard let parts = alike(arguments, "the arguments of “coalesce” are of one type") else { return nil }
    switch parts {
    case .null: return .null
    case .number(let nodes): return .typed(.number(.coalesce(nodes)))
    case .text(let nodes): return .typed(.text(.coalesce(nodes)))
    case .date(let nodes): return .typed(.date(.coalesce(nodes)))
    case .boolean(let nodes): return .typed(.boolean(.coalesce(nodes)))
    }
  }

  // MARK: Aggregates

  private mutating func aggregate(
    _ function: AggregateFunction, _ call: SyntaxCall, _ node: SyntaxNode
  ) -> Part? {
    guard aggregates != .refused else {
      report(
        .expressionAggregate, "the aggregate “\(call.name)” stands where each row is looked at by itself",
        node,
        fix: isQuery
          ? "write a condition on groups after “having”"
          : "use the row's own columns; only formulas have aggregates")
      return nil
    }
    guard !isInsideAggregate else {
      report(
        .expressionNested, "the aggregate “\(call.name)” stands inside another aggregate", node,
        fix: "leave one of the two out")
      return nil
    }
    guard fits(function, call) else {
      report(
        .expressionArguments, "“\(call.name)” does not take \(Self.describe(call))", node,
        fix: "write \(function.usage)")
      return nil
    }
    isInsideAggregate = true
    defer { isInsideAggregate = false }
    if aggregates == .gathered, function == .min || function == .max {
      return typed(call.arguments[0]).flatMap { extreme($0, call, largest: function == .max) }
    }
    return value(function, call).map { .typed(.number($0)) }
  }

  /// The smallest or largest of numbers, dates or texts.
  private mutating func extreme(_ argument: RowExpression, _ call: SyntaxCall, largest: Bool) -> Part? {
    switch argument {
    case .number(let node): return .typed(.number(slot(largest ? .maximum(node) : .minimum(node))))
    case .date(let node):
      return .typed(.date(.column(GroupColumns.aggregate(index(.extremeDate(node, largest: largest))))))
    case .text(let node):
      return .typed(.text(.column(GroupColumns.aggregate(index(.extremeText(node, largest: largest))))))
    case .boolean: return number(call.arguments[0], for: "“\(call.function)”").flatMap { _ in nil }
    }
  }

  private func fits(_ function: AggregateFunction, _ call: SyntaxCall) -> Bool {
    if call.isStar { return function == .count }
    if call.isDistinct, function != .count { return false }
    return function.arity.contains(call.arguments.count)
  }

  private mutating func value(_ function: AggregateFunction, _ call: SyntaxCall) -> NumberNode? {
    if call.isStar { return slot(.rows) }
    let argument = call.arguments[0]
    if function == .count {
      return typed(argument).map { slot(call.isDistinct ? .distinct($0) : .count($0)) }
    }
    guard let number = number(argument, for: "“\(call.function)”") else { return nil }
    switch function {
    case .sum, .count: return slot(.sum(number))
    case .avg:
      let total = slot(.sum(number))
      return .arithmetic(.divide, total, slot(.count(.number(number))))
    case .min: return slot(.minimum(number))
    case .max: return slot(.maximum(number))
    case .median: return slot(.quantile(number, 0.5))
    case .quantile: return share(call.arguments[1]).map { slot(.quantile(number, $0)) }
    }
  }

  private mutating func share(_ node: SyntaxNode) -> Double? {
    if case .number(let value) = node.kind, (0...1).contains(value) { return value }
    report(
      .expressionArguments, "the share of a quantile is a number from 0 to 1, not \(excerpt(node))", node,
      fix: "write a share such as 0.9")
    return nil
  }
}
