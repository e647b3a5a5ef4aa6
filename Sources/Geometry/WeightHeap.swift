/// A binary heap of positions by weight, the lightest on top, ties by position. It knows where each position
/// stands, so that a weight that changes moves its position instead of leaving a stale entry behind.
struct WeightHeap {
  private let weights: UnsafeMutableBufferPointer<Int64>
  private let items: UnsafeMutableBufferPointer<Int32>
  /// Per position its place among the items.
  private let slots: UnsafeMutableBufferPointer<Int32>
  private var count = 0

  /// - Parameters:
  ///   - weights: of all positions; the owner changes them and tells by `move`.
  ///   - items: room for as many numbers as there are positions, and so `slots`.
  init(
    weights: UnsafeMutableBufferPointer<Int64>, items: UnsafeMutableBufferPointer<Int32>,
    slots: UnsafeMutableBufferPointer<Int32>
  ) {
    self.weights = weights
    self.items = items
    self.slots = slots
  }

  /// Takes in all positions of a range. O(positions).
  mutating func fill(_ range: Range<Int>) {
    count = 0
    for position in range {
      put(Int32(position), at: count)
      count += 1
    }
    for slot in (0..<(count / 2)).reversed() { sink(items[slot], from: slot) }
  }

  /// Takes the lightest position out; nil when there is none.
  mutating func pop() -> Int? {
    guard count > 0 else { return nil }
    let top = items[0]
    count -= 1
    if count > 0 { sink(items[count], from: 0) }
    return Int(top)
  }

  /// Puts a position whose weight has changed where it belongs.
  func move(_ position: Int) {
    let slot = Int(slots[position])
    let parent = (slot - 1) / 2
    if slot > 0, isLighter(Int32(position), items[parent]) {
      rise(Int32(position), from: slot)
    } else {
      sink(Int32(position), from: slot)
    }
  }

  private func rise(_ item: Int32, from start: Int) {
    var slot = start
    while slot > 0 {
      let parent = (slot - 1) / 2
      guard isLighter(item, items[parent]) else { break }
      put(items[parent], at: slot)
      slot = parent
    }
    put(item, at: slot)
  }

  private func sink(_ item: Int32, from start: Int) {
    var slot = start
    while true {
      var child = 2 * slot + 1
      guard child < count else { break }
      if child + 1 < count, isLighter(items[child + 1], items[child]) { child += 1 }
      guard isLighter(items[child], item) else { break }
      put(items[child], at: slot)
      slot = child
    }
    put(item, at: slot)
  }

  @inline(__always)
  private func put(_ item: Int32, at slot: Int) {
    items[slot] = item
    slots[Int(item)] = Int32(truncatingIfNeeded: slot)
  }

  @inline(__always)
  private func isLighter(_ one: Int32, _ other: Int32) -> Bool {
    let (left, right) = (weights[Int(one)], weights[Int(other)])
    return left < right || (left == right && one < other)
  }
}
