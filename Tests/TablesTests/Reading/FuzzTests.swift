import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Separated values against the naive reader")
struct FuzzTests {
  private static let width = 12

  /// Text of the characters that matter, well-formed only by chance.
  private static func chaos(_ random: inout Seeded, _ delimiter: Character) -> String {
    let alphabet: [Character] = [
      delimiter, delimiter, "\"", "\"", "\n", "\r", "\r\n", "a", "b", " ", "é", "1",
    ]
    return String(
      (0..<Int.random(in: 0...60, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      })
  }

  /// A well-formed table: fields quoted at will, every kind of line end.
  private static func table(_ random: inout Seeded, _ delimiter: Character) -> String {
    let ends = ["\n", "\r", "\r\n"]
    let rows = (0..<Int.random(in: 1...8, using: &random)).map { _ -> String in
      let fields = (0..<Int.random(in: 1...5, using: &random)).map { _ -> String in
        let inside = chaos(&random, delimiter).prefix(6)
        return "\"" + inside.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
      }
      return fields.joined(separator: String(delimiter))
    }
    let end = ends[Int.random(in: 0..<3, using: &random)]
    return rows.joined(separator: end) + (Bool.random(using: &random) ? end : "")
  }

  private func read(_ text: String, _ delimiter: Character, block: Int, chunk: Int) throws(Diagnostic)
    -> [[String?]]
  {
    let names = (0..<Self.width).map { "c\($0)" }
    let whole = try readWhole(
      .bytes(Array(text.utf8), blockSize: block),
      format: format {
        $0.header = names
        $0.delimiter = delimiter
        $0.ragged = true
        $0.encoding = "utf-8"
      }, names.map { ColumnRequest($0, type: .text) }, chunkSize: chunk)
    let columns = names.indices.map { whole.texts($0) }
    return (0..<whole.report.records).map { row in columns.map { $0[row] } }
  }

  private func expected(_ text: String, _ delimiter: Character) -> [[String?]]? {
    guard let scalar = delimiter.unicodeScalars.first else { return nil }
    return NaiveDelimited.records(text, delimiter: scalar).map { records in
      records.map { fields in
        (0..<Self.width).map { index -> String? in
          guard fields.indices.contains(index) else { return nil }
          let isEmpty = fields[index].unicodeScalars.allSatisfy { [" ", "\t", "\n", "\r"].contains($0) }
          return isEmpty ? nil : fields[index]
        }
      }
    }
  }

  private func check(_ text: String, _ delimiter: Character, block: Int, chunk: Int) {
    guard let expected = expected(text, delimiter) else {
      #expect(throws: Diagnostic.self, "\(text.debugDescription)") {
        try read(text, delimiter, block: block, chunk: chunk)
      }
      return
    }
    let found = try? read(text, delimiter, block: block, chunk: chunk)
    #expect(found == expected, "\(text.debugDescription) delimiter \(delimiter) block \(block)")
  }

  @Test("Random text reads as the naive reader reads it", arguments: 0..<64)
  func random(seed: UInt64) {
    var random = Seeded(seed)
    for delimiter: Character in [",", "\t", ";", "|"] {
      for _ in 0..<12 {
        let block = Int.random(in: 1...64, using: &random)
        let chunk = Int.random(in: 1...6, using: &random)
        check(Self.chaos(&random, delimiter), delimiter, block: block, chunk: chunk)
        check(Self.table(&random, delimiter), delimiter, block: block, chunk: chunk)
      }
    }
  }

  @Test("The size of a block changes nothing", arguments: 1...64)
  func blocks(size: Int) {
    let text =
      "id,name\r\n1,\"a\r\nb\"\"c\"\r\r\n2,5\" pipe\n\n3,\"é\"\"\"\r4,é,é\r\n\"5\",\"\"\n6,x\"y\"\r\n7,last"
    for chunk in [1, 2, 3, 64] { check(text, ",", block: size, chunk: chunk) }
  }

  @Test("A file cut off at any byte reads or is refused, and never as more than it was")
  func truncation() throws {
    let text = Array("id,name,n\r\n1,\"a\r\nb\",\"1,000\"\r\n2,é,$5\r\n3,\"x\"\"y\",(7)\r\n".utf8)
    let columns = [ColumnRequest("name", type: .text), ColumnRequest("n", type: .number)]
    let full = try readWhole(.bytes(text), columns).report.records
    for encoding in [nil, "utf-8", "utf-16", "latin-1"] {
      for end in 0...text.count {
        let format = format { $0.encoding = encoding }
        let part = try? readWhole(.bytes(Array(text[..<end]), blockSize: 7), format: format, columns)
        #expect((part?.report.records ?? 0) <= full)
      }
    }
  }
}
