/// A function of one row's values.
enum RowFunction: String, CaseIterable, Sendable {
  case lower, upper, trim, length, substr, replace, concat, coalesce, abs, round
  case year, quarter, month, day, weekday, hour
  case daysBetween = "days_between"
  case secondsBetween = "seconds_between"
  case dateTrunc = "date_trunc"

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .lower, .upper, .trim, .length, .abs, .year, .quarter, .month, .day, .weekday, .hour: 1...1
    case .round: 1...2
    case .daysBetween, .secondsBetween, .dateTrunc: 2...2
    case .substr: 2...3
    case .replace: 3...3
    case .concat, .coalesce: 1...Int.max
    }
  }

  /// How it is written.
  var usage: String {
    switch self {
    case .lower, .upper, .trim, .length: "\(rawValue)(text)"
    case .abs: "abs(number)"
    case .year, .quarter, .month, .day, .weekday, .hour: "\(rawValue)(date)"
    case .round: "round(number) or round(number, digits)"
    case .daysBetween, .secondsBetween: "\(rawValue)(from, to)"
    case .dateTrunc: "date_trunc('month', date)"
    case .substr: "substr(text, start) or substr(text, start, length)"
    case .replace: "replace(text, 'old', 'new')"
    case .concat: "concat(a, b, …)"
    case .coalesce: "coalesce(a, b, …)"
    }
  }
}

/// A function of all rows of a group.
enum AggregateFunction: String, CaseIterable, Sendable {
  case count, sum, avg, min, max, median, quantile

  var arity: ClosedRange<Int> { self == .quantile ? 2...2 : 1...1 }

  var usage: String {
    switch self {
    case .count: "count(*), count(column) or count(DISTINCT column)"
    case .quantile: "quantile(number, 0.9)"
    default: "\(rawValue)(number)"
    }
  }
}
