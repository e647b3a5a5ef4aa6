import Markup

/// The style sheet cut at its section marks `/* == name == … */`, so that a page carries only what it draws.
struct Theme: Sendable {
  private let sections: [(name: String, css: String, written: Written)]

  /// Sections of every page with masthead and foot.
  static let common: Set<String> = ["base", "mast", "notice", "grid", "words", "foot", "print"]
  /// Sections that only some pages need. One that is in neither set goes into every page.
  static let optional: Set<String> = [
    "said", "strips", "map", "ranks", "tables", "plot", "place", "home", "topic", "compare", "story", "embed",
    "data",
    "methods", "prose", "print-place", "place-many",
  ]

  static let charts: Set<String> = ["strips", "map", "ranks", "tables", "plot", "data"]
  private static let known = common.union(optional)

  init(_ css: String) {
    var sections: [(name: String, css: String)] = []
    var name = ""
    var rest = css[...]
    while let open = rest.firstRange(of: "/* == "), let close = rest[open.upperBound...].firstRange(of: "*/")
    {
      sections.append((name, String(rest[..<open.lowerBound]).trimmed))
      let mark = rest[open.upperBound..<close.lowerBound]
      name = mark.firstRange(of: " ==").map { String(mark[..<$0.lowerBound]) } ?? String(mark).trimmed
      rest = rest[close.upperBound...]
    }
    sections.append((name, String(rest).trimmed))
    // What stands before the first mark is a note to whoever edits the sheet, unless there is no mark at all.
    self.sections = sections.filter { !$0.css.isEmpty && (!$0.name.isEmpty || sections.count == 1) }
      .map { ($0.name, $0.css, PageHead.written($0.css)) }
  }

  /// Whether the sheet has a section; a project's own may be older than the sections that pages can use.
  func has(_ name: String) -> Bool { sections.contains { $0.name == name } }

  /// The rules for a page that uses these sections, in the sheet's order.
  func css(_ wanted: Set<String>) -> String { used(wanted).map(\.css).joined(separator: "\n") }

  /// The same as the content of a `style` element: bytes that are escaped once for a site, because the sheet is a
  /// fifth of a page's weight.
  func nodes(_ wanted: Set<String>) -> [Node] {
    Array(used(wanted).map { [Node.written($0.written)] }.joined(separator: [.text("\n")]))
  }

  private func used(_ wanted: Set<String>) -> [(name: String, css: String, written: Written)] {
    sections.filter { wanted.contains($0.name) || !Self.known.contains($0.name) }
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
