import Testing

@testable import Tables

@Suite("Expressions: functions")
struct ExpressionFunctionTests {
  @Test(
    "Text functions",
    arguments: [
      ("lower('ÉCOLE')", Value.text("école")), ("upper('straße')", .text("STRASSE")),
      ("trim('  a b ')", .text("a b")), ("trim('   ')", .text("")), ("length('Ñandú')", .number(5)),
      ("substr('17031', 3)", .text("031")), ("substr('17031', 3, 2)", .text("03")),
      ("substr('17031', 9)", .text("")), ("substr('17031', 1, 0)", .text("")),
      ("replace('a-b-c', '-', '')", .text("abc")), ("replace('aaa', 'aa', 'b')", .text("ba")),
      ("replace('abc', '', 'x')", .text("abc")), ("replace('ab', 'abc', 'x')", .text("ab")),
      ("concat('a', 'b', 'c')", .text("abc")), ("coalesce(NULL, 'x', 'y')", .text("x")),
      ("'b' > 'a' AND 'a' <= 'a'", .boolean(true)), ("'a' = lower('A')", .boolean(true)),
    ])
  func text(text: String, expected: Value) throws { #expect(try constant(text) == expected) }

  @Test(
    "LIKE: % is any text, _ one character, capitals matter",
    arguments: [
      ("Graffiti Removal", "Graffiti%", true), ("Graffiti Removal", "graffiti%", false),
      ("abc", "a_c", true), ("abbc", "a_c", false), ("", "%", true), ("", "_", false), ("abc", "%b%", true),
      ("abcabc", "%abc", true), ("aab", "%ab%", true), ("a%c", "a%c", true), ("abc", "", false),
      ("", "", true),
      ("naïve", "na_ve", true), ("aaaaaaaaaaaaaaaaaaaaaaaa", "%a%a%a%a%a%b", false), ("ab", "a%%b", true),
    ])
  func like(text: String, pattern: String, expected: Bool) throws {
    #expect(try constant("'\(text)' LIKE '\(pattern)'") == .boolean(expected))
  }

  @Test(
    "Number functions round half away from zero",
    arguments: [
      ("round(2.5)", 3.0), ("round(-2.5)", -3), ("round(1234.567, 1)", 1234.6), ("abs(-3)", 3),
      ("round(1e300, 15)", 1e300), ("7 / 2", 3.5),
    ])
  func numbers(text: String, expected: Double) throws { #expect(try constant(text) == .number(expected)) }

  @Test(
    "Date functions read wall-clock seconds",
    arguments: [
      ("2000-02-29 23:59:59", [2000, 2, 29, 2, 23]), ("1970-01-01", [1970, 1, 1, 4, 0]),
      ("1969-12-31T23:00", [1969, 12, 31, 3, 23]), ("2026-11-25T08:30:00", [2026, 11, 25, 3, 8]),
      ("1900-03-01", [1900, 3, 1, 4, 0]), ("2024-12-29", [2024, 12, 29, 7, 0]),
      ("0001-01-01", [1, 1, 1, 1, 0]),
    ] as [(String, [Double])])
  func dates(date: String, expected: [Double]) throws {
    for (name, value) in zip(["year", "month", "day", "weekday", "hour"], expected) {
      #expect(try constant("\(name)('\(date)')") == .number(value), "\(name)")
    }
  }

  @Test("Days between two dates count fractions of a day and may be negative")
  func daysBetween() throws {
    #expect(try constant("days_between('2020-02-28', '2020-03-01')") == .number(2))
    #expect(try constant("days_between('2020-01-01 12:00', '2020-01-01 18:00')") == .number(0.25))
    #expect(try constant("days_between('2020-01-02', '2020-01-01')") == .number(-1))
    #expect(try constant("seconds_between('2020-02-28', '2020-03-01 00:00:30')") == .number(172_830))
    #expect(try constant("quarter('2020-10-01')") == .number(4))
    let cut = "date_trunc('MONTH', '2020-02-29 13:00')"
    #expect(try constant("days_between('2020-01-01', \(cut))") == .number(31))
    #expect(try constant("date_trunc('week', NULL) IS NULL") == .boolean(true))
  }

  @Test("Every day of four centuries keeps its date through days and back, one day after the other")
  func calendar() {
    var days = WallClock.days(year: 1800, month: 1, day: 1)
    var previous = WallClock.date(days: days - 1)
    #expect(previous == (1799, 12, 31))
    for _ in 0..<146_097 {
      let date = WallClock.date(days: days)
      guard WallClock.days(year: date.year, month: date.month, day: date.day) == days,
        date > previous
      else {
        Issue.record("day \(days) does not come back")
        return
      }
      previous = date
      days += 1
    }
    #expect(previous == (2199, 12, 31))
  }

  @Test("Texts that a function makes equal become one entry")
  func distinctEntries() throws {
    let columns = [ExpressionColumn("t", .text)]
    let sample = Sample(columns: columns, rows: [[.text("A")], [.text("a")], [nil], [.text("A")]])
    let typed = try Expression.parse("lower(t)", at: here).typed(against: columns)
    guard case .text(let text) = typed.evaluate(sample.chunk(), columns: sample.index) else {
      Issue.record("lower gives a text")
      return
    }
    #expect(text.entries == ["a"])
    #expect(text.codes == [0, 0, -1, 0])
  }
}
