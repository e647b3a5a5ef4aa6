import Notation

/// A value that holds no others, with its path of keys and the place of its key.
struct Leaf {
  let key: String
  let node: JSONNode
  let location: SourceLocation
}

/// All values that hold no others, in the order of the file.
///
/// Collected into one list: to join a list for each object took a millisecond of every command's start.
func leaves(of node: JSONNode) -> [Leaf] {
  var leaves: [Leaf] = []
  collect(node, below: "", at: node.location, into: &leaves)
  return leaves
}

private func collect(
  _ node: JSONNode, below prefix: String, at location: SourceLocation, into leaves: inout [Leaf]
) {
  let start = prefix.isEmpty ? "" : prefix + "."
  switch node.kind {
  case .object(let members):
    for member in members {
      collect(member.value, below: start + member.key, at: member.keyLocation, into: &leaves)
    }
  case .array(let items):
    for (number, item) in items.enumerated() {
      collect(item, below: start + "\(number)", at: item.location, into: &leaves)
    }
  default: leaves.append(Leaf(key: prefix, node: node, location: location))
  }
}

extension ProjectReader {
  /// Every language of the site has a file, and every file the phrases of the first.
  mutating func checkLanguages() {
    for language in siteLanguages ?? [] where !languages.contains(where: { $0.tag == language.text }) {
      let path = "Site/languages/\(language.text).json5"
      if failedPaths.contains(path) { continue }
      report(
        .missingLanguageFile, "the language \(quoted(language.text)) has no file of phrases",
        at: language.location, fix: "write \(path), or remove the language")
    }
    for language in languages { checkMethodTexts(of: language) }
    guard let first = languages.first, tags.isEmpty || first.tag == tags.first else { return }
    for other in languages.dropFirst() { comparePhrases(of: other, with: first) }
  }

  private mutating func comparePhrases(of language: LanguageFile, with first: LanguageFile) {
    let expected = leaves(of: first.root).filter { !MethodTexts.holds($0.key) }
    let given = leaves(of: language.root).filter { !MethodTexts.holds($0.key) }
    let pluralKeys = pluralGroups(expected).union(pluralGroups(given))
    func isFree(_ key: String) -> Bool { isPluralForm(key, of: pluralKeys) }
    let expectedKeys = Set(expected.map(\.key))
    let givenKeys = Set(given.map(\.key))
    var missing = expected.filter { !givenKeys.contains($0.key) && !isFree($0.key) }
    for leaf in given where !expectedKeys.contains(leaf.key) && !isFree(leaf.key) {
      let meant = Suggestion.nearest(to: leaf.key, among: missing.map(\.key))
      missing.removeAll { $0.key == meant }
      report(
        .unknownPhrase, "unknown phrase \(quoted(leaf.key)): \(quoted(first.tag)) has none of this name",
        at: leaf.location,
        fix: meant.map { "rename it to \(quoted($0))" }
          ?? "remove it, or add it to Site/languages/\(first.tag).json5")
    }
    for leaf in missing { reportMissing(leaf, in: language, first: first.tag) }
  }

  private mutating func reportMissing(_ leaf: Leaf, in language: LanguageFile, first: String) {
    let original = leaf.node.string.map { "; in \(quoted(first)) it is \(quoted($0))" } ?? ""
    report(
      .missingPhrase, "the phrase \(quoted(leaf.key)) is missing in \(quoted(language.tag))",
      at: home(of: leaf.key, in: language.root).location, fix: "add \(leaf.key): \"…\"\(original)")
  }

  /// The innermost object or list on a key's path that the file has.
  private func home(of key: String, in root: JSONNode) -> JSONNode {
    var node = root
    for part in key.split(separator: ".").dropLast() {
      guard let next = node[String(part)] ?? Int(part).flatMap({ node.array?.dropFirst($0).first }) else {
        break
      }
      node = next
    }
    return node
  }

  /// Paths of objects that hold plural forms: keys of CLDR's six categories with `other` among them.
  private func pluralGroups(_ leaves: [Leaf]) -> Set<Substring> {
    var groups = Set(
      leaves.lazy.filter { $0.key.hasSuffix("other") }.map { split($0.key) }
        .filter { $0.name == "other" }.map(\.group))
    for leaf in leaves {
      let parts = split(leaf.key)
      if !pluralForms.contains(parts.name) { groups.remove(parts.group) }
    }
    return groups
  }

  /// Languages differ in the forms they have; only `other` is common to all.
  private func isPluralForm(_ key: String, of groups: Set<Substring>) -> Bool {
    let parts = split(key)
    return parts.name != "other" && pluralForms.contains(parts.name) && groups.contains(parts.group)
  }

  private func split(_ key: String) -> (group: Substring, name: Substring) {
    guard let point = key.utf8.lastIndex(of: UInt8(ascii: ".")) else { return ("", key[...]) }
    return (key[..<point], key[key.utf8.index(after: point)...])
  }
}

/// The plural categories of the Unicode CLDR.
private let pluralForms: Set<Substring> = ["zero", "one", "two", "few", "many", "other"]
