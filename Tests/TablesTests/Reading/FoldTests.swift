import Foundation
import Notation
import Synchronization
import TestSupport
import Testing

@testable import Tables

@Suite("Tables folded in segments")
struct FoldTests {
  private static let columns = [
    ColumnRequest("id", type: .number), ColumnRequest("name", type: .text), ColumnRequest("day", type: .date),
  ]

  /// Faults, ragged records and foreign texts all over a file.
  private static let untidy: String = {
    var text = "id,name,day\n"
    for row in 0..<900 {
      switch row % 97 {
      case 13: text += "x\(row % 11),\"two\nlines\",2012-01-01\n"
      case 41: text += "\(row),short\n"
      case 60: text += "\(row),long,2012-01-02,more\r\n"
      case 77: text += "\(row),\"said \"\"so\"\"\",soon\n\n"
      default: text += "\(row),name \(row % 5),2012-02-\(10 + row % 19)\n"
      }
    }
    return text
  }()

  @Test(
    "Partials, records and diagnostics are the same at any width and size",
    arguments: [50, 333, 4096, 1 << 20])
  func widths(segment: Int) {
    let reading = ReadingCase(Self.untidy, Self.columns)
    let slow = reading.read(.slow)
    #expect(slow.report.count > 3)
    let settings = ReadSettings.with { ($0.segment, $0.step) = (segment, 100) }
    for width in 1...3 { #expect(reading.fold(settings, width: width) == slow) }
    #expect(reading.read(settings) == slow)
  }

  @Test("A file, bytes, a pipe's window and another encoding give the same partials")
  func sources() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("almanac-fold-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("feed.csv").path
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(Self.untidy.utf8)
    try Data(marked).write(to: URL(fileURLWithPath: path))
    let wide: [UInt8] =
      [0xFF, 0xFE] + Self.untidy.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    var partials: [[Int]] = []
    for source in [ByteSource.file(path), .bytes(Array(Self.untidy.utf8)), .bytes(wide, blockSize: 33)] {
      var counts: [Int] = []
      let report = try TableReader.fold(
        source, named: "feed.csv", format: TableFormat(), schema: TableSchema(Self.columns), width: 2,
        chunkSize: 7, settings: .with { $0.segment = 1000 },
        FoldSteps(
          start: { 0 }, add: { (count: inout Int, chunk: Chunk) throws(Diagnostic) in count += chunk.count })
      ) { (count) throws(Diagnostic) in counts.append(count) }
      #expect(report.records == 900)
      #expect(counts.reduce(0, +) == 900)
      partials.append(counts)
    }
    #expect(partials[0].count > 10)
    #expect(Set(partials).count == 1)
  }

  @Test("A guess is made good where quotes mislead it", arguments: 1...3)
  func misleading(width: Int) {
    // Within the long quoted cell everything looks like records.
    let inner = String(repeating: "1,a,2012-01-01\n", count: 200)
    let text =
      "id,name,day\n1,\"\(inner)\",2012-01-01\n" + String(repeating: "2,\",\",2012-01-03\n", count: 300)
    let reading = ReadingCase(text, Self.columns)
    let slow = reading.read(.slow)
    #expect(slow.records == 301)
    #expect(reading.fold(.with { $0.segment = 500 }, width: width) == slow)
  }

  @Test("A quote that is never closed, and a record that is too long, are told as when read slowly")
  func failures() {
    let open = "id,name,day\n" + String(repeating: "1,a,2012-01-01\n", count: 50) + "2,\"b,2012-01-01\n"
    let long = "id,name,day\n1,a,2012-01-01\n2,\"" + String(repeating: "x", count: 3000) + "\",2012-01-01\n"
    for (text, code) in [(open, "unclosed-quote"), (long, "record-too-long")] {
      let reading = ReadingCase(text, Self.columns)
      let settings = ReadSettings.with { ($0.segment, $0.step, $0.longestRecord) = (100, 64, 2000) }
      let slow = reading.read(.with { ($0.isSlow, $0.longestRecord) = (true, 2000) })
      #expect(slow.failure?.code.id == code)
      #expect(reading.read(settings).failure == slow.failure)
      for width in 1...3 { #expect(reading.fold(settings, width: width).failure == slow.failure) }
    }
  }

  @Test("A record longer than segments is read, and leaves them empty")
  func longRecord() {
    let text = "id,name,day\n1,\"" + String(repeating: "x\n", count: 3000) + "\",2012-01-01\n2,b,2012-01-02\n"
    let reading = ReadingCase(text, Self.columns)
    for width in 1...3 {
      #expect(reading.fold(.with { ($0.segment, $0.step) = (100, 64) }, width: width) == reading.read(.slow))
    }
  }

  @Test("What add or merge throws ends the fold: the first in the file", arguments: 1...3)
  func thrown(width: Int) {
    func stop(_ number: Int) -> Diagnostic { Diagnostic(.error, .noRecords, "stop \(number)") }
    for merging in [true, false] {
      var merged = 0
      #expect(throws: stop(merging ? 3 : 40)) {
        _ = try TableReader.fold(
          .bytes(Array(Self.untidy.utf8)), named: "feed.csv", format: TableFormat(),
          schema: TableSchema(Self.columns), width: width, chunkSize: 1, settings: .with { $0.segment = 500 },
          FoldSteps(
            start: { 0 },
            add: { (count: inout Int, chunk: Chunk) throws(Diagnostic) in
              guard !merging, case .number(let ids) = chunk.columns[0], ids[0] >= 40 else { return }
              throw Diagnostic(.error, .noRecords, "stop \(Int(ids[0]))")
            })
        ) { (_) throws(Diagnostic) in
          merged += 1
          if merging, merged == 3 { throw stop(3) }
        }
      }
    }
  }

  @Test("A table without records has one partial, and one without the columns too")
  func empty() throws {
    for (text, columns) in [("id,name,day\n", Self.columns), ("a\n1\n", Self.columns), ("[]", [])] {
      var partials = 0
      _ = try TableReader.fold(
        .bytes(Array(text.utf8)), named: text == "[]" ? "a.json" : "a.csv", schema: TableSchema(columns),
        width: 2, start: { 0 }, add: { (_, _) throws(Diagnostic) in }
      ) { (_) throws(Diagnostic) in partials += 1 }
      #expect(partials == 1)
    }
  }

  @Test("A wide table folds as a long one")
  func unpivoting() throws {
    var sum = 0.0
    let text = "area,P1,P2\n" + (0..<500).map { "\($0),\($0),1" }.joined(separator: "\n")
    let report = try TableReader.fold(
      .bytes(Array(text.utf8)), named: "wide.csv",
      schema: TableSchema([ColumnRequest("year", type: .text), ColumnRequest("people", type: .number)]),
      unpivoting: Unpivoting(["P*"], name: "year", value: "people"), width: 2, start: { 0.0 },
      add: { (sum, chunk) throws(Diagnostic) in
        if case .number(let values) = chunk.columns[1] { sum += values.reduce(0, +) }
      }
    ) { (part) throws(Diagnostic) in sum += part }
    #expect(sum == 124_750 + 500)
    #expect(report.records == 500)
  }
}
