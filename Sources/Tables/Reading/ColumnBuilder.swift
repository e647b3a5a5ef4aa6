import Notation

/// Fills one column of the chunk in the making.
struct ColumnBuilder {
  let request: ColumnRequest
  private let pattern: DatePattern?
  private let markers: [[UInt8]]
  private(set) var count = 0

  private var numbers: [Double] = []
  private var instants: [Int64] = []
  private var truths: [Int8] = []
  private var codes: [Int32] = []
  private var dictionary = TextDictionary()

  /// Cells that were not UTF-8 and were read as Windows-1252.
  var foreign: Int { dictionary.foreign }

  /// - Throws: `date-pattern` where the request's pattern cannot be used.
  init(_ request: ColumnRequest) throws(Diagnostic) {
    self.request = request
    if let text = request.pattern, request.type == .date {
      pattern = try DatePattern(text, at: request.location)
    } else {
      pattern = nil
    }
    markers = request.missing.map { marker in
      Array(marker.utf8).withUnsafeBufferPointer { Array($0[trimmed($0)]) }
    }
  }

  /// Appends a cell as read; false where it is neither a value nor a marker, and then it counts as missing.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if isMissing(bytes) {
      appendMissing()
      return true
    }
    count += 1
    switch request.type {
    case .text:
      codes.append(dictionary.code(for: bytes))
      return true
    case .number:
      let value = number(in: bytes)
      numbers.append(value ?? .nan)
      return value != nil
    case .date:
      let value = pattern.map { $0.instant(in: bytes) } ?? isoInstant(in: bytes)
      instants.append(value ?? ColumnData.noInstant)
      return value != nil
    case .boolean:
      let value = truth(in: bytes)
      truths.append(value ?? -1)
      return value != nil
    }
  }

  mutating func appendMissing() {
    count += 1
    switch request.type {
    case .text: codes.append(-1)
    case .number: numbers.append(.nan)
    case .date: instants.append(ColumnData.noInstant)
    case .boolean: truths.append(-1)
    }
  }

  private func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.isEmpty { return true }
    // Only a cell with spaces at its ends, or as short as a marker, needs the longer look.
    guard !markers.isEmpty || isSpace(bytes[0]) || bytes[0] == 0xC2 else { return false }
    let range = trimmed(bytes)
    if range.isEmpty { return true }
    return markers.contains { marker in
      marker.count == range.count && zip(marker, range).allSatisfy { $0 == bytes[$1] }
    }
  }

  /// Hands out the column and starts the next chunk's.
  mutating func take() -> ColumnData {
    let capacity = count
    count = 0
    switch request.type {
    case .text: return .text(TextColumn(codes: hand(&codes, capacity), entries: dictionary.take()))
    case .number: return .number(hand(&numbers, capacity))
    case .date: return .instant(hand(&instants, capacity))
    case .boolean: return .boolean(hand(&truths, capacity))
    }
  }

  private func hand<Value>(_ values: inout [Value], _ capacity: Int) -> [Value] {
    let full = values
    values = []
    values.reserveCapacity(capacity)
    return full
  }
}
