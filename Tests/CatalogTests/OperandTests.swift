import Notation
import Testing

@testable import Catalog

@Test(
  "A sum stands in parentheses beside a division sign; a name, a number and a single call do not",
  arguments: [
    ("poor", "poor"), ("acs.poor_1", "acs.poor_1"), ("100", "100"), ("count(*)", "count(*)"),
    ("sum(case when a in (1, 2) then b end)", "sum(case when a in (1, 2) then b end)"),
    ("a + b", "(a + b)"), ("a - b", "(a - b)"), ("-a", "(-a)"), ("sum(a) + sum(b)", "(sum(a) + sum(b))"),
    ("f(a)(b)", "(f(a)(b))"), ("case when a then b end", "(case when a then b end)"),
    ("(a) + (b)", "((a) + (b))"),
  ])
func operand(text: String, expected: String) {
  #expect(SourcedText(text, at: SourceLocation(path: "a.json5", line: 1, column: 1)).operand == expected)
}
