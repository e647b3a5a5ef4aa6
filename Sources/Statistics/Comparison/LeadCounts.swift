// The C library: unoptimised builds call its sqrt.
import Foundation

/// How many estimates are surely above and surely below each of many, by the test of `Estimate.compared`.
///
/// One is surely above another when v₁ − v₂ > √(a₁² + b₂²), where a is how far its interval reaches down and b how
/// far the other's reaches up. Asking it of all pairs of 85,000 places takes minutes. Here those that lead are put
/// into buckets of like a, those that trail into buckets of like b, each sorted by value: then for two buckets the
/// answer is certain but in a narrow band of values, and only pairs in the band are tested, and only those too close
/// for rounding by the test itself.
struct LeadCounts {
  private(set) var above: [Int32]
  private(set) var below: [Int32]
  private let estimates: [Estimate]

  /// - Parameter estimates: each with an interval and a finite value.
  init(_ estimates: [Estimate]) {
    self.estimates = estimates
    above = [Int32](repeating: 0, count: estimates.count)
    below = above
    let arms = estimates.map { Arms($0) }
    guard arms.allSatisfy(\.isPlain) else {
      countAllPairs()
      return
    }
    let buckets = max(1, Int(Double(estimates.count).squareRoot() / 5))
    var leading = Self.buckets(arms, count: buckets, reach: \.down)
    for trailing in Self.buckets(arms, count: buckets, reach: \.up) {
      var run = Trail(trailing)
      for bucket in leading.indices { count(&leading[bucket], trailing, &run) }
      var leaders: Int32 = 0
      for position in trailing.members.indices.reversed() {
        leaders += run.leaders[position + 1]
        above[Int(trailing.members[position])] = leaders + run.hits[position]
      }
    }
    for bucket in leading {
      for (number, count) in zip(bucket.members, bucket.leads) { below[Int(number)] = count }
    }
  }

  /// By the test itself, for numbers whose squares are beyond what a number can hold.
  private mutating func countAllPairs() {
    for first in estimates.indices {
      for second in estimates.indices.dropFirst(first + 1) {
        switch estimates[first].verdict(against: estimates[second]) {
        case .higher: lead(first, second)
        case .lower: lead(second, first)
        case .cannotTell, .untested: break
        }
      }
    }
  }

  private mutating func lead(_ first: Int, _ second: Int) {
    above[second] += 1
    below[first] += 1
  }

  // MARK: buckets

  private struct Arms {
    let value: Double
    let down: Double
    let up: Double

    init(_ estimate: Estimate) {
      value = estimate.value
      if case .margin(let margin) = estimate.uncertainty {
        (down, up) = (margin, margin)
      } else {
        down = estimate.value - (estimate.interval?.low ?? .nan)
        up = (estimate.interval?.high ?? .nan) - estimate.value
      }
    }

    /// Whether sums of squares are far from the ends of what a number can hold.
    var isPlain: Bool {
      [value, down, up].allSatisfy { $0.magnitude < 1e100 && ($0 == 0 || $0.magnitude > 1e-100) }
        && down >= 0 && up >= 0
    }
  }

  /// Estimates of like reach, sorted by value.
  private struct Bucket {
    /// Numbers of the estimates.
    var members: [Int32] = []
    var values: [Double] = []
    var squares: [Double] = []
    /// How many each leads, as far as counted.
    var leads: [Int32] = []
    var least = Double.infinity
    var most = 0.0
  }

  /// What was counted of a trailing bucket's estimates.
  private struct Trail {
    /// At a position, how many lead just those before it.
    var leaders: [Int32]
    /// How many lead one, of those that were tested.
    var hits: [Int32]

    init(_ bucket: Bucket) {
      leaders = [Int32](repeating: 0, count: bucket.members.count + 1)
      hits = [Int32](repeating: 0, count: bucket.members.count)
    }
  }

