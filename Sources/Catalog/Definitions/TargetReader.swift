import Notation

/// Targets: `target: { value: 40, by: "2030", source: "…" }` with what is promised on the way.
extension Fields {
  mutating func target() -> Target? {
    let value = number("value", need: "35")
    let by = period("by")
    let source = text("source")
    let from = period("from")
    let path = choice("path", of: Target.Path.self, "a path to the target")
    let tolerance = number("tolerance", in: 0...1e15)
    let holdsForEach = boolean("each") ?? false
    checkPath(path, from: from, by: by)
    return value.map {
      Target(
        value: $0, by: by, source: source, from: from, path: path ?? .linear, tolerance: tolerance ?? 0,
        holdsForEach: holdsForEach)
    }
  }

  private mutating func checkPath(_ path: Target.Path?, from: Period?, by: Period?) {
    if let from, let by, by.endMonth <= from.endMonth {
      report(
        .outOfRange, "the target is due (\(by)) before its path begins (\(from))", at: location(ofKey: "by"),
        fix: "exchange “from” and “by”")
    }
    guard by == nil, !has("by"), let key = path != nil ? "path" : from != nil ? "from" : nil else { return }
    report(
      .missingKey, "a target with \(quoted(key)) needs \(quoted("by"))", at: location(ofKey: key),
      fix: "add by: \"2030\", or take \(quoted(key)) out: then the target holds for every period")
  }

  /// A target says which side of it is the right one only together with a direction.
  mutating func checkTarget(_ target: Target?, _ direction: Direction?) {
    guard target != nil, direction == Direction.none else { return }
    report([
      Diagnostic(
        .warning, .targetDirection,
        "an indicator whose direction is “none” has a target, so no status can be told",
        at: location(ofKey: "target"), fix: "write direction: \"adverse\" or \"favourable\"")
    ])
  }
}
