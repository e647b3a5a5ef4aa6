import Notation

/// What a text says about itself before it begins: `title: Methods`, one entry a line between `---` lines, or a flat
/// `{ … }` object.
package struct FrontMatter: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case text(String)
    case list([String])
  }

  package struct Entry: Hashable, Sendable {
    package let key: String
    package let value: Value
    package let location: SourceLocation
  }

  /// In the order written; a repeated key is reported and left out.
  package let entries: [Entry]

  /// The text of a key; nil where it is absent or a list.
  package subscript(key: String) -> String? {
    guard case .text(let text) = entries.first(where: { $0.key == key })?.value else { return nil }
    return text
  }

  /// The list of a key; one text counts as a list of one.
  package func list(_ key: String) -> [String] {
    switch entries.first(where: { $0.key == key })?.value {
    case .list(let list): list
    case .text(let text): [text]
    case nil: []
    }
  }
}

extension FrontMatter {
  /// Reads the front matter at the start of a text, where there is any, and how many lines it takes.
  static func read(
    _ lines: [ArraySlice<UInt8>], path: String, into diagnostics: inout [Diagnostic]
  ) -> (FrontMatter, lines: Int) {
    let none = FrontMatter(entries: [])
    guard let first = lines.first?.trimmed.string, first == "---" || first == "{" else { return (none, 0) }
    let closing = first == "{" ? "}" : "---"
    guard let end = lines.dropFirst().firstIndex(where: { $0.trimmed.string == closing }) else {
      diagnostics.append(
        Diagnostic(
          .warning, DiagnosticCode.Prose.frontMatter, "front matter “\(first)” has no closing “\(closing)”",
          at: SourceLocation(path: path),
          fix: "close it with a line “\(closing)”, or leave an empty line before it"))
      return (none, 0)
    }
    var reader = FrontMatterReader(path: path)
    for (number, line) in lines[1..<end].enumerated() { reader.read(line.trimmed, line: number + 2) }
    diagnostics += reader.diagnostics
    return (FrontMatter(entries: reader.entries), end + 1)
  }
}

private struct FrontMatterReader {
  let path: String
  var entries: [FrontMatter.Entry] = []
  var diagnostics: [Diagnostic] = []

  mutating func read(_ line: ArraySlice<UInt8>, line number: Int) {
    let entry = line.last == UInt8(ascii: ",") ? line.dropLast().trimmed : line
    let isBracket = entry.elementsEqual("{".utf8) || entry.elementsEqual("}".utf8)
    if entry.isEmpty || isBracket || entry.first == UInt8(ascii: "#") || entry.starts(with: "//".utf8) {
      return
    }
    let location = SourceLocation(path: path, line: number)
    guard let colon = entry.firstIndex(of: Byte.colon), colon > entry.startIndex else {
      report(
        "“\(clipped(entry.string))” is not of the form “key: value”", location, fix: "write “key: value”")
      return
    }
    let key = unquoted(entry[..<colon].trimmed)
    guard !entries.contains(where: { $0.key == key }) else {
      report("the key “\(key)” is given twice", location, fix: "remove one of the two lines")
      return
    }
    entries.append(.init(key: key, value: value(entry[(colon + 1)...].trimmed), location: location))
  }

  private mutating func report(_ message: String, _ location: SourceLocation, fix: String) {
    diagnostics.append(
      Diagnostic(.warning, DiagnosticCode.Prose.frontMatter, message, at: location, fix: fix))
  }

  private func value(_ text: ArraySlice<UInt8>) -> FrontMatter.Value {
    guard text.count >= 2, text.first == Byte.open, text.last == Byte.close else {
      return .text(unquoted(text))
    }
    let parts = text.dropFirst().dropLast().split(separator: UInt8(ascii: ",")).map(\.trimmed)
    return .list(parts.filter { !$0.isEmpty }.map(unquoted))
  }

  /// Without quotes of either kind around it; backslash escapes inside quotes are resolved.
  private func unquoted(_ text: ArraySlice<UInt8>) -> String {
    guard text.count >= 2, let quote = text.first, quote == text.last, quote == 0x22 || quote == 0x27 else {
      return text.string
    }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text.dropFirst().dropLast() {
      if byte == Byte.backslash, !isEscaped {
        isEscaped = true
        continue
      }
      result.append(isEscaped && byte == UInt8(ascii: "n") ? Byte.newline : byte)
      isEscaped = false
    }
    return result.string
  }
}
