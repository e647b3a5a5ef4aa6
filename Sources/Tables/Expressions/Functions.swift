/// A function of one row's values.
enum RowFunction: String, CaseIterable, Sendable {
  case lower, upper, trim, length, substr, replace, concat, coalesce, abs, round
  case year, month, day, weekday, hour
  case daysBetween = "days_between"

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .lower, .upper, .trim, .length, .abs, .year, .month, .day, .weekday, .hour: 1...1
    case .round: 1...2
    case .daysBetween: 2...2
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
    case .year, .month, .day, .weekday, .hour: "\(rawValue)(date)"
    case .round: "round(number) or round(number, digits)"
    case .daysBetween: "days_between(from, to)"
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

/// The nearest of a list of words to a word with a slip of the pen.
enum NearestWord {
  /// The word that differs by the fewest insertions, deletions, changes and exchanges of neighbours
  /// (Damerau 1964, restricted); capitals count as no difference. Nil where a third of the letters or
  /// more differ. Equal distances go to the earlier word of the alphabet.
  static func find(_ word: String, among candidates: [String]) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    let ranked = candidates.map { (distance(wanted, Array($0.lowercased().unicodeScalars)), $0) }
    guard let best = ranked.min(by: { $0 < $1 }) else { return nil }
    return best.0 <= max(1, wanted.count / 3) ? best.1 : nil
  }

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let change = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      (before, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
