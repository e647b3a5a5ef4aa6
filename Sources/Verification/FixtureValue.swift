import Notation

/// A value of a fixture: what goes into a method, and what comes out of it.
package indirect enum FixtureValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// Always finite.
  case number(Double)
  case text(String)
  case list([FixtureValue])
  case object([String: FixtureValue])

  init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .null
    case .boolean(let truth): self = .boolean(truth)
    case .number(let number, _): self = .number(number)
    case .string(let text): self = .text(text)
    case .array(let items): self = .list(items.map(FixtureValue.init))
    case .object(let members):
      self = .object(
        Dictionary(members.map { ($0.key, FixtureValue($0.value)) }, uniquingKeysWith: { first, _ in first }))
    }
  }
}

/// Reading an input. A key that is not there is null.
extension FixtureValue {
  subscript(key: String) -> FixtureValue {
    guard case .object(let members) = self else { return .null }
    return members[key] ?? .null
  }

  var isNull: Bool { self == .null }

  var number: Double? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  /// A whole number that fits.
  var integer: Int? { number.flatMap { Int(exactly: $0) } }

  var boolean: Bool? {
    guard case .boolean(let truth) = self else { return nil }
    return truth
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// Text as it is, and numbers as a source file would write them.
  var cell: String? {
    switch self {
    case .text(let text): text
    case .number(let number): Int64(exactly: number).map { String($0) } ?? String(number)
    default: nil
    }
  }

  var list: [FixtureValue]? {
    guard case .list(let list) = self else { return nil }
    return list
  }

  var object: [String: FixtureValue]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// A list of numbers with nil for null; nil where the value is no list.
  var numbers: [Double?]? { list.map { $0.map(\.number) } }

  /// A list of lists of whole numbers, such as neighbours; what is not one is left out.
  var neighbours: [[Int]]? { list.map { $0.map { ($0.list ?? []).compactMap(\.integer) } } }
}

/// Writing a result. Nil is null.
extension FixtureValue {
  init(_ number: Double?) {
    self = number.flatMap { $0.isFinite ? FixtureValue.number($0) : nil } ?? .null
  }

  init(_ count: Int?) { self = count.map { .number(Double($0)) } ?? .null }

  init(_ truth: Bool?) { self = truth.map(FixtureValue.boolean) ?? .null }

  init(_ text: String?) { self = text.map(FixtureValue.text) ?? .null }

  init(_ numbers: [Double]?) { self = numbers.map { .list($0.map { FixtureValue($0) }) } ?? .null }

  init(_ numbers: [Double?]) { self = .list(numbers.map { FixtureValue($0) }) }

  /// What a function answers, or null where it throws.
  static func of<Value>(_ value: Value?, _ describe: (Value) -> FixtureValue) -> FixtureValue {
    value.map(describe) ?? .null
  }
}
