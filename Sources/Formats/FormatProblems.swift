import Notation

/// The diagnostics that readers of formats share, so that one slip is told in one way.
extension Diagnostic {
  /// A file that does not keep to its format.
  package static func badFile(_ path: String, _ what: String, fix: String? = nil) -> Diagnostic {
    Diagnostic(
      .error, .badFile, "“\(path)” \(what)", at: SourceLocation(path: path),
      fix: fix ?? "fetch the file again; if it stays so, save it anew in the program it was made with")
  }

  /// A part of a format that is not read.
  package static func unsupportedFormat(_ path: String, _ what: String, fix: String) -> Diagnostic {
    Diagnostic(.error, .unsupportedFormat, "“\(path)” \(what)", at: SourceLocation(path: path), fix: fix)
  }

  /// A file that unpacks to too much.
  package static func tooLargeInside(_ path: String, _ what: String) -> Diagnostic {
    Diagnostic(
      .error, .tooLargeInside, "“\(path)” \(what)", at: SourceLocation(path: path),
      fix: "if the file is honest, unpack it yourself and let the feed read what comes out")
  }

  /// A file of several tables of which none, or one that is not there, is asked for.
  /// - Parameter kind: what the tables are called: “sheets”, “layers”, “members”.
  package static func chooseTable(
    _ path: String, _ kind: String, _ names: [String], asked: String?
  ) -> Diagnostic {
    let listed = names.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
    let more = names.count > 20 ? " and \(names.count - 20) more" : ""
    guard let asked else {
      return Diagnostic(
        .error, .chooseTable, "“\(path)” holds \(names.count) \(kind): \(listed)\(more)",
        at: SourceLocation(path: path), fix: "say which one with `table:` in the feed's `format`")
    }
    let near = Suggestion.nearest(to: asked, among: names)
    return Diagnostic(
      .error, .chooseTable, "“\(path)” has no “\(asked)” among its \(kind): \(listed)\(more)",
      at: SourceLocation(path: path),
      fix: near.map { "write `table: \"\($0)\"`" } ?? "write one of these names as `table:`")
  }
}
