/// Writes decimal numbers in ASCII, the same on every machine and in every locale, straight into
/// a buffer: interpolation makes a string first, which costs ten times the digits.
package enum Decimal {
  /// The most bytes a number takes: a sign, 19 digits and a point.
  package static let capacity = 24

  /// Writes a whole number as so many decimals behind a point: 1250 with 2 is `12.50`, or `12.5` trimmed.
  /// - Parameter places: 0 to 18.
  /// - Returns: the bytes written at the buffer's start; it must hold `capacity`.
  package static func write(
    _ value: Int, places: Int = 0, isTrimmed: Bool = false, to buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var rest = value.magnitude
    var decimals = places
    if isTrimmed {
      while decimals > 0, rest % 10 == 0 {
        rest /= 10
        decimals -= 1
      }
    }
    let digits = Swift.max(count(of: rest), decimals + 1)
    let sign = value < 0 ? 1 : 0
    let length = sign + digits + (decimals > 0 ? 1 : 0)
    if value < 0 { buffer[0] = UInt8(ascii: "-") }
    var index = length
    if decimals > 0 {
      write(&rest, digits: decimals, before: &index, to: buffer)
      index -= 1
      buffer[index] = UInt8(ascii: ".")
    }
    write(&rest, digits: digits - decimals, before: &index, to: buffer)
    return length
  }

  /// Writes the last digits of a number, two at a time, and takes them off it.
  private static func write(
    _ rest: inout UInt, digits: Int, before index: inout Int, to buffer: UnsafeMutableBufferPointer<UInt8>
  ) {
    var left = digits
    while left >= 2 {
      let quotient = rest / 100
      let pair = Int(truncatingIfNeeded: rest &- quotient &* 100)
      index -= 2
      buffer[index] = pairs.utf8Start[2 * pair]
      buffer[index + 1] = pairs.utf8Start[2 * pair + 1]
      rest = quotient
      left -= 2
    }
    guard left > 0 else { return }
    index -= 1
    let quotient = rest / 10
    buffer[index] = UInt8(truncatingIfNeeded: rest &- quotient &* 10) &+ UInt8(ascii: "0")
    rest = quotient
  }

  /// The digits of 0 to 99.
  private static var pairs: StaticString {
    """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """
  }

  /// How many digits a number has; 1 for 0.
  private static func count(of value: UInt) -> Int {
    var (count, limit) = (1, UInt(10))
    while value >= limit, count < 19 {
      count += 1
      limit *= 10
    }
    return value >= limit && count == 19 ? 20 : count
  }

  /// The same as a string; up to 15 bytes need no allocation.
  package static func text(_ value: Int, places: Int = 0, isTrimmed: Bool = false) -> String {
    String(unsafeUninitializedCapacity: capacity) {
      write(value, places: places, isTrimmed: isTrimmed, to: $0)
    }
  }
}

extension Serializer {
  /// Writes hundredths as `Decimal.write(_:places: 2, isTrimmed: true)` does: positions in drawings, most of them
  /// between 0 and 100, which are put together in a register and appended at once.
  package mutating func write(hundredths value: Int) {
    guard value >= 0, value < 10_000 else { return write(decimal: value, places: 2, isTrimmed: true) }
    let zero = UInt64(UInt8(ascii: "0"))
    let whole = UInt64(value / 100)
    let rest = UInt64(value % 100)
    var word = whole % 10 + zero
    var count = 1
    if whole >= 10 {
      word = word << 8 | (whole / 10 + zero)
      count = 2
    }
    if rest > 0 {
      word |= UInt64(UInt8(ascii: ".")) << UInt64(count * 8)
      word |= (rest / 10 + zero) << UInt64(count * 8 + 8)
      count += 2
      if rest % 10 > 0 {
        word |= (rest % 10 + zero) << UInt64(count * 8)
        count += 1
      }
    }
    room.reserve(8)
    UnsafeMutableRawPointer(room.end).storeBytes(of: word.littleEndian, as: UInt64.self)
    room.advance(by: count)
  }

  /// Writes a number as `Decimal.write` does: digits, a point and a sign need no escape anywhere.
  package mutating func write(decimal value: Int, places: Int = 0, isTrimmed: Bool = false) {
    room.reserve(Decimal.capacity)
    if places == 0, value >= 0, value < 10_000 { return write(small: value) }
    let buffer = UnsafeMutableBufferPointer(start: room.end, count: Decimal.capacity)
    room.advance(by: Decimal.write(value, places: places, isTrimmed: isTrimmed, to: buffer))
  }
}

extension Serializer {
  /// Writes up to four digits, put together in a register; the room is reserved.
  @inline(__always)
  private mutating func write(small value: Int) {
    let zeros: UInt64 = 0x3030_3030
    let (high, low) = (UInt64(value / 100), UInt64(value % 100))
    let digits = (high / 10) | (high % 10) << 8 | (low / 10) << 16 | (low % 10) << 24
    let count = value >= 100 ? (value >= 1000 ? 4 : 3) : value >= 10 ? 2 : 1
    let word = (digits | zeros) >> UInt64(8 * (4 - count))
    UnsafeMutableRawPointer(room.end).storeBytes(of: word.littleEndian, as: UInt64.self)
    room.advance(by: count)
  }
}

/// How a language separates the digits of a number.
package struct DigitStyle: Hashable, Sendable {
  /// Between the whole and its decimals.
  package let point: String
  /// Between groups of three.
  package let group: String
  /// Whole digits from which groups are set apart; never below 4.
  package let groupFrom: Int

  package init(point: String, group: String, groupFrom: Int) {
    self.point = point
    self.group = group
    self.groupFrom = groupFrom
  }
}

extension Serializer {
  /// Writes a number, 0 or more, in so many decimals with a language's separators, which are escaped like any text.
  package mutating func write(decimal value: Int, places: Int, style: DigitStyle) {
    let isPlain = value < 1000 && (places == 0 || style.point == ".")
    guard !isPlain else { return write(decimal: value, places: places) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Decimal.capacity) { buffer in
      let count = Decimal.write(value, places: places, to: buffer)
      let whole = places == 0 ? count : count - places - 1
      var start = 0
      if whole > 3, whole >= style.groupFrom {
        var end = (whole - 1) % 3 + 1
        while end < whole {
          room.append(UnsafeBufferPointer(rebasing: buffer[start..<end]))
          write(text: style.group)
          (start, end) = (end, end + 3)
        }
      }
      room.append(UnsafeBufferPointer(rebasing: buffer[start..<whole]))
      guard places > 0 else { return }
      write(text: style.point)
      room.append(UnsafeBufferPointer(rebasing: buffer[whole + 1..<count]))
    }
  }
}
