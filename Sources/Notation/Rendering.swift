extension Diagnostic {
  /// The diagnostic with the line it speaks of and a caret below the column, then the fix.
  ///
  /// `source` is the whole file; without it, or where the line does not exist, it is plainly `description`.
  /// A long line is cut to about 90 characters around the caret.
  package func rendered(source: [UInt8]?) -> String {
    guard let source, let location, let line = sourceLine(location.line, of: source) else {
      return description
    }
    let excerpt = Excerpt(line, column: location.column)
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count)
    let remedy = fix.map { "\n  fix: \($0)" } ?? ""
    return """
      \(headline)
        \(number) | \(excerpt.text)
        \(margin) | \(excerpt.padding)^\(remedy)
      """
  }

  /// `path:line:column: error: message [code]`.
  private var headline: String {
    Diagnostic(severity, code, message, at: location).description
  }
}

/// What fits on a terminal of one line, and the spaces that bring a caret below the column.
private struct Excerpt {
  let text: String
  let padding: String

  init(_ line: [Unicode.Scalar], column: Int) {
    let caret = min(max(column - 1, 0), line.count)
    let from = line.count <= 90 || caret <= 60 ? 0 : caret - 60
    let to = min(line.count, from + 90)
    let shown = line[from..<to].map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
    let head = from > 0 ? "…" : ""
    text = head + String(String.UnicodeScalarView(shown)) + (to < line.count ? "…" : "")
    padding = String(repeating: " ", count: caret - from + head.count)
  }
}

/// The scalars of a line (from 1) without its end, a byte order mark not counted; nil past the last line.
private func sourceLine(_ number: Int, of source: [UInt8]) -> [Unicode.Scalar]? {
  var scalars = String(decoding: source, as: UTF8.self).unicodeScalars[...]
  if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
  for _ in 1..<max(number, 1) {
    guard let end = scalars.firstIndex(where: endsLine) else { return nil }
    let isPair = scalars[end] == "\r" && scalars[scalars.index(after: end)...].first == "\n"
    scalars = scalars[scalars.index(end, offsetBy: isPair ? 2 : 1)...]
  }
  return Array(scalars.prefix { !endsLine($0) })
}

private func endsLine(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
}

extension Sequence<Diagnostic> {
  /// By file, line and column, then the graver first, then by code and message; those without a place first.
  package func inReadingOrder() -> [Diagnostic] {
    sorted { left, right in
      switch (left.location, right.location) {
      case (nil, .some): return true
      case (.some, nil): return false
      case (let first?, let second?) where first != second: return first < second
      default: break
      }
      if left.severity != right.severity { return left.severity < right.severity }
      return (left.code.id, left.message) < (right.code.id, right.message)
    }
  }
}
