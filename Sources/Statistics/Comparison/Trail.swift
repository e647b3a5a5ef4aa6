/// An estimate that may lead others.
struct Leader {
  let number: Int
  let value: Double
  let square: Double
}

/// A bucket's estimates as those that trail, sorted by the number that tells whom a leader leads.
///
/// They are sorted into cells of even width first, about one for each, which also answer how many are below a
/// number: some 10 ns an estimate where a sort by comparison takes 80.
struct Trail {
  /// value + slope × square, ascending.
  private let keys: [Double]
  private let values: [Double]
  private let squares: [Double]
  /// Numbers of the estimates.
  let numbers: [Int32]
  /// How many lead each, of those that were tested.
  private(set) var hits: [Int32]
  /// At a position, how many lead just those before it.
  var leaders: [Int32]
  /// Where each cell starts among the keys, and the end.
  private let starts: [Int32]
  private let grid: CellGrid

  init(_ bucket: ReachBucket, slope: Double) {
    let keys = zip(bucket.values, bucket.squares).map { $0 + slope * $1 }
    grid = CellGrid(keys)
    let sorted = grid.sorted(keys)
    starts = sorted.starts
    let order = sorted.order
    self.keys = order.map(\.key)
    values = order.map { bucket.values[Int($0.position)] }
    squares = order.map { bucket.squares[Int($0.position)] }
    numbers = order.map { bucket.members[Int($0.position)] }
    hits = [Int32](repeating: 0, count: keys.count)
    leaders = [Int32](repeating: 0, count: keys.count + 1)
  }

  /// How many keys are below a number.
  func count(below bound: Double) -> Int {
    guard let least = keys.first, bound > least else { return 0 }
    guard bound <= keys[keys.count - 1] else { return keys.count }
    let cell = grid.cell(bound)
    var (low, high) = (Int(starts[cell]), Int(starts[cell + 1]))
    while high - low > 8 {
      let middle = (low + high) / 2
      if keys[middle] < bound { low = middle + 1 } else { high = middle }
    }
    while low < high, keys[low] < bound { low += 1 }
    return low
  }

  /// Tests a leader against a run of items, each of which gets a hit where it is led.
  ///
  /// - Returns: the number it leads, and whether any pair is too close to trust it.
  mutating func test(_ leader: Leader, _ run: Range<Int>) -> (hits: Int32, isClose: Bool) {
    var (found, close): (Int32, Int32) = (0, 0)
    values.withUnsafeBufferPointer { values in
      squares.withUnsafeBufferPointer { squares in
        hits.withUnsafeMutableBufferPointer { hits in
          for position in run {
            let gap = leader.value - values[position]
            let (lead, doubt) = (gap * gap, leader.square + squares[position])
            // Who is ahead of the leader in a wide band is as far from it the other way.
            let hit: Int32 = lead > doubt ? (gap > 0 ? 1 : 0) : 0
            close |= (lead - doubt).magnitude < doubt * LeadLine.slack ? 1 : 0
            hits[position] &+= hit
            found &+= hit
          }
        }
      }
    }
    return (found, close != 0)
  }

  /// Corrects the pairs of a run that are too close for the quick test; the change of the number of hits.
  @inline(never)
  mutating func settle(_ leader: Leader, _ run: Range<Int>, _ estimates: [Estimate]) -> Int32 {
    let first = estimates[leader.number]
    var change: Int32 = 0
    // Whole numbers make many such pairs, and equal estimates lie side by side.
    var known: (estimate: Estimate, hit: Int32)?
    for position in run {
      let gap = leader.value - values[position]
      let (lead, doubt) = (gap * gap, leader.square + squares[position])
      guard (lead - doubt).magnitude < doubt * LeadLine.slack else { continue }
      let second = estimates[Int(numbers[position])]
      let hit: Int32
      if let known, known.estimate.value == second.value, known.estimate.uncertainty == second.uncertainty {
        hit = known.hit
      } else {
        hit = first.verdict(against: second) == .higher ? 1 : 0
        known = (second, hit)
      }
      let was: Int32 = lead > doubt && gap > 0 ? 1 : 0
      hits[position] += hit - was
      change += hit - was
    }
    return change
  }
}

/// Cells of even width between the least and the largest of some numbers, in their order.
private struct CellGrid {
  struct Entry {
    let key: Double
    let position: Int32
  }

  let count: Int
  private let least: Double
  private let cellsPerUnit: Double

  init(_ keys: [Double]) {
    count = max(1, keys.count)
    least = keys.min() ?? 0
    let scale = Double(count) / ((keys.max() ?? 0) - least)
    cellsPerUnit = scale.isFinite ? scale : 0
  }

  /// The number of its cell, never less for a larger number: those outside lie in the first and in the last cell.
  @inline(__always)
  func cell(_ key: Double) -> Int {
    Int(min(max((key - least) * cellsPerUnit, 0), Double(count - 1)))
  }

  /// The keys in order with their positions, and where each cell starts, and the end.
  func sorted(_ keys: [Double]) -> (order: [Entry], starts: [Int32]) {
    let cells = keys.map { Int32(truncatingIfNeeded: cell($0)) }
    var next = [Int32](repeating: 0, count: count + 1)
    for cell in cells { next[Int(cell) + 1] &+= 1 }
    for cell in 0..<count { next[cell + 1] &+= next[cell] }
    let starts = next
    var order = [Entry](repeating: Entry(key: 0, position: 0), count: keys.count)
    for (position, cell) in cells.enumerated() {
      order[Int(next[Int(cell)])] = Entry(key: keys[position], position: Int32(position))
      next[Int(cell)] &+= 1
    }
    order.withUnsafeMutableBufferPointer { order in
      for cell in 0..<count { Self.sort(&order, Int(starts[cell]), Int(starts[cell + 1])) }
    }
    return (order, starts)
  }

  /// Sorts a run: most have one entry or two.
  private static func sort(_ order: inout UnsafeMutableBufferPointer<Entry>, _ start: Int, _ end: Int) {
    guard end - start > 1 else { return }
    guard end - start <= 32 else {
      order[start..<end].sort { $0.key < $1.key }
      return
    }
    for position in start + 1..<end {
      let entry = order[position]
      var place = position
      while place > start, order[place - 1].key > entry.key {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = entry
    }
  }
}
