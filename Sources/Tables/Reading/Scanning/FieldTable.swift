/// The separators that a reader needs to know the place of, so that all others are only counted.
///
/// Separators of a record are numbered from 1: number k ends field k − 1, whether it is a delimiter or the line end.
struct WantedFields {
  /// The distinct numbers, rising, with `Int.max` after the last.
  let numbers: [Int]
  /// For each of the fields asked for: which of a record's places in the table is before it and which after it; 0
  /// is the record's start, then come `numbers`.
  let borders: [(before: Int, after: Int)]
  /// How many fields a record should have.
  let fieldCount: Int

  init(_ fields: [Int], of fieldCount: Int) {
    let wanted = Set(fields.flatMap { [$0, $0 + 1] }).subtracting([0]).sorted()
    numbers = wanted + [Int.max]
    borders = fields.map { field in
      (
        before: wanted.firstIndex(of: field).map { $0 + 1 } ?? 0,
        after: (wanted.firstIndex(of: field + 1) ?? 0) + 1
      )
    }
    self.fieldCount = fieldCount
  }
}

/// The places of the wanted separators of some records: `stride` numbers for each, the first of them the place
/// before the record's first byte.
///
/// A field that a short record has not got lies between two separators that are both the record's end, so that its
/// length comes out negative.
struct FieldTable {
  let stride: Int
  /// How many records fit.
  let capacity: Int
  var places: [Int32]
  /// The records at hand.
  var count = 0
  /// Records with another number of fields than the header, by their place in the table.
  var ragged: [(row: Int, fields: Int)] = []

  /// As much as stays in a core's first cache beside the text, which each column goes over once more.
  private static let usualPlaces = 4096

  init(_ wanted: WantedFields) {
    stride = wanted.numbers.count
    capacity = max(16, Self.usualPlaces / stride)
    places = Array(repeating: 0, count: stride * capacity)
  }

  mutating func clear() {
    count = 0
    ragged.removeAll(keepingCapacity: true)
  }
}

extension FieldTable {
  /// Appends a record that was read byte by byte.
  mutating func append(_ record: DelimitedRecord, _ wanted: WantedFields) {
    let row = count * stride
    places[row] = Int32(truncatingIfNeeded: record.start - 1)
    var (start, end) = (record.start, record.start)
    var slot = 0
    for (index, field) in record.fields.enumerated() {
      // The span of a plain quoted field lies inside its quotes.
      end = field.end + (!field.escaped && field.start > start ? 1 : 0)
      start = end + 1
      guard wanted.numbers[slot] == index + 1 else { continue }
      slot += 1
      places[row + slot] = Int32(truncatingIfNeeded: end)
    }
    if record.fields.count != wanted.fieldCount { ragged.append((count, record.fields.count)) }
    while slot < stride - 1 {
      slot += 1
      places[row + slot] = Int32(truncatingIfNeeded: end)
    }
    count += 1
  }
}
