import Notation

/// An expression's text with the place where its first character stands, to locate parts of it.
struct SourceText: Sendable {
  let scalars: [Unicode.Scalar]
  let location: SourceLocation

  init(_ text: String, at location: SourceLocation) {
    self.scalars = Array(text.unicodeScalars)
    self.location = location
  }

  /// The place of the scalar at `offset`; expressions are written on one line.
  func place(_ offset: Int) -> SourceLocation {
    SourceLocation(path: location.path, line: location.line, column: location.column + offset)
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
