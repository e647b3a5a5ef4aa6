import Notation
import TestSupport
import Testing

@testable import Tables

/// Many small files, each read by the byte-by-byte machine and by everything that is faster: equal rows, equal
/// diagnostics, whatever the sizes and the threads.
@Suite("Separated values, fast against slow")
struct DelimitedFuzzTests {
  private static let shares = 16

  @Test("Random files read the same by masks and byte by byte", arguments: 0..<shares)
  func files(share: Int) {
    var random = Seeded(UInt64(share) &* 7919 &+ 17)
    for number in 0..<FuzzCount.files / Self.shares {
      let file = FuzzFile(&random)
      let slow = file.reading.read(.slow)
      let settings = FuzzFile.settings(&random)
      let fast = file.reading.read(settings)
      guard slow == fast else { return fail(file, "read", slow, fast) }
      // Threads cost more than the files.
      let width = number % 64 == 0 ? Int.random(in: 2...3, using: &random) : 1
      let folded = file.reading.fold(settings, width: width)
      // The fold's failure comes after the segments before it: its rows are those of whole segments.
      guard slow.failure == nil ? slow == folded : slow.failure == folded.failure else {
        return fail(file, "folded by \(width), segments of \(settings.segment)", slow, folded)
      }
      if let naive = file.naive {
        guard naive.map({ $0 == slow.rows }) ?? (slow.failure != nil) else {
          return fail(file, "naive", slow, TableReading(rows: naive ?? []))
        }
      }
    }
  }

  private func fail(_ file: FuzzFile, _ way: String, _ left: TableReading, _ right: TableReading) {
    Issue.record("\(way): \(file.text.debugDescription)\n\(left)\n\(right)")
  }

  @Test("Whatever ends a field is seen at every place of a block", arguments: 0..<64)
  func places(offset: Int) {
    let padding = String(repeating: "x", count: offset)
    for structure in [
      "\n", "\r", "\r\n", ",", "\"a\"\"b\",c\n", "\"\n\"\r\n", "5\" pipe\n", "\"a\"b\n", "é,\"é\"\n", "\n\n",
      "\r\r\n", "\",\"\n", "\"", "\"\"", "\"\"\"\"",
    ] {
      for tail in ["", "y", "y\n", "\"z\"", ",\n"] {
        let text = "a,b\n\(padding)\(structure)\(tail)"
        let reading = ReadingCase(
          text, format: format { $0.ragged = true },
          [ColumnRequest("a", type: .text), ColumnRequest("b", type: .text)])
        let slow = reading.read(.slow)
        #expect(reading.read(ReadSettings()) == slow, "\(text.debugDescription)")
        for segment in [1, 7, 64] {
          let folded = reading.fold(.with { ($0.segment, $0.step) = (segment, segment) }, width: 1)
          #expect(folded.failure == slow.failure, "\(text.debugDescription) in segments of \(segment)")
          if slow.failure == nil { #expect(folded == slow, "\(text.debugDescription) of \(segment)") }
        }
      }
    }
  }

  @Test("A segment may begin anywhere, on any number of threads", arguments: 1...80)
  func segments(size: Int) {
    let text =
      "id,name,n\r\n1,\"a\r\nb\"\"c\",5\r\n\r\n2,5\" pipe,x\n\n3,\"é\"\"\"\r4,é,é\n\"5\",\"\",7\n6,\"\n,\n,\n\",8\r\n7,last"
    let reading = ReadingCase(
      text, format: format { $0.ragged = true },
      [ColumnRequest("name", type: .text), ColumnRequest("n", type: .number)])
    let slow = reading.read(.slow)
    #expect(slow.failure == nil)
    #expect(slow.records == 7)
    for width in [1, 2, 2, 2, 3, 3, 3] {
      #expect(reading.fold(.with { ($0.segment, $0.step) = (size, 16) }, width: width) == slow)
    }
  }

  @Test("Masks by words and by vectors are the same", arguments: 0..<8)
  func masks(seed: UInt64) {
    var random = Seeded(seed)
    let alphabet: [UInt8] = [
      0x22, 0x2C, 0x0A, 0x0D, 0x09, 0x61, 0x00, 0xFF, 0x2D, 0x23, 0xA2, 0xAC, 0x8A, 0x0B,
    ]
    for _ in 0..<200 {
      let bytes = (0..<64).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
      for delimiter: UInt8 in [0x2C, 0x09] {
        func mask(_ wanted: Set<UInt8>) -> UInt64 {
          bytes.indices.reduce(0) { $0 | (wanted.contains(bytes[$1]) ? 1 << UInt64($1) : 0) }
        }
        let expected = BlockMasks(
          quotes: mask([0x22]), delimiters: mask([delimiter]), lineEnds: mask([0x0A, 0x0D]))
        bytes.withUnsafeBytes { raw in
          guard let start = raw.baseAddress else { return }
          #expect(WordBlockScanner(delimiter: delimiter).masks(start) == expected)
          #expect(BlockScanner(delimiter: delimiter).masks(start) == expected)
        }
      }
    }
  }
}

/// A random file with the columns to read of it.
struct FuzzFile {
  let text: String
  let reading: ReadingCase
  /// What the naive reader makes of it; nil where it has no say, nil inside where a quote is never closed.
  let naive: [[String?]]??

