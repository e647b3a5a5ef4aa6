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
    return parts(template).map { part in
      switch part {
      case .text(let text): String(text)
      case .placeholder(let name): values[name] ?? "{\(name)}"
      }
    }.joined()
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
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(rest[..<open])) }
      parts.append(.placeholder(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(rest)) }
    return parts
  }
}
