import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

@Suite("JSON is read strictly, in its own order, numbers as they stand")
struct JSONReaderTests {
  private static func read(_ text: String) throws -> JSONValue {
    try JSONReader.value(of: Array(text.utf8), named: "a.json")
  }

  @Test("Members keep their order, numbers their text, texts their escapes' characters")
  func values() throws {
    let value = try Self.read(
      "\u{FEFF} {\"b\": 1.50, \"a\":[true,false,null, -0.1e+2], \"é\\n\\u00e9\\ud83d\\ude00\\ud800x\" : \"\" }\n"
    )
    #expect(value.members.map(\.name) == ["b", "a", "é\né😀\u{FFFD}x"])
    #expect(value["b"] == .number("1.50") && value["b"]?.number == 1.5)
    #expect(value["a"]?.items == [.boolean(true), .boolean(false), .null, .number("-0.1e+2")])
    #expect(try Self.read(value.compact) == value)
  }

  @Test(
    "What is no JSON is refused where it begins to be none",
    arguments: [
      ("{\"a\":1,}", 8, "quotes"), ("[1 2]", 4, "“,”"), ("[01]", 2, "zero"), ("\"a", 1, "never closed"),
      ("[1]x", 4, "end"), ("{'a':1}", 2, "quotes"), ("[.5]", 2, "value"), ("[1.]", 4, "digit"),
      ("", 1, "complete"), ("[1", 3, "complete"),
      ("[\"\\q\"]", 3, "escape"), ("[nul]", 2, "value"), ("[\"\u{1}\"]", 3, "control"),
      ("{\"a\" 1}", 6, "“:”"),
    ])
  func refused(text: String, column: Int, words: String) throws {
    let problem = try #require(throws: Diagnostic.self) { try Self.read(text) }
    #expect(problem.code == .badFile && problem.message.contains(words), "\(problem)")
    #expect(problem.location?.column == column, "\(problem)")
  }

  @Test("Depth is bounded, for lists and objects")
  func depth() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      func nested(_ count: Int) -> String {
        String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
      }
      #expect(throws: Never.self) { try Self.read(nested(JSONReader.deepest)) }
      #expect(throws: Diagnostic.self) { try Self.read(nested(JSONReader.deepest + 1)) }
      #expect(throws: Diagnostic.self) { try Self.read(String(repeating: open, count: 100_000)) }
    }
  }

  @Test("Leading zeros are a number's text where they are allowed")
  func leadingZeros() throws {
    let value = try JSONReader.value(of: Array("[006]".utf8), named: "a", allowingLeadingZeros: true)
    #expect(value.items == [.number("006")])
  }

  @Test("Rows are handed out one by one, and the rest is given back")
  func items() throws {
    var rows: [JSONValue] = []
    let text = #"{"count":2,"result":{"records":[{"a":1},{"a":2}],"total":9},"next":null}"#
    let rest = try JSONReader.items(of: Array(text.utf8), at: ["result", "records"], named: "a") {
      rows.append($0)
    }
    #expect(rows.map { $0["a"] } == [.number("1"), .number("2")])
    #expect(rest["result"]?["total"]?.integer == 9 && rest["result"]?["records"] == .array([]))
    rows = []
    #expect(
      try JSONReader.items(of: Array("[1,2]".utf8), at: ["x"], named: "a") { rows.append($0) } == .array([]))
    #expect(rows.count == 2)
    let error = #"{"error":{"code":400}}"#
    let other = try JSONReader.items(of: Array(error.utf8), at: ["features"], named: "a") { _ in
      Issue.record("there are no rows")
    }
    #expect(other["features"] == nil && other["error"]?["code"]?.integer == 400)
  }

  @Test("Seeded texts are taken or refused as Foundation does, and mean the same", arguments: 1...4)
  func foundation(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<500 {
      var text = Self.random(&random, 0)
      if Int.random(in: 0..<3, using: &random) == 0, !text.isEmpty {
        // Broken at one place: a byte away or another in its stead.
        var bytes = Array(text.utf8)
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes.remove(at: place)
        } else {
          bytes[place] = UInt8.random(in: 0x20..<0x7F, using: &random)
        }
        text = String(decoding: bytes, as: UTF8.self)
      }
      let own = try? Self.read(text)
      let theirs = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      #expect((own == nil) == (theirs == nil), "\(text)")
      if let own, let theirs { #expect(Self.same(own, theirs), "\(text)") }
    }
  }

  private static func random(_ random: inout Seeded, _ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
    case 0: return ["true", "false", "null"][Int.random(in: 0..<3, using: &random)]
    case 1: return String(Int.random(in: -99999...99999, using: &random))
    case 2: return String(Double(Int.random(in: -9999...9999, using: &random)) / 64)
    case 3: return "\"\(["", "a", "é", "\\n", "\\u0041", "x y"][Int.random(in: 0..<6, using: &random)])\""
    case 4:
      let items = (0..<Int.random(in: 0..<4, using: &random)).map { _ in Self.random(&random, depth + 1) }
      return "[\(items.joined(separator: ", "))]"
    default:
      let members = (0..<Int.random(in: 0..<4, using: &random)).map {
        "\"k\($0)\" : \(Self.random(&random, depth + 1))"
      }
      return "{\(members.joined(separator: ","))}"
    }
  }

  private static func same(_ own: JSONValue, _ theirs: Any) -> Bool {
    switch own {
    case .null: theirs is NSNull
    case .boolean(let truth): (theirs as? Bool) == truth
    case .number: (theirs as? NSNumber)?.doubleValue == own.number
    case .string(let text): (theirs as? String) == text
    case .array(let items):
      (theirs as? [Any]).map { $0.count == items.count && zip(items, $0).allSatisfy(same) } ?? false
    case .object(let members):
      (theirs as? [String: Any]).map { others in
        others.count == members.count
          && members.allSatisfy { member in others[member.name].map { same(member.value, $0) } ?? false }
      } ?? false
    }
  }
}
