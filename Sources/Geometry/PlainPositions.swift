/// The hot loop of GeoJSON: positions written plainly, as programs write them.
///
/// `,[-87.609140,41.844693]`, with or without one space behind each mark and before “]”: an optional minus, one
/// to three digits, a point, up to nineteen digits in all. Anything else (other white space, exponents, a third
/// number, a fault) is left unread for `ByteCursor`, which is this loop's slow twin and words the faults.
///
/// What costs is not the digits but waiting to know where the next byte is. So spaces and signs are taken to
/// stand where they stood in the position before and are only checked: the processor goes on meanwhile.
enum PlainPositions {
  /// Bytes that reading one position may touch: two numbers of 29 bytes, marks, and the last load of eight.
  private static let reach = 96
  /// 1,024 bytes of room, which always lie on the stack.
  private static let batch = 64

  /// Reads as many positions as are plain, in front of `position`, which then stands behind the last.
  ///
  /// - Parameter habit: of the positions read before; of the last ones afterwards.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ habit: inout PlainHabit,
    into sink: inout CoordinateSink
  ) {
    let limit = bytes.count - reach
    guard position >= PositionPattern.before, position < limit, let base = UnsafeRawPointer(bytes.baseAddress)
    else { return }
    var reader = PlainReader(base: base, index: position, habit: habit)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * batch) { room in
      let xs = UnsafeMutableBufferPointer(rebasing: room[..<batch])
      let ys = UnsafeMutableBufferPointer(rebasing: room[batch...])
      var count = batch
      while count == batch {
        count = reader.fill(xs, ys, before: limit)
        sink.push(UnsafeBufferPointer(rebasing: xs[..<count]), UnsafeBufferPointer(rebasing: ys[..<count]))
      }
    }
    position = reader.index
    habit = reader.habit
  }
}

/// What stands around the numbers of `, [ -87.6, 41.8 ]`: marks, spaces and signs.
struct PlainLayout {
  fileprivate(set) var opening = PlainMarks()
  fileprivate(set) var middle = PlainMarks()
  fileprivate var closing = PlainMarks()
  /// The sign bits of both numbers.
  fileprivate(set) var signX: UInt64 = 0
  fileprivate(set) var signY: UInt64 = 0
}

/// How the file has written its positions so far.
struct PlainHabit {
  fileprivate var layout = PlainLayout()
  fileprivate var patterns = PositionPatterns()
}

/// Up to eight bytes to be compared at once.
struct PlainMarks {
  private var bits: UInt64 = 0
  private var mask: UInt64 = 0
  private(set) var length = 0

  fileprivate mutating func append(_ byte: UInt8) {
    bits |= UInt64(byte) << UInt64(8 * length)
    mask |= 0xFF << UInt64(8 * length)
    length += 1
  }

  /// Whether eight bytes begin with these.
  @inline(__always)
  func begin(_ raw: UInt64) -> Bool { UInt64(littleEndian: raw) & mask == bits }
}

/// A place in bytes of which at least `reach` follow.
private struct PlainReader {
  private let base: UnsafeRawPointer
  private(set) var index: Int
  private(set) var habit: PlainHabit

  init(base: UnsafeRawPointer, index: Int, habit: PlainHabit) {
    self.base = base
    self.index = index
    self.habit = habit
  }

  /// Reads positions that begin before `limit` until the room is full or one is not plain; returns how many.
  mutating func fill(
    _ xs: UnsafeMutableBufferPointer<Double>, _ ys: UnsafeMutableBufferPointer<Double>, before limit: Int
  ) -> Int {
    var count = 0
    while count < xs.count, index < limit {
      count = habit.patterns.read(base, &index, before: limit, from: count, xs, ys)
      if count == xs.count || index >= limit { break }
      guard let next = step(&xs[count], &ys[count]) else { break }
      habit.patterns.learn(base + index, length: next &- index, habit.layout)
      index = next
      count &+= 1
    }
    return count
  }

  /// Reads one position; nil where it is not plain.
  @inline(__always)
  private mutating func step(_ x: inout Double, _ y: inout Double) -> Int? {
    if let next = position(index, habit.layout, &x, &y) { return next }
    // The ring's end, or another layout from here on.
    if byte(index) != UInt8(ascii: ",") { return nil }
    habit.layout = PlainLayout(of: base + index)
    return position(index, habit.layout, &x, &y)
  }

