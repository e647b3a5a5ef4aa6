import Notation

extension DiagnosticCode {
  package static let querySyntax = DiagnosticCode(
    "query-syntax",
    """
    The clauses of a query do not fit together at this place. A query is written in this order: `select … where … \
    group by … having … order by … limit … offset …`; all but `select` may be left out. Names given with `as` and \
    columns with blanks stand in double quotes, texts in single quotes.
    """)
  package static let queryTable = DiagnosticCode(
    "query-table",
    """
    A query reads one table: the feed or file that is named before it. `from` may be left out; where it is written, \
    it must name that feed, for example `almanac query requests "select count(*) from requests"`.
    """)
  package static let queryPosition = DiagnosticCode(
    "query-position",
    """
    `group by 2` and `order by 2` mean the second expression after `select`, and there are fewer. Count from 1, or \
    write the expression or the name that was given to it with `as`.
    """)
  package static let queryGroup = DiagnosticCode(
    "query-group",
    """
    A query with `group by` or with an aggregate shows one row for each group, so everything it shows must be one \
    value for the group: an expression that stands in `group by`, or an aggregate such as `count(*)`. Add the \
    column to `group by`, or wrap it, for example `max(opened)`.
    """)

  static let queryComplete = DiagnosticCode(
    "query-complete",
    """
    A query that has as many rows as its `limit` asks for stops reading there, so that a look at the first rows of a \
    large feed is quick. This is no mistake: what stands further down in the feed has not been read or checked.
    """)

  /// Every code of the queries.
  package static let queries: [DiagnosticCode] = [
    querySyntax, queryTable, queryPosition, queryGroup, queryComplete,
  ]
}
