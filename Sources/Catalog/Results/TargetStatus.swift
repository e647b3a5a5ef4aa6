import Statistics

/// How a value stands to its target in the latest period, with the numbers that decide it.
package struct TargetStatus: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    /// The whole interval is at the target or beyond it; once it is due, within its tolerance.
    case reached
    /// The whole interval is within what the path allows.
    case onTrack
    /// The whole interval is outside what the path allows.
    case offTrack
    /// The interval reaches over what the path allows, there is no margin, or the path has only just begun.
    case cannotTell
    /// Nothing is promised before the target is due.
    case notDue
    /// A modelled estimate is never used to judge.
    case modelled
    /// There is no number, or none for the path to begin with.
    case noNumber
  }

  /// What the target asks for in the period.
  package struct Path: Hashable, Sendable {
    /// Where a straight path begins; nil where the target holds as it is.
    package var start: Start?
    /// The path's value in the period: the target itself once it is due.
    package var value: Double
    /// The path's value with the tolerance: the last value that is allowed.
    package var limit: Double

    package init(start: Start?, value: Double, limit: Double) {
      self.start = start
      self.value = value
      self.limit = limit
    }
  }

  package struct Start: Hashable, Sendable {
    package var period: Period
    package var value: Double

    package init(period: Period, value: Double) {
      self.period = period
      self.value = value
    }
  }

  package var state: State
  package var period: Period
  /// Nil where no number is shown.
  package var estimate: Estimate?
  /// Nil where nothing is asked for yet, or nothing can be.
  package var path: Path?
  /// The value against the limit of the path; nil without either.
  package var test: Comparison?
  /// Whether the target holds by now.
  package var isDue: Bool
  /// Against the last period that shares no data with this one.
  package var travel: Change?
  /// Against the same months of the year before; nil for periods of a year and more.
  package var yearAgo: Change?

  package init(
    state: State, period: Period, estimate: Estimate?, path: Path?, test: Comparison?, isDue: Bool,
    travel: Change?, yearAgo: Change?
  ) {
    self.state = state
    self.period = period
    self.estimate = estimate
    self.path = path
    self.test = test
    self.isDue = isDue
    self.travel = travel
    self.yearAgo = yearAgo
  }
}
