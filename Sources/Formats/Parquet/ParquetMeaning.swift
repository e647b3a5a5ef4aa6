/// What a column's stored values stand for.
enum ParquetMeaning: Hashable {
  case asStored
  /// Whole numbers without a sign, of 32 or 64 bits.
  case unsigned(bits: Int)
  case decimal(scale: Int)
  case date
  case time(ParquetLogical.Unit)
  case timestamp(ParquetLogical.Unit, zone: String)
  /// Nanoseconds of a day, and the day by Julian count.
  case julian
  case text
  case uuid
  case float16
  /// Well-known binary; the system's name where the file has one here.
  case shape(system: String?)

  /// By the newer and, where that is not there, the older of the two ways to say it. What does not go with how the
  /// values are stored is not believed.
  init(_ physical: ParquetPhysical, _ element: ParquetSchemaElement) {
    let logical = element.logical ?? Self.older(element)
    switch (physical, logical) {
    case (.int96, _): self = .julian
    case (.int32, .date): self = .date
    case (.int32, .time(.millis)): self = .time(.millis)
    case (.int64, .time(let unit)) where unit != .millis: self = .time(unit)
    case (.int64, .timestamp(let unit, let isUTC)): self = .timestamp(unit, zone: isUTC ? "Z" : "")
    case (.int32, .integer(_, isSigned: false)): self = .unsigned(bits: 32)
    case (.int64, .integer(_, isSigned: false)): self = .unsigned(bits: 64)
    case (.int32, .decimal(let scale)), (.int64, .decimal(let scale)), (.fixed, .decimal(let scale)),
      (.bytes, .decimal(let scale)):
      self = .decimal(scale: scale)
    case (.bytes, .text), (.fixed, .text): self = .text
    case (.bytes, .shape(let system)): self = .shape(system: system)
    case (.fixed, .uuid) where element.width == 16: self = .uuid
    case (.fixed, .float16) where element.width == 2: self = .float16
    default: self = .asStored
    }
  }

  private static func older(_ element: ParquetSchemaElement) -> ParquetLogical? {
    switch element.converted {
    case 0, 4, 19: .text
    case 5: .decimal(scale: element.scale)
    case 6: .date
    case 7: .time(.millis)
    case 8: .time(.micros)
    // Programs of that time wrote local times so as well; so no zone is claimed, as in Arrow.
    case 9: .timestamp(.millis, isUTC: false)
    case 10: .timestamp(.micros, isUTC: false)
    case 11, 12, 13: .integer(bits: 32, isSigned: false)
    case 14: .integer(bits: 64, isSigned: false)
    default: nil
    }
  }

  /// The value as a cell.
  func cell(_ value: ParquetValue) -> FormatValue {
    switch value {
    case .boolean(let truth): .boolean(truth)
    case .integer(let number): cell(number)
    case .double(let number): .number(number)
    // The shortest decimal of the narrow number: 0.1, not 0.10000000149011612.
    case .float(let number): .number(number.isFinite ? Double("\(number)") ?? Double(number) : .nan)
    case .bytes(let bytes): cell(bytes)
    }
  }

  private func cell(_ number: Int64) -> FormatValue {
    switch self {
    case .unsigned(bits: 32): return .integer(Int64(UInt32(truncatingIfNeeded: number)))
    case .unsigned:
      return number >= 0 ? .integer(number) : .text(String(UInt64(bitPattern: number)))
    case .decimal(let scale): return DecimalText.cell(number, scale: scale)
    case .date: return .text(CalendarText.day(Int(number)))
    case .time(let unit):
      // Beyond a day it is no time; then the number is shown as it is.
      guard number >= 0, number < 86_400 * unit.parts else { return .integer(number) }
      return .text(CalendarText.time(number, perSecond: unit.parts))
    case .timestamp(let unit, let zone):
      return .text(CalendarText.moment(number, perSecond: unit.parts, zone: zone))
    default: return .integer(number)
    }
  }

  private func cell(_ bytes: ArraySlice<UInt8>) -> FormatValue {
    switch self {
    case .text: return .text(String(decoding: bytes, as: UTF8.self))
    case .decimal(let scale): return DecimalText.cell(bytes, scale: scale)
    case .julian: return Self.julian(Array(bytes))
    case .uuid:
      let digits = Array(hexadecimal(bytes).utf8)
      let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map {
        String(decoding: digits[$0], as: UTF8.self)
      }
      return .text(parts.joined(separator: "-"))
    case .float16:
      return .number(Self.half(UInt16(bytes[bytes.startIndex]) | UInt16(bytes[bytes.startIndex + 1]) << 8))
    default:
      // Older programs did not say which bytes are texts.
      return .text(String(validating: bytes, as: UTF8.self) ?? hexadecimal(bytes))
    }
  }

  private static func julian(_ bytes: [UInt8]) -> FormatValue {
    guard let nanos = bytes.uint64(0), let day = bytes.uint32(8), nanos < 86_400_000_000_000 else {
      return .text(hexadecimal(bytes))
    }
    // The Julian day 2,440,588 began on the noon before 1970-01-01; its number is given to all of that day.
    let date = CalendarText.day(day - 2_440_588)
    return .text("\(date)T\(CalendarText.time(Int64(nanos), perSecond: 1_000_000_000))")
  }

  /// A number of 16 bits (IEEE 754), written out because Intel's Macs have no such type.
  private static func half(_ bits: UInt16) -> Double {
    let fraction = Double(bits & 0x3FF)
    let sign = bits & 0x8000 == 0 ? 1.0 : -1.0
    switch Int(bits >> 10 & 0x1F) {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    case let exponent:
      return sign * (1 + fraction / 1024) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }
}
