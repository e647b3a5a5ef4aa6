import Markup

/// A sentence with named placeholders: `{place} is {value}`.
package enum Template {
  /// A stretch of a template.
  enum Part: Hashable {
    case text(Substring)
    case placeholder(String)
  }

  /// Fills placeholders; one without a value stays as it is, so that a test finds it.
  package static func fill(_ template: String, _ values: [String: String]) -> String {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var result = ""
    for part in parts(template) {
      switch part {
      case .text(let text): result += text
      case .placeholder(let name): result += values[name] ?? "{\(name)}"
      }
    }
    return result
  }

  /// Fills placeholders with nodes, for sentences that hold links and marked-up numbers.
  static func nodes(_ template: String, _ values: [String: [Node]]) -> [Node] {
    parts(template).flatMap { part -> [Node] in
      switch part {
      case .text(let text): [.text(String(text))]
      case .placeholder(let name): values[name] ?? [.text("{\(name)}")]
      }
    }
  }

  /// The names of the placeholders, sorted.
  static func placeholders(_ template: String) -> [String] {
    let names = parts(template).compactMap { part -> String? in
      guard case .placeholder(let name) = part else { return nil }
      return name
    }
    return Set(names).sorted()
  }

  static func parts(_ template: String) -> [Part] {
    var parts: [Part] = []
    var rest = template[...]
    // Braces are single bytes, so bytes find them without looking at what makes up a character.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if open > rest.startIndex { parts.append(.text(rest[..<open])) }
      parts.append(.placeholder(String(rest[rest.utf8.index(after: open)..<close])))
      rest = rest[rest.utf8.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(rest)) }
    return parts
  }
}
