import Notation
import TestSupport
import Testing

@testable import Tables

/// The quick ways to a number, a date and a text's code, against the slow ways that read everything.
@Suite("Cells as values, fast against slow")
struct FastValueTests {
  private static let shares = 8

  /// A cell as it stands in a text, with other bytes after it that may be loaded.
  private func embedded<Value>(_ text: String, _ read: (Cell) -> Value) -> Value? {
    let bytes = Array(text.utf8) + Array("9,9.\"x".utf8) + [UInt8](repeating: 0x37, count: 24)
    let length = text.utf8.count
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { read(Cell(start: $0, length: length, readable: bytes.count)) }
    }
  }

  private func bare<Value>(_ text: String, _ read: (Cell) -> Value) -> Value? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { read(Cell(start: $0, length: bytes.count, readable: bytes.count)) }
    }
  }

  @Test("Numbers are the same to the last bit", arguments: 0..<shares)
  func numbers(share: Int) {
    var random = Seeded(UInt64(share) + 4000)
    let alphabet = Array("0123456789012345678901234567890123456789....--+ ,%e$x")
    for _ in 0..<FuzzCount.files / Self.shares {
      let length = Int.random(in: 1...20, using: &random)
      var text = String(
        (0..<length).map { _ in alphabet[Int.random(in: 0..<40, using: &random)] })
      if Bool.random(using: &random) {
        text.insert(".", at: text.indices.randomElement(using: &random) ?? text.startIndex)
      }
      if Int.random(in: 0..<3, using: &random) == 0 { text = "-" + text }
      if Int.random(in: 0..<4, using: &random) == 0, let place = text.indices.randomElement(using: &random) {
        text.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: place)
      }
      let slow = cell(text, number)?.bitPattern
      for found in [embedded(text, shortNumber), bare(text, shortNumber)] {
        guard let value = found ?? nil else { continue }
        #expect(value.bitPattern == slow, "\(text)")
      }
    }
  }

  @Test("Plain numbers of up to sixteen bytes take the quick way")
  func plain() {
    for text in [
      "0", "-1", "12345678", "5385", "63.8", "-666666666", "40.8064879753276", "-74.1982198684766", "5.",
      ".5",
    ] {
      #expect(embedded(text, shortNumber) == .some(cell(text, number)), "\(text)")
    }
    for text in [
      "-", ".", "-.", "1.2.3", "1e5", "9999999999999999", " 1", "1 ", "12345678.", "/", ":",
      "12345678901234567",
    ] {
      #expect(embedded(text, shortNumber) == .some(text == "12345678." ? 12_345_678 : nil), "\(text)")
    }
  }

  private static let patterns = [
    "MM/dd/yyyy hh:mm:ss a", "yyyy-MM-dd", "dd.MM.yyyy HH:mm", "yyyyMMdd", "yyyyMMddHHmmss", "MM/dd/yyyy",
    "yyyy-MM-dd'T'HH:mm:ss.SSS", "hh a, dd-MM-yyyy", "dd/MM/yyyy  HH", "MM/dd/yy", "M/d/yyyy", "yyyy-MM-dd a",
    "yyyy-MM-dd HH:mm:ss a.", "HH:mm dd/MM/yyyy", "yyyy-MM-dd.SSSHH", "mm yyyy-MM-dd",
  ]

  @Test("Dates are the same in every pattern and in ISO 8601", arguments: patterns + [""])
  func dates(text: String) throws {
    let pattern = text.isEmpty ? nil : try DatePattern(text, at: nil)
    var reader = DateCells(markers: MissingMarkers([]), pattern: pattern)
    var random = Seeded(UInt64(text.utf8.count) + 5000)
    for _ in 0..<FuzzCount.files / Self.patterns.count {
      let written = Self.written(text.isEmpty ? Self.iso(&random) : text, &random)
      let slow = cell(written) { bytes in pattern.map { $0.instant(in: bytes) } ?? isoInstant(in: bytes) }
      if written.isEmpty { continue }
      #expect(embedded(written) { reader.value($0) } == .some(slow), "\(written)")
      #expect(bare(written) { reader.value($0) } == .some(slow), "\(written)")
    }
  }

  private static func iso(_ random: inout Seeded) -> String {
    ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS", "yyyy-MM-dd HH:mm"][
      Int.random(in: 0..<4, using: &random)]
  }

  /// A date in a pattern, with parts that may be out of range, and now and then a wrong byte.
  private static func written(_ pattern: String, _ random: inout Seeded) -> String {
    func part(_ low: Int, _ high: Int, _ width: Int, _ random: inout Seeded) -> String {
      let number = String(Int.random(in: low...high, using: &random))
      return String(repeating: "0", count: max(0, width - number.count)) + number
    }
    var text = ""
    var rest = Substring(pattern.replacing("'", with: ""))
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }.count
      rest = rest.dropFirst(run)
      switch letter {
      case "y": text += run == 2 ? part(0, 99, 2, &random) : part(1890, 2110, run, &random)
      case "M": text += part(0, 13, run, &random)
      case "d": text += part(0, 32, run, &random)
      case "H": text += part(0, 25, run, &random)
      case "h": text += part(0, 13, run, &random)
      case "m", "s": text += part(0, 61, run, &random)
      case "S": text += part(0, 999, run, &random)
      case "a":
        text += ["AM", "PM", "am", "P", "XM", "A.M."][Int.random(in: 0..<6, using: &random) / 2 * 2 % 6]
      default: text += String(repeating: letter, count: run)
      }
    }
    if Int.random(in: 0..<4, using: &random) == 0, let place = text.indices.randomElement(using: &random) {
      let wrong = Array(" 0123456789/:-TtZPA.\u{0}é")
      text.replaceSubrange(place...place, with: [wrong[Int.random(in: 0..<wrong.count, using: &random)]])
    }
    return text
  }

  @Test("Every day from 1 to 9999, and none that is not there")
  func civil() {
    for year in stride(from: 1, through: 9999, by: 7) + [1900, 2000, 2100, 2400, 4, 100] {
      for month in 0...13 {
        for day in [0, 1, 28, 29, 30, 31, 32] {
          let clock = Clock(year: year, month: month, day: day).instant
          #expect(civilDays(year, month, day).map { Int64($0) * 86400 } == clock)
        }
      }
    }
  }

  @Test("A marker stays one where it could be a number or a date, and only the whole of it")
  func markers() throws {
    let text = "n,d\n-999,1900-01-01\n-9990,1900-01-02\n 999,2000-01-01\n-999 ,1900-01-01 \n9,\n"
    let table = try readWhole(
      text,
      [
        ColumnRequest("n", type: .number, missing: ["-999", "9"]),
        ColumnRequest("d", type: .date, missing: ["1900-01-01"]),
      ])
    #expect(table.numbers(0) == [nil, -9990, 999, nil, nil])
    #expect(table.instants(1) == [nil, -2_208_902_400, 946_684_800, nil, nil])
    #expect(table.report.diagnostics == [])
  }

  @Test("Texts keep their codes from chunk to chunk, until there are too many")
  func codes() throws {
    let rows = (0..<40_000).map { "k\($0),s\($0 % 7)" }.joined(separator: "\n")
    let table = try readWhole(
      "key,status\n" + rows, [ColumnRequest("key", type: .text), ColumnRequest("status", type: .text)],
      chunkSize: 5000)
    let columns = table.chunks.map { chunk in
      chunk.columns.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
    #expect(Set(columns.map { $0[1].dictionary }).count == 1)
    #expect(columns.allSatisfy { $0[1].entries == (0..<7).map { "s\($0)" } })
    #expect(columns.allSatisfy { $0[0].entries.count <= 10_000 })
    #expect(Set(columns.map { $0[0].dictionary }).count > 1)
    #expect(table.texts(0) == (0..<40_000).map { "k\($0)" })
  }

  @Test("Texts of every length up to forty bytes are told apart", arguments: 0..<4)
  func lengths(seed: UInt64) {
    var random = Seeded(seed)
    var dictionary = TextDictionary()
    var naive: [String: Int32] = [:]
    for _ in 0..<4000 {
      let length = Int.random(in: 1...40, using: &random)
      let text = String((0..<length).map { _ in ["a", "b"][Int.random(in: 0..<20, using: &random) / 19] })
      let code = embedded(text) { dictionary.code(for: $0) }
      #expect(naive[text, default: code ?? -2] == code)
      naive[text] = code
    }
    #expect(dictionary.entries.count == naive.count)
    #expect(naive.allSatisfy { dictionary.entries[Int($0.value)] == $0.key })
  }
}
