import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("JSON tables against the naive reader")
struct JSONDifferentialTests {
  private static let columns = [
    ColumnRequest("id", type: .text), ColumnRequest("n", type: .number),
    ColumnRequest("a\u{7F} é", type: .text),
    ColumnRequest("at", type: .text), ColumnRequest("again", from: "n", type: .text),
  ]

  private func check(_ bytes: [UInt8], _ kind: TableFormat.Kind, blocks: [Int]) {
    let format = format {
      $0.kind = kind
      $0.encoding = "utf-8"
      $0.ragged = true
    }
    let expected = JSONReading.naive(bytes, kind, format, Self.columns)
    for block in blocks {
      let found = JSONReading.fast(bytes, format, Self.columns, block: block)
      // Compared outside of the expectation, which would print both readings whole.
      if found != expected {
        let text = String(decoding: bytes, as: UTF8.self)
        Issue.record("\(kind) in blocks of \(block): \(found.difference(expected)) of \(text)")
      }
    }
  }

  @Test("Random documents, whole and damaged, read as the naive reader reads them", arguments: 0..<16)
  func random(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<fuzzCount(1600) / 16 {
      var writer = JSONWriter(&random)
      let kind = [TableFormat.Kind.json, .jsonRows, .ndjson, .geojson][Int.random(in: 0..<4, using: &random)]
      var bytes = writer.document(kind, &random)
      if Int.random(in: 0..<3, using: &random) == 0 { JSONWriter.damage(&bytes, &random) }
      let small = Int.random(in: 1...80, using: &random)
      check(bytes, kind, blocks: [small, Int.random(in: 81...400, using: &random), 1 << 16])
    }
  }

  @Test(
    "Objects folded in segments of any size, on any number of threads, are what one thread reads",
    arguments: 0..<8)
  func segments(seed: UInt64) {
    var random = Seeded(100 + seed)
    let format = format {
      $0.kind = .ndjson
      $0.encoding = "utf-8"
    }
    for _ in 0..<fuzzCount(640) / 8 {
      var writer = JSONWriter(&random)
      var bytes = (0..<Int.random(in: 1...4, using: &random)).flatMap { _ in writer.document(.ndjson, &random)
      }
      if Int.random(in: 0..<3, using: &random) == 0 { JSONWriter.damage(&bytes, &random) }
      let expected = JSONReading.naive(bytes, .ndjson, format, Self.columns)
      var settings = ReadSettings()
      settings.segment = Int.random(in: 1...600, using: &random)
      settings.step = Int.random(in: 1...100, using: &random)
      let found = JSONReading.folded(
        bytes, format, Self.columns, settings: settings, width: Int.random(in: 1...3, using: &random))
      // What is handed over before a failure depends on where it is met.
      if found != expected, expected.failure == nil || found.failure != expected.failure {
        let text = String(decoding: bytes, as: UTF8.self)
        Issue.record("segments of \(settings.segment): \(found.difference(expected)) of \(text)")
      }
    }
  }

  @Test("Every offset of a block", arguments: [TableFormat.Kind.json, .jsonRows, .ndjson, .geojson])
  func offsets(kind: TableFormat.Kind) {
    var random = Seeded(7)
    for round in 0..<8 {
      var writer = JSONWriter(&random)
      let bytes = writer.document(kind, &random)
      check(bytes, kind, blocks: Array(stride(from: 1 + round % 4, to: min(bytes.count + 2, 150), by: 4)))
    }
  }

  @Test("Numbers in arrays at every offset, right and wrong")
  func numbers() {
    let parts = [
      "1", "-1", "0", "-0", "10.5", "-0.25", "01", "-", "1.", ".5", "1.2.3", "1e5", "1E-07", "1 2", "--1",
      "1-2",
      "00", "0.0", "-a", "\"x\"", "null", "tru", "[]", "[ ]", "[,]", "[1,]", "{}", "[[1],2]", "]", "[", ",",
      "1]", "",
    ]
    for part in parts {
      for pad in stride(from: 0, through: 64, by: 3) {
        let many = String(repeating: "7", count: pad)
        let text = "[{\"at\":[[1\(many),2], [ 3.5\(many) , -4 ],\(part),[5,6],[7.25\(many),8],[9]],\"id\":1}]"
        check(Array(text.utf8), .json, blocks: [1 << 16])
        let plain =
          "[{\"at\":[[1,2],[3.5\(many),\(part)],[5,6],[7.25,8],[9\(many)]], \"x\": [[[5, 5], [5, 5]]]}]"
        check(Array(plain.utf8), .json, blocks: [1 << 16])
      }
    }
  }

