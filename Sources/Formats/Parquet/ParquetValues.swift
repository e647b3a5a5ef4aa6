/// A value as stored.
enum ParquetValue {
  case boolean(Bool)
  case integer(Int64)
  case float(Float)
  case double(Double)
  case bytes(ArraySlice<UInt8>)
}

/// The values of a page one after the other, in whatever way they are encoded.
struct ParquetValues {
  private enum Way {
    case plain
    case split(count: Int)
    case truths(ParquetRuns)
    case numbers(ParquetDelta)
    case texts(ParquetDeltaTexts)
  }

  private var way: Way
  private let bytes: [UInt8]
  private let end: Int
  private let physical: ParquetPhysical
  /// Bytes of a plain value; 0 where they differ.
  private let width: Int
  private var at: Int
  private var taken = 0

  /// What an encoding's number means, for messages.
  static let names = [
    0: "PLAIN", 2: "PLAIN_DICTIONARY", 3: "RLE", 4: "BIT_PACKED", 5: "DELTA_BINARY_PACKED",
    6: "DELTA_LENGTH_BYTE_ARRAY", 7: "DELTA_BYTE_ARRAY", 8: "RLE_DICTIONARY", 9: "BYTE_STREAM_SPLIT",
  ]

  /// Whether values of a kind can be encoded so. Dictionaries are not this one's business.
  static func reads(_ encoding: Int, _ physical: ParquetPhysical) -> Bool {
    switch encoding {
    case 0: true
    case 3: physical == .boolean
    case 5: physical == .int32 || physical == .int64
    case 6: physical == .bytes
    case 7: physical == .bytes || physical == .fixed
    case 9: physical != .boolean && physical != .bytes && physical != .int96
    default: false
    }
  }

  /// nil where the bytes do not begin as the encoding wants; `reads` must have answered yes.
  init?(_ bytes: [UInt8], _ range: Range<Int>, encoding: Int, of column: ParquetColumn) {
    self.bytes = bytes
    physical = column.physical
    at = range.lowerBound
    end = range.upperBound
    width =
      switch physical {
      case .int32, .float: 4
      case .int64, .double: 8
      case .int96, .fixed: column.width
      case .boolean, .bytes: 0
      }
    switch encoding {
    case 3:
      guard let length = bytes.uint32(at), length <= end - at - 4 else { return nil }
      way = .truths(ParquetRuns(bytes, at + 4..<at + 4 + length, width: 1))
    case 5:
      guard let numbers = ParquetDelta(bytes, range) else { return nil }
      way = .numbers(numbers)
    case 6, 7:
      guard let texts = ParquetDeltaTexts(bytes, range, sharing: encoding == 7) else { return nil }
      way = .texts(texts)
    case 9: way = .split(count: range.count / width)
    default: way = .plain
    }
  }

  /// The next value; nil where the bytes end before it.
  mutating func next() -> ParquetValue? {
    defer { taken += 1 }
    switch way {
    case .plain: return plain()
    case .split(let count): return split(of: count)
    case .truths(var runs):
      let truth = runs.next()
      way = .truths(runs)
      return truth.map { .boolean($0 != 0) }
    case .numbers(var numbers):
      let number = numbers.next()
      way = .numbers(numbers)
      // Differences of 32-bit numbers wrap around at 32 bits.
      return number.map { .integer(physical == .int32 ? Int64(Int32(truncatingIfNeeded: $0)) : $0) }
    case .texts(var texts):
      // Moved out and in, so that the text before is held once and not copied.
      way = .plain
      let text = texts.next()
      way = .texts(texts)
      guard let text, width == 0 || text.count == width else { return nil }
      return .bytes(text)
    }
  }

  private mutating func plain() -> ParquetValue? {
    switch physical {
    case .boolean: return bytes.bits(at, taken, 1, before: end).map { .boolean($0 != 0) }
    case .bytes:
      guard end - at >= 4 else { return nil }
      let length = Int(UInt32(truncatingIfNeeded: bytes.word(at, 4)))
      guard length <= end - at - 4 else { return nil }
      defer { at += 4 + length }
      return .bytes(bytes[at + 4..<at + 4 + length])
    case .int96, .fixed:
      guard end - at >= width else { return nil }
      defer { at += width }
      return .bytes(bytes[at..<at + width])
    case .int32, .int64, .float, .double:
      guard end - at >= width else { return nil }
      defer { at += width }
      return number(bytes.word(at, width))
    }
  }

  /// The first bytes of all values lie together, then the second ones (BYTE_STREAM_SPLIT).
  private func split(of count: Int) -> ParquetValue? {
    guard taken < count else { return nil }
    if physical == .fixed {
      let parts = (0..<width).map { bytes[at + $0 * count + taken] }
      return .bytes(parts[...])
    }
    var word: UInt64 = 0
    for part in 0..<width { word |= UInt64(bytes[at + part * count + taken]) << UInt64(8 * part) }
    return number(word)
  }

  private func number(_ word: UInt64) -> ParquetValue {
    switch physical {
    case .int32: .integer(Int64(Int32(truncatingIfNeeded: word)))
    case .float: .float(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
    case .double: .double(Double(bitPattern: word))
    case .int64, .int96, .fixed, .bytes, .boolean: .integer(Int64(bitPattern: word))
    }
  }
}
