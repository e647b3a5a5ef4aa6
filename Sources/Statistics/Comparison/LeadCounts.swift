/// How many estimates are surely above and surely below each of many, by the test of `Estimate.compared`.
///
/// One is surely above another when v₁ − v₂ > √(a₁² + b₂²), where a is how far its interval reaches down and b how
/// far the other's reaches up. Asking it of all pairs of 85,000 places takes minutes. Within two buckets of like
/// reach the root is all but a straight line in a² and b², so the question parts into a number of the one that leads
/// and a number of the one that trails (see `LeadLine`): then one look-up tells how many surely trail, and only the
/// few pairs within the bend of the root are tested, and only those too close for rounding by the test itself.
struct LeadCounts {
  private(set) var above: [Int32]
  private(set) var below: [Int32]
  /// In the order of their values, ascending.
  private let estimates: [Estimate]

  /// - Parameter estimates: each with an interval and a finite value, in the order of their values, ascending.
  init(_ estimates: [Estimate]) {
    self.estimates = estimates
    above = [Int32](repeating: 0, count: estimates.count)
    below = above
    let arms = estimates.map { Arms($0) }
    guard arms.allSatisfy(\.isPlain) else {
      countAllPairs()
      return
    }
    let largest = arms.reduce(0) { max($0, $1.value.magnitude) }
    let values = arms.map(\.value)
    let leading = ReachBucket.buckets(values, arms.map(\.down))
    for trailing in ReachBucket.buckets(values, arms.map(\.up)) {
      // By position in the bucket, how many lead just those before it.
      var leaders = [Int32](repeating: 0, count: trailing.members.count + 1)
      for bucket in leading {
        count(bucket, trailing, LeadLine(bucket, trailing, largestValue: largest), &leaders)
      }
      var sum: Int32 = 0
      for position in trailing.members.indices.reversed() {
        sum &+= leaders[position + 1]
        above[Int(trailing.members[position])] &+= sum
      }
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

  // MARK: two buckets

  /// Most pairs are decided by the values alone, run by run: those that lead all, those that trail all. Only who is
  /// left on either side meets one by one.
  private mutating func count(
    _ leading: ReachBucket, _ trailing: ReachBucket, _ line: LeadLine, _ leaders: inout [Int32]
  ) {
    guard let lowest = trailing.values.first, let highest = trailing.values.last else { return }
    let some = leading.count(upTo: lowest + line.never)
    let all = max(some, leading.count(upTo: highest + line.always))
    let count = trailing.values.count
    for position in all..<leading.values.count {
      below[Int(leading.members[position])] &+= Int32(truncatingIfNeeded: count)
    }
    leaders[count] &+= Int32(truncatingIfNeeded: leading.values.count - all)
    guard some < all else { return }
    let start = trailing.count(below: leading.values[some] - line.always)
    let end = max(start, trailing.count(below: leading.values[all - 1] - line.never))
    leaders[start] &+= Int32(truncatingIfNeeded: all - some)
    meet(leading, some..<all, trailing, start..<end, line)
  }

  private mutating func meet(
    _ leading: ReachBucket, _ leaders: Range<Int>, _ trailing: ReachBucket, _ run: Range<Int>,
    _ line: LeadLine
  ) {
    guard !run.isEmpty else {
      for position in leaders { below[Int(leading.members[position])] &+= Int32(run.lowerBound) }
      return
    }
    Trail.with(trailing, run, slope: line.slope) { trail in
      for position in leaders {
        let leader = Leader(
          number: Int(leading.members[position]), value: leading.values[position],
          square: leading.squares[position])
        let key = leader.value - line.slope * leader.square
        let open = trail.between(key - line.sure, key - line.possible)
        trail.lead(before: open.lowerBound)
        var (found, isClose) = trail.test(leader, open)
        if isClose { found += trail.settle(leader, open, estimates) }
        below[leader.number] &+= Int32(truncatingIfNeeded: run.lowerBound + open.lowerBound + found)
      }
      trail.addLeaders(to: &above)
    }
  }
}

/// An estimate's value, with how far its interval reaches down and up.
struct Arms {
  let value: Double
  let down: Double
  let up: Double

  init(_ estimate: Estimate) {
    value = estimate.value
    switch estimate.uncertainty {
    case .margin(let margin): (down, up) = (margin, margin)
    case .fullCount: (down, up) = (0, 0)
    case .interval(let interval): (down, up) = (value - interval.low, interval.high - value)
    case .unpublished: (down, up) = (.nan, .nan)
    }
  }

  /// Whether sums of squares are far from the ends of what a number can hold.
  var isPlain: Bool {
    func isPlain(_ number: Double) -> Bool {
      number.magnitude < 1e100 && (number == 0 || number.magnitude > 1e-100)
    }
    return isPlain(value) && isPlain(down) && isPlain(up) && down >= 0 && up >= 0
  }
}

/// √(A + B) of two buckets as a straight line in A and B, squares of reaches.
///
/// The root of a sum S from S₀ to S₁ lies above its chord √S₀ + (S − S₀) ÷ (√S₀ + √S₁), by no more than
/// (√S₁ − √S₀)² ÷ 4(√S₀ + √S₁): for reaches within 30 % of each other by 1 % of it. So v₁ leads v₂ surely where
/// (v₁ − slope × A) − (v₂ + slope × B) is above `sure`, and surely not where it is below `possible`.
struct LeadLine {
  let slope: Double
  let sure: Double
  let possible: Double
  /// A value above another by more leads it, whatever the reaches in the two buckets.
  let always: Double
  /// A value above another by no more does not lead it.
  let never: Double

  /// What rounding may do to the two sides of the test, and some more.
  static let slack = 1e-9

  init(_ leading: ReachBucket, _ trailing: ReachBucket, largestValue: Double) {
    let least = leading.least * leading.least + trailing.least * trailing.least
    let near = least.squareRoot()
    let far = (leading.most * leading.most + trailing.most * trailing.most).squareRoot()
    guard far > 0 else {
      // Without any doubt there is no band, and equal values, which may be many, lead nobody.
      (slope, sure, possible, always, never) = (0, 0, 0, 0, 0)
      return
    }
    slope = 1 / (near + far)
    let offset = near - slope * least
    let slack = Self.slack * far + 1e-14 * (largestValue + far)
    sure = offset + (far - near) * (far - near) * slope / 4 + slack
    possible = offset - slack
    never = near - slack
    always = far + slack
  }
}
