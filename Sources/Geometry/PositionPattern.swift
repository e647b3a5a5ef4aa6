/// A position byte for byte, but for the digits: `,[-dd.dddddd,dd.dddddd]`.
///
/// Programs that write a fixed number of decimals write the same pattern again and again. So the next position is
/// taken to have it and only checked: where the one after it begins is known before any digit is, and both numbers
/// are made side by side in vectors of 16 bytes. 3 M positions take 31 ms so, and 44 by `PlainReader` alone (release
/// build, of a busy machine). The lowest byte is taken to come first, as on every machine that Swift runs on.
///
/// Up to 32 bytes a position and one to seven decimals; all else is left to `PlainReader`, the slow twin.
struct PositionPattern {
  /// Bytes in front of a position that reading it may touch.
  static let before = 16

  private typealias Pair = SIMD2<UInt64>

  private var length = 0
  /// The bytes that are no digits, and where they stand; the first 16 bytes and the next.
  private var marks = (Pair(), Pair())
  private var mask = (Pair(), Pair())
  private var x = NumberPattern()
  private var y = NumberPattern()
  /// Of both numbers.
  private var wholes = Pair()
  private var decimals = Pair()
  private var zeros = Pair()
  private var least = Pair()
  private var sign = Pair()
  private var scale = SIMD2<Double>(1, 1)
  private var isLong = false

  /// A pattern that no position has.
  init() {}

  /// The pattern of a position that has been read, `length` bytes from `start` on; empty when it is too long.
  init(_ start: UnsafeRawPointer, length: Int, _ layout: PlainLayout) {
    guard length <= 32, let x = NumberPattern(start, from: layout.opening.length),
      let y = NumberPattern(start, from: x.end + layout.middle.length)
    else { return }
    self.length = length
    (self.x, self.y) = (x, y)
    wholes = Pair(x.wholes, y.wholes)
    decimals = Pair(x.decimals, y.decimals)
    zeros = (wholes | decimals) & Pair(repeating: 0x3030_3030_3030_3030)
    least = Pair(x.least, y.least)
    sign = Pair(layout.signX, layout.signY)
    scale = SIMD2(x.scale, y.scale)
    isLong = x.leading > 0 || y.leading > 0
    for index in 0..<length {
      let byte = start.load(fromByteOffset: index, as: UInt8.self)
      if byte &- 0x30 < 10 { continue }
      let (lane, shift) = (index / 8 % 2, UInt64(index % 8 * 8))
      if index < 16 {
        marks.0[lane] |= UInt64(byte) << shift
        mask.0[lane] |= 0xFF << shift
      } else {
        marks.1[lane] |= UInt64(byte) << shift
        mask.1[lane] |= 0xFF << shift
      }
    }
  }

  var isEmpty: Bool { length == 0 }

  /// Whether the marks of a position are this pattern's.
  @inline(__always)
  func fits(_ start: UnsafeRawPointer) -> Bool {
    let differing = difference(start)
    return differing.x | differing.y == 0 && length > 0
  }

  /// Zero where all marks are this pattern's.
  @inline(__always)
  private func difference(_ start: UnsafeRawPointer) -> Pair {
    let first = start.loadUnaligned(as: Pair.self) & mask.0 ^ marks.0
    return first | (start.loadUnaligned(fromByteOffset: 16, as: Pair.self) & mask.1 ^ marks.1)
  }

  /// Reads positions of this pattern that begin before `limit` into the places from `count` on, until there is no
  /// room or one is of another kind; returns how many there are then.
  @inline(__always)
  func read(
    _ base: UnsafeRawPointer, _ place: inout Int, before limit: Int, from count: Int,
    _ xs: UnsafeMutableBufferPointer<Double>, _ ys: UnsafeMutableBufferPointer<Double>
  ) -> Int {
    var at = place
    var count = count
    while count < xs.count, at < limit {
      let start = base + at
      // Eight digits of each side by side, the point taken out by reading twice, a byte apart.
      let front = Pair(x.front(start), y.front(start))
      let back = Pair(x.back(start), y.back(start))
      let spread = (front & wholes | back & decimals) ^ zeros
      var mantissas = Self.eightDigits(spread)
      if isLong { mantissas &+= Pair(x.lead(start), y.lead(start)) }
      // The top bit of each byte: one that is no digit; of each number: “01” is none.
      let others = ((spread &+ Pair(repeating: 0x7676_7676_7676_7676)) | spread)
      let faults =
        others & Pair(repeating: 0x8080_8080_8080_8080) | (mantissas &- least) & Pair(repeating: 1 << 63)
      let differing = difference(start) | faults
      guard differing.x | differing.y == 0 else { break }
      let values = values(mantissas)
      xs[count] = values.x
      ys[count] = values.y
      count &+= 1
      at &+= length
    }
    place = at
    return count
  }

