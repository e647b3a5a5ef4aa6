import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Expressions: reading")
struct ExpressionSyntaxTests {
  @Test(
    "Operators bind as in SQL",
    arguments: [
      ("1 + 2 * 3", Value.number(7)), ("(1 + 2) * 3", .number(9)), ("8 / 4 / 2", .number(1)),
      ("10 - 4 - 3", .number(3)), ("-2 * -3", .number(6)), ("- - 2", .number(2)), ("2 - -1", .number(3)),
      ("+5", .number(5)), (".5 + 1e2 + 2.", .number(102.5)),
      ("TRUE OR FALSE AND FALSE", .boolean(true)), ("(TRUE OR FALSE) AND FALSE", .boolean(false)),
      ("NOT TRUE OR TRUE", .boolean(true)), ("NOT (TRUE OR TRUE)", .boolean(false)),
      ("NOT 1 = 2", .boolean(true)), ("1 + 1 = 2 AND 3 > 2", .boolean(true)),
      ("2 BETWEEN 1 AND 3 AND FALSE", .boolean(false)), ("not not true", .boolean(true)),
      ("2 NOT BETWEEN 1 AND 3", .boolean(false)), ("2 NOT IN (1, 3)", .boolean(true)),
      ("'a' NOT LIKE 'b%'", .boolean(true)), ("1 is not null", .boolean(true)),
      ("case when 1 > 2 then 'a' when 2 > 1 then 'b' else 'c' end", .text("b")),
      ("1 != 2", .boolean(true)), ("1 <> 2", .boolean(true)), ("1<=1", .boolean(true)),
    ])
  func precedence(text: String, expected: Value) throws {
    #expect(try constant(text) == expected)
  }

  @Test("Keywords and functions are read in any case, and a doubled quote is one quote")
  func wordsAndQuotes() throws {
    #expect(try constant("CaSe WhEn TRUE ThEn UPPER('o''hare') eNd") == .text("O'HARE"))
  }

  @Test("Names in double quotes may hold blanks, keywords and quotes")
  func quotedNames() throws {
    let expression = try Expression.parse("\"a b\" + \"case\" + \"x\"\"y\" + größe_2", at: here)
    #expect(expression.columns == ["a b", "case", "x\"y", "größe_2"])
  }

  @Test("An expression knows its columns and its aggregates")
  func columnsAndAggregates() throws {
    let expression = try Expression.parse("sum(CASE WHEN a IN (b, 1) THEN c END) / count(*)", at: here)
    #expect(expression.columns == ["a", "b", "c"])
    #expect(expression.hasAggregates)
    #expect(try !Expression.parse("lower(a) LIKE 'x%'", at: here).hasAggregates)
  }

  @Test(
    "What does not read is located at the offending token, with a remedy",
    arguments: [
      ("a == 1", DiagnosticCode.expressionCharacter, 3, "write ="),
      ("a && b", .expressionCharacter, 3, "write AND"),
      ("a ≤ b", .expressionCharacter, 3, "write <="),
      ("a = ‘x’", .expressionCharacter, 5, "write straight quotes '"),
      ("a # b", .expressionCharacter, 3, "remove it, or put it in single quotes if it is part of a text"),
      ("a = 'open", .expressionQuote, 5, "add a closing '"),
      ("\"a b = 1", .expressionQuote, 1, "add a closing \""),
      ("1 + (2 * 3", .expressionSyntax, 5, "add a closing )"),
      ("sum(a", .expressionSyntax, 4, "add a closing )"),
      ("1 + 2)", .expressionSyntax, 6, "remove it, or add an opening ("),
      ("a, b", .expressionSyntax, 2, "remove it; only arguments and lists have commas"),
      ("a b", .expressionSyntax, 3, "put an operator before it, or put a name with blanks in double quotes"),
      ("1 +", .expressionSyntax, 4, "complete the expression, or remove the operator before it"),
      ("  ", .expressionSyntax, 1, "write a column name or a formula"),
      ("1 < 2 < 3", .expressionSyntax, 7, "write a < b AND b < c"),
      ("a IN 1", .expressionSyntax, 6, "IN takes a list: IN ('a', 'b')"),
      ("a BETWEEN 1 OR 2", .expressionSyntax, 13, "BETWEEN takes two bounds: BETWEEN 1 AND 5"),
      ("a IS 1", .expressionSyntax, 6, "after IS comes NULL or NOT NULL"),
      ("CASE a WHEN 1 THEN 2 END", .expressionSyntax, 6, "CASE is followed by WHEN and a condition"),
      ("CASE WHEN a THEN 1", .expressionSyntax, 19, "a CASE ends with END"),
      (
        "2010_people + 1", .expressionSyntax, 1,
        "write a number such as 1200 or 0.5, or put a name that begins with a digit in double quotes"
      ),
      (
        "1.2.3", .expressionSyntax, 1,
        "write a number such as 1200 or 0.5, or put a name that begins with a digit in double quotes"
      ),
    ])
  func faults(text: String, code: DiagnosticCode, offset: Int, fix: String) throws {
    let found = try #require(problem(text))
    #expect(found.code == code)
    #expect(found.location == SourceLocation(path: here.path, line: 7, column: here.column + offset - 1))
    #expect(found.fix == fix)
    #expect(found.severity == .error)
  }

  @Test("Nesting and chains beyond the bound are refused, and within it they read")
  func depth() throws {
    let deep = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
    #expect(problem(deep)?.code == .expressionDepth)
    #expect(problem(String(repeating: "- ", count: 100_000) + "1")?.code == .expressionDepth)
    #expect(problem(String(repeating: "NOT ", count: 5_000) + "TRUE")?.code == .expressionDepth)
    #expect(problem("1" + String(repeating: " + 1", count: 5_000))?.code == .expressionDepth)
    #expect(try constant("1" + String(repeating: " + 1", count: 200)) == .number(201))
    let list = (0..<3_000).map(String.init).joined(separator: ", ")
    #expect(try constant("2999 IN (\(list))") == .boolean(true))
  }

  @Test("Any bytes read or are refused, and never crash", arguments: 0..<40 as Range<UInt64>)
  func noise(seed: UInt64) {
    var random = Seeded(seed)
    let words = [
      "a", "1", "'x'", "(", ")", ",", "+", "-", "*", "/", "=", "<", "AND", "NOT", "IN", "CASE", "WHEN",
      "THEN",
      "END", "sum", "count(", "IS", "NULL", "BETWEEN", "LIKE", "\"q\"", "é", "'", "\"", "\u{0}", "😀",
    ]
    for _ in 0..<50 {
      let count = Int.random(in: 1...12, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      guard let found = problem(text, against: [ExpressionColumn("a", .number)]) else { continue }
      #expect(found.location?.line == 7)
      #expect(DiagnosticCode.expressions.contains(found.code))
    }
  }

  @Test("Every code has a story of two sentences or more with an example, and no id occurs twice")
  func stories() {
    let codes = DiagnosticCode.expressions
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(
        code.story.contains(". ") && code.story.contains("`") && code.story.hasSuffix("."), "\(code.id)")
    }
  }
}
