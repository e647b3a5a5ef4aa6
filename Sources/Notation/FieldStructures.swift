/// Lists, nested objects and objects with names of the user's own.
extension Fields {
  /// The items of a list; empty where the key is missing or wrong. An empty list is wrong where the list is
  /// needed.
  package mutating func list(_ key: String, need example: String? = nil) -> [JSONNode] {
    guard let node = node(key, need: example) else { return [] }
    guard let items = node.array else {
      let written = node.string.map { "put it in brackets: [\"\($0)\"]" }
      wrongType(key, node, expected: "a list", example: written ?? "write [ … ]")
      return []
    }
    if items.isEmpty, let example {
      report(
        .emptyList, "\(quoted(key)) is an empty list", at: node.location, fix: "write \(key): \(example)")
    }
    return items
  }

  /// A list of texts, empty ones refused; wrong items are left out of the result.
  package mutating func texts(_ key: String, need example: String? = nil) -> [String] {
    textNodes(key, need: example).compactMap(\.string)
  }

  /// A list of texts that may be empty, such as markers of missing values.
  package mutating func markers(_ key: String) -> [String] {
    list(key).compactMap { item in
      if item.string == nil { _ = text(item, called: key) }
      return item.string
    }
  }

  /// A list of texts with the places they stand at.
  package mutating func textNodes(_ key: String, need example: String? = nil) -> [JSONNode] {
    var found: [JSONNode] = []
    for item in list(key, need: example) where text(item, called: key) != nil { found.append(item) }
    return found
  }

  /// A nested object; nil where it is missing or `read` gives nil.
  package mutating func object<Value>(
    _ key: String, of what: String, need example: String? = nil, _ read: (inout Fields) -> Value?
  ) -> Value? {
    node(key, need: example).flatMap { object($0, of: what, read) }
  }

  /// A nested object that is found already.
  package mutating func object<Value>(
    _ node: JSONNode, of what: String, _ read: (inout Fields) -> Value?
  ) -> Value? {
    var found: [Diagnostic] = []
    let value = Fields.read(node, of: what, into: &found, read)
    report(found)
    return value
  }

  /// A list of objects; those for which `read` gives nil are left out.
  package mutating func objects<Value>(
    _ key: String, of what: String, need example: String? = nil, _ read: (inout Fields) -> Value?
  ) -> [Value] {
    var values: [Value] = []
    for item in list(key, need: example) {
      if let value = object(item, of: what, read) { values.append(value) }
    }
    return values
  }

  /// The members of an object whose keys are names of the user's own, in the order of the file.
  package mutating func named(_ key: String, need example: String? = nil) -> [JSONNode.Member] {
    guard let node = node(key, need: example) else { return [] }
    guard let members = node.members else {
      wrongType(key, node, expected: "an object", example: "write { name: … }")
      return []
    }
    return members
  }

  /// An object of the user's own names for texts; the first of a name given twice counts.
  package mutating func textTable(_ key: String) -> [String: String] {
    var table: [String: String] = [:]
    for member in named(key) {
      guard let text = text(member.value, called: member.key) else { continue }
      if table[member.key] == nil { table[member.key] = text }
    }
    return table
  }
}