  /// Two numbers of eight digits, each in its byte with the first in the lowest: pairs, fours, all at once.
  @inline(__always)
  private static func eightDigits(_ spread: Pair) -> Pair {
    let ones = unsafeBitCast(spread, to: SIMD8<UInt16>.self)
    let twos = unsafeBitCast((ones & 0xFF) &* 10 &+ (ones &>> 8), to: SIMD4<UInt32>.self)
    // The narrow masks let the compiler multiply in halves, as these processors do.
    let fours = unsafeBitCast((twos & 0x7F) &* 100 &+ (twos &>> 16), to: Pair.self)
    return (fours & 0x3FFF) &* 10_000 &+ (fours &>> 32)
  }

  /// At most ten digits over a power of ten: exact in one operation (Clinger, 1990).
  @inline(__always)
  private func values(_ mantissas: Pair) -> SIMD2<Double> {
    // Below 2⁵² and under the exponent of 2⁵², a whole number is the fraction of a double.
    let magic = SIMD2<Double>(repeating: 0x1p52)
    let wholes =
      unsafeBitCast(mantissas | Pair(repeating: 0x4330_0000_0000_0000), to: SIMD2<Double>.self) - magic
    return unsafeBitCast(unsafeBitCast(wholes / scale, to: Pair.self) | sign, to: SIMD2<Double>.self)
  }
}

/// A number of one to three digits, a point and one to seven more.
private struct NumberPattern {
  /// Where the nine bytes begin that end with the last digit, counted from the position's first byte.
  private var window = 0
  /// Of eight digits those in front of the point, and those behind it: a byte each.
  private(set) var wholes: UInt64 = 0
  private(set) var decimals: UInt64 = 0
  /// How many digits stand in front of these eight, and where the number begins.
  private(set) var leading = 0
  private var start = 0
  /// What a number of so many digits is at least.
  private(set) var least: UInt64 = 0
  private(set) var scale = 1.0

  init() {}

  init?(_ base: UnsafeRawPointer, from start: Int) {
    func digits(_ from: Int) -> Int {
      var end = from
      while end < from + 8, base.load(fromByteOffset: end, as: UInt8.self) &- 0x30 < 10 { end += 1 }
      return end - from
    }
    let whole = digits(start)
    let fraction = digits(start + whole + 1)
    guard 1...3 ~= whole, 1...7 ~= fraction else { return nil }
    self.start = start
    window = start + whole + 1 + fraction - 9
    leading = max(0, whole + fraction - 8)
    decimals = .max << UInt64(8 * (8 - fraction))
    wholes = ~decimals & (.max << UInt64(8 * max(0, 8 - fraction - whole)))
    least = whole > 1 ? DecimalNumber.tens(whole + fraction - 1) : 0
    scale = DecimalNumber.power(fraction)
  }

  var end: Int { window + 9 }

  /// Eight bytes that end before the last digit.
  @inline(__always)
  func front(_ position: UnsafeRawPointer) -> UInt64 {
    position.loadUnaligned(fromByteOffset: window, as: UInt64.self)
  }

  /// Eight bytes that end with it.
  @inline(__always)
  func back(_ position: UnsafeRawPointer) -> UInt64 {
    position.loadUnaligned(fromByteOffset: window &+ 1, as: UInt64.self)
  }

  /// What is left below zero by whatever `least` is taken away.
  private static let none: UInt64 = 3 << 62

  /// What the digits in front of the eight stand for; `none` where one is no digit.
  @inline(__always)
  func lead(_ position: UnsafeRawPointer) -> UInt64 {
    guard leading > 0 else { return 0 }
    var lead: UInt64 = 0
    for index in 0..<leading {
      let digit = position.load(fromByteOffset: start &+ index, as: UInt8.self) &- 0x30
      if digit > 9 { return Self.none }
      lead = lead &* 10 &+ UInt64(digit)
    }
    return lead &* 100_000_000
  }
}