  @Test("Arrays and objects in one another, up to the bound and beyond it")
  func depths() {
    for depth in [1, 2, 63, 64, 65, 120, 125, 126, 127, 128, 129, 200] {
      for (open, close) in [("[", "]"), ("[[1,", ",2]]"), ("{\"a\":", "}"), ("[{\"b\":[", "]}]")] {
        let many = depth / max(1, open.filter { $0 == "[" || $0 == "{" }.count)
        let text =
          "[{\"x\":" + String(repeating: open, count: many) + "1" + String(repeating: close, count: many)
          + ",\"at\":[[[1,2],[3,4]]]}]"
        for block in [1, 50, 1 << 16] { check(Array(text.utf8), .json, blocks: [block]) }
      }
    }
  }

  @Test("Masks agree with their portable twins, and both with bytes")
  func masks() {
    var random = Seeded(9)
    for _ in 0..<200 {
      let bytes = (0..<64).map { _ -> UInt8 in
        let some: [UInt8] = [
          0x22, 0x5C, 0x1F, 0x20, 0x2F, 0x30, 0x39, 0x3A, 0x7F, 0x80, 0xBF, 0xC0, 0xFF, 0x0A, 0x0D,
        ]
        return Bool.random(using: &random)
          ? some[Int.random(in: 0..<15, using: &random)] : .random(in: 0...255, using: &random)
      }
      func mask(_ count: Int = 64, _ answer: (UInt8) -> Bool) -> UInt64 {
        bytes.prefix(count).enumerated().reduce(0) { $0 | (answer($1.element) ? 1 << UInt64($1.offset) : 0) }
      }
      let byte = bytes[3]
      bytes.withUnsafeBufferPointer { all in
        guard let start = all.baseAddress else { return }
        let (block, twin) = (JSONBlock(start), PortableJSONBlock(start))
        #expect(block.mask(of: byte) == mask { $0 == byte } && twin.mask(of: byte) == mask { $0 == byte })
        let figures = mask { (0x30...0x39).contains($0) }
        #expect(block.figures == figures && twin.figures == figures)
        let continuations = mask { (0x80...0xBF).contains($0) }
        #expect(block.continuations == continuations && twin.continuations == continuations)
        let ends = mask { $0 == 0x0A || $0 == 0x0D }
        #expect(block.lineEnds == ends && twin.lineEnds == ends)
        let (word, other) = (JSONWord(start), PortableJSONWord(start))
        let stops = UInt32(mask(16) { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C })
        #expect(word.stops == stops && other.stops == stops)
        let others = UInt32(mask(16) { !(0x30...0x39).contains($0) })
        #expect(word.others == others && other.others == others)
        let shifted = bytes.prefix(16).enumerated().reduce(UInt32(0)) {
          $0 | (bytes[$1.offset + 16] == $1.element ? 0 : 1 << UInt32($1.offset))
        }
        #expect(word.differences(JSONWord(start + 16)) == shifted)
        #expect(other.differences(PortableJSONWord(start + 16)) == shifted)
      }
    }
  }

  @Test("Lines and columns are those of a count byte by byte")
  func lines() {
    var random = Seeded(11)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ -> UInt8 in
        let some: [UInt8] = [0x0A, 0x0D, 0x0A, 0x0D, 0x61, 0xC3, 0xA9, 0x20, 0xBF, 0x80]
        return Int.random(in: 0..<9, using: &random) < 7 ? 0x61 : some[Int.random(in: 0..<10, using: &random)]
      }
      var lines = JSONLines()
      let cut = Int.random(in: 0...bytes.count, using: &random)
      let found = bytes.withUnsafeBufferPointer { all in
        lines.pass(UnsafeBufferPointer(rebasing: all[..<cut]))
        let rest = UnsafeBufferPointer(rebasing: all[cut...])
        return lines.location(of: rest.count, in: rest, path: "a")
      }
      let expected = bytes.withUnsafeBufferPointer {
        NaiveLines().location(of: bytes.count, in: $0, path: "a")
      }
      #expect(found == expected)
    }
  }
}
