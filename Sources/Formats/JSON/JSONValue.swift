import Tables

/// A value of a JSON text (RFC 8259) as it stands there: members in their order, numbers as their text.
///
/// Portals write codes such as `006` and numbers beyond a Double's figures; whoever reads a number decides what it is.
package enum JSONValue: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  case null
  case boolean(Bool)
  /// A number's own text.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in the text's order; of a name twice the first counts.
  case object([Member])

  /// The member of a name; nil where there is none, or where this is no object. O(members).
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The elements of an array; none of anything else.
  package var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  /// The members of an object; none of anything else.
  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// A string's text.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A string's or number's text: many portals write numbers as strings, and ids as either.
  package var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// A number, or a string that holds one.
  package var number: Double? { text.flatMap(Double.init) }

  /// A whole number, or a string that holds one.
  package var integer: Int? { text.flatMap { Int($0) } ?? number.flatMap { Int(exactly: $0) } }

  package var isTrue: Bool { self == .boolean(true) }

  /// The value of the first of some names that is there and not null.
  package func first(_ names: String...) -> JSONValue? {
    for name in names {
      if let value = self[name], value != .null { return value }
    }
    return nil
  }
}

extension JSONValue {
  /// The value as JSON without white space; numbers as they were written.
  package var compact: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let truth): bytes += (truth ? "true" : "false").utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): JSONObjectText.append(text, to: &bytes)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONObjectText.append(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}
