/// One word or sign of an expression.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name(String)
    /// A name in double quotes, which is never a keyword or a function.
    case quotedName(String)
    case number(Double)
    case text(String)
    case keyword(Keyword)
    case symbol(Symbol)
    case end
  }

  let kind: Kind
  /// Offsets in Unicode scalars from the start of the expression's text.
  let range: Range<Int>
}

/// A word with a meaning of its own, in any case.
enum Keyword: String, CaseIterable, Sendable {
  case and, or, not, `in`, between, like, `is`, null, `true`, `false`
  case `case`, when, then, `else`, end, distinct
}

/// A sign; the raw value is how it is written.
enum Symbol: String, Sendable {
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case comma = ","
  case open = "("
  case close = ")"
  case equal = "="
  case unequal = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}
