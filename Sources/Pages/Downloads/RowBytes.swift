/// Where the bytes of rows go: straight into a file's buffer, within room that was counted beforehand.
struct RowBytes {
  private let size: Int
  private let start: UnsafeMutableRawPointer
  private(set) var count = 0
  /// Whether a number had more digits than room: then all was written for nothing.
  private(set) var isTooNarrow = false
  let width: Int
  private let decimals: Int
  /// Ten to the power of the decimals; not a number where `Rounding` has none, so that it always gives way.
  private let power: Double

  /// How many bytes a text is copied by: up to so many less one are written behind it, and written over.
  static let stride = 16
  /// Bytes that a number takes, unless it is beyond counting, and at most.
  static let width = 24
  static let fullWidth = 320

  /// - Parameters:
  ///   - width: bytes that a number may take, `width` or `fullWidth`.
  ///   - decimals: of every number.
  init?(_ room: UnsafeMutableRawBufferPointer, width: Int, decimals: Int) {
    guard let start = room.baseAddress else { return nil }
    size = room.count
    self.start = start
    self.width = width
    self.decimals = decimals
    power = Rounding.power(decimals) ?? .nan
  }

  /// The room that rows take at most: their texts and seven numbers with what stands before them.
  static func room(forRows rows: Int, texts: Int, width: Int) -> Int {
    rows * (texts + 7 * width + 80) + width + stride
  }

  /// Makes sure that the room holds so many bytes more.
  @inline(__always)
  func demand(_ bytes: Int) { precondition(bytes <= size &- count) }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  /// Copies a text of the program, whose length is known where this is inlined.
  @inline(__always)
  mutating func put(_ text: StaticString) {
    (start + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    count &+= text.utf8CodeUnitCount
  }

  /// Copies one of many texts, sixteen bytes at a time: most are a few of these, and a call costs as much as ten.
  /// - Parameter skipped: bytes at the text's beginning that are left out.
  @inline(__always)
  mutating func put(_ texts: borrowing RowTexts, _ number: Int, skipping skipped: Int = 0) {
    let from = Int(texts.bounds[number]) &+ skipped
    let length = Int(texts.bounds[number &+ 1]) &- from
    let target = start + count
    texts.bytes.withUnsafeBytes { bytes in
      guard let source = bytes.baseAddress else { return }
      var done = 0
      while done < length {
        let part = source.loadUnaligned(fromByteOffset: from &+ done, as: SIMD16<UInt8>.self)
        target.storeBytes(of: part, toByteOffset: done, as: SIMD16<UInt8>.self)
        done &+= Self.stride
      }
    }
    count &+= length
  }

  /// A number's digits, rounded as `RoundedDecimal.plain` rounds them; nothing where it is not finite.
  @inline(__always)
  mutating func put(_ value: Double) {
    if let units = Rounding.units(value, power: power) {
      count &+= FixedDigits.write(units, places: decimals, to: start + count)
    } else {
      let length = Self.writeCarefully(value, decimals, width, to: start + count)
      isTooNarrow = isTooNarrow || length > width
      count &+= length > width ? 0 : length
    }
  }

  /// The same behind a key, which is left out too where the number is not finite.
  @inline(__always)
  mutating func put(_ key: StaticString, _ value: Double) {
    guard value.isFinite else { return }
    put(key)
    put(value)
  }

  /// Near a tie, too large for units, or not finite. Not a method, so that the fields of the writer stay in registers.
  /// - Returns: how many digits there are; none are written where they are more than the width.
  @inline(never)
  private static func writeCarefully(
    _ value: Double, _ decimals: Int, _ width: Int, to target: UnsafeMutableRawPointer
  ) -> Int {
    guard value.isFinite else { return 0 }
    let digits = Array(RoundedDecimal(value, decimals: decimals).plain.utf8)
    guard digits.count <= width else { return digits.count }
    digits.withUnsafeBytes { source in
      guard let first = source.baseAddress else { return }
      target.copyMemory(from: first, byteCount: source.count)
    }
    return digits.count
  }
}
