import Markup

/// A sentence with named placeholders: `{place} is {value}`.
package enum Template {
  /// A stretch of a template.
  enum Part: Hashable {
    case text(String)
    case placeholder(String)
  }

  /// What placeholders stand for, by name: a handful of pairs, found by comparing; a dictionary would hash every
  /// name twice to fill it once.
  package struct Values: ExpressibleByDictionaryLiteral, Sendable {
    private var pairs: [(String, String)]

    package init(dictionaryLiteral elements: (String, String)...) { pairs = elements }

    subscript(name: String) -> String? {
      for pair in pairs where pair.0 == name { return pair.1 }
      return nil
    }

    /// These values, and others after them: of two with one name the first counts.
    func and(_ others: Values) -> Values {
      var all = self
      all.pairs += others.pairs
      return all
    }
  }

  /// Fills placeholders; one without a value stays as it is, so that a test finds it.
  package static func fill(_ template: String, _ values: Values) -> String {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return template }
    return Pattern(template).fill(values)
  }

  /// The names of the placeholders, sorted.
  static func placeholders(_ template: String) -> [String] {
    let names = Pattern(template).parts.compactMap { part -> String? in
      guard case .placeholder(let name) = part else { return nil }
      return name
    }
    return Set(names).sorted()
  }
}

/// A template cut at its placeholders, once for a language.
struct Pattern: Hashable, Sendable {
  let parts: [Template.Part]

  init(_ template: String) {
    var parts: [Template.Part] = []
    var rest = template[...]
    // Braces are single bytes, so bytes find them without looking at what makes up a character.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.placeholder(String(rest[rest.utf8.index(after: open)..<close])))
      rest = rest[rest.utf8.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// What stands before and after a placeholder that is the only one; nil for any other pattern.
  func around(_ name: String) -> (before: String, after: String)? {
    var texts = ["", ""]
    var isAfter = false
    for part in parts {
      switch part {
      case .text(let text): texts[isAfter ? 1 : 0] += text
      case .placeholder(name) where !isAfter: isAfter = true
      case .placeholder: return nil
      }
    }
    return isAfter ? (texts[0], texts[1]) : nil
  }

  func fill(_ values: Template.Values) -> String {
    if parts.count == 1, case .text(let only) = parts[0] { return only }
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .placeholder(let name): result += values[name] ?? "{\(name)}"
      }
    }
    return result
  }

  /// Fills placeholders with nodes, for sentences that hold links and marked-up numbers.
  func nodes(_ values: [String: [Node]]) -> [Node] {
    parts.flatMap { part -> [Node] in
      switch part {
      case .text(let text): [.text(text)]
      case .placeholder(let name): values[name] ?? [.text("{\(name)}")]
      }
    }
  }
}
