import Catalog
import Markup
import Statistics

/// Bytes of rows on their way into a file: stored into room that is set aside once and handed over in blocks, because
/// an append to an array checks and copies a handful of bytes at a time.
///
/// 85,000 places with five periods are 425,000 rows and up to 80 MB a measure, which leave in pieces.
struct RowBytes {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private let start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var bytes: [UInt8] = []
  private let decimals: Int
  /// Ten to the power of the decimals; not a number where `Rounding` has none, so that it always gives way.
  private let power: Double
  private let full: OutputFile.Full

  /// Bytes that a piece of a file has at least.
  private static let piece = 1 << 18

  /// Calls `body` with room for rows and appends all that it writes.
  /// - Parameters:
  ///   - decimals: of every number.
  ///   - full: called whenever a piece is complete.
  static func append(
    to bytes: inout [UInt8], decimals: Int, full: OutputFile.Full, _ body: (inout RowBytes) -> Void
  ) {
    withoutActuallyEscaping(full) { full in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { room in
        guard let start = room.baseAddress else { return }
        var rows = RowBytes(room: room, start: start, decimals: decimals, full: full)
        swap(&rows.bytes, &bytes)
        body(&rows)
        rows.flush()
        swap(&rows.bytes, &bytes)
      }
    }
  }

  private init(
    room: UnsafeMutableBufferPointer<UInt8>, start: UnsafeMutablePointer<UInt8>, decimals: Int,
    full: @escaping OutputFile.Full
  ) {
    self.room = room
    self.start = start
    self.decimals = decimals
    self.full = full
    power = Rounding.power(decimals) ?? .nan
  }

  private mutating func flush() {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<count]))
    count = 0
    if bytes.count >= Self.piece { full(&bytes) }
  }

  /// Makes sure of room for six numbers and a few signs beside `size` bytes of text.
  @inline(__always)
  mutating func reserve(_ size: Int) {
    if room.count &- count < size &+ 512 { flush() }
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    start[count] = byte
    count &+= 1
  }

  /// Copies a text of the program.
  @inline(__always)
  mutating func put(_ text: StaticString) {
    (start + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count &+= text.utf8CodeUnitCount
  }

  /// Copies bytes; those that no room could hold go straight into the file.
  @inline(__always)
  mutating func put(_ text: [UInt8]) {
    guard text.count <= room.count &- count else { return putLong(text) }
    text.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      (start + count).update(from: first, count: source.count)
    }
    count &+= text.count
  }

  @inline(never)
  private mutating func putLong(_ text: [UInt8]) {
    flush()
    bytes.append(contentsOf: text)
  }

  /// A number's digits, rounded as `RoundedDecimal.plain` rounds them; nothing where it is not finite.
  @inline(__always)
  mutating func put(_ value: Double) {
    guard let units = Rounding.units(value, power: power) else { return putCarefully(value) }
    count &+= FixedDigits.write(units, places: decimals, to: UnsafeMutableRawPointer(start + count))
  }

  /// Near a tie, too large for units, or not finite.
  @inline(never)
  private mutating func putCarefully(_ value: Double) {
    guard value.isFinite else { return }
    put(Array(RoundedDecimal(value, decimals: decimals).plain.utf8))
  }
}
