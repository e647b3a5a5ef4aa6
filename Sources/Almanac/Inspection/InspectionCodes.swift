import Notation

extension DiagnosticCode {
  static let notAnAddress = DiagnosticCode(
    "not-an-address",
    """
    `almanac inspect` wants the address of a portal's page, of its interface or of a file, which begins with \
    `https://` or `http://`, or the path of a file that is there. The nearest right spelling is in the fix.
    """)
  static let notATable = DiagnosticCode(
    "not-a-table",
    """
    What was given holds no rows that a feed could be made of: it is a document (PDF), a web page, a portal's error, a \
    catalogue, or a file of a kind that Almanac does not read. The message says which, and the fix what to give \
    instead: most portals offer CSV, GeoJSON or their own interface beside it.
    """)
  static let draftExists = DiagnosticCode(
    "draft-exists",
    """
    `almanac inspect --write ID` never writes over a definition that somebody has made. Choose another id, or look at \
    the draft with --draft and take from it what you need.
    """)

  static let draftUnfilled = DiagnosticCode(
    "draft-unfilled",
    """
    A feed was drafted by `almanac inspect`, and what only a person can say still stands there as “FILL IN”: who \
    publishes the data, and under which terms. Pages and downloads name both. Look at the portal's page of the data set.
    """)

  /// Codes of `inspect`.
  static let inspections: [DiagnosticCode] = [.notAnAddress, .notATable, .draftExists, .draftUnfilled]
}

extension Diagnostic {
  /// There is nothing to make a feed of; the fix says what to give instead.
  static func notATable(_ path: String, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(.error, .notATable, message, at: SourceLocation(path: path), fix: fix)
  }
}
