/// One value of an answer beside the expected one.
package struct Comparison: Hashable, Sendable {
  /// Where the value stands in the answer: `interval[0]`, `groups.north.share`.
  package let path: String
  package let expected: String
  package let got: String
  /// |got − expected| where both are numbers.
  package let difference: Double?
  /// The largest difference that passes.
  package let allowed: Double?
  package let isWithin: Bool
}

extension FixtureValue {
  /// Every expected value beside what was got, in the order of the paths.
  ///
  /// A number passes within tolerance × max(0.001, |expected|). Lists must have the same length. Members of an
  /// object that nobody expects, and `reason`, are information.
  func compared(with got: FixtureValue, tolerance: Double, at path: String = "") -> [Comparison] {
    switch (self, got) {
    case (.number(let expected), .number(let value)):
      let difference = (value - expected).magnitude
      let allowed = tolerance * max(0.001, expected.magnitude)
      return [
        Comparison(
          path: path, expected: "\(expected)", got: "\(value)", difference: difference, allowed: allowed,
          isWithin: difference <= allowed)
      ]
    case (.list(let expected), .list(let values)) where expected.count == values.count:
      return zip(expected, values).enumerated().flatMap { index, pair in
        pair.0.compared(with: pair.1, tolerance: tolerance, at: "\(path)[\(index)]")
      }
    case (.object(let expected), .object(let members)):
      return expected.keys.sorted().filter { $0 != "reason" }.flatMap { key in
        (expected[key] ?? .null).compared(
          with: members[key] ?? .null, tolerance: tolerance, at: path.isEmpty ? key : "\(path).\(key)")
      }
    default:
      return [
        Comparison(
          path: path, expected: described, got: got.described, difference: nil, allowed: nil,
          isWithin: self == got)
      ]
    }
  }

  /// The value in JSON's words, short.
  var described: String {
    switch self {
    case .null: "null"
    case .boolean(let truth): "\(truth)"
    case .number(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case .list(let items): items.isEmpty ? "[]" : "a list of \(items.count)"
    case .object(let members): members.isEmpty ? "{}" : "an object of \(members.count)"
    }
  }
}
