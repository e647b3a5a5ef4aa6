/// What a reader can work out about one withheld number.
package struct FeasibleInterval: Hashable, Sendable {
  /// The least possible number; nil where nothing limits it.
  package let low: Double?
  /// The largest possible number; nil where nothing limits it.
  package let high: Double?
  /// Whether both ends can be reached. If not, the system was too large to solve, the true ends lie inside
  /// these, and the interval proves a number exposed but never safe.
  package let isProved: Bool

  package init(low: Double?, high: Double?, isProved: Bool) {
    self.low = low
    self.high = high
    self.isProved = isProved
  }

  /// Whether there is one possible number only: it is disclosed.
  package var isExact: Bool { width == 0 }

  /// high − low; infinite where an end is open.
  var width: Double {
    guard let low, let high else { return .infinity }
    return high - low
  }
}
