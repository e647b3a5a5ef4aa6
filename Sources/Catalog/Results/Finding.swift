import Statistics

/// Something that may be said of an indicator, with the test that allows it and the test's inputs.
///
/// Evaluation decides what is found and in which order; pages only put it into words.
package struct Finding: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// The two ends of a lens in one period, and how the gap between them has moved since an earlier one.
    case gap(lens: String, worst: Int, best: Int, change: Change?)
    /// A group of people against the reference group of its breakdown, and how the gap between them has moved since
    /// an earlier period.
    case group(String, reference: String, breakdown: String, change: Change?)
    /// The whole against an earlier period, when the test says that they differ.
    case change(from: Period)
    /// The whole against an earlier period, when the test cannot tell.
    case unchanged(from: Period)
    /// The whole against what the path to its target allows; this carries how that came to be.
    case target(TargetStatus)
    /// A place that is surely the highest or the lowest of its level, against the whole.
    case place(PlaceID, isHighest: Bool, of: Int)
  }

  package var indicator: String
  package var subject: Subject
  package var period: Period
  /// What is compared: the worst off group, the group of people, the latest value, the place.
  package var first: Estimate
  /// What it is compared with: the best off or reference group, the earlier value, the path's limit, the whole.
  package var second: Estimate
  /// First against second.
  package var test: Comparison
  /// How a difference may be judged: nil where the direction is none or the estimate is modelled, or the test
  /// cannot tell.
  package var isWorse: Bool?
  /// Whether the direction allows to judge at all.
  package var isJudged: Bool

  package init(
    indicator: String, subject: Subject, period: Period, first: Estimate, second: Estimate, test: Comparison,
    isWorse: Bool?, isJudged: Bool
  ) {
    self.indicator = indicator
    self.subject = subject
    self.period = period
    self.first = first
    self.second = second
    self.test = test
    self.isWorse = isWorse
    self.isJudged = isJudged
  }

  /// How the gap that is spoken of has moved; nil where none is, and where it has no earlier period.
  package var movement: Change? {
    switch subject {
    case .gap(_, _, _, let change), .group(_, _, _, let change): change
    case .change, .unchanged, .target, .place: nil
    }
  }

  /// The word that names the kind, for `explain` and downloads.
  package var kind: String {
    switch subject {
    case .gap: "gap"
    case .group: "group"
    case .change: "change"
    case .unchanged: "unchanged"
    case .target: "target"
    case .place: "place"
    }
  }

  // MARK: order

  /// The difference as a share of the larger of the two values, 0 to 1: the same for 2 and 4 as for 20 and 40.
  package var size: Double {
    let largest = max(first.value.magnitude, second.value.magnitude)
    return largest > 0 ? min(1, test.difference.value.magnitude / largest) : 0
  }

  /// The share of the difference that its 90 % interval leaves, 0 to 1: 1 for full counts, 0 where the test cannot
  /// tell.
  package var certainty: Double {
    let difference = test.difference.value.magnitude
    guard difference > 0, test.verdict == .higher || test.verdict == .lower,
      let interval = test.difference.interval
    else { return 0 }
    let nearest = min(interval.low.magnitude, interval.high.magnitude)
    return max(0, min(1, nearest / difference))
  }

  /// Whether this comes first: the larger share that is surely there, then the larger, then the surer, then by kind
  /// and id. A finding that is both larger and surer than another never comes after it.
  package func precedes(_ other: Finding) -> Bool {
    let (mine, others) = (size * certainty, other.size * other.certainty)
    if mine != others { return mine > others }
    if size != other.size { return size > other.size }
    if certainty != other.certainty { return certainty > other.certainty }
    return key < other.key
  }

  /// Kind and id, which decide between equals.
  private var key: (Int, String, String) {
    switch subject {
    case .gap(let lens, _, _, _): (0, indicator, lens)
    case .group(let group, _, let breakdown, _): (1, indicator, "\(breakdown)/\(group)")
    case .change: (2, indicator, "")
    case .target: (3, indicator, "")
    case .unchanged: (4, indicator, "")
    case .place(let place, _, _): (5, indicator, "\(place.level)/\(place.id)")
    }
  }
}
