import Notation

/// Compressed bytes at hand, which a decoder takes from and its owner fills up.
///
/// Behind the last byte lie zeros, so that a decoder may load eight bytes anywhere: it must look at `end` itself.
package struct CompressedInput: Sendable {
  /// How many bytes may be loaded behind `end`.
  static let padding = 32

  private(set) var bytes: [UInt8]
  /// The next byte to take.
  var position = 0
  /// Where the bytes at hand end.
  private(set) var end = 0
  /// Whether the bytes at hand are the last.
  package private(set) var isFinal = false
  /// How many bytes have been let go of.
  private var passed = 0

  /// - Parameter capacity: bytes held at most; at least 4096, since a decoder wants a block's whole head at once.
  package init(capacity: Int = 1 << 16) {
    bytes = Array(repeating: 0, count: max(4096, capacity) + Self.padding)
  }

  var available: Int { end - position }
  /// How many bytes have been taken since the beginning.
  var taken: Int { min(passed + position, passed + end) }

  /// Takes one byte; nil where there is none at hand.
  mutating func byte() -> UInt8? {
    guard position < end else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// Lets go of what was taken and asks `read` once for more; `read` answers 0 at the end.
  package mutating func refill(_ read: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int)
    throws(Diagnostic)
  {
    guard !isFinal else { return }
    let (from, kept) = (position, available)
    let got = try bytes.withUnsafeMutableBufferPointer { (bytes) throws(Diagnostic) -> Int in
      let all = UnsafeMutableRawBufferPointer(bytes)
      if from > 0, kept > 0 {
        all.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[from..<from + kept]))
      }
      let got = try read(UnsafeMutableRawBufferPointer(rebasing: all[kept..<all.count - Self.padding]))
      for index in 0..<Self.padding { all[kept + got + index] = 0 }
      return got
    }
    passed += from
    position = 0
    end = kept + got
    isFinal = got == 0
  }
}
