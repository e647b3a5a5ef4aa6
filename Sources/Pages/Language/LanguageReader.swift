import Notation

extension Language {
  /// Reads a language file: JSON5 with nested groups of texts.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - id: the site's name for the language, the file's stem: `es`.
  ///   - path: for diagnostics.
  /// - Returns: the language, nil where the file is not sound, and all that is wrong with it.
  package static func read(
    _ bytes: [UInt8], id: String, path: String
  ) -> (language: Language?, diagnostics: [Diagnostic]) {
    let reading = JSON5.parse(bytes, path: path)
    guard reading.isSound, let root = reading.root else { return (nil, reading.diagnostics) }
    var entries: [LanguageEntry] = []
    var diagnostics = reading.diagnostics
    flatten(root, key: "", into: &entries, &diagnostics)
    let made = make(id: id, path: path, entries: entries)
    diagnostics += made.diagnostics
    let isSound = diagnostics.allSatisfy { $0.severity != .error }
    return (isSound ? made.language : nil, diagnostics)
  }

  /// Members and items become dotted keys; items count from 1.
  private static func flatten(
    _ node: JSONNode, key: String, into entries: inout [LanguageEntry], _ diagnostics: inout [Diagnostic]
  ) {
    if let text = node.string {
      entries.append(LanguageEntry(key, text, at: node.location))
    } else if let items = node.array {
      for (index, item) in items.enumerated() {
        flatten(item, key: "\(key).\(index + 1)", into: &entries, &diagnostics)
      }
    } else if let members = node.members {
      for member in members {
        let inner = key.isEmpty ? member.key : "\(key).\(member.key)"
        flatten(member.value, key: inner, into: &entries, &diagnostics)
      }
    } else {
      diagnostics.append(
        Diagnostic(
          .error, .wrongType, "“\(key)” is \(node.kindInWords), not a text", at: node.location,
          fix: "write it between quotation marks"))
    }
  }
}
