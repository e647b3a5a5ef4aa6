import Statistics

/// One equity measure of an indicator in one period: its value, or why there is none.
package struct EquityValue: Hashable, Sendable {
  /// What the measure was computed over.
  package enum Base: Hashable, Sendable {
    /// All groups of a lens or a breakdown.
    case groups(Int)
    /// One group of a breakdown against its reference.
    case pair(group: String, reference: String)
    /// The places of the primary level: so many of all have a number and residents.
    case places(Int, of: Int)
  }

  /// Why there is no value. It is never computed from what is left.
  package enum Reason: Hashable, Sendable {
    /// A group's number is withheld.
    case withheld
    /// A group has no number.
    case missing
    /// A group's margin is too large to build on.
    case unreliable
    /// How many people a group has is not known.
    case unknownPeople
    /// The places that have a number hold too few of the residents.
    case tooFewPeople
    /// The method has no answer for such values.
    case undefined(Undefined)
  }

  package enum Outcome: Hashable, Sendable {
    /// - Parameter verdict: whether the value lies above or below equality, as its interval tells; untested for a
    ///   measure that cannot lie on either side, and without an interval.
    case estimate(Estimate, Verdict)
    case none(Reason)
  }

  /// The id in `EquityMeasure.all`.
  package var measure: String
  package var base: Base
  package var outcome: Outcome

  package init(_ measure: String, over base: Base, _ outcome: Outcome) {
    self.measure = measure
    self.base = base
    self.outcome = outcome
  }

  package var estimate: Estimate? {
    guard case .estimate(let estimate, _) = outcome else { return nil }
    return estimate
  }
}

/// Where the gap between two groups is going: a line through all periods that share no data, and its test.
package struct GapTrend: Hashable, Sendable {
  /// A line that half of the periods could not pull away, and whether later gaps tend to be higher.
  package struct Line: Hashable, Sendable {
    /// Of the gap, the first group's value minus the second's, a year: Theil and Sen, with its 90 % interval.
    package var slope: Estimate
    /// Of the Mann–Kendall test, two-sided: exact where no two gaps are equal, else from the normal distribution.
    package var p: Double
    /// At 90 %.
    package var verdict: Verdict
    /// The line at the first and at the last of the periods.
    package var ends: ClosedEnds

    package init(slope: Estimate, p: Double, verdict: Verdict, ends: ClosedEnds) {
      self.slope = slope
      self.p = p
      self.verdict = verdict
      self.ends = ends
    }
  }

  /// The values of a line at its two ends.
  package struct ClosedEnds: Hashable, Sendable {
    package var first: Double
    package var last: Double

    package init(first: Double, last: Double) {
      self.first = first
      self.last = last
    }
  }

  /// With fewer, no order of the gaps could be told from chance: of four the smallest p is 0.083, of three 0.33.
  package static let leastPeriods = 4

  /// The periods looked at, in order; no two share data.
  package var periods: [Period]
  /// Nil where there are too few periods to tell.
  package var line: Line?

  package init(periods: [Period], line: Line?) {
    self.periods = periods
    self.line = line
  }
}

/// The groups of a breakdown in the whole city, against the stated reference group.
package struct BreakdownResult: Sendable {
  package struct GroupValue: Sendable {
    package var group: String
    package var cell: Cell
    /// Against the reference group; nil for itself, without one, and where either shows no estimate.
    package var gap: Comparison?

    package init(group: String, cell: Cell, gap: Comparison?) {
      self.group = group
      self.cell = cell
      self.gap = gap
    }
  }

  package struct PeriodValue: Sendable {
    package var period: Period
    /// In the order of the definition.
    package var groups: [GroupValue]
    package var measures: [EquityValue]

    package init(period: Period, groups: [GroupValue], measures: [EquityValue]) {
      self.period = period
      self.groups = groups
      self.measures = measures
    }
  }

  /// Where the gap between a group and the reference group is going.
  package struct GroupTrend: Sendable {
    package var group: String
    /// Between the latest period with a gap and the last one that shares no data with it; nil where there is none.
    package var change: Change?
    package var trend: GapTrend

    package init(group: String, change: Change?, trend: GapTrend) {
      self.group = group
      self.change = change
      self.trend = trend
    }
  }

  package var breakdown: String
  package var reference: String?
  package var periods: [PeriodValue]
  /// Of every group that has a gap in any period, in the order of the definition.
  package var trends: [GroupTrend]

  package init(breakdown: String, reference: String?, periods: [PeriodValue], trends: [GroupTrend] = []) {
    self.breakdown = breakdown
    self.reference = reference
    self.periods = periods
    self.trends = trends
  }
}
