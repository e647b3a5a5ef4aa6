import Notation
import Testing

@testable import Tables

private let columns = [
  ExpressionColumn("kind", .text), ExpressionColumn("Complaint Type", .text),
  ExpressionColumn("opened", .date),
  ExpressionColumn("people", .number), ExpressionColumn("people.margin", .number),
]

/// What is said of a query; nil where nothing is wrong.
private func said(_ text: String) -> String? {
  do throws(Diagnostic) {
    let query = try Query.parse(text)
    try query.checkSource(["requests"])
    var problems: [Diagnostic] = []
    return query.plan(columns, problems: &problems) == nil
      ? problems.map(\.description).joined(separator: "\n") : nil
  } catch {
    return error.description
  }
}

@Suite("Queries: what is wrong is said with its place")
struct QuerySyntaxTests {
  @Test(
    "Sound queries",
    arguments: [
      "select *", "SELECT * FROM requests LIMIT 5", "select kind",
      "select distinct kind, people from \"requests\"",
      "select count(*)", "select kind, count(*) as n group by kind having n > 3 order by n desc, kind",
      "select \"Complaint Type\" as \"what it was\", 1 order by \"what it was\" nulls first",
      "select date_trunc('month', opened) as m, sum(people) / 2 group by m order by 2, m limit 3 offset 1",
      "select sum(people.margin) group by kind", "select year(opened) + 1, max(kind) group by year( opened )",
      "select people as p where p > 3", "select upper(kind), count(*) group by 1 having upper(kind) <> 'X'",
      "select people order by 0 - people", "select\n  kind\nwhere people > 3\norder by\n  opened",
      "select 'order' as \"order\", \"kind\" as first order by first",
    ])
  func sound(text: String) { #expect(said(text) == nil) }

  @Test(
    "Slips",
    arguments: [
      (
        "selct kind",
        "query:1:1: error: a query begins with “select”, not “selct” [query-syntax]\n  fix: write select"
      ),
      (
        "select knd, count(*) group by knd",
        """
        query:1:8: error: there is no column “knd” [expression-column]
          fix: write kind
        query:1:31: error: there is no column “knd” [expression-column]
          fix: write kind
        """
      ),
      (
        "select kind gruop by kind",
        "query:1:13: error: “gruop” does not fit here [query-syntax]\n  fix: write group by"
      ),
      (
        "select kind what",
        """
        query:1:13: error: “what” does not fit here [query-syntax]
          fix: put a comma before it, or “as” if it is a name for what stands before
        """
      ),
      (
        "select kind\nwhere people >\norder by 1",
        """
        query:3:1: error: a column, number, text or parenthesis is missing before “order” [expression-syntax]
          fix: complete the expression, or remove the operator before it
        """
      ),
      (
        "select kind group kind",
        "query:1:19: error: “by” is missing before “kind” [query-syntax]\n  fix: write group by"
      ),
      (
        "select kind limit 3 where people > 1",
        "query:1:21: error: “where” does not fit here [query-syntax]\n  fix: write it before “limit”"
      ),
      (
        "select kind where people > 1 where people < 9",
        "query:1:30: error: “where” does not fit here [query-syntax]\n  fix: write “where” once"
      ),
      (
        "select kind limit 2.5",
        "query:1:19: error: after “limit” comes a whole number, not “2.5” [query-syntax]\n  fix: write limit 10"
      ),
      (
        "select kind order by 2",
        """
        query:1:22: error: “order by 2” names none of the 1 results [query-position]
          fix: write a number from 1 to 1, or an expression
        """
      ),
      (
        "select kind, people group by kind",
        """
        query:1:14: error: the column “people” is neither in “group by” nor inside an aggregate [query-group]
          fix: write group by people, or wrap it: max(people)
        """
      ),
      (
        "select * group by kind",
        """
        query:1:8: error: * shows rows, but this query shows groups [query-group]
          fix: name what to show of each group: count(*)
        """
      ),
      (
        "select kind where count(*) > 2",
        """
        query:1:19: error: the aggregate “count” stands where each row is looked at by itself [expression-aggregate]
          fix: write a condition on groups after “having”
        """
      ),
      (
        "select kind from request",
        """
        query:1:18: error: the query is about “request”, but what is read is “requests” [query-table]
          fix: leave `from` out, or write from "requests"
        """
      ),
      (
        "select date_trunc('moth', opened)",
        """
        query:1:19: error: “'moth'” is not a unit that a date is cut to [expression-arguments]
          fix: write 'month'
        """
      ),
      (
        "select kind order by kind nulls frist",
        "query:1:33: error: after “nulls” comes first or last, not “frist” [query-syntax]\n"
          + "  fix: write nulls first or nulls last"
      ),
      (
        "select count(*) as order",
        """
        query:1:20: error: after “as” comes a name, not “order” [query-syntax]
          fix: write a name, in double quotes if it has blanks: as "days open"
        """
      ),
      (
        "select where kind = 'a'",
        """
        query:1:8: error: a column, number, text or parenthesis is missing before “where” [expression-syntax]
          fix: complete the expression, or remove the operator before it
        """
      ),
      (
        "select count(*) having people",
        "query:1:24: error: the column “people” is neither in “group by” nor inside an aggregate [query-group]\n"
          + "  fix: write group by people, or wrap it: max(people)"
      ),
    ])
  func slips(text: String, wanted: String) throws {
    let found = try #require(said(text), "\(text) is sound")
    #expect(found.hasPrefix(wanted), "\(found)")
  }

  @Test("Results have different names; a column's is its own, an expression's its text")
  func names() throws {
    var problems: [Diagnostic] = []
    let query = try Query.parse(
      "select \"Complaint Type\", count( * ), kind, kind, people as kind group by 1, 3, 5")
    let plan = try #require(query.plan(columns, problems: &problems))
    #expect(plan.names == ["Complaint Type", "count( * )", "kind", "kind_2", "kind_3"])
    #expect(plan.types == [.text, .number, .text, .text, .number])
    #expect(plan.columns == ["Complaint Type", "kind", "people"])
  }
}
