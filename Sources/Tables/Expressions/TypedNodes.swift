// A checked expression: one enumeration for each type, so that an ill-typed tree cannot be written down.
// A literal of nil is NULL. `columns` of the nodes are names, looked up once for each chunk.

/// A checked expression of any type.
enum RowExpression: Hashable, Sendable {
  case number(NumberNode)
  case text(TextNode)
  case date(DateNode)
  case boolean(BooleanNode)

  var type: ColumnType {
    switch self {
    case .number: .number
    case .text: .text
    case .date: .date
    case .boolean: .boolean
    }
  }
}

/// A CASE: the result of the first branch whose condition is true, else `otherwise`, else NULL.
struct Choice<Node: Hashable & Sendable>: Hashable, Sendable {
  struct Branch: Hashable, Sendable {
    let condition: BooleanNode
    let result: Node
  }

  let branches: [Branch]
  let otherwise: Node?
}

indirect enum NumberNode: Hashable, Sendable {
  case literal(Double?)
  case column(String)
  /// The value of the aggregate with this index, for each group.
  case slot(Int)
  case negated(NumberNode)
  case arithmetic(ArithmeticOperator, NumberNode, NumberNode)
  case absolute(NumberNode)
  case rounded(NumberNode, digits: Int)
  /// In Unicode scalars.
  case length(TextNode)
  case part(DatePart, DateNode)
  /// Days from the first to the second, with fractions of a day.
  case daysBetween(DateNode, DateNode)
  case secondsBetween(DateNode, DateNode)
  case choice(Choice<NumberNode>)
  case coalesce([NumberNode])
}

indirect enum TextNode: Hashable, Sendable {
  case literal(String?)
  case column(String)
  case mapped(TextMap, TextNode)
  case concat([TextNode])
  case choice(Choice<TextNode>)
  case coalesce([TextNode])
}

indirect enum DateNode: Hashable, Sendable {
  case literal(Int64?)
  case column(String)
  /// The first moment of the unit that holds the date.
  case truncated(DateUnit, DateNode)
  case choice(Choice<DateNode>)
  case coalesce([DateNode])
}

indirect enum BooleanNode: Hashable, Sendable {
  case literal(Bool?)
  case column(String)
  case not(BooleanNode)
  case and(BooleanNode, BooleanNode)
  case or(BooleanNode, BooleanNode)
  case numbers(ComparisonOperator, NumberNode, NumberNode)
  case texts(ComparisonOperator, TextNode, TextNode)
  case dates(ComparisonOperator, DateNode, DateNode)
  case booleans(ComparisonOperator, BooleanNode, BooleanNode)
  /// A test that looks at the text alone, made once for each distinct text.
  case test(TextTest, TextNode)
  case isNull(RowExpression)
  case choice(Choice<BooleanNode>)
  case coalesce([BooleanNode])
}

/// A question about one text with a yes or no.
enum TextTest: Hashable, Sendable {
  case comparison(ComparisonOperator, String)
  case isIn(Set<String>)
  case like(LikePattern)

  func accepts(_ text: String) -> Bool {
    switch self {
    case .comparison(let operation, let other): operation.apply(text, other)
    case .isIn(let texts): texts.contains(text)
    case .like(let pattern): pattern.matches(text)
    }
  }
}

/// A function from one text to one text.
enum TextMap: Hashable, Sendable {
  case lower, upper, trim
  /// `start` from 1; nil takes all to the end. Both in Unicode scalars.
  case slice(start: Int, length: Int?)
  case replacing(String, with: String)

  func callAsFunction(_ text: String) -> String {
    switch self {
    case .lower: text.lowercased()
    case .upper: text.uppercased()
    case .trim: text.trimmed
    case .slice(let start, let length): text.slice(start: start, length: length)
    case .replacing(let part, let other): text.replacingOccurrences(of: part, by: other)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  fileprivate func slice(start: Int, length: Int?) -> String {
    let rest = unicodeScalars.dropFirst(start - 1)
    return String(String.UnicodeScalarView(length.map { rest.prefix($0) } ?? rest))
  }

  /// Replaces from left to right, without overlaps; an empty part replaces nothing.
  fileprivate func replacingOccurrences(of part: String, by other: String) -> String {
    let scalars = Array(unicodeScalars)
    let wanted = Array(part.unicodeScalars)
    guard !wanted.isEmpty, scalars.count >= wanted.count else { return self }
    var result = String.UnicodeScalarView()
    var position = 0
    while position < scalars.count {
      if scalars[position...].starts(with: wanted) {
        result.append(contentsOf: other.unicodeScalars)
        position += wanted.count
      } else {
        result.append(scalars[position])
        position += 1
      }
    }
    return String(result)
  }
}
