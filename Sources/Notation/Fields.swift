/// Reads an object's keys into typed values, once each, and collects every problem on the way.
///
/// A reader asks for all keys that are legal, whatever it finds; what nobody asked for is a typing slip. So
/// the list of legal keys is the code that reads them, and `finish` can say “rename “titel” to “title””.
///
/// ```swift
/// let topic = Fields.read(node, of: "a topic", into: &diagnostics) { fields in
///   let id = fields.text("id", need: "\"housing\"")
///   let order = fields.integer("order", in: 1...99)
///   return id.map { Topic($0, order) }
/// }
/// ```
package struct Fields {
  /// What the object is, with its article: `an indicator`.
  package let what: String
  /// Where the object begins.
  package let location: SourceLocation
  /// Problems found so far, in the order found.
  package private(set) var diagnostics: [Diagnostic] = []

  private let members: [JSONNode.Member]
  /// Whether the node is an object at all; if not, its missing keys are not worth a word.
  private let isObject: Bool
  /// The legal keys, in the order of asking.
  private var asked: [String] = []
  private var missing: [Missing] = []
  /// Legal keys that the fix for an unknown key does not list: alternatives to the one that was chosen.
  private var unlisted: [String] = []

  private struct Missing {
    let key: String
    let example: String
    let code: DiagnosticCode
  }

  /// Reads a node that should be an object; `what` names it with its article, `a feed`.
  package init(_ node: JSONNode, of what: String) {
    self.what = what
    location = node.location
    members = node.members ?? []
    isObject = node.members != nil
    if !isObject {
      report(
        .wrongType, "\(what) must be an object, not \(node.kindInWords)", at: location,
        fix: "write it in braces: { key: value }")
    }
  }

  /// Reads a whole object: asks through `read`, then reports what is left over or missing.
  package static func read<Value>(
    _ node: JSONNode, of what: String, into diagnostics: inout [Diagnostic],
    _ read: (inout Fields) -> Value?
  ) -> Value? {
    var fields = Fields(node, of: what)
    let value = read(&fields)
    diagnostics += fields.finish()
    return value
  }

  /// The value of a key, or nil where it is not there. With `need`, an example of the value as one would
  /// write it, a missing key is an error (`code`). `null` is an error everywhere: leave the key out instead.
  package mutating func node(
    _ key: String, need example: String? = nil, code: DiagnosticCode = .missingKey
  ) -> JSONNode? {
    let isFirst = !asked.contains(key)
    if isFirst { asked.append(key) }
    guard let member = members.first(where: { $0.key == key }) else {
      if let example, !missing.contains(where: { $0.key == key }) {
        missing.append(Missing(key: key, example: example, code: code))
      }
      return nil
    }
    if case .null = member.value.kind {
      if isFirst { reportNull(key, member.value) }
      return nil
    }
    return member.value
  }

  private mutating func reportNull(_ key: String, _ node: JSONNode) {
    report(
      .wrongType, "\(quoted(key)) is null, which says nothing", at: node.location,
      fix: "give it a value, or leave the key out")
  }

  /// Whether the object has the key; asking makes it a legal one.
  package mutating func has(_ key: String) -> Bool {
    if !asked.contains(key) { asked.append(key) }
    return members.contains { $0.key == key }
  }

  /// Where a key stands, or the object where it has no such key.
  package func location(ofKey key: String) -> SourceLocation {
    members.first { $0.key == key }?.keyLocation ?? location
  }

  /// Marks keys as legal without reading them.
  package mutating func allow(_ keys: [String]) {
    for key in keys where !asked.contains(key) { asked.append(key) }
  }

  /// All members, marked as read: for objects whose keys are names of the user's own.
  package mutating func everyMember() -> [JSONNode.Member] {
    allow(members.map(\.key))
    return members
  }

  package mutating func report(
    _ code: DiagnosticCode, _ message: String, at location: SourceLocation, fix: String
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: location, fix: fix))
  }

  package mutating func report(_ more: [Diagnostic]) { diagnostics += more }

  /// The one key of several that the object holds; none or more than one is an error (nil; the first is
  /// taken of several). `example` is what the fix says to add where there is none.
  package mutating func exactlyOne(of keys: [String], example: String) -> String? {
    allow(keys)
    let present = members.map(\.key).filter(keys.contains)
    if let chosen = present.first { unlisted += keys.filter { $0 != chosen } }
    let list = keys.map(quoted).joined(separator: ", ")
    if let second = present.dropFirst().first(where: { $0 != present.first }) {
      report(
        .chooseOne, "\(what) takes one of \(quoted(present[0])) and \(quoted(second)), not both",
        at: location(ofKey: second), fix: "remove one of the two")
    }
    if present.isEmpty, isObject {
      // A slip in the one key is better named than the absence of all of them.
      let slip = members.lazy.map(\.key).first { leftover in
        !asked.contains(leftover) && Suggestion.nearest(to: leftover, among: keys) != nil
      }
      if slip == nil {
        report(.chooseOne, "\(what) needs one of \(list)", at: location, fix: "add \(example)")
      }
    }
    return present.first
  }

  // MARK: The end

  /// What was wrong, with the keys nobody asked for and the required ones that are missing.
  package consuming func finish() -> [Diagnostic] {
    guard isObject else { return diagnostics }
    for member in members where !asked.contains(member.key) { reportUnknown(member) }
    for absent in missing {
      report(
        absent.code, "\(what) needs the key \(quoted(absent.key))", at: location,
        fix: "add \(absent.key): \(absent.example)")
    }
    return diagnostics
  }

  private mutating func reportUnknown(_ member: JSONNode.Member) {
    let message = "unknown key \(quoted(member.key)) in \(what)"
    let fix: String
    if let needed = Suggestion.nearest(to: member.key, among: missing.map(\.key)) {
      missing.removeAll { $0.key == needed }
      fix = "rename it to \(quoted(needed))"
    } else if let near = Suggestion.nearest(to: member.key, among: asked.filter { !isPresent($0) }) {
      fix = "rename it to \(quoted(near))"
    } else if let near = Suggestion.nearest(to: member.key, among: asked) {
      fix = "remove it: \(quoted(near)) is given already"
    } else if asked.isEmpty {
      fix = "remove it"
    } else {
      fix = "remove it; \(what) can have \(wordList(asked.filter { !unlisted.contains($0) }, "and"))"
    }
    report(.unknownKey, message, at: member.keyLocation, fix: fix)
  }

  private func isPresent(_ key: String) -> Bool { members.contains { $0.key == key } }
}

/// `a, b or c`.
package func wordList(_ words: [String], _ conjunction: String = "or") -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