  init(_ random: inout Seeded) {
    let delimiter = ([",", ",", "\t", ";"] as [Character])[Int.random(in: 0..<4, using: &random)]
    let width = Int.random(in: 1...6, using: &random)
    let names = (0..<width).map { "c\($0)" }
    text = Self.text(&random, delimiter, width)
    let isText = Int.random(in: 0..<3, using: &random) > 0
    let wanted = names.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
    let columns = wanted.map { Self.column($0, isText ? .text : nil, &random) }
    let ragged = Int.random(in: 0..<3, using: &random) > 0
    let skip = Int.random(in: 0..<8, using: &random) / 7
    var reading = ReadingCase(
      text, block: Int.random(in: 1...128, using: &random),
      format: format {
        $0.header = names
        $0.delimiter = delimiter
        $0.ragged = ragged
        $0.skipBefore = skip
        $0.encoding = "utf-8"
      }, columns)
    reading.chunkSize = Int.random(in: 1...9, using: &random)
    self.reading = reading
    guard isText, skip == 0, let scalar = delimiter.unicodeScalars.first else {
      naive = nil
      return
    }
    let places = wanted.map { names.firstIndex(of: $0) ?? 0 }
    naive = .some(
      NaiveDelimited.records(text, delimiter: scalar).map { records in
        records.map { fields in places.map { Self.shown(fields, $0) } }
      })
  }

  private static func shown(_ fields: [String], _ place: Int) -> String? {
    guard fields.indices.contains(place) else { return nil }
    let isEmpty = fields[place].unicodeScalars.allSatisfy { [" ", "\t", "\n", "\r"].contains($0) }
    return isEmpty ? nil : fields[place]
  }

  private static func column(_ name: String, _ type: ColumnType?, _ random: inout Seeded) -> ColumnRequest {
    let types: [ColumnType] = [.text, .number, .date, .boolean]
    let missing = Int.random(in: 0..<3, using: &random) == 0 && type == nil ? ["1", "*", "-6"] : []
    return ColumnRequest(
      name, type: type ?? types[Int.random(in: 0..<4, using: &random)], missing: missing)
  }

  /// Sizes at which every boundary falls into a small file.
  static func settings(_ random: inout Seeded) -> ReadSettings {
    .with {
      $0.segment = Int.random(in: 1...150, using: &random)
      $0.step = Int.random(in: 1...200, using: &random)
    }
  }

  private static func text(_ random: inout Seeded, _ delimiter: Character, _ width: Int) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: chaos(&random, delimiter, most: 120)
    default: table(&random, delimiter, width)
    }
  }

  /// Text of the characters that matter, well-formed only by chance.
  private static func chaos(_ random: inout Seeded, _ delimiter: Character, most: Int) -> String {
    let alphabet: [Character] = [
      delimiter, delimiter, "\"", "\"", "\n", "\r", "\r\n", "a", "b", " ", "é", "1", "-",
    ]
    return String(
      (0..<Int.random(in: 0...most, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      })
  }

  /// Records as they occur: mostly of one width, mostly well quoted, now and then not.
  private static func table(_ random: inout Seeded, _ delimiter: Character, _ width: Int) -> String {
    let ends = ["\n", "\r", "\r\n"]
    let end = ends[Int.random(in: 0..<3, using: &random)]
    let isTidy = Bool.random(using: &random)
    let rows = (0..<Int.random(in: 0...14, using: &random)).map { _ -> String in
      let fields =
        isTidy || Int.random(in: 0..<6, using: &random) > 0 ? width : Int.random(in: 0...8, using: &random)
      return (0..<fields).map { _ in field(&random, delimiter, isTidy) }.joined(separator: String(delimiter))
    }
    return rows.joined(separator: end) + (Bool.random(using: &random) ? end : "")
  }

  private static func field(_ random: inout Seeded, _ delimiter: Character, _ isTidy: Bool) -> String {
    switch Int.random(in: 0..<(isTidy ? 8 : 9), using: &random) {
    case 0: return ""
    case 1: return "2012-0\(Int.random(in: 1...9, using: &random))-31"
    case 2, 3: return String(Int.random(in: -30...3000, using: &random))
    case 4: return String(repeating: "word ", count: Int.random(in: 0...7, using: &random))
    case 8: return String(chaos(&random, "\"", most: 3))
    default:
      let inside = chaos(&random, delimiter, most: 9)
      return "\"" + inside.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
  }
}
