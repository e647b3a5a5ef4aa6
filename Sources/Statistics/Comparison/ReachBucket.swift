/// Estimates whose intervals reach about as far to one side.
struct ReachBucket {
  /// Numbers of the estimates, ascending.
  private(set) var members: [Int32] = []
  private(set) var values: [Double] = []
  /// Squares of the reaches.
  private(set) var squares: [Double] = []
  private(set) var least = Double.infinity
  private(set) var most = 0.0
  private(set) var lowest = Double.infinity
  private(set) var highest = -Double.infinity

  /// Members × (width in eighths of an octave)² that one bucket may have. Of a wider one the pairs to be tested
  /// cost more than another bucket would: measured with 85,000 places.
  private static let limit = 200_000.0

  /// Puts estimates into buckets, narrow where there are many; those that reach nowhere have one of their own.
  /// O(n).
  static func buckets(_ arms: [Arms], _ reaches: [Double]) -> [ReachBucket] {
    guard let low = reaches.lazy.filter({ $0 > 0 }).min(), let high = reaches.max() else {
      return reaches.isEmpty ? [] : [bucket(arms, reaches)]
    }
    // The leading bits of a number count eighths of its octaves.
    let first = key(low) - 1
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
    for (estimate, reach) in reaches.enumerated() {
      buckets[bucketOfKey[number(reach)]].add(estimate, arms[estimate].value, reach)
    }
    return buckets
  }

  private static func key(_ reach: Double) -> Int { Int(reach.bitPattern >> 49) }

  private static func bucket(_ arms: [Arms], _ reaches: [Double]) -> ReachBucket {
    var bucket = ReachBucket()
    for (number, reach) in reaches.enumerated() { bucket.add(number, arms[number].value, reach) }
    return bucket
  }

  private mutating func add(_ number: Int, _ value: Double, _ reach: Double) {
    members.append(Int32(number))
    values.append(value)
    squares.append(reach * reach)
    least = min(least, reach)
    most = max(most, reach)
    lowest = min(lowest, value)
    highest = max(highest, value)
  }
}
