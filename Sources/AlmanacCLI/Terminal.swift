import Almanac
import Foundation
import Notation

/// Where the program's words go: results to standard output, everything else to standard error.
struct Terminal: Sendable {
  let out: @Sendable (String) -> Void
  let error: @Sendable (String) -> Void
  /// Whether somebody watches standard error: then progress is a line that is redrawn.
  var isInteractive = false
  /// Nanoseconds after which a stage is worth a line where nobody watches.
  var patience = 2_000_000_000

  static var standard: Terminal {
    Terminal(
      out: { Self.write($0, to: 1) }, error: { Self.write($0, to: 2) },
      isInteractive: isatty(2) == 1 && Surroundings.variable("TERM") != "dumb")
  }

  /// Prints diagnostics in order with a closing count; true where one is an error.
  ///
  /// - Parameter root: the project that paths are made relative to, and whose lines are shown.
  /// - Parameter query: the text of a query, whose lines are shown where they are spoken of.
  @discardableResult
  func report(_ diagnostics: [Diagnostic], in root: URL?, query: String? = nil) -> Bool {
    var words = DiagnosticText(root: root)
    for diagnostic in diagnostics {
      let isInQuery = query != nil && diagnostic.location?.path == QueryOperation.textName
      let text =
        isInQuery ? diagnostic.rendered(source: query.map { Array($0.utf8) }) : words.text(diagnostic)
      error(text + "\n")
    }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    if errors + warnings > 0 { error("\(Self.count(errors, "error")), \(Self.count(warnings, "warning"))\n") }
    return errors > 0
  }

  /// “1 error”, “2 errors”.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A reader who has gone away (`| head`) is not an error.
  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Foundation.write(
          descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
      }
    }
  }
}
