/// How much of what several contributors add up to a few of them make up, 0 to 1.
///
/// Contributions count without their sign, so that what is paid back does not hide who paid (Hundepool et al. 2012,
/// Statistical Disclosure Control, 4.2).
package enum Concentration: Hashable, Sendable {
  /// The share of the so many largest contributions in the sum of all: what an (n, k) rule looks at.
  case largest(Int)
  /// The share of the largest contribution in the sum of all but the second largest: what a p % rule looks at, because
  /// whoever gave the second largest takes it off the sum and has the largest but for the rest.
  case largestBesideSecond

  /// How many of the largest contributions have to be known one by one.
  var kept: Int {
    switch self {
    case .largest(let count): count
    case .largestBesideSecond: 2
    }
  }

  /// NaN where nothing was contributed.
  func value(_ contributions: Contributions) -> Double {
    var top = CompensatedSum()
    switch self {
    case .largest: for amount in contributions.largest { top.add(amount) }
    case .largestBesideSecond: top.add(contributions.largest.first ?? 0)
    }
    var all = top
    all.merge(contributions.rest)
    return top.value / all.value
  }
}

/// The largest of some contributions, and the sum of all others.
struct Contributions: Sendable {
  /// From the largest on; none is 0.
  private(set) var largest: [Double] = []
  private(set) var rest = CompensatedSum()

  /// Takes in a contribution of 0 or more.
  ///
  /// - Parameter kept: how many of the largest are known one by one; 1 or more, and always the same.
  /// - Complexity: O(kept).
  mutating func add(_ amount: Double, kept: Int) {
    guard amount > 0 else { return }
    if largest.count == kept {
      guard let least = largest.last, amount > least else { return rest.add(amount) }
      rest.add(least)
      largest.removeLast()
    }
    largest.insert(amount, at: largest.firstIndex { $0 < amount } ?? largest.count)
  }

  /// Takes in others, each times a share.
  mutating func merge(_ other: Contributions, share: Double, kept: Int) {
    for amount in other.largest { add(amount * share, kept: kept) }
    rest.merge(other.rest.scaled(by: share))
  }

  mutating func removeAll() {
    largest.removeAll(keepingCapacity: true)
    rest = CompensatedSum()
  }
}