  private static func buckets(_ arms: [Arms], count: Int, reach: KeyPath<Arms, Double>) -> [Bucket] {
    let reaches = arms.map { $0[keyPath: reach] }
    let sorted = reaches.sorted()
    guard let largest = sorted.last else { return [] }
    // Bounds at the quantiles: equal reaches share a bucket. A long tail is cut finer.
    var bounds: [Double] = []
    for cut in 1...count {
      let bound = sorted[min(sorted.count - 1, sorted.count * cut / count)]
      while let last = bounds.last, bounds.count >= count - 1, last > 0, last * 1.5 < bound {
        bounds.append(last * 1.5)
      }
      if bounds.last != bound { bounds.append(bound) }
    }
    if bounds.last != largest { bounds.append(largest) }
    var buckets = [Bucket](repeating: Bucket(), count: bounds.count)
    for number in arms.indices.sorted(by: { arms[$0].value < arms[$1].value }) {
      let reach = reaches[number]
      var (low, high) = (0, bounds.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if bounds[middle] < reach { low = middle + 1 } else { high = middle }
      }
      buckets[low].members.append(Int32(number))
      buckets[low].values.append(arms[number].value)
      buckets[low].squares.append(reach * reach)
      buckets[low].leads.append(0)
      buckets[low].least = min(buckets[low].least, reach)
      buckets[low].most = max(buckets[low].most, reach)
    }
    return buckets.filter { !$0.members.isEmpty }
  }

  // MARK: two buckets

  /// What rounding may do to the two sides of the test, and some more.
  private static let slack = 1e-9

  private func count(_ leading: inout Bucket, _ trailing: Bucket, _ run: inout Trail) {
    let near =
      (leading.least * leading.least + trailing.least * trailing.least).squareRoot() * (1 - Self.slack)
    let far = (leading.most * leading.most + trailing.most * trailing.most).squareRoot() * (1 + Self.slack)
    // Without any doubt there is no band, and equal values, which may be many, lead nobody.
    let hasBand = far > 0
    // Trailing ones before `sure` are surely below the leading one, those from `possible` on are not.
    var (sure, possible) = (0, 0)
    for position in leading.members.indices {
      let value = leading.values[position]
      trailing.values.withUnsafeBufferPointer { values in
        while sure < values.count, values[sure] < value - far { sure += 1 }
        possible = max(possible, sure)
        while hasBand, possible < values.count, values[possible] <= value - near { possible += 1 }
      }
      run.leaders[sure] &+= 1
      leading.leads[position] &+= Int32(truncatingIfNeeded: sure)
      if sure < possible {
        leading.leads[position] &+= test(leading, position, trailing, sure..<possible, &run.hits)
      }
    }
  }

  /// Tests a leading estimate against a run of trailing ones; the number it leads, each of which gets a hit.
  private func test(
    _ leading: Bucket, _ position: Int, _ trailing: Bucket, _ run: Range<Int>, _ hits: inout [Int32]
  ) -> Int32 {
    let (value, square) = (leading.values[position], leading.squares[position])
    var (found, close): (Int32, Int32) = (0, 0)
    trailing.values.withUnsafeBufferPointer { values in
      trailing.squares.withUnsafeBufferPointer { squares in
        hits.withUnsafeMutableBufferPointer { hits in
          for other in run {
            let gap = value - values[other]
            let (lead, doubt) = (gap * gap, square + squares[other])
            let hit: Int32 = lead > doubt ? 1 : 0
            close |= (lead - doubt).magnitude < doubt * Self.slack ? 1 : 0
            hits[other] &+= hit
            found &+= hit
          }
        }
      }
    }
    return close == 0 ? found : found + settle(leading, position, trailing, run, &hits)
  }

  /// Corrects the pairs of a run that are too close for the quick test; the change of the number of hits.
  @inline(never)
  private func settle(
    _ leading: Bucket, _ position: Int, _ trailing: Bucket, _ run: Range<Int>, _ hits: inout [Int32]
  ) -> Int32 {
    let (value, square) = (leading.values[position], leading.squares[position])
    let first = estimates[Int(leading.members[position])]
    var change: Int32 = 0
    for other in run {
      let gap = value - trailing.values[other]
      let (lead, doubt) = (gap * gap, square + trailing.squares[other])
      guard (lead - doubt).magnitude < doubt * Self.slack else { continue }
      let second = estimates[Int(trailing.members[other])]
      let hit: Int32 = first.verdict(against: second) == .higher ? 1 : 0
      let was: Int32 = lead > doubt ? 1 : 0
      hits[other] += hit - was
      change += hit - was
    }
    return change
  }
}
