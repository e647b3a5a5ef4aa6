/// An estimate that may lead others.
struct Leader {
  let number: Int
  let value: Double
  let square: Double
}

/// Some of a bucket's estimates as those that trail, in cells of the number that tells whom a leader leads: all that
/// lie in a cell before that of a bound are below the bound, all in a cell behind it are not.
///
/// There are about as many cells as estimates. Within a cell they are not sorted, because testing a few more costs
/// less, unless they are many. The memory is asked for once for each pair of buckets, and is plain: behind arrays each
/// step asks whether it is shared, and 83,000 estimates took 107 ms in place of 74.
struct Trail {
  private let values: UnsafeMutableBufferPointer<Double>
  private let squares: UnsafeMutableBufferPointer<Double>
  /// Numbers of the estimates.
  private let numbers: UnsafeMutableBufferPointer<Int32>
  /// How many lead each, of those that were tested. As wide as the numbers that they are counted beside.
  private let hits: UnsafeMutableBufferPointer<Int64>
  /// At a position, how many lead just those before it.
  private let leaders: UnsafeMutableBufferPointer<Int32>
  /// Where each cell starts, and the end.
  private let starts: UnsafeMutableBufferPointer<Int32>
  private let grid: CellGrid
  private let slope: Double
  /// Whether any cell holds more than `crowd`, which is sorted then.
  private var isCrowded = false

  /// Members of a cell from which on looking a bound up among them costs less than testing them all.
  private static let crowd = 40

