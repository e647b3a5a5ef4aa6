/// A place in a text file: what an editor needs to jump there.
package struct SourceLocation: Hashable, Sendable, Comparable {
  /// The file's path as the user would write it, relative to the project where it lies inside it.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// The column in characters (Unicode scalars), from 1.
  package let column: Int

  package init(path: String, line: Int = 1, column: Int = 1) {
    self.path = path
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.path, left.line, left.column) < (right.path, right.line, right.column)
  }
}

/// Something a user must know: what is wrong, where, and how to mend it.
///
/// The grammar of a message: lower case, no full stop, the offending text in “curly quotes”, never
/// “invalid” without saying what is valid. `fix` is an imperative.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Sendable, Comparable {
    case error, warning, note

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  package let severity: Severity
  /// A stable short name such as `unknown-key`; `almanac explain CODE` tells the longer story.
  package let code: DiagnosticCode
  package let message: String
  package let location: SourceLocation?
  package let fix: String?

  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at location: SourceLocation? = nil,
    fix: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.fix = fix
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `path:line:column: error: message [code]`, and a `fix:` line where there is one.
  package var description: String {
    let place = location.map { "\($0.path):\($0.line):\($0.column): " } ?? ""
    let remedy = fix.map { "\n  fix: \($0)" } ?? ""
    return "\(place)\(severity.rawValue): \(message) [\(code.id)]\(remedy)"
  }
}
