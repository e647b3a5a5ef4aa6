/// How a query uses a column, as far as that tells of which type it must be.
struct ColumnUse: OptionSet {
  let rawValue: Int

  /// Compared with a text, or given to a function of texts.
  static let text = ColumnUse(rawValue: 1)
  /// Compared or reckoned with a number.
  static let number = ColumnUse(rawValue: 2)
  /// Given to a function of dates.
  static let date = ColumnUse(rawValue: 4)
}

extension Query {
  /// The uses of every column that the query names.
  var uses: [String: ColumnUse] {
    var uses: [String: ColumnUse] = [:]
    func note(_ node: SyntaxNode, _ use: ColumnUse) {
      if case .column(let name, _) = node.kind { uses[name, default: []].insert(use) }
    }
    func compare(_ node: SyntaxNode, with other: SyntaxNode) {
      switch other.kind {
      case .text: note(node, .text)
      case .number, .arithmetic, .negated: note(node, .number)
      default: break
      }
    }
    for node in nodes {
      node.visit { node in
        switch node.kind {
        case .arithmetic(_, let left, let right): [left, right].forEach { note($0, .number) }
        case .negated(let inner): note(inner, .number)
        case .comparison(_, let left, let right):
          compare(left, with: right)
          compare(right, with: left)
        case .between(let value, let low, let high): [low, high].forEach { compare(value, with: $0) }
        case .isIn(let value, let list): list.forEach { compare(value, with: $0) }
        case .like(let value, _): note(value, .text)
        case .call(let call): call.arguments.forEach { note($0, ColumnUse(call.function)) }
        default: break
        }
      }
    }
    return uses
  }
}

extension ColumnUse {
  /// What a function takes.
  fileprivate init(_ function: String) {
    switch function {
    case "lower", "upper", "trim", "length", "substr", "replace", "concat": self = .text
    case "abs", "round", "sum", "avg", "median", "quantile": self = .number
    case "year", "quarter", "month", "day", "weekday", "hour", "days_between", "seconds_between",
      "date_trunc":
      self = .date
    default: self = []
    }
  }
}
