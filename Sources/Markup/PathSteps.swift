/// A dot of a line with the edges of a band around it, in whole units.
package struct LinePoint: Hashable, Sendable {
  package var x: Int32
  package var y: Int32
  /// The band's edges here.
  package var upper: Int32
  package var lower: Int32

  package init(x: Int32, y: Int32, upper: Int32, lower: Int32) {
    self.x = x
    self.y = y
    self.upper = upper
    self.lower = lower
  }
}

/// Path data through whole points, each as a step from the one before: `m8 77 88-59 88 17z`.
///
/// The shortest that a path may be written: one letter for all steps, and a minus sign in place of a space. A line
/// of five points takes 28 bytes where hundredths from the corner took 48. One call a path, because a call from
/// another target for each of its numbers took longer than the digits.
extension Serializer {
  /// Writes the path of a line.
  package mutating func write(lineThrough points: ArraySlice<LinePoint>) {
    var steps = PathSteps(reserving: points.count, in: &room)
    for point in points { steps.put(point.x, point.y) }
    room.advance(by: steps.count)
  }

  /// Writes the outline of a band: along its upper edge, back along the lower one, closed.
  package mutating func write(bandAround points: ArraySlice<LinePoint>) {
    var steps = PathSteps(reserving: 2 * points.count, in: &room)
    for point in points { steps.put(point.x, point.upper) }
    for point in points.reversed() { steps.put(point.x, point.lower) }
    steps.close()
    room.advance(by: steps.count)
  }
}

/// Writes steps into room that was reserved for them.
private struct PathSteps {
  private let start: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>
  private var x: Int32 = 0
  private var y: Int32 = 0

  var count: Int { end - start }

  init(reserving points: Int, in room: inout ByteRoom) {
    room.reserve((2 * points + 1) * (Decimal.capacity + 1))
    start = room.end
    end = start
  }

  @inline(__always)
  mutating func put(_ x: Int32, _ y: Int32) {
    put(Int(x) - Int(self.x), after: end == start ? UInt8(ascii: "m") : UInt8(ascii: " "))
    put(Int(y) - Int(self.y), after: UInt8(ascii: " "))
    (self.x, self.y) = (x, y)
  }

  mutating func close() { put(UInt8(ascii: "z")) }

  /// A mark and a number; a space gives way to a minus sign.
  @inline(__always)
  private mutating func put(_ value: Int, after mark: UInt8) {
    if value >= 0 || mark != UInt8(ascii: " ") { put(mark) }
    if value < 0 { put(UInt8(ascii: "-")) }
    let size = Int(value.magnitude)
    guard size < 1000 else {
      end += Decimal.write(size, to: UnsafeMutableBufferPointer(start: end, count: Decimal.capacity))
      return
    }
    if size >= 100 { put(digit: size / 100) }
    if size >= 10 { put(digit: size / 10 % 10) }
    put(digit: size % 10)
  }

  @inline(__always)
  private mutating func put(digit: Int) { put(UInt8(truncatingIfNeeded: digit) + UInt8(ascii: "0")) }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    end.pointee = byte
    end += 1
  }
}
