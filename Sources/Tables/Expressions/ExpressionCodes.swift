import Notation

extension DiagnosticCode {
  package static let expressionCharacter = DiagnosticCode(
    "expression-character",
    """
    An expression holds a character that has no meaning there. Expressions know names, numbers, 'text' in \
    straight single quotes, and the signs + - * / = <> < <= > >= ( ) and the comma; write `status = 'Open'`, \
    not `status == 'Open'` and not `status = ‘Open’`.
    """)
  package static let expressionQuote = DiagnosticCode(
    "expression-quote",
    """
    A quote that opens a text or a column name is never closed. Text stands in single quotes and a name with \
    blanks in double quotes; a quote inside is written twice, as in `name = 'O''Hare'`.
    """)
  package static let expressionSyntax = DiagnosticCode(
    "expression-syntax",
    """
    The words and signs of an expression do not fit together at this place: often a parenthesis, an operand \
    or the END of a CASE is missing. An example that reads: `CASE WHEN (a + b) > 0 THEN a ELSE 0 END`.
    """)
  package static let expressionDepth = DiagnosticCode(
    "expression-depth",
    """
    An expression is nested, or chained, deeper than 250 levels, which no formula written by hand needs. Split \
    it: compute parts as columns of the feed with `value`, then add the parts, as in `young + middle + old`.
    """)
  package static let expressionColumn = DiagnosticCode(
    "expression-column",
    """
    An expression names a column that the feed does not define. Names are those under `columns`, with their \
    capitals; text needs single quotes, so write `status = 'Open'`, not `status = "Open"`.
    """)
  package static let expressionFunction = DiagnosticCode(
    "expression-function",
    """
    An expression calls a function that does not exist. The functions are few and listed in the manual; for \
    the length of a text write `length(name)`, not `len(name)`.
    """)
  package static let expressionArguments = DiagnosticCode(
    "expression-arguments",
    """
    A function is given too few or too many arguments, or one of a form that it cannot take. The shape of a \
    text function's arguments is fixed before any row is read, so write numbers and texts there and no \
    columns: `substr(code, 1, 3)`, `quantile(days, 0.9)`.
    """)
  package static let expressionType = DiagnosticCode(
    "expression-type",
    """
    Two parts of an expression are of types that do not go together, such as a text and a number. Nothing is \
    converted silently, because codes such as '08' are not numbers: compare `code = '08'`, or give the \
    column the type `number` in the feed.
    """)
  package static let expressionNested = DiagnosticCode(
    "expression-nested",
    """
    An aggregate stands inside another aggregate, as in `sum(count(*))`. An aggregate turns the rows of a group \
    into one value, so inside it there are rows only: write `count(*)` alone, or `sum(people) / count(*)`.
    """)
  package static let expressionAggregate = DiagnosticCode(
    "expression-aggregate",
    """
    An aggregate such as `sum` or `count` stands where each row is looked at by itself, for instance in \
    `where`. A row has no sum: filter on the row's own columns, as in `where: "people > 0"`.
    """)
  package static let expressionUngrouped = DiagnosticCode(
    "expression-ungrouped",
    """
    An expression mixes aggregates with a column outside any aggregate, so that it is not clear which row's \
    value is meant. Wrap the column: write `sum(rent) / sum(homes)`, not `sum(rent) / homes`.
    """)

  /// Every code of the expression language, and of the queries written in it.
  package static let expressions: [DiagnosticCode] =
    [
      expressionCharacter, expressionQuote, expressionSyntax, expressionDepth, expressionColumn,
      expressionFunction, expressionArguments, expressionType, expressionNested, expressionAggregate,
      expressionUngrouped,
    ] + queries
}
