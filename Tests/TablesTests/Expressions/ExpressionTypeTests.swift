import Notation
import Testing

@testable import Tables

@Suite("Expressions: types")
struct ExpressionTypeTests {
  static let columns = [
    ExpressionColumn("people", .number), ExpressionColumn("status", .text), ExpressionColumn("opened", .date),
    ExpressionColumn("vacant", .boolean), ExpressionColumn("zip code", .text),
  ]

  @Test(
    "Each expression has the type of its outermost part",
    arguments: [
      ("people + 1", ColumnType.number), ("lower(status)", .text), ("opened", .date), ("vacant", .boolean),
      ("people > 1", .boolean), ("coalesce(NULL, opened)", .date), ("CASE WHEN vacant THEN 1 END", .number),
      ("year(opened)", .number), ("NULL", .text), ("opened >= '2020-01-31'", .boolean),
      ("'2020-01-31 08:30' < opened", .boolean), ("opened IN ('2020-01-31', NULL)", .boolean),
      ("days_between('2020-01-01', opened)", .number), ("days_between(opened, '2020-01-31')", .number),
    ])
  func results(text: String, type: ColumnType) throws {
    #expect(try Expression.parse(text, at: here).typed(against: Self.columns).type == type)
  }

  @Test(
    "A clash names both sides, its place and the remedy",
    arguments: [
      (
        "status = 8", 10, "“=” compares values of one type, but “status” is a text and “8” is a number",
        "put 8 in single quotes"
      ),
      (
        "people = '8'", 10, "“=” compares values of one type, but “people” is a number and “'8'” is a text",
        "write 8 without quotes, if it is a number"
      ),
      (
        "people + status", 10, "“+” needs a number, but “status” is a text",
        "give the column “status” the type “number” in its feed, if it holds nothing else"
      ),
      (
        "people AND vacant", 1, "“AND” needs a true or false, but “people” is a number",
        "compare it with something, as in people = …"
      ),
      (
        "people * (people > 3)", 10, "“*” needs a number, but “(people > 3)” is a true or false",
        "write CASE WHEN (people > 3) THEN 1 ELSE 0 END"
      ),
      (
        "opened > '2020-02-30'", 10,
        "“'2020-02-30'” is compared with a date but is not a date of the calendar",
        "write a date such as '2020-01-31' or '2020-01-31 08:30'"
      ),
      (
        "lower(people)", 7, "“lower” needs a text, but “people” is a number", "use a text instead"
      ),
      (
        "CASE WHEN vacant THEN 1 ELSE 'none' END", 30,
        "the results of a CASE are of one type, but “1” is a number and “'none'” is a text",
        "use a number in each"
      ),
      (
        "people BETWEEN 1 AND 'x'", 22,
        "“BETWEEN” compares values of one type, but “people” is a number and “'x'” is a text",
        "write x without quotes, if it is a number"
      ),
    ])
  func clashes(text: String, column: Int, message: String, fix: String) throws {
    let found = try #require(problem(text, against: Self.columns))
    #expect(found.code == .expressionType)
    #expect(found.message == message)
    #expect(found.fix == fix)
    #expect(found.location?.column == here.column + column - 1)
  }

  @Test(
    "Unknown words get the nearest right word",
    arguments: [
      ("peopel + 1", DiagnosticCode.expressionColumn, 1, "write people"),
      ("1 + PEOPLE", .expressionColumn, 5, "write people"),
      ("zipcode = '1'", .expressionColumn, 1, "write \"zip code\""),
      ("status = \"Open\"", .expressionColumn, 10, "write text in single quotes: 'Open'"),
      (
        "zzzzzz = 1", .expressionColumn, 1,
        "use one of the feed's columns: opened, people, status, vacant, zip code"
      ),
      ("lowr(status)", .expressionFunction, 1, "write lower"),
      ("LEN(status)", .expressionFunction, 1, "write length"),
    ])
  func unknown(text: String, code: DiagnosticCode, column: Int, fix: String) throws {
    let found = try #require(problem(text, against: Self.columns))
    #expect(found.code == code)
    #expect(found.fix == fix)
    #expect(found.location?.column == here.column + column - 1)
  }

  @Test("A remedy puts names in double quotes where they need them")
  func quotedRemedies() {
    for (written, name, fix) in [
      ("2010_peple", "2010_people", "write \"2010_people\""), ("cas", "case", "write \"case\""),
      ("größ", "größe", "write größe"), ("a-c", "a-b", "write \"a-b\""),
    ] {
      let found = problem("\"\(written)\" + 1", against: [ExpressionColumn(name, .number)])
      #expect(found?.fix == fix)
    }
  }

