/// Where the values of targets come from: the places of a level and the whole, or groups of places.
struct TargetSources: Sendable {
  /// Source places to targets.
  let partition: Partition
  /// The target that is the whole city, where there is one: it takes all source places, or the rows that
  /// describe the whole in the periods that have such.
  let whole: Int?
  let count: Int
  /// By target, whether any source place reaches it. Where none does nobody could be counted: that is not zero.
  let isReached: [Bool]
  /// Targets that take shares of places: what cannot be divided (a median, a distinct count) has no value there.
  let divided: Set<Int>
  /// Whether every source place goes to one target at most, whole.
  let isNested: Bool

  init(partition: Partition, whole: Int?) {
    self.partition = partition
    self.whole = whole
    count = max(partition.targetCount, whole.map { $0 + 1 } ?? 0)
    var isReached = [Bool](repeating: partition.isIdentity, count: count)
    var divided: Set<Int> = []
    var isNested = true
    var last = -1
    if !partition.isIdentity {
      for share in partition.shares {
        isReached[share.target] = true
        if share.weight != 0 && share.weight != 1 { divided.insert(share.target) }
        if share.weight != 1 || share.source == last { isNested = false }
        last = share.source
      }
    }
    if let whole { isReached[whole] = true }
    self.isReached = isReached
    self.divided = divided
    self.isNested = isNested
  }
}
