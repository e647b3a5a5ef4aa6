import Notation

@testable import Tables

/// One value of a row, nil being NULL.
enum Value: Hashable {
  case number(Double)
  case text(String)
  case date(Int64)
  case boolean(Bool)
}

/// A small table by rows, to be cut into chunks.
struct Sample {
  let columns: [ExpressionColumn]
  var rows: [[Value?]]

  var index: [String: Int] {
    Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func chunk(_ range: Range<Int>? = nil) -> Chunk {
    let range = range ?? 0..<rows.count
    let data = columns.indices.map { column in
      Self.data(columns[column].type, range.map { rows[$0][column] })
    }
    return Chunk(firstRecord: range.lowerBound + 1, count: range.count, columns: data)
  }

  private static func data(_ type: ColumnType, _ values: [Value?]) -> ColumnData {
    switch type {
    case .number: .number(values.map { if case .number(let value)? = $0 { value } else { .nan } })
    case .date:
      .instant(values.map { if case .date(let value)? = $0 { value } else { ColumnData.noInstant } })
    case .boolean:
      .boolean(values.map { if case .boolean(let value)? = $0 { value ? 1 : 0 } else { -1 } })
    case .text: .text(text(values))
    }
  }

  private static func text(_ values: [Value?]) -> TextColumn {
    var entries: [String] = []
    let codes = values.map { value -> Int32 in
      guard case .text(let text)? = value else { return -1 }
      if let code = entries.firstIndex(of: text) { return Int32(code) }
      entries.append(text)
      return Int32(entries.count - 1)
    }
    return TextColumn(codes: codes, entries: entries)
  }
}

extension ColumnData {
  /// The values by row.
  var values: [Value?] {
    switch self {
    case .number(let values): values.map { $0.isNaN ? nil : .number($0) }
    case .text(let text): text.codes.map { $0 < 0 ? nil : .text(text.entries[Int($0)]) }
    case .instant(let values): values.map { $0 == ColumnData.noInstant ? nil : .date($0) }
    case .boolean(let values): values.map { $0 < 0 ? nil : .boolean($0 == 1) }
    }
  }
}

/// The place of every expression in these tests.
let here = SourceLocation(path: "Indicators/rent.json5", line: 7, column: 11)

/// The value of an expression without columns.
func constant(_ text: String) throws -> Value? {
  let sample = Sample(columns: [], rows: [[]])
  return try Expression.parse(text, at: here).typed(against: []).evaluate(sample.chunk(), columns: [:])
    .values.first ?? nil
}

/// The first problem of an expression as a filter or formula of one row; nil where it has none.
func problem(_ text: String, against columns: [ExpressionColumn] = [], as type: ColumnType? = nil)
  -> Diagnostic?
{
  do {
    _ = try Expression.parse(text, at: here).typed(against: columns, as: type)
    return nil
  } catch {
    return error
  }
}

/// The first problem of an expression as an aggregate.
func aggregateProblem(_ text: String, against columns: [ExpressionColumn] = []) -> Diagnostic? {
  do {
    _ = try Expression.parse(text, at: here).aggregate(against: columns)
    return nil
  } catch {
    return error
  }
}
