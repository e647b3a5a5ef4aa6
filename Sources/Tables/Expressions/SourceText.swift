import Notation

/// An expression's text with the place where its first character stands, to locate parts of it.
struct SourceText: Sendable {
  let scalars: [Unicode.Scalar]
  let location: SourceLocation
  /// Whether line ends in the text are lines of the source, as in a query. Expressions are written on one line.
  private let hasLines: Bool

  init(_ text: String, at location: SourceLocation, hasLines: Bool = false) {
    self.scalars = Array(text.unicodeScalars)
    self.location = location
    self.hasLines = hasLines
  }

  /// The place of the scalar at `offset`.
  func place(_ offset: Int) -> SourceLocation {
    let before = scalars.prefix(offset)
    guard hasLines, let end = before.lastIndex(of: "\n") else {
      return SourceLocation(path: location.path, line: location.line, column: location.column + offset)
    }
    let lines = before.count { $0 == "\n" }
    return SourceLocation(path: location.path, line: location.line + lines, column: offset - end)
  }

  /// The text of a range, cut to its first 40 scalars for messages.
  func excerpt(_ range: Range<Int>) -> String {
    let shown = range.prefix(40)
    let text = slice(shown.startIndex..<shown.endIndex)
    return shown.count < range.count ? text + "…" : text
  }

  func slice(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  func problem(
    _ code: DiagnosticCode, _ message: String, at offset: Int, fix: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: place(offset), fix: fix)
  }
}
