import Foundation
import TestSupport
import Testing

/// A JSON value of a truth file.
indirect enum Truth: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([Truth])
  case object([String: Truth])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Truth].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: Truth].self))
    }
  }
}

extension Truth {
  subscript(key: String) -> Truth {
    guard case .object(let members) = self else { return .null }
    return members[key] ?? .null
  }

  var number: Double? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  /// Text as it is, and numbers as a source file would write them.
  var cell: String? {
    switch self {
    case .text(let text): text
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    default: nil
    }
  }

  var list: [Truth]? {
    guard case .list(let list) = self else { return nil }
    return list
  }

  /// A list of numbers and nulls.
  var numbers: [Double?]? { list.map { $0.map(\.number) } }

  init(_ number: Double?) { self = number.map(Truth.number) ?? .null }
  init(_ numbers: [Double]?) { self = numbers.map { .list($0.map(Truth.number)) } ?? .null }
  init(_ text: String?) { self = text.map(Truth.text) ?? .null }
  init(_ bool: Bool?) { self = bool.map(Truth.bool) ?? .null }
}

extension Truth {
  /// Where `got` differs from this expected value by the rule of the truth files: a number passes within
  /// tolerance × max(0.001, |expected|); extra members and any `reason` are no difference.
  func differences(_ got: Truth, tolerance: Double, at path: String = "") -> [String] {
    switch (self, got) {
    case (.null, .null): return []
    case (.bool(let expected), .bool(let value)) where expected == value: return []
    case (.text(let expected), .text(let value)) where expected == value: return []
    case (.number(let expected), .number(let value)):
      let allowed = tolerance * max(0.001, expected.magnitude)
      return (value - expected).magnitude <= allowed ? [] : ["\(path): got \(value), expected \(expected)"]
    case (.list(let expected), .list(let values)) where expected.count == values.count:
      return zip(expected, values).enumerated().flatMap { index, pair in
        pair.0.differences(pair.1, tolerance: tolerance, at: "\(path)[\(index)]")
      }
    case (.object(let expected), .object):
      return expected.keys.sorted().filter { $0 != "reason" }.flatMap { key in
        self[key].differences(got[key], tolerance: tolerance, at: "\(path).\(key)")
      }
    default: return ["\(path): got \(got), expected \(self)"]
    }
  }
}

/// One case of a truth file: an input, and what independent software answers.
struct TruthCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let input: Truth
  let expected: Truth
  let tolerance: Double

  var testDescription: String { name }

  func differences(_ got: Truth) -> [String] { expected.differences(got, tolerance: tolerance) }

  /// The cases of a measure, none where the shared data is not on this machine.
  static func of(_ measure: String) -> [TruthCase] {
    struct File: Decodable { let cases: [TruthCase] }
    guard SharedData.isPresent,
      let data = try? Data(contentsOf: SharedData.url("truth/\(measure).json")),
      let file = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return file.cases
  }
}
