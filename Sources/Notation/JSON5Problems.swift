/// How the parser words its problems.
extension JSON5Parser {
  /// An error at a byte offset, by default the reading position.
  mutating func error(
    _ code: DiagnosticCode, _ message: String, at offset: Int? = nil, fix: String
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: location(offset ?? at), fix: fix)
  }

  mutating func location(_ offset: Int) -> SourceLocation {
    // A detour into the past would make the locator start again for all that follows.
    var copy = locator
    let mark = copy.mark(offset)
    return SourceLocation(path: path, line: Int(mark.line), column: Int(mark.column))
  }

  /// Notes a problem that reading can step over; past the bound they are dropped.
  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < JSON5.mostProblems { diagnostics.append(diagnostic) }
  }

  mutating func unclosed(_ what: String, _ mark: Mark, with close: Character) -> Diagnostic {
    error(
      .unclosed, "the file ends inside the \(what) opened at \(inWords(mark))", at: bytes.count,
      fix: "close it with \(close), or look above for a quote or bracket left open")
  }

  func inWords(_ mark: Mark) -> String { "line \(mark.line), column \(mark.column)" }

  /// What stands at an offset, in curly quotes: a word, or one character.
  func offence(_ offset: Int) -> String {
    guard offset < bytes.count else { return "the end of the file" }
    let end = wordEnd(offset)
    return quoted(slice(offset, end > offset ? end : offset + (scalar(offset)?.1 ?? 1)))
  }

  /// The text between two offsets.
  func slice(_ from: Int, _ to: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[from..<to]), as: UTF8.self)
  }

  /// Where a run of letters, digits, `_`, `$`, `-`, `.` and characters beyond ASCII ends; the offset itself
  /// where there is none. Unicode spaces end it.
  func wordEnd(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count {
      switch bytes[end] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: end += 1
      case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: "."): end += 1
      case 0x80...:
        guard let (scalar, length) = scalar(end), !isSpace(scalar) else { return end }
        end += length
      default: return end
      }
    }
    return end
  }
}

/// A text in curly quotes, cut after 40 characters, with control characters shown as spaces.
package func quoted(_ text: String) -> String {
  let scalars = text.unicodeScalars.prefix(41).map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
  var shown = String(String.UnicodeScalarView(scalars.prefix(40)))
  if scalars.count > 40 { shown += "…" }
  return "“\(shown)”"
}
