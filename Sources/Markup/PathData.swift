/// Path data being written into room of its own: letters, numbers and spaces, which need no escape anywhere.
///
/// A point costs one call; written as four texts it would be checked and copied four times.
package struct PathData: ~Copyable {
  package enum Command: UInt8, Sendable {
    case move = 0x4D
    case line = 0x4C
    case close = 0x5A
  }

  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  /// The most bytes that a command with its point takes.
  static let pointCapacity = 2 * Decimal.capacity + 2

  fileprivate init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  /// The data of at most so many points as a text; letters without points count as one.
  package static func text(points: Int, _ body: (inout PathData) -> Void) -> String {
    String(unsafeUninitializedCapacity: (points + 1) * pointCapacity) { buffer in
      var data = PathData(buffer)
      body(&data)
      return data.count
    }
  }

  /// A command with a point, in hundredths: `L12.5 7`.
  package mutating func point(_ command: Command, x: Int, y: Int) {
    letter(command)
    number(x)
    put(UInt8(ascii: " "))
    number(y)
  }

  /// A command without numbers.
  package mutating func letter(_ command: Command) {
    put(command.rawValue)
  }

  private mutating func number(_ hundredths: Int) {
    guard hundredths >= 0, hundredths < 10_000 else {
      let room = UnsafeMutableBufferPointer(rebasing: buffer[count...])
      count += Decimal.write(hundredths, places: 2, isTrimmed: true, to: room)
      return
    }
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    if whole >= 10 { put(digit: whole / 10) }
    put(digit: whole % 10)
    guard rest > 0 else { return }
    put(UInt8(ascii: "."))
    put(digit: rest / 10)
    if rest % 10 > 0 { put(digit: rest % 10) }
  }

  private mutating func put(digit: Int) { put(UInt8(truncatingIfNeeded: digit) + UInt8(ascii: "0")) }

  private mutating func put(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }
}

extension Serializer {
  /// Writes path data of at most so many points; letters without points count as one.
  package mutating func write(points: Int, _ body: (inout PathData) -> Void) {
    let capacity = (points + 1) * PathData.pointCapacity
    room.reserve(capacity)
    var data = PathData(UnsafeMutableBufferPointer(start: room.end, count: capacity))
    body(&data)
    room.advance(by: data.count)
  }
}
