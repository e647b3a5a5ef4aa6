/// Distinct 64-bit words numbered from 0 in the order of their first appearance.
///
/// Open addressing with linear probing in a table at most half full; no word is special. About 2 ns a row where the
/// table is in the cache, and less for runs of equal words.
struct NumberIndex: Sendable {
  /// The words by number.
  private(set) var words: [UInt64] = []
  /// 0 is free, else number + 1; the size is a power of two.
  private var slots = [Int32](repeating: 0, count: 64)
  private var shift: UInt64 = 64 - 6

  var count: Int { words.count }

  /// The number of each word, new ones where it had none.
  mutating func insert(_ column: [UInt64]) -> [Int32] {
    var (last, lastNumber): (UInt64, Int32) = (0, -1)
    return column.withUnsafeBufferPointer { column in
      [Int32](unsafeUninitializedCapacity: column.count) { numbers, filled in
        for row in 0..<column.count {
          let word = column[row]
          if word != last || lastNumber < 0 {
            last = word
            lastNumber = insert(word)
          }
          numbers.initializeElement(at: row, to: lastNumber)
        }
        filled = column.count
      }
    }
  }

  @inline(__always)
  mutating func insert(_ word: UInt64) -> Int32 {
    var slot = Self.slot(word, shift)
    while true {
      let number = slots[slot] &- 1
      if number < 0 { return append(word, slot) }
      if words[Int(number)] == word { return number }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  /// The high bits of a product depend on all bits of the word (Knuth 1973, 6.4; the fold makes small doubles, whose
  /// low bits are zero, differ too).
  @inline(__always)
  private static func slot(_ word: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: ((word ^ (word >> 32)) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  private mutating func append(_ word: UInt64, _ slot: Int) -> Int32 {
    let number = Int32(words.count)
    words.append(word)
    slots[slot] = number + 1
    if words.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    shift -= 1
    for (number, word) in words.enumerated() {
      var slot = Self.slot(word, shift)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
  }
}
