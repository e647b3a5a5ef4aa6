import Testing

@testable import Tables

@Suite("Expressions: three-valued logic")
struct ThreeValuedLogicTests {
  private static let truths: [Bool?] = [true, false, nil]

  private func word(_ truth: Bool?) -> String {
    truth.map { $0 ? "TRUE" : "FALSE" } ?? "NULL"
  }

  @Test("AND, OR and NOT follow SQL's tables (ISO 9075), as literals and as columns")
  func tables() throws {
    let columns = [ExpressionColumn("a", .boolean), ExpressionColumn("b", .boolean)]
    for left in Self.truths {
      for right in Self.truths {
        let and: Bool? = left == false || right == false ? false : left == nil || right == nil ? nil : true
        let or: Bool? = left == true || right == true ? true : left == nil || right == nil ? nil : false
        #expect(try constant("\(word(left)) AND \(word(right))") == and.map(Value.boolean))
        #expect(try constant("\(word(left)) OR \(word(right))") == or.map(Value.boolean))
        let sample = Sample(columns: columns, rows: [[left.map(Value.boolean), right.map(Value.boolean)]])
        for (text, expected) in [("a AND b", and), ("a OR b", or), ("NOT a", left.map { !$0 })] {
          let typed = try Expression.parse(text, at: here).typed(against: columns)
          #expect(
            typed.evaluate(sample.chunk(), columns: sample.index).values == [expected.map(Value.boolean)])
          #expect(typed.mask(sample.chunk(), columns: sample.index) == [expected == true])
        }
      }
    }
  }

  @Test(
    "NULL propagates through every operator but the ones that look for it",
    arguments: [
      ("NULL = NULL", nil), ("1 <> NULL", nil), ("1 + NULL IS NULL", true), ("NULL IS NOT NULL", false),
      ("1 IN (1, NULL)", true), ("1 IN (2, NULL)", nil), ("1 NOT IN (2, NULL)", nil),
      ("'a' IN ('b', NULL)", nil),
      ("2 BETWEEN NULL AND 1", false), ("2 BETWEEN NULL AND 3", nil), ("1 / 0 IS NULL", true),
      ("0 / 0 IS NULL", true), ("1e300 * 1e300 IS NULL", true), ("NOT NULL", nil),
      ("lower(NULL) IS NULL", true), ("concat('a', NULL) IS NULL", true), ("NULL LIKE 'a'", nil),
      ("CASE WHEN NULL THEN TRUE ELSE FALSE END", false), ("CASE WHEN FALSE THEN TRUE END", nil),
      ("coalesce(NULL, NULL, TRUE)", true), ("days_between(NULL, '2020-01-01') IS NULL", true),
    ] as [(String, Bool?)])
  func propagation(text: String, expected: Bool?) throws {
    #expect(try constant(text) == expected.map(Value.boolean))
  }
}
