import Notation

/// A node as compact text with sorted keys left alone, so that a test compares two short strings.
func canonical(_ node: JSONNode?) -> String {
  guard let node else { return "nothing" }
  switch node.kind {
  case .null: return "null"
  case .boolean(let truth): return "\(truth)"
  case .number(let number, _): return "\(number)"
  case .string(let text): return visible(text)
  case .array(let items): return "[" + items.map { canonical($0) }.joined(separator: ",") + "]"
  case .object(let members):
    return "{" + members.map { "\(visible($0.key)):\(canonical($0.value))" }.joined(separator: ",") + "}"
  }
}

/// A text in quotes with everything but printable ASCII as \u{…}.
func visible(_ text: String) -> String {
  "\"" + text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined() + "\""
}

/// Reads a text as JSON5 under the name `a.json5`.
func read(_ text: String, _ dialect: JSON5.Dialect = .json5) -> JSON5.Reading {
  JSON5.parse(Array(text.utf8), path: "a.json5", dialect: dialect)
}

/// The library's type and not the test framework's of the same name.
typealias SourceLocation = Notation.SourceLocation
