import Catalog
import Notation

/// How a table's columns differ from those of its last snapshot.
///
/// A column that is gone beside one of the same type that is new and sounds like it was probably renamed: the likeliest
/// partner is told, and left to the reader.
struct ColumnDrift {
  private struct Column {
    let name: String
    let type: String

    /// From `name type`.
    init(_ text: String) {
      let space = text.lastIndex(of: " ") ?? text.endIndex
      name = String(text[..<space])
      type = space < text.endIndex ? String(text[text.index(after: space)...]) : ""
    }
  }

  private var added: [String] = []
  private var gone: [String] = []
  private var renamed: [(from: String, to: String)] = []
  private var retyped: [(name: String, from: String, to: String)] = []

  /// - Parameters:
  ///   - before: columns as the lock notes them; none says nothing.
  ///   - types: whether types count too. They are those of the first records, and may differ by chance.
  init(from before: [String], to after: [String], types countsTypes: Bool = true) {
    guard !before.isEmpty else { return }
    let (old, new) = (before.map(Column.init), after.map(Column.init))
    let (oldNames, newNames) = (Set(old.map(\.name)), Set(new.map(\.name)))
    var free = new.filter { !oldNames.contains($0.name) }
    for column in old where !newNames.contains(column.name) {
      let partners = free.filter { $0.type == column.type || column.type == "empty" || $0.type == "empty" }
        .map(\.name)
      if let partner = Self.partner(of: column.name, among: partners) {
        renamed.append((column.name, partner))
        free.removeAll { $0.name == partner }
      } else {
        gone.append(column.name)
      }
    }
    added = free.map(\.name)
    guard countsTypes else { return }
    let types = Dictionary(new.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    for column in old {
      // A column without values has no type to keep.
      guard let type = types[column.name], type != column.type, type != "empty", column.type != "empty" else {
        continue
      }
      retyped.append((column.name, column.type, type))
    }
  }

  /// The nearest name, or one that is the same but for case and what is neither a letter nor a digit, or that holds the
  /// other whole.
  private static func partner(of name: String, among names: [String]) -> String? {
    func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
    let own = plain(name)
    return names.first { plain($0) == own } ?? Suggestion.nearest(to: name, among: names)
      ?? names.first {
        own.count >= 4 && plain($0).count >= 4 && (plain($0).contains(own) || own.contains(plain($0)))
      }
  }

  /// In plain words, the gone first; empty where nothing differs.
  var words: String {
    var parts = gone.map { "“\($0)” is gone" }
    parts += renamed.map { "“\($0.from)” is gone (renamed to “\($0.to)”?)" }
    parts += retyped.map { "“\($0.name)” was \($0.from) and is \($0.to)" }
    parts += added.map { "“\($0)” is new" }
    let shown = parts.prefix(6)
    return shown.joined(separator: ", ")
      + (parts.count > shown.count ? " and \(parts.count - shown.count) more" : "")
  }

  /// The problem of a column that is not there, with the name that the likeliest of the absent has now.
  func explaining(_ problem: Diagnostic, _ absent: [String]) -> Diagnostic {
    guard let (from, to) = renamed.first(where: { absent.contains($0.from) }) else { return problem }
    return Diagnostic(
      problem.severity, problem.code, "\(problem.message); since the last snapshot \(words)",
      at: problem.location,
      fix: Self.fix(from, to))
  }

  private static func fix(_ from: String, _ to: String) -> String {
    "if it was renamed, write `from: \"\(to)\"` for the column that reads “\(from)”"
  }

  /// One problem that tells all; none where nothing differs.
  func problems(_ severity: Diagnostic.Severity, _ feed: FeedDefinition, at location: SourceLocation)
    -> [Diagnostic]
  {
    guard !words.isEmpty else { return [] }
    let fix =
      renamed.first.map { Self.fix($0.from, $0.to) }
      ?? "look at the feed's page for what changed, and mend `columns` where the feed uses them"
    return [
      Diagnostic(
        severity, .columnsChanged,
        "the columns of feed “\(feed.id)” are not those of its last snapshot: \(words)",
        at: location, fix: fix)
    ]
  }
}
