import Foundation
import Notation

/// Diagnostics as a terminal shows them: paths relative to the project, and the line that is spoken of.
package struct DiagnosticText {
  private let root: String?
  private var sources: [String: [UInt8]?] = [:]

  /// Definitions and prose are small; of a feed of gigabytes no line is shown.
  private static let largestSource = 2_000_000

  /// - Parameter root: the project's folder; nil where there is none.
  package init(root: URL?) { self.root = root?.standardizedFileURL.path }

  /// `path:line:column: error: message [code]`, the source line with a caret where the file is in the project, and
  /// the fix.
  package mutating func text(_ diagnostic: Diagnostic) -> String {
    guard let location = diagnostic.location, let root else { return diagnostic.description }
    let path = relative(location.path, to: root)
    let located = Diagnostic(
      diagnostic.severity, diagnostic.code, diagnostic.message,
      at: SourceLocation(path: path, line: location.line, column: location.column), fix: diagnostic.fix)
    return located.rendered(source: path.hasPrefix("/") ? nil : source(root + "/" + path))
  }

  private func relative(_ path: String, to root: String) -> String {
    guard path.hasPrefix(root + "/") else { return path }
    return String(path.dropFirst(root.count + 1))
  }

  private mutating func source(_ path: String) -> [UInt8]? {
    if let known = sources[path] { return known }
    var status = stat()
    let isSmall = stat(path, &status) == 0 && status.st_size <= Self.largestSource
    let bytes = isSmall ? try? Disk.read(path: path) : nil  // without the file the words alone must do
    sources[path] = .some(bytes)
    return bytes
  }
}
