/// Reads a plain number of at most sixteen bytes, `-12.5`, eight bytes at a time; nil for everything else, which
/// `number(in:)` then reads or refuses.
///
/// The figures make a whole number and the point a power of ten; where both are exact doubles, one division gives
/// the nearest double (Clinger 1990), the same as `number(in:)`.
/// - Complexity: O(1).
@inline(__always)
func shortNumber(_ cell: Cell) -> Double? {
  let negative = cell.start[0] == 0x2D
  let from = negative ? 1 : 0
  let length = cell.length &- from
  guard length >= 1, length <= 16 else { return nil }
  guard let (mantissa, decimals) = length <= 8 ? oneWord(cell, from, length) : twoWords(cell, from, length)
  else { return nil }
  // From a signed number it is one instruction.
  let whole = Double(Int64(truncatingIfNeeded: mantissa))
  let value = decimals == 0 ? whole : whole / tenTo(decimals)
  return negative ? -value : value
}

@inline(__always)
private func oneWord(_ cell: Cell, _ from: Int, _ length: Int) -> (mantissa: UInt64, decimals: Int)? {
  // Figures to the right, zeros before them.
  let empty = UInt64(truncatingIfNeeded: 8 &- length) &* 8
  var word = cell.word(from) &<< empty
  if empty > 0 { word |= zeroFigures &>> (64 &- empty) }
  let points = pointsIn(word)
  guard points != 0 else { return figures(word).map { ($0, 0) } }
  guard length > 1 else { return nil }
  let place = points.trailingZeroBitCount &>> 3
  return figures(closing(word, place, with: 0x30)).map { ($0, 7 &- place) }
}

@inline(never)
private func twoWords(_ cell: Cell, _ from: Int, _ length: Int) -> (mantissa: UInt64, decimals: Int)? {
  let empty = UInt64(truncatingIfNeeded: 16 &- length) &* 8
  var high = cell.word(from) &<< empty
  if empty > 0 { high |= zeroFigures &>> (64 &- empty) }
  var low = cell.word(from &+ length &- 8)
  var decimals = 0
  let (highPoints, lowPoints) = (pointsIn(high), pointsIn(low))
  if lowPoints != 0 {
    let place = lowPoints.trailingZeroBitCount &>> 3
    low = closing(low, place, with: high &>> 56)
    high = high &<< 8 | 0x30
    decimals = 7 &- place
  } else if highPoints != 0 {
    let place = highPoints.trailingZeroBitCount &>> 3
    high = closing(high, place, with: 0x30)
    decimals = 15 &- place
  }
  guard let first = figures(high), let second = figures(low) else { return nil }
  let mantissa = first &* 100_000_000 &+ second
  return mantissa <= 1 << 53 ? (mantissa, decimals) : nil
}

private let zeroFigures: UInt64 = 0x3030_3030_3030_3030

/// 0x80 in each byte that is a point, exactly.
@inline(__always)
private func pointsIn(_ word: UInt64) -> UInt64 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  let other = word ^ 0x2E2E_2E2E_2E2E_2E2E
  return ~(((other & low) &+ low) | other | low)
}

/// A word without its byte `place`: the bytes before it move up and `first` comes in below.
@inline(__always)
private func closing(_ word: UInt64, _ place: Int, with first: UInt64) -> UInt64 {
  let bits = UInt64(truncatingIfNeeded: place) &* 8
  let before = word & ((1 &<< bits) &- 1)
  // Two shifts, because one by 64 is none.
  let after = ((((word &>> bits) &>> 8) &<< bits) &<< 8)
  return (before &<< 8) | after | first
}

/// The number of eight figures, nil where a byte is none.
@inline(__always)
private func figures(_ word: UInt64) -> UInt64? {
  var sum = word ^ zeroFigures
  guard ((sum &+ 0x7676_7676_7676_7676) | sum) & 0x8080_8080_8080_8080 == 0 else { return nil }
  sum = (sum &* 10 &+ (sum &>> 8)) & 0x00FF_00FF_00FF_00FF
  sum = (sum &* 100 &+ (sum &>> 16)) & 0x0000_FFFF_0000_FFFF
  return (sum &* 10_000 &+ (sum &>> 32)) & 0xFFFF_FFFF
}

/// A power of ten up to 15.
@inline(__always)
private func tenTo(_ power: Int) -> Double {
  switch power {
  case 1: 1e1
  case 2: 1e2
  case 3: 1e3
  case 4: 1e4
  case 5: 1e5
  case 6: 1e6
  case 7: 1e7
  case 8: 1e8
  case 9: 1e9
  case 10: 1e10
  case 11: 1e11
  case 12: 1e12
  case 13: 1e13
  case 14: 1e14
  default: 1e15
  }
}
