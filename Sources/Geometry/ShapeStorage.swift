/// The coordinates of many areas in flat arrays.
///
/// 85,000 areas of a file are four arrays, not 340,000: no allocation for each area, and a loop over all
/// positions never chases a pointer.
final class ShapeStorage: Sendable {
  let xs: [Double]
  let ys: [Double]
  /// Per ring and one past: its first position.
  let ringStarts: [Int32]
  /// Per polygon and one past: its first ring.
  let polygonStarts: [Int32]

  init(xs: [Double], ys: [Double], ringStarts: [Int32], polygonStarts: [Int32]) {
    self.xs = xs
    self.ys = ys
    self.ringStarts = ringStarts
    self.polygonStarts = polygonStarts
  }
}

/// Some consecutive numbers of a shared array, counted from 0.
package struct CoordinateSlice: RandomAccessCollection, Sendable, Equatable {
  private let all: [Double]
  private let first: Int
  package let count: Int

  init(_ all: [Double], _ first: Int32, _ end: Int32) {
    self.all = all
    self.first = Int(first)
    count = Int(end) &- Int(first)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(index: Int) -> Double {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      return all[first &+ index]
    }
  }

  /// Calls `body` with the numbers side by side.
  package func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Double>) throws -> Result
  ) rethrows -> Result {
    try all.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[first..<(first + count)])) }
  }

  package static func == (one: CoordinateSlice, other: CoordinateSlice) -> Bool { one.elementsEqual(other) }
}
