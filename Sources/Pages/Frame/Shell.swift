import Markup
import Notation

/// The page shell: markup cut at its named slots, once.
struct Shell: Sendable {
  enum Slot: String, CaseIterable, Sendable {
    case title, head, language, direction, bodyClass, header, main, footer, script
  }

  private enum Piece: Sendable {
    case markup(Written)
    case slot(Slot)
  }

  private var pieces: [Piece] = []

  /// Cuts the shell; throws where a slot is unknown or a needed one is missing.
  init(_ text: String, path: String = "Site/shell.html") throws(Diagnostic) {
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      pieces.append(.markup(Page.shell(String(rest[..<open.lowerBound]))))
      let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
      guard let slot = Slot(rawValue: name) else {
        throw Self.unknown(name, at: Self.location(of: open.lowerBound, in: text, path))
      }
      pieces.append(.slot(slot))
      rest = rest[close.upperBound...]
    }
    pieces.append(.markup(Page.shell(String(rest))))
    try requireSlots(path)
  }

  /// The shell with what stands in each slot.
  func nodes(_ fill: (Slot) -> [Node]) -> [Node] {
    pieces.flatMap { piece -> [Node] in
      switch piece {
      case .markup(let markup): [.written(markup)]
      case .slot(let slot): fill(slot)
      }
    }
  }

  private func requireSlots(_ path: String) throws(Diagnostic) {
    let present = pieces.compactMap { piece -> Slot? in
      guard case .slot(let slot) = piece else { return nil }
      return slot
    }
    let optional: [Slot] = [.bodyClass, .script]
    for slot in Slot.allCases where !present.contains(slot) && !optional.contains(slot) {
      throw Diagnostic(
        .error, .missingSlot, "the shell has no slot “{{ \(slot.rawValue) }}”",
        at: SourceLocation(path: path),
        fix: "put “{{ \(slot.rawValue) }}” where it belongs")
    }
  }

  private static func unknown(_ name: String, at location: SourceLocation) -> Diagnostic {
    let known = Slot.allCases.map(\.rawValue).joined(separator: ", ")
    return Diagnostic(
      .error, .unknownSlot, "there is no slot “\(name)”", at: location, fix: "use one of \(known)")
  }

  private static func location(of index: String.Index, in text: String, _ path: String) -> SourceLocation {
    let before = text[..<index]
    let line = before.unicodeScalars.count { $0 == "\n" } + 1
    let start = before.lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    return SourceLocation(
      path: path, line: line, column: text[start..<index].unicodeScalars.count + 1)
  }
}
