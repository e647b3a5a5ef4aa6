import Notation

/// Splits an expression's text into tokens. Time and memory are linear in the text.
struct Lexer {
  private let source: SourceText
  /// Whether a point may join two parts of a name, as in `people.margin`.
  private let joinsNames: Bool
  private var position = 0

  private init(_ source: SourceText, joinsNames: Bool) {
    self.source = source
    self.joinsNames = joinsNames
  }

  /// All tokens, the last of them `.end`.
  static func tokens(of source: SourceText, joinsNames: Bool = false) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(source, joinsNames: joinsNames)
    var tokens: [Token] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  /// Whether a column's name can stand without double quotes.
  static func isPlainName(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    return scalars.first?.startsName == true && scalars.allSatisfy(\.continuesName)
      && Keyword(rawValue: name.lowercased()) == nil
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < source.scalars.count ? source.scalars[position + ahead] : nil
  }

  private mutating func next() throws(Diagnostic) -> Token {
    while let scalar = peek(), scalar.properties.isWhitespace { position += 1 }
    let start = position
    guard let first = peek() else { return Token(kind: .end, range: start..<start) }
    let kind: Token.Kind =
      switch first {
      case "'": .text(try quoted("'"))
      case "\"": .quotedName(try quoted("\""))
      case "0"..."9": .number(try number())
      case "." where peek(1)?.isDigit == true: .number(try number())
      case _ where first.startsName: word()
      default: .symbol(try symbol(first))
      }
    return Token(kind: kind, range: start..<position)
  }

  private mutating func word() -> Token.Kind {
    let start = position
    while let scalar = peek(),
      scalar.continuesName || joinsNames && scalar == "." && peek(1)?.startsName == true
    {
      position += 1
    }
    let text = source.slice(start..<position)
    return Keyword(rawValue: text.lowercased()).map(Token.Kind.keyword) ?? .name(text)
  }

  private mutating func quoted(_ quote: Unicode.Scalar) throws(Diagnostic) -> String {
    let start = position
    position += 1
    var text = String.UnicodeScalarView()
    while let scalar = peek() {
      position += 1
      if scalar != quote {
        text.append(scalar)
      } else if peek() == quote {
        text.append(quote)
        position += 1
      } else {
        return String(text)
      }
    }
    throw source.problem(
      .expressionQuote, "the quote that opens “\(source.excerpt(start..<position))” is never closed",
      at: start, fix: "add a closing \(quote)")
  }

  private mutating func number() throws(Diagnostic) -> Double {
    let start = position
    digits()
    if peek() == "." {
      position += 1
      digits()
    }
    exponent()
    let end = position
    while let scalar = peek(), scalar.continuesName || scalar == "." { position += 1 }
    let text = source.slice(start..<position)
    guard position == end, let value = Double(text.hasSuffix(".") ? text + "0" : text), value.isFinite else {
      throw source.problem(
        .expressionSyntax, "“\(text)” is not a number", at: start,
        fix: "write a number such as 1200 or 0.5, or put a name that begins with a digit in double quotes")
    }
    return value
  }

  private mutating func digits() {
    while let scalar = peek(), scalar.isDigit { position += 1 }
  }

  private mutating func exponent() {
    guard let letter = peek(), letter == "e" || letter == "E" else { return }
    let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
    guard peek(1 + sign)?.isDigit == true else { return }
    position += 1 + sign
    digits()
  }

  private mutating func symbol(_ first: Unicode.Scalar) throws(Diagnostic) -> Symbol {
    let pair = String(first) + (peek(1).map { String($0) } ?? "")
    if pair == "!=" {
      position += 2
      return .unequal
    }
    if let remedy = Self.mistakes[pair] ?? Self.mistakes[String(first)] {
      let sign = Self.mistakes[pair] == nil ? String(first) : pair
      throw unknown(sign, fix: remedy)
    }
    if let symbol = Symbol(rawValue: pair) {
      position += pair.unicodeScalars.count
      return symbol
    }
    guard let symbol = Symbol(rawValue: String(first)) else { throw unknown(String(first), fix: nil) }
    position += 1
    return symbol
  }

  private func unknown(_ sign: String, fix: String?) -> Diagnostic {
    source.problem(
      .expressionCharacter, "“\(sign)” has no meaning in an expression", at: position,
      fix: fix ?? "remove it, or put it in single quotes if it is part of a text")
  }

  /// What people write who know another language, and what to write here.
  private static let mistakes: [String: String] = [
    "==": "write =", "&&": "write AND", "||": "write OR, or concat(a, b) to join texts", "=<": "write <=",
    "=>": "write >=", "‘": "write straight quotes '", "’": "write straight quotes '",
    "“": "write straight quotes '", "”": "write straight quotes '", "×": "write *", "÷": "write /",
    "−": "write -", "≤": "write <=", "≥": "write >=", "≠": "write <>", "!": "write NOT",
    ";": "write a comma between arguments",
  ]
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var startsName: Bool { self == "_" || properties.isAlphabetic }
  fileprivate var continuesName: Bool {
    startsName || isDigit || properties.generalCategory == .nonspacingMark
  }
}