  /// Reads a position and returns the place behind it; nil when it stands there in another way.
  @inline(__always)
  private func position(_ start: Int, _ layout: PlainLayout, _ x: inout Double, _ y: inout Double) -> Int? {
    guard layout.opening.begin(eight(start)) else { return nil }
    var at = start &+ layout.opening.length
    guard number(&at, layout.signX, &x), layout.middle.begin(eight(at)) else { return nil }
    at = at &+ layout.middle.length
    guard number(&at, layout.signY, &y), layout.closing.begin(eight(at)) else { return nil }
    return at &+ layout.closing.length
  }

  /// Reads a number whose sign has been read; what follows is the caller's to check.
  @inline(__always)
  private func number(_ place: inout Int, _ sign: UInt64, _ value: inout Double) -> Bool {
    var at = place
    guard let (whole, digits) = whole(at) else { return false }
    at = at &+ digits &+ 1
    var (fraction, decimals) = DecimalNumber.digits(eight(at))
    at = at &+ decimals
    var mantissa = whole &* DecimalNumber.tens(decimals) &+ fraction
    let size: Double
    if decimals < 8 {
      // At most ten digits: exact in one operation (Clinger, 1990).
      guard decimals > 0 else { return false }
      size = Double(Int64(truncatingIfNeeded: mantissa)) / DecimalNumber.power(decimals)
    } else {
      var count = 8
      while count == 8 {
        guard decimals <= 16 else { return false }
        (fraction, count) = DecimalNumber.digits(eight(at))
        mantissa = mantissa &* DecimalNumber.tens(count) &+ fraction
        decimals = decimals &+ count
        at = at &+ count
      }
      // Nineteen digits always fit 64 bits.
      guard digits &+ decimals <= 19,
        let value = DecimalNumber.value(mantissa: mantissa, exponent: 0 &- decimals)
      else { return false }
      size = value
    }
    value = Double(bitPattern: size.bitPattern | sign)
    place = at
    return true
  }

  @inline(__always)
  private func eight(_ at: Int) -> UInt64 { base.loadUnaligned(fromByteOffset: at, as: UInt64.self) }

  /// One to three digits in front of a point. By bytes: their number hardly ever changes within a file, so the
  /// branches are foreseen and what comes after need not wait.
  @inline(__always)
  private func whole(_ at: Int) -> (value: UInt64, digits: Int)? {
    let first = UInt64(byte(at) &- 0x30)
    guard first < 10 else { return nil }
    if byte(at &+ 1) == UInt8(ascii: ".") { return (first, 1) }
    let second = UInt64(byte(at &+ 1) &- 0x30)
    // “01” is no number.
    guard second < 10, first > 0 else { return nil }
    if byte(at &+ 2) == UInt8(ascii: ".") { return (first &* 10 &+ second, 2) }
    let third = UInt64(byte(at &+ 2) &- 0x30)
    guard third < 10, byte(at &+ 3) == UInt8(ascii: ".") else { return nil }
    return (first &* 100 &+ second &* 10 &+ third, 3)
  }

  @inline(__always)
  private func byte(_ at: Int) -> UInt8 { base.load(fromByteOffset: at, as: UInt8.self) }
}

extension PlainLayout {
  /// The layout of the position at `start`, if it is one; else one that does not fit it.
  init(of start: UnsafeRawPointer) {
    self.init()
    var at = 0
    func byte(_ at: Int) -> UInt8 { start.load(fromByteOffset: at, as: UInt8.self) }
    func expect(_ mark: Unicode.Scalar, _ marks: inout PlainMarks) {
      marks.append(UInt8(ascii: mark))
      at += 1
    }
    func allow(_ mark: Unicode.Scalar, _ marks: inout PlainMarks) -> Bool {
      let isThere = byte(at) == UInt8(ascii: mark)
      if isThere { expect(mark, &marks) }
      return isThere
    }
    func skipNumber() {
      let end = at + 32
      while at < end, byte(at) &- 0x30 < 10 || byte(at) == UInt8(ascii: ".") { at += 1 }
    }
    expect(",", &opening)
    _ = allow(" ", &opening)
    expect("[", &opening)
    _ = allow(" ", &opening)
    signX = allow("-", &opening) ? 1 << 63 : 0
    skipNumber()
    expect(",", &middle)
    _ = allow(" ", &middle)
    signY = allow("-", &middle) ? 1 << 63 : 0
    skipNumber()
    _ = allow(" ", &closing)
    expect("]", &closing)
  }
}
