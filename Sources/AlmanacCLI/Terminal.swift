import Foundation
import Notation

/// Where the program's words go: results to standard output, everything else to standard error.
struct Terminal: Sendable {
  let out: @Sendable (String) -> Void
  let error: @Sendable (String) -> Void

  static let standard = Terminal(
    out: { FileHandle.standardOutput.write(Data($0.utf8)) },
    error: { FileHandle.standardError.write(Data($0.utf8)) })

  /// Prints diagnostics in order with a closing count; true where one is an error.
  @discardableResult
  func report(_ diagnostics: [Diagnostic]) -> Bool {
    for diagnostic in diagnostics { error("\(diagnostic)\n") }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    if errors + warnings > 0 { error("\(Self.count(errors, "error")), \(Self.count(warnings, "warning"))\n") }
    return errors > 0
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
