/// Bytes written one after another into room that only grows.
///
/// Each append to a `[UInt8]` asks whether the array is shared and calls out to do it. A sheet of a place is 2,500
/// pieces of 15 bytes, and a quarter of its time went into the asking. Here an append is a comparison and a copy.
///
/// The only place that holds memory by hand: who writes past `end` must have called `reserve` for as many bytes.
struct ByteRoom: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = Swift.max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// Where the next byte goes.
  var end: UnsafeMutablePointer<UInt8> {
    @inline(__always) get { start + count }
  }

  /// What is written.
  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Makes room for so many more bytes; pointers into the room are then worth nothing.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(by: more) }
  }

  /// Twice the room at least, so that a byte is moved once or twice in all.
  @inline(never)
  private mutating func grow(by more: Int) {
    let wider = Swift.max(2 * capacity, count + more)
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: wider)
    room.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (room, wider)
  }

  /// Takes in bytes that were written at `end`, within the room reserved.
  @inline(__always)
  mutating func advance(by bytes: Int) {
    precondition(bytes >= 0 && bytes <= capacity - count)
    count += bytes
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    (start + count).update(from: first, count: bytes.count)
    count += bytes.count
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append($0) }
  }

  /// Takes a range out, and moves what follows.
  mutating func remove(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    (start + range.lowerBound).update(from: start + range.upperBound, count: count - range.upperBound)
    count -= range.count
  }
}