  /// Calls `body` with a run of a bucket's estimates, which is not empty.
  static func with(_ bucket: ReachBucket, _ run: Range<Int>, slope: Double, _ body: (Trail) -> Void) {
    let count = run.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (count + 3)) { doubles in
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: count + 3) { hits in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4 * count + 2) { numbers in
          doubles.initialize(repeating: .infinity)
          hits.initialize(repeating: 0)
          numbers.initialize(repeating: 0)
          var trail = Trail(
            values: .init(rebasing: doubles[..<(count + 3)]),
            squares: .init(rebasing: doubles[(count + 3)...]),
            numbers: .init(rebasing: numbers[..<count]), hits: hits,
            leaders: .init(rebasing: numbers[count...2 * count]),
            starts: .init(rebasing: numbers[(2 * count + 1)...(3 * count + 1)]),
            grid: CellGrid(
              bucket.values[run.lowerBound] + slope * bucket.least * bucket.least,
              bucket.values[run.upperBound - 1] + slope * bucket.most * bucket.most, count: count),
            slope: slope)
          trail.place(bucket, run, cells: .init(rebasing: numbers[(3 * count + 2)...]))
          body(trail)
        }
      }
    }
  }

  /// Puts the estimates in the order of their cells, within each as they come.
  private mutating func place(
    _ bucket: ReachBucket, _ run: Range<Int>, cells: UnsafeMutableBufferPointer<Int32>
  ) {
    bucket.values.withUnsafeBufferPointer { values in
      bucket.squares.withUnsafeBufferPointer { squares in
        bucket.members.withUnsafeBufferPointer { members in
          for (position, from) in run.enumerated() {
            let cell = grid.cell(values[from] + slope * squares[from])
            cells[position] = Int32(truncatingIfNeeded: cell)
            starts[cell] &+= 1
          }
          // Ends first, which become starts as the cells are filled from behind.
          var (end, largest): (Int32, Int32) = (0, 0)
          for cell in starts.indices {
            largest = max(largest, starts[cell])
            end &+= starts[cell]
            starts[cell] = end
          }
          for (position, from) in run.enumerated().reversed() {
            let cell = Int(cells[position])
            starts[cell] &-= 1
            let to = Int(starts[cell])
            self.values[to] = values[from]
            self.squares[to] = squares[from]
            numbers[to] = members[from]
          }
          isCrowded = largest > Self.crowd
        }
      }
    }
    if isCrowded { sortCrowds() }
  }

  private func sortCrowds() {
    for cell in 0..<grid.count {
      let range = Int(starts[cell])..<Int(starts[cell + 1])
      guard range.count > Self.crowd else { continue }
      let entries = range.map { (key: key($0), value: values[$0], square: squares[$0], number: numbers[$0]) }
        .sorted { $0.key < $1.key }
      for (position, entry) in zip(range, entries) {
        (values[position], squares[position], numbers[position]) = (entry.value, entry.square, entry.number)
      }
    }
  }

  @inline(__always)
  private func key(_ position: Int) -> Double { values[position] + slope * squares[position] }

  /// Those that are neither surely below the lower bound nor surely not below the upper one.
  @inline(__always)
  func between(_ lower: Double, _ upper: Double) -> Range<Int> {
    let (first, last) = (grid.cell(lower), grid.cell(upper))
    let (start, end) = (Int(starts[first]), Int(starts[last + 1]))
    guard isCrowded else { return start..<end }
    let from = count(below: lower, first) ?? start
    return from..<max(from, count(below: upper, last) ?? end)
  }

  /// How many are below a bound in its cell and before; nil where the cell is not crowded.
  private func count(below bound: Double, _ cell: Int) -> Int? {
    var (low, high) = (Int(starts[cell]), Int(starts[cell + 1]))
    guard high - low > Self.crowd else { return nil }
    while low < high {
      let middle = (low + high) / 2
      if key(middle) < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Notes that a leader leads all before a position.
  @inline(__always)
  func lead(before position: Int) { leaders[position] &+= 1 }

  /// Adds to each estimate's count, by its number, how many lead it.
  func addLeaders(to counts: inout [Int32]) {
    counts.withUnsafeMutableBufferPointer { counts in
      var sum: Int32 = 0
      for position in numbers.indices.reversed() {
        sum &+= leaders[position + 1]
        counts[Int(numbers[position])] &+= sum &+ Int32(truncatingIfNeeded: hits[position])
      }
    }
  }

  /// Tests a leader against a run, each of which gets a hit where it is led.
  ///
  /// Four at a time (62 ms where one by one took 74): up to three behind the run are tested too, who are not led or are
  /// nobody.
  /// - Returns: the number it leads, and whether any pair is too close to trust it.
  @inline(__always)
  func test(_ leader: Leader, _ run: Range<Int>) -> (hits: Int, isClose: Bool) {
    var (found, close) = (SIMD4<Int64>.zero, SIMD4<Int64>.zero)
    let (value, square) = (SIMD4(repeating: leader.value), SIMD4(repeating: leader.square))
    let (values, squares) = (UnsafeRawPointer(values.baseAddress), UnsafeRawPointer(squares.baseAddress))
    let hits = UnsafeMutableRawPointer(hits.baseAddress)
    guard let values, let squares, let hits else { return (0, false) }
    var position = run.lowerBound * 8
    while position < run.upperBound * 8 {
      let gap = value - (values + position).loadUnaligned(as: SIMD4<Double>.self)
      let doubt = square + (squares + position).loadUnaligned(as: SIMD4<Double>.self)
      // With the gap's sign: who is ahead of the leader is not led.
      let lead = gap * Self.magnitude(gap)
      let hit = Self.ones(lead .> doubt)
      close |= Self.ones(Self.magnitude(lead - doubt) .< doubt * LeadLine.slack)
      let place = hits + position
      place.storeBytes(of: place.loadUnaligned(as: SIMD4<Int64>.self) &+ hit, as: SIMD4<Int64>.self)
      found &+= hit
      position += 32
    }
    return (Int(found.wrappedSum()), close != .zero)
  }

  @inline(__always)
  private static func magnitude(_ numbers: SIMD4<Double>) -> SIMD4<Double> {
    let bits = unsafeBitCast(numbers, to: SIMD4<UInt64>.self) & SIMD4(repeating: UInt64.max >> 1)
    return unsafeBitCast(bits, to: SIMD4<Double>.self)
  }

  @inline(__always)
  private static func ones(_ mask: SIMDMask<SIMD4<Int64>>) -> SIMD4<Int64> {
    SIMD4<Int64>.zero.replacing(with: 1, where: mask)
  }

  /// Corrects the pairs of a run that are too close for the quick test; the change of the number of hits.
  ///
  /// - Parameter estimates: by number.
  @inline(never)
  func settle(_ leader: Leader, _ run: Range<Int>, _ estimates: [Estimate]) -> Int {
    let first = estimates[leader.number]
    var change = 0
    // Whole numbers make many such pairs, and equal estimates lie side by side.
    var known: (estimate: Estimate, hit: Int)?
    for position in run {
      let gap = leader.value - values[position]
      let (lead, doubt) = (gap * gap.magnitude, leader.square + squares[position])
      guard (lead - doubt).magnitude < doubt * LeadLine.slack else { continue }
      let second = estimates[Int(numbers[position])]
      let hit: Int
      if let known, known.estimate.value == second.value, known.estimate.uncertainty == second.uncertainty {
        hit = known.hit
      } else {
        hit = first.verdict(against: second) == .higher ? 1 : 0
        known = (second, hit)
      }
      let was = lead > doubt ? 1 : 0
      hits[position] += Int64(hit - was)
      change += hit - was
    }
    return change
  }
}

/// Cells of even width between the least and the largest of some numbers.
private struct CellGrid {
  let count: Int
  private let least: Double
  private let cellsPerUnit: Double
  private let last: Double

  init(_ least: Double, _ most: Double, count: Int) {
    self.count = count
    self.least = least
    last = Double(count - 1)
    let scale = Double(count) / (most - least)
    cellsPerUnit = scale.isFinite ? scale : 0
  }

  /// The number of its cell, never less for a larger number: those outside lie in the first and in the last cell.
  @inline(__always)
  func cell(_ key: Double) -> Int {
    let place = (key - least) * cellsPerUnit
    return Int(place > 0 ? (place < last ? place : last) : 0)
  }
}
