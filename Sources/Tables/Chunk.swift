/// Some thousand records of a table, stored by column: what readers hand out and aggregators take in.
///
/// Readers never hold a whole table: they fill a chunk, hand it out and start the next.
package struct Chunk: Sendable {
  /// The record number of the first row, from 1, the header not counted.
  package let firstRecord: Int
  package let count: Int
  /// One column for each of the schema's columns, in its order; each with `count` values.
  package var columns: [ColumnData]

  package init(firstRecord: Int, count: Int, columns: [ColumnData]) {
    self.firstRecord = firstRecord
    self.count = count
    self.columns = columns
  }
}

/// One column of a chunk. Missing is −1, NaN or `ColumnData.noInstant`, inside this target only.
package enum ColumnData: Sendable {
  case text(TextColumn)
  /// Numbers; NaN is missing (a file's own "NaN" never parses as a number).
  case number([Double])
  /// Wall-clock seconds since 1970-01-01T00:00:00 in the feed's own local time.
  case instant([Int64])
  /// 0 false, 1 true, −1 missing.
  case boolean([Int8])

  /// The missing instant.
  package static let noInstant = Int64.min
}

/// Text as codes into a list of distinct values; code −1 is missing.
///
/// A reader keeps its list from chunk to chunk and only adds to it, so entries may be there that no row of this chunk
/// has.
package struct TextColumn: Sendable {
  package var codes: [Int32]
  package var entries: [String]
  /// Two columns with the same number, other than 0, have the same entry for each code that both know: what was
  /// worked out for an entry holds on. 0 says nothing.
  package var dictionary: Int

  package init(codes: [Int32], entries: [String], dictionary: Int = 0) {
    self.codes = codes
    self.entries = entries
    self.dictionary = dictionary
  }
}

/// What the cells of a column hold.
package enum ColumnType: String, CaseIterable, Sendable {
  /// Kept as written, leading zeros included.
  case text
  case number
  /// A date, or a date with a time of day; wall-clock in the feed's own zone.
  case date
  case boolean
}

extension ColumnData {
  /// The instant of an ISO 8601 day or moment; nil where the text is none.
  package static func instant(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8(isoInstant)
  }
}
