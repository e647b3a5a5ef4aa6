/// Estimates whose intervals reach about as far to one side, from the least value to the largest.
struct ReachBucket {
  /// Numbers of the estimates in the order of their values, ascending.
  private(set) var members: [Int32] = []
  private(set) var values: [Double] = []
  /// Squares of the reaches.
  private(set) var squares: [Double] = []
  private(set) var least = Double.infinity
  private(set) var most = 0.0

  /// Members × (width in eighths of an octave)² that one bucket may have. Of a wider one the pairs to be tested
  /// cost more than another bucket would. It matters little: 83,000 estimates took 81 ms with 25,000, 79 with 50,000,
  /// 74 with 100,000.
  private static let limit = 80_000.0

  /// Puts estimates into buckets, narrow where there are many; those that reach nowhere have one of their own.
  /// O(n).
  ///
  /// - Parameters:
  ///   - values: ascending.
  ///   - reaches: how far each reaches to the side in question.
  static func buckets(_ values: [Double], _ reaches: [Double]) -> [ReachBucket] {
    guard let high = reaches.max() else { return [] }
    // The leading bits of a number count eighths of its octaves.
    let first = reaches.reduce(key(high)) { $1 > 0 ? min($0, key($1)) : $0 } - 1
    func number(_ reach: Double) -> Int { reach > 0 ? key(reach) - first : 0 }
    var counts = [Int](repeating: 0, count: number(high) + 1)
    for reach in reaches { counts[number(reach)] += 1 }
    var bucketOfKey = [Int](repeating: 0, count: counts.count)
    var (count, start, held) = (0, 0, 0)
    for (key, added) in counts.enumerated() where added > 0 {
      let width = Double(key - start + 1)
      if held == 0 || start == 0 || Double(held + added) * width * width > limit {
        (count, start, held) = (count + 1, key, 0)
      }
      held += added
      bucketOfKey[key] = count - 1
    }
    var buckets = [ReachBucket](repeating: ReachBucket(), count: count)
    for (member, reach) in reaches.enumerated() {
      buckets[bucketOfKey[number(reach)]].add(Int32(truncatingIfNeeded: member), values[member], reach)
    }
    return buckets
  }

  private static func key(_ reach: Double) -> Int { Int(reach.bitPattern >> 49) }

  private mutating func add(_ member: Int32, _ value: Double, _ reach: Double) {
    members.append(member)
    values.append(value)
    squares.append(reach * reach)
    least = min(least, reach)
    most = max(most, reach)
  }

  /// How many values are at most, or below, a bound. O(log n).
  func count(upTo bound: Double) -> Int { count { $0 <= bound } }
  func count(below bound: Double) -> Int { count { $0 < bound } }

  private func count(_ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
