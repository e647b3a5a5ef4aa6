import Catalog
import Evaluation
import Notation

/// Tells what only follows from another problem: a column that is not known because the line which declares it has a
/// slip, a level that nothing leads to because its name has one.
///
/// A newcomer with one slip should be told of one slip. Nothing is lost: a name that does not occur in the file with
/// the slip is a problem of its own, and what is left out is checked again once the slip is mended.
struct Consequences {
  private let texts: [String: String]
  /// Feed files that could not be read without an error.
  private let slips: [(path: String, id: String)]

  /// - Parameter reading: the problems that the readers of definitions found.
  init(files: [DefinitionFile], reading: [Diagnostic]) {
    let broken = Set(reading.filter { $0.severity == .error }.compactMap(\.location?.path))
    let prefix = "Indicators/feeds/"
    slips = files.map(\.path).filter { $0.hasPrefix(prefix) && broken.contains($0) }
      .map { ($0, String($0.dropFirst(prefix.count).dropLast(".json5".count))) }
    texts =
      slips.isEmpty
      ? [:]
      : Dictionary(
        files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) },
        uniquingKeysWith: { first, _ in first })
  }

  /// Whether a problem of the plan goes away with the slip in a feed's file.
  func include(_ problem: Diagnostic) -> Bool {
    guard let path = problem.location?.path else { return false }
    let causes = slips.filter { $0.path == path || texts[path]?.contains("\"\($0.id)\"") == true }
    guard !causes.isEmpty else { return false }
    switch problem.code.id {
    case "no-way-up", "lens-not-pooled": return true
    case "expression-column", "unknown-feed-column":
      guard let name = Self.lastQuoted(problem.message) else { return false }
      return causes.contains { texts[$0.path]?.contains(name) == true }
    default: return false
    }
  }

  private static func lastQuoted(_ message: String) -> Substring? {
    guard let open = message.lastIndex(of: "“"), let close = message.lastIndex(of: "”"), open < close else {
      return nil
    }
    return message[message.index(after: open)..<close]
  }
}
