/// Pairs of a small key and a value, put in the order of their keys by counting. Stable, O(pairs + keys), and
/// its storage serves again.
struct Buckets {
  private struct Pair {
    var key: Int32
    var value: Int32
  }

  private var pairs: [Pair] = []
  private var ends: [Int32] = []
  private var sorted: [Int32] = []

  /// Empties the buckets and makes room for `count` pairs.
  mutating func removeAll(reserving count: Int = 0) {
    pairs.removeAll(keepingCapacity: true)
    if count > 0 { pairs.reserveCapacity(count) }
  }

  @inline(__always)
  mutating func add(_ key: Int, _ value: Int32) {
    pairs.append(Pair(key: Int32(truncatingIfNeeded: key), value: value))
  }

  /// Makes the buckets of keys 0 ..< `count` readable.
  mutating func sort(_ count: Int) {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(0, count: count + 1))
    if sorted.count < pairs.count {
      sorted = []
      sorted = [Int32](repeating: 0, count: pairs.count)
    }
    ends.withUnsafeMutableBufferPointer { ends in
      sorted.withUnsafeMutableBufferPointer { sorted in Self.sort(pairs, count, ends, sorted) }
    }
  }

  private static func sort(
    _ pairs: [Pair], _ count: Int, _ ends: UnsafeMutableBufferPointer<Int32>,
    _ sorted: UnsafeMutableBufferPointer<Int32>
  ) {
    for pair in pairs { ends[Int(pair.key) &+ 1] &+= 1 }
    var sum: Int32 = 0
    for key in 0..<count {
      sum &+= ends[key]
      ends[key] = sum
    }
    // Entry `key` is where its next value goes, so that at last it is where the bucket ends.
    for pair in pairs {
      let next = ends[Int(pair.key)]
      sorted[Int(next)] = pair.value
      ends[Int(pair.key)] = next &+ 1
    }
  }

  /// Gives back the memory of the pairs; what was sorted stays.
  mutating func freePairs() { pairs = [] }

  /// How many values were sorted.
  var count: Int { ends.count < 2 ? 0 : Int(ends[ends.count - 2]) }

  /// Where the values of a key lie.
  @inline(__always)
  func bucket(_ key: Int) -> Range<Int> { (key == 0 ? 0 : Int(ends[key - 1]))..<Int(ends[key]) }

  @inline(__always)
  subscript(index: Int) -> Int32 { sorted[index] }
}
