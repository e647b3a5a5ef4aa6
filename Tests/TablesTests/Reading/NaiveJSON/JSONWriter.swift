@testable import Tables

/// Writes JSON tables at random: members in nearly the same order, some left out, some twice, some new; white space
/// of one kind or at will; numbers, texts with escapes and nested values of every shape.
struct JSONWriter {
  private let keys: [String]
  private let isSpaced: Bool
  private let separators: (member: String, colon: String)
  private let sameOrder: Bool

  init(_ random: inout some RandomNumberGenerator) {
    let some = [
      "id", "n", "a\u{7F} é", "at", "x", "a long name of a member", "i\\u0064", " n", "é", "", "a\\\"b",
    ]
    keys = some.shuffled(using: &random).prefix(Int.random(in: 1...11, using: &random)).map { $0 }
    isSpaced = Int.random(in: 0..<4, using: &random) == 0
    separators = [(",", ":"), (", ", ": "), (",\n  ", ": ")][Int.random(in: 0..<3, using: &random)]
    sameOrder = Int.random(in: 0..<4, using: &random) > 0
  }

  mutating func document(_ kind: TableFormat.Kind, _ random: inout some RandomNumberGenerator) -> [UInt8] {
    let count = Int.random(in: 0...8, using: &random)
    let text: String
    switch kind {
    case .jsonRows:
      let rows = (0..<count).map { _ in row(&random) }
      text = "[" + ([header()] + rows).joined(separator: "," + space(&random)) + "]"
    case .ndjson:
      text = (0..<count).map { _ in object(&random) }.joined(separator: "\n") + "\n"
    case .geojson:
      let features = (0..<count).map { _ in feature(&random) }
      text = "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",\n") + "]}"
    default:
      let objects = (0..<count).map { _ in object(&random) }.joined(separator: "," + space(&random))
      text = Bool.random(using: &random) ? "[\(objects)]" : "{\"a\": 1, \"rows\": [\(objects)], \"b\": [1]}"
    }
    return Array(text.utf8)
  }

  /// Changes, takes out or puts in a few bytes, or cuts the end off.
  static func damage(_ bytes: inout [UInt8], _ random: inout some RandomNumberGenerator) {
    let some = Array("[]{},:\"\\ \n\u{1F}0-.e1nt\u{FF}".utf8)
    for _ in 0..<Int.random(in: 1...2, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      let byte = some[Int.random(in: 0..<some.count, using: &random)]
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[index] = byte
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(byte, at: index)
      default: bytes.removeSubrange(index...)
      }
    }
  }

  private func space(_ random: inout some RandomNumberGenerator) -> String {
    guard isSpaced else { return "" }
    return ["", " ", "\n", "\t ", "\r\n", "  "][Int.random(in: 0..<6, using: &random)]
  }

  private func header() -> String { "[" + keys.map { "\"\($0)\"" }.joined(separator: ",") + "]" }

  private func row(_ random: inout some RandomNumberGenerator) -> String {
    var cells = keys.map { _ in value(&random) }
    if Int.random(in: 0..<8, using: &random) == 0 { cells.removeLast() }
    if Int.random(in: 0..<8, using: &random) == 0 { cells.append("1") }
    return "[" + space(&random) + cells.joined(separator: separators.member) + space(&random) + "]"
  }

  private func object(_ random: inout some RandomNumberGenerator) -> String {
    var mine = sameOrder ? keys : keys.shuffled(using: &random)
    if Int.random(in: 0..<3, using: &random) == 0 { mine.removeAll { _ in Bool.random(using: &random) } }
    if Int.random(in: 0..<6, using: &random) == 0 {
      mine.append("new\(Int.random(in: 0..<3, using: &random))")
    }
    if Int.random(in: 0..<6, using: &random) == 0, let twice = mine.first { mine.append(twice) }
    let members = mine.map {
      space(&random) + "\"\($0)\"" + space(&random) + separators.colon + space(&random) + value(&random)
        + space(&random)
    }
    return "{" + members.joined(separator: separators.member) + "}"
  }

  private func feature(_ random: inout some RandomNumberGenerator) -> String {
    var members = [
      "\"type\":\"Feature\"", "\"properties\":" + object(&random), "\"geometry\":" + shape(&random),
    ]
    if Bool.random(using: &random) { members.append("\"id\":" + value(&random)) }
    if Int.random(in: 0..<8, using: &random) == 0 { members[1] = "\"properties\":null" }
    if Int.random(in: 0..<3, using: &random) == 0 { members.shuffle(using: &random) }
    return "{" + members.joined(separator: separators.member) + "}"
  }

  private func shape(_ random: inout some RandomNumberGenerator) -> String {
    let comma = [",", ", ", " ,\n"][Int.random(in: 0..<3, using: &random)]
    let points = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      "[" + number(&random) + comma + number(&random) + "]"
    }
    return "{\"type\":\"Polygon\",\"coordinates\":[[" + points.joined(separator: comma) + "]]}"
  }

  private func number(_ random: inout some RandomNumberGenerator) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: "0"
    case 1: "-0.5"
    case 2: "\(Int.random(in: -1000...1000, using: &random))"
    case 3: "1.5e\(Int.random(in: -9...9, using: &random))"
    case 4: "12345678901234567890123.5"
    default: "\(Double(Int.random(in: -180_000_000...180_000_000, using: &random)) / 1e6)"
    }
  }

  private func text(_ random: inout some RandomNumberGenerator) -> String {
    let some = [
      "a", "bc", " ", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\ud83d",
      "\\u0000", "],}",
      "0123456789abcdef", "x,\\\"y\\\":", "-1",
    ]
    let count = Int.random(in: 0..<9, using: &random)
    return "\"" + (0..<count).map { _ in some[Int.random(in: 0..<some.count, using: &random)] }.joined()
      + "\""
  }

  private func value(_ random: inout some RandomNumberGenerator, depth: Int = 0) -> String {
    switch Int.random(in: 0..<(depth > 3 ? 7 : 10), using: &random) {
    case 0, 1: number(&random)
    case 2, 3, 4: text(&random)
    case 5: "null"
    case 6: ["true", "false"][Int.random(in: 0..<2, using: &random)]
    case 7: shape(&random)
    case 8:
      "["
        + (0..<Int.random(in: 0..<4, using: &random)).map { _ in value(&random, depth: depth + 1) }
        .joined(separator: "," + space(&random)) + space(&random) + "]"
    default:
      "{"
        + (0..<Int.random(in: 0..<3, using: &random)).map { _ in
          text(&random) + ":" + value(&random, depth: depth + 1)
        }
        .joined(separator: ",") + "}"
    }
  }
}
