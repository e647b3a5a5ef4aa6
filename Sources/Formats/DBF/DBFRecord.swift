import Notation

/// Turns a record's fields into values.
extension DBFField {
  /// - Parameters:
  ///   - bytes: holds the record.
  ///   - start: where the record begins.
  /// A number that is none stays the text it is, so that the table's reader tells of it where it matters.
  func value(_ bytes: [UInt8], _ start: Int, _ codePage: CodePage?) -> FormatValue {
    let range = start + offset..<start + offset + length
    switch kind {
    case .text:
      let text = DBFText.text(bytes[range], codePage)
      return text.isEmpty ? .missing : .text(text)
    case .number: return Self.number(bytes[range], decimals: decimals)
    case .truth:
      switch bytes[range.lowerBound] | 0x20 {
      case UInt8(ascii: "t"), UInt8(ascii: "y"): return .boolean(true)
      case UInt8(ascii: "f"), UInt8(ascii: "n"): return .boolean(false)
      default: return .missing
      }
    case .day: return Self.day(bytes[range])
    case .integer: return bytes.int32(range.lowerBound).map { .integer(Int64($0)) } ?? .missing
    case .double: return bytes.double(range.lowerBound).map { .number($0) } ?? .missing
    case .money:
      // Ten-thousandths.
      return bytes.int64(range.lowerBound).map { .number(Double($0) / 10000) } ?? .missing
    case .moment: return Self.moment(bytes, range.lowerBound)
    }
  }

  /// Text aligned to the right. Blank, or all stars where the number did not fit, is missing.
  private static func number(_ field: ArraySlice<UInt8>, decimals: Int) -> FormatValue {
    var range = field
    while let first = range.first, first == 0x20 || first == 0 { range = range.dropFirst() }
    while let last = range.last, last == 0x20 || last == 0 { range = range.dropLast() }
    guard !range.isEmpty, range.contains(where: { $0 != UInt8(ascii: "*") }) else { return .missing }
    let text = String(decoding: range, as: UTF8.self)
    if let whole = Int64(text) { return .integer(whole) }
    if let number = Double(text), number.isFinite { return .number(number) }
    return .text(text)
  }

  private static func day(_ field: ArraySlice<UInt8>) -> FormatValue {
    guard field.contains(where: { $0 != 0x20 && $0 != 0 && $0 != UInt8(ascii: "0") }) else { return .missing }
    let text = String(decoding: field, as: UTF8.self)
    guard field.allSatisfy({ (0x30...0x39).contains($0) }) else { return .text(text) }
    return .text("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
  }

  /// FoxPro's date and time: a Julian day and milliseconds.
  private static func moment(_ bytes: [UInt8], _ at: Int) -> FormatValue {
    guard let day = bytes.int32(at), let milliseconds = bytes.int32(at + 4), day != 0 else { return .missing }
    return .text(
      CalendarText.moment(days: day - 2_440_588, seconds: (milliseconds + 500) / 1000, hasTime: true))
  }
}
