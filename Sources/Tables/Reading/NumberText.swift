/// Reads numbers as tables write them: `1,234.50`, `$1,234 `, `12.5%`, `(1,234)`, `−5`, `1.2e3`.
///
/// A percent sign is dropped, not divided by: 12.5% is 12.5. Commas must part groups of three, so that a decimal
/// comma is refused instead of read a thousandfold. “NaN”, “inf” and hexadecimal are never numbers.
/// - Complexity: O(length), without allocation for up to 19 digits.
func number(in bytes: UnsafeBufferPointer<UInt8>) -> Double? {
  var text = NumberCursor(bytes)
  return text.number()
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20,
  1e21, 1e22,
]

private struct NumberCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private var end: Int
  private var negative = false
  private var bracketed = false
  private var mantissa: UInt64 = 0
  private var digits = 0
  private var exponent = 0
  private var exact = true

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let range = trimmed(bytes)
    index = range.lowerBound
    end = range.upperBound
  }

  mutating func number() -> Double? {
    guard index < end else { return nil }
    dropPercent()
    guard prefix() else { return nil }
    let start = index
    guard wholePart(), fraction(), digits > 0, exponentPart() else { return nil }
    let stop = index
    if bracketed {
      guard take(0x29) else { return nil }
    }
    guard index == end else { return nil }
    guard let value = exact ? quick() ?? slow(start, stop) : slow(start, stop), value.isFinite else {
      return nil
    }
    return negative ? -value : value
  }

  private mutating func dropPercent() {
    guard bytes[end - 1] == 0x25 else { return }
    end -= 1
    while end > index, bytes[end - 1] == 0x20 { end -= 1 }
  }

  /// Signs, a currency sign and an opening bracket, each at most once, in any order.
  private mutating func prefix() -> Bool {
    var signed = false
    var priced = false
    while index < end {
      if take(0x2B) || sign() {
        guard !signed else { return false }
        signed = true
      } else if take(0x28) {
        guard !bracketed, !signed else { return false }
        bracketed = true
        negative = true
        signed = true
      } else if currency() {
        guard !priced else { return false }
        priced = true
      } else if priced || bracketed, take(0x20) {
        continue
      } else {
        return true
      }
    }
    return false
  }

  private mutating func sign() -> Bool {
    guard take(0x2D) || take(0xE2, 0x88, 0x92) else { return false }
    negative = true
    return true
  }

  /// `$`, `£` or `€`.
  private mutating func currency() -> Bool { take(0x24) || take(0xC2, 0xA3) || take(0xE2, 0x82, 0xAC) }

  private mutating func wholePart() -> Bool {
    let start = index
    takeDigits()
    guard index < end, bytes[index] == 0x2C else { return true }
    // “0,123” is a decimal comma, and so is anything not in groups of three.
    guard (1...3).contains(index - start), bytes[start] != 0x30 else { return false }
    while take(0x2C) {
      let group = index
      takeDigits()
      guard index - group == 3 else { return false }
    }
    return true
  }

  private mutating func fraction() -> Bool {
    guard take(0x2E) else { return true }
    let start = index
    takeDigits()
    exponent -= index - start
    return true
  }

  private mutating func exponentPart() -> Bool {
    guard take(0x65) || take(0x45) else { return true }
    let minus = take(0x2D)
    if !minus { _ = take(0x2B) }
    let start = index
    var value = 0
    while index < end, bytes[index] &- 0x30 < 10 {
      value = min(value * 10 + Int(bytes[index] &- 0x30), 99_999)
      index += 1
    }
    exponent += minus ? -value : value
    return index > start
  }

  private mutating func takeDigits() {
    while index < end, bytes[index] &- 0x30 < 10 {
      if digits < 19 { mantissa = mantissa * 10 + UInt64(bytes[index] &- 0x30) } else { exact = false }
      // Leading zeros do not use up the mantissa.
      if mantissa > 0 || digits == 0 { digits += 1 }
      index += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < end, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// Two or three bytes of one character.
  private mutating func take(_ first: UInt8, _ second: UInt8, _ third: UInt8? = nil) -> Bool {
    let length = third == nil ? 2 : 3
    guard end - index >= length, bytes[index] == first, bytes[index + 1] == second else { return false }
    if let third, bytes[index + 2] != third { return false }
    index += length
    return true
  }

  /// Exact where the digits and the power of ten are both exact doubles (Clinger 1990).
  private func quick() -> Double? {
    guard mantissa <= 1 << 53, abs(exponent) <= 22 else { return nil }
    let whole = Double(mantissa)
    return exponent < 0 ? whole / powersOfTen[-exponent] : whole * powersOfTen[exponent]
  }

  private func slow(_ start: Int, _ stop: Int) -> Double? {
    var plain: [UInt8] = []
    for place in start..<stop where bytes[place] != 0x2C { plain.append(bytes[place]) }
    return Double(String(decoding: plain, as: UTF8.self))
  }
}

/// The part without ASCII white space and no-break spaces at its ends.
func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
  var start = 0
  var end = bytes.count
  while start < end {
    if isSpace(bytes[start]) {
      start += 1
    } else if start + 1 < end, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
      start += 2
    } else {
      break
    }
  }
  while end > start {
    if isSpace(bytes[end - 1]) {
      end -= 1
    } else if end - 2 >= start, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
      end -= 2
    } else {
      break
    }
  }
  return start..<end
}

/// Whether a byte is a space, a tab or a line end.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

/// true, false, t, f, yes, no, y, n, 1 and 0, in any case, as 1 or 0; nil for anything else.
func truth(in bytes: UnsafeBufferPointer<UInt8>) -> Int8? {
  let range = trimmed(bytes)
  guard (1...5).contains(range.count) else { return nil }
  var packed: UInt64 = 0
  for index in range {
    let byte = bytes[index]
    packed = packed << 8 | UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
  }
  switch packed {
  case 0x7472_7565, 0x74, 0x79_6573, 0x79, 0x31: return 1
  case 0x66_616C_7365, 0x66, 0x6E6F, 0x6E, 0x30: return 0
  default: return nil
  }
}
