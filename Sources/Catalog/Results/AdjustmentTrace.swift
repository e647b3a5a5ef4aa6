/// How an indicator's shown values became what they are after they were counted: for `explain` and the method page.
package enum AdjustmentTrace: Sendable {
  case standardised(StandardTrace)
  case smoothed([SmoothingTrace])
}

/// The standard that rates were standardised to.
package struct StandardTrace: Sendable {
  /// The period of the city's make-up, where that is the standard.
  package let period: Period?
  /// The keys of the groups, `breakdown/group`, in the breakdown's order.
  package let groups: [String]
  /// The share of each group in the standard; they add up to 1.
  package let shares: [Double]
  /// The standard's own rate of each group, per person or person-time; nil where only its make-up is known.
  package let rates: [Double]?

  package init(period: Period?, groups: [String], shares: [Double], rates: [Double]?) {
    self.period = period
    self.groups = groups
    self.shares = shares
    self.rates = rates
  }
}

/// What the rates of one level, period and group were drawn to, all of them or one place's.
package struct SmoothingTrace: Sendable {
  package let level: String
  package let period: Period
  /// `breakdown/group`; nil is everyone.
  package let group: String?
  /// The position of the place that was drawn to its neighbours; nil where all were drawn to one mean.
  package let place: Int?
  /// All events ÷ all people of the places used, in the indicator's unit.
  package let mean: Double
  /// The variance between places beyond what chance explains, in the unit's square.
  package let variance: Double
  /// Places that had a number to smooth, or that had a part in the place's mean, itself among them.
  package let places: Int
  /// The unit's factor: 100 for percent, 1,000 for a rate per 1,000.
  package let scale: Double

  package init(
    level: String, period: Period, group: String?, place: Int? = nil, mean: Double, variance: Double,
    places: Int, scale: Double
  ) {
    self.level = level
    self.period = period
    self.group = group
    self.place = place
    self.mean = mean
    self.variance = variance
    self.places = places
    self.scale = scale
  }

  /// How much of its own deviation from the mean a place with so many people keeps, 0 to 1: a ÷ (a + m ÷ n).
  package func weight(people: Double) -> Double {
    guard variance > 0, people > 0 else { return 0 }
    return variance / (variance + mean * scale / people)
  }
}
