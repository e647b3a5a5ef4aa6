/// The style sheet cut at its section marks `/* == name == */`, so that a page carries only what it draws.
struct Theme: Sendable {
  private let sections: [(name: String, css: String)]
  /// Sections that only some pages need; every other section goes into every page.
  static let optional: Set<String> = [
    "map", "ranking", "dots", "plot", "spark", "place", "embed", "story", "compare", "home", "tables",
    "details", "masthead", "controls", "method", "footer",
  ]

  init(_ css: String) {
    var sections: [(String, String)] = []
    var name = ""
    var rest = css[...]
    while let open = rest.firstRange(of: "/* == "), let close = rest[open.upperBound...].firstRange(of: " == */") {
      sections.append((name, String(rest[..<open.lowerBound])))
      name = String(rest[open.upperBound..<close.lowerBound])
      rest = rest[close.upperBound...]
    }
    sections.append((name, String(rest)))
    self.sections = sections.map { ($0.0, $0.1.trimmed) }
  }

  /// The rules for a page that uses these optional sections, in the sheet's order.
  func css(_ wanted: Set<String>) -> String {
    sections.filter { !Self.optional.contains($0.name) || wanted.contains($0.name) }
      .map(\.css).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension String {
  /// Without spaces and line ends at either end.
  var trimmed: String {
    let isBlank = { (character: Character) in character.isWhitespace }
    guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[start...end])
  }
}
