import Foundation
import Formats
import Notation
import Tables

/// A file that another program wrote, kept as a text: packed with gzip, and that in base64.
struct PackedFile {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ text: String) {
    var packed = [UInt8](Data(base64Encoded: text) ?? Data())[...]
    var reader = GzipReader(named: "fixture")
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    let count = bytes.withUnsafeMutableBytes { buffer in
      try? reader.read(into: buffer) { (room) throws(Diagnostic) -> Int in
        let some = packed.prefix(room.count)
        room.copyBytes(from: some)
        packed = packed.dropFirst(some.count)
        return some.count
      }
    }
    // A fixture that does not unpack is empty, and fails every test of it.
    self.bytes = Array(bytes.prefix(count ?? 0))
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text that a format makes of the file, or of a changed copy of it.
  func translated(
    _ format: FileFormat, _ form: TranslationWriter.Form = .table, table: String? = nil,
    _ change: (inout [UInt8]) -> Void = { _ in }
  ) throws(Diagnostic) -> String {
    var copy = bytes
    change(&copy)
    let sink = Sink()
    var writer = TranslationWriter(form) { (block) throws(Diagnostic) in sink.bytes += block }
    try format.translate(FileBytes(copy, named: "file"), FormatSelection(table: table), &writer)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// What reading a changed copy is refused with; nil where it is read.
  func refusal(
    _ format: FileFormat, table: String? = nil, _ change: (inout [UInt8]) -> Void = { _ in }
  ) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try translated(format, .features, table: table, change)
      return nil
    } catch { return error }
  }

  /// How many tables of some damaged copies are read, how many refused, and how many bytes came out of the longest.
  ///
  /// Every table is read in both forms. A trap or an endless loop shows as such.
  func damaged(_ format: FileFormat, copies: Range<UInt64>) -> (read: Int, refused: Int, longest: Int) {
    var (read, refused, longest) = (0, 0, 0)
    for seed in copies {
      let file = FileBytes(Damage.copy(of: bytes, seed: seed), named: "file")
      guard let tables = try? format.tables(file) else {
        refused += 1
        continue
      }
      for table in tables {
        let sink = Counter()
        do throws(Diagnostic) {
          for form in [TranslationWriter.Form.table, .features] {
            var writer = TranslationWriter(form) { (block) throws(Diagnostic) in sink.count += block.count }
            let name = table.name.isEmpty ? nil : table.name
            try format.translate(file, FormatSelection(table: name), &writer)
          }
          read += 1
        } catch { refused += 1 }
        longest = max(longest, sink.count)
      }
    }
    return (read, refused, longest)
  }

  private final class Sink {
    var bytes: [UInt8] = []
  }

  private final class Counter {
    var count = 0
  }
}
