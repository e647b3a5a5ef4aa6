/// A value of a JSON or JSON5 document with the place where it was written.
///
/// A node takes about 50 bytes beside its text: the place is kept as two 32-bit numbers and a shared path.
package struct JSONNode: Sendable {
  package enum Kind: Sendable {
    case null
    case boolean(Bool)
    /// The nearest double, always finite, and the number as it was written: `0x1F`, `+.5`, `1e3`.
    case number(Double, text: String)
    case string(String)
    case array([JSONNode])
    /// Members in the order of the file; a key given twice is there twice (and reported).
    case object([Member])
  }

  /// One key with its value.
  package struct Member: Sendable {
    package let key: String
    package let value: JSONNode
    let mark: Mark

    /// Where the key begins: its opening quote, or its first character.
    package var keyLocation: SourceLocation { value.location(of: mark) }
  }

  package let kind: Kind
  let path: String
  let mark: Mark

  /// Where the value begins: its opening quote, brace or bracket, sign or first character.
  package var location: SourceLocation { location(of: mark) }

  /// Where a text's first character stands, inside the quotes. Columns counted from here are exact for a
  /// text without escapes on one line.
  package var textLocation: SourceLocation {
    SourceLocation(path: path, line: Int(mark.line), column: Int(mark.column) + 1)
  }

  private func location(of mark: Mark) -> SourceLocation {
    SourceLocation(path: path, line: Int(mark.line), column: Int(mark.column))
  }
}

/// A line and a column, both from 1.
struct Mark: Sendable {
  let line: UInt32
  let column: UInt32
}

extension JSONNode {
  /// The text, or nil where the node is not one.
  package var string: String? {
    guard case .string(let text) = kind else { return nil }
    return text
  }

  /// The number, or nil where the node is not one.
  package var number: Double? {
    guard case .number(let number, _) = kind else { return nil }
    return number
  }

  /// True or false, or nil where the node is neither.
  package var boolean: Bool? {
    guard case .boolean(let truth) = kind else { return nil }
    return truth
  }

  /// The items, or nil where the node is not an array.
  package var array: [JSONNode]? {
    guard case .array(let items) = kind else { return nil }
    return items
  }

  /// The members in the order of the file, or nil where the node is not an object.
  package var members: [Member]? {
    guard case .object(let members) = kind else { return nil }
    return members
  }

  /// The value of a key, the first where it is given twice; nil where there is none. Linear in the members.
  package subscript(_ key: String) -> JSONNode? {
    members?.first { $0.key == key }?.value
  }

  /// What the node is, in a user's words: `a text`, `a list`.
  package var kindInWords: String {
    switch kind {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