  @Test(
    "Arguments are counted, and those that fix a function's shape are literals",
    arguments: [
      ("lower(status, status)", 1, "write lower(text)"),
      ("substr(status)", 1, "write substr(text, start) or substr(text, start, length)"),
      ("substr(status, people)", 16, "write a number such as 1"),
      ("substr(status, 0)", 16, "write a number such as 1"),
      ("round(people, 1.5)", 15, "write a number such as 1"),
      ("replace(status, status, 'x')", 17, "write replace(text, 'old', 'new')"),
      ("status LIKE lower(status)", 13, "write a pattern such as 'Graffiti%'"),
      ("lower(*)", 1, "write lower(text)"),
      ("lower(DISTINCT status)", 1, "write lower(text)"),
      ("coalesce()", 1, "write coalesce(a, b, …)"),
    ])
  func arguments(text: String, column: Int, fix: String) throws {
    let found = try #require(problem(text, against: Self.columns))
    #expect(found.code == .expressionArguments)
    #expect(found.fix == fix)
    #expect(found.location?.column == here.column + column - 1)
  }

  @Test("All problems of an expression are told, in the order of the text")
  func allProblems() throws {
    var problems: [Diagnostic] = []
    let expression = try Expression.parse("peopel + lowr(status) > stats AND opened", at: here)
    #expect(expression.check(against: Self.columns, problems: &problems) == nil)
    #expect(
      problems.map(\.code) == [.expressionColumn, .expressionFunction, .expressionColumn, .expressionType])
    #expect(problems.map { ($0.location?.column ?? 0) - here.column } == [0, 9, 24, 34])
  }

  @Test("A problem in the value of IN or BETWEEN is told once")
  func toldOnce() throws {
    for text in ["stat IN (1, 2, 3)", "stat BETWEEN 1 AND 2", "stat IN ('a', 'b')"] {
      var problems: [Diagnostic] = []
      _ = try Expression.parse(text, at: here).check(against: Self.columns, problems: &problems)
      #expect(problems.count == 1, "\(text)")
    }
  }

  @Test("The wanted type is enforced: a filter is true or false")
  func wantedType() throws {
    let found = try #require(problem("people", against: Self.columns, as: .boolean))
    #expect(found.message == "a true or false is needed here, but “people” is a number")
    #expect(problem("NULL", against: Self.columns, as: .boolean) == nil)
  }

  @Test("Aggregates are refused where rows are looked at, inside each other, and beside bare columns")
  func aggregates() throws {
    let inFilter = try #require(problem("people > 1 AND count(*) > 3", against: Self.columns))
    #expect(inFilter.code == .expressionAggregate)
    #expect(inFilter.location?.column == here.column + 15)
    let nested = try #require(aggregateProblem("sum(people + max(people))", against: Self.columns))
    #expect(nested.code == .expressionNested)
    #expect(nested.location?.column == here.column + 13)
    let bare = try #require(aggregateProblem("sum(people) / people", against: Self.columns))
    #expect(bare.code == .expressionUngrouped)
    #expect(bare.fix == "write sum(people)")
    #expect(bare.location?.column == here.column + 14)
  }

  @Test(
    "Aggregates check their arguments",
    arguments: [
      ("sum(*)", DiagnosticCode.expressionArguments, "write sum(number)"),
      ("count()", .expressionArguments, "write count(*), count(column) or count(DISTINCT column)"),
      ("sum(DISTINCT people)", .expressionArguments, "write sum(number)"),
      ("quantile(people)", .expressionArguments, "write quantile(number, 0.9)"),
      ("quantile(people, 90)", .expressionArguments, "write a share such as 0.9"),
      (
        "median(status)", .expressionType,
        "give the column “status” the type “number” in its feed, if it holds nothing else"
      ),
      ("vacant", .expressionType, "write CASE WHEN vacant THEN 1 ELSE 0 END"),
      ("mean(people)", .expressionFunction, "write avg"),
    ])
  func aggregateArguments(text: String, code: DiagnosticCode, fix: String) throws {
    let found = try #require(aggregateProblem(text, against: Self.columns))
    #expect(found.code == code)
    #expect(found.fix == fix)
  }
}
