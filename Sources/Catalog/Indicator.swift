import Notation

/// A defined quantity: its formula, universe, unit and direction, and how it is broken down and judged.
package struct Indicator: Sendable, Identifiable {
  package var id: String
  package var location: SourceLocation
  package var title: LocalizedText
  /// The question the page asks in its heading.
  package var question: LocalizedText?
  /// A sentence on what it means, for cards and downloads.
  package var summary: LocalizedText?
  package var topic: String
  package var feed: SourcedText
  package var unit: Unit
  /// What one unit is, in words: `per 1,000 residents a year`, `% of households`.
  package var unitLabel: LocalizedText?
  package var direction: Direction
  package var universe: LocalizedText
  package var formula: Formula
  /// What is done to its values once they are counted; nil leaves them as they are.
  package var adjustment: Adjustment?
  /// Rows counted; the others are counted as left out.
  package var filter: SourcedText?
  package var periods: PeriodPlan
  /// Geographies it is computed at; empty means the primary one.
  package var levels: [SourcedText]
  package var breakdowns: [Breakdown]
  package var lenses: [SourcedText]
  /// Equity measures by their ids in `EquityMeasure.all`.
  package var measures: [SourcedText]
  package var target: Target?
  package var suppress: SuppressionPlan
  package var uncertainty: UncertaintyMethod?
  package var zeroMargins: ZeroMargins
  /// Decimals shown; nil takes the unit's.
  package var decimals: Int?
  /// A modelled estimate: flagged, and never used to judge a programme.
  package var isModelled: Bool
  /// Why a number may mislead: `reports are not floods`.
  package var caveat: LocalizedText?
  package var reference: String?
  package var isHeadline: Bool

  package init(
    id: String, location: SourceLocation, title: LocalizedText, question: LocalizedText? = nil,
    summary: LocalizedText? = nil, topic: String, feed: SourcedText, unit: Unit,
    unitLabel: LocalizedText? = nil, direction: Direction, universe: LocalizedText, formula: Formula,
    adjustment: Adjustment? = nil, filter: SourcedText? = nil, periods: PeriodPlan = PeriodPlan(),
    levels: [SourcedText] = [],
    breakdowns: [Breakdown] = [], lenses: [SourcedText] = [], measures: [SourcedText] = [],
    target: Target? = nil,
    suppress: SuppressionPlan = SuppressionPlan(), uncertainty: UncertaintyMethod? = nil,
    zeroMargins: ZeroMargins = .largest, decimals: Int? = nil, isModelled: Bool = false,
    caveat: LocalizedText? = nil, reference: String? = nil, isHeadline: Bool = false
  ) {
    self.id = id
    self.location = location
    self.title = title
    self.question = question
    self.summary = summary
    self.topic = topic
    self.feed = feed
    self.unit = unit
    self.unitLabel = unitLabel
    self.direction = direction
    self.universe = universe
    self.formula = formula
    self.adjustment = adjustment
    self.filter = filter
    self.periods = periods
    self.levels = levels
    self.breakdowns = breakdowns
    self.lenses = lenses
    self.measures = measures
    self.target = target
    self.suppress = suppress
    self.uncertainty = uncertainty
    self.zeroMargins = zeroMargins
    self.decimals = decimals
    self.isModelled = isModelled
    self.caveat = caveat
    self.reference = reference
    self.isHeadline = isHeadline
  }
}

extension Indicator {
  /// By which a change in time, a gap's change or a target may be judged: none for a modelled estimate, which moves
  /// with its model and cannot show what anyone has changed.
  package var judgedDirection: Direction { isModelled ? .none : direction }
}

/// Whether more is better, worse or neither.
package enum Direction: String, CaseIterable, Sendable {
  case favourable, adverse
  /// More is neither better nor worse; no judgement is worded.
  case none
}

/// What a value counts; it decides rounding and which formulas fit.
package enum Unit: String, CaseIterable, Sendable {
  case percent, rate, ratio, count, people, households, homes, dollars, days, minutes, years, index

  /// Decimals shown unless the indicator says otherwise.
  package var decimals: Int {
    switch self {
    case .percent, .rate, .ratio, .days, .minutes, .years, .index: 1
    case .count, .people, .households, .homes, .dollars: 0
    }
  }
}

/// The other feed, filter or period that a denominator may come from.
package struct Denominator: Sendable {
  package enum PeriodChoice: Hashable, Sendable {
    /// The numerator's own base period, or the year that holds it.
    case same
    /// The nearest period the feed has.
    case nearest
    case fixed(Period)
  }

  package var value: SourcedText
  /// Nil is the indicator's own feed.
  package var feed: SourcedText?
  package var filter: SourcedText?
  package var period: PeriodChoice

  package init(value: SourcedText, feed: SourcedText?, filter: SourcedText?, period: PeriodChoice) {
    self.value = value
    self.feed = feed
    self.filter = filter
    self.period = period
  }
}

/// How the value is made from rows. Expressions without an aggregate are summed over the place's rows.
package enum Formula: Sendable {
  /// A part of a whole: 100 × part ÷ whole where the unit is percent.
  case proportion(SourcedText, of: Denominator)
  /// Events per so many person-periods; `each` is the unit of time, nil the base period.
  case rate(SourcedText, of: Denominator, per: Double, each: PeriodUnit?)
  /// One quantity over another of which it is not a part.
  case ratio(SourcedText, of: Denominator, per: Double)
  case mean(SourcedText, weight: SourcedText?)
  case median(SourcedText)
  case quantile(SourcedText, q: Double)
  case count(SourcedText)
  case sum(SourcedText)
  /// The value as the source gives it, times `scale` (100 turns shares into percent).
  case published(SourcedText, scale: Double)
  /// Residents within a distance of a site.
  indirect case access(Access)
  /// Scores of other indicators, turned so that more is more of the index.
  case index(CompositeIndex)

  /// Whether values are totals, so that the city's is beyond all of its places' and is no yardstick for them.
  package var isTotal: Bool {
    switch self {
    case .count, .sum: true
    default: false
    }
  }

  /// Whether values are shares of people, whose remainder is people too.
  package var isShare: Bool {
    switch self {
    case .proportion: true
    case .access(let access): access.value == .share
    default: false
    }
  }

  /// The word that names the kind in a definition.
  package var kind: String {
    switch self {
    case .proportion: "proportion"
    case .rate: "rate"
    case .ratio: "ratio"
    case .mean: "mean"
    case .median: "median"
    case .quantile: "quantile"
    case .count: "count"
    case .sum: "sum"
    case .published: "published"
    case .access: "access"
    case .index: "index"
    }
  }
}

/// Which periods are shown.
package struct PeriodPlan: Sendable {
  /// Base periods pooled in one value; 1 shows the base periods themselves.
  package var window: Int
  /// Base periods between the starts of two windows; `window` gives windows that share no data.
  package var step: Int
  package var from: Period?
  package var to: Period?
  /// How many declared windows the rules of suppression have made one; nil where that has not been found out, or
  /// was not asked for. `window` and `step` hold it already.
  package var pooled: Int?

  package init(window: Int = 1, step: Int = 1, from: Period? = nil, to: Period? = nil) {
    self.window = window
    self.step = step
    self.from = from
    self.to = to
  }
}

/// Splits people (not places) into groups.
package struct Breakdown: Sendable, Identifiable {
  package struct Group: Sendable, Identifiable {
    package var id: String
    package var title: LocalizedText
    /// Rows of the group, for records; nil where the group has a formula of its own.
    package var filter: SourcedText?
    /// The group's own formula, for wide tables.
    package var formula: Formula?

    package init(id: String, title: LocalizedText, filter: SourcedText?, formula: Formula?) {
      self.id = id
      self.title = title
      self.filter = filter
      self.formula = formula
    }
  }

  package var id: String
  package var title: LocalizedText
  package var groups: [Group]
  /// The group the others are compared with.
  package var reference: String?

  package init(id: String, title: LocalizedText, groups: [Group], reference: String?) {
    self.id = id
    self.title = title
    self.groups = groups
    self.reference = reference
  }
}

/// A value to be reached, by when, and who has set it: what `TargetStatus` is worked out from.
package struct Target: Sendable {
  /// What is promised before the target is due.
  package enum Path: String, CaseIterable, Sendable {
    /// A straight line from the first period with a number, or the stated one, to the target.
    case linear
    /// Nothing before the target is due.
    case by
  }

  package var value: Double
  /// When it is due; nil holds for every period.
  package var by: Period?
  package var source: String?
  /// Where a linear path begins; nil is the first period with a number.
  package var from: Period?
  package var path: Path
  /// How far beyond the path a value may lie, in the indicator's unit; 0 or more.
  package var tolerance: Double
  /// Whether every place has to reach it, beside the city as a whole.
  package var holdsForEach: Bool

  package init(
    value: Double, by: Period? = nil, source: String? = nil, from: Period? = nil, path: Path = .linear,
    tolerance: Double = 0, holdsForEach: Bool = false
  ) {
    self.value = value
    self.by = by
    self.source = source
    self.from = from
    self.path = path
    self.tolerance = tolerance
    self.holdsForEach = holdsForEach
  }
}

/// When a number is withheld or flagged. Nil rules do not apply.
package struct SuppressionPlan: Sendable {
  /// Counts of 1 to this − 1 are withheld, and what is derived from them.
  package var countBelow: Int?
  package var denominatorBelow: Int?
  package var dominance: Dominance?
  /// Coefficient of variation above which a value is shown but not ranked; a share, 0.4 for 40 %.
  package var unreliableAbove: Double
  /// What is done in place of withholding, or beside it; nil for nothing.
  package var instead: SuppressionAlternative?
  /// Of `pool`: the share of the places' numbers that must meet the rules, above 0 to 1.
  package var poolUntil = 0.9

  package init(countBelow: Int? = nil, denominatorBelow: Int? = nil, unreliableAbove: Double = 0.4) {
    self.countBelow = countBelow
    self.denominatorBelow = denominatorBelow
    self.unreliableAbove = unreliableAbove
  }

  /// Whether anything is withheld at all.
  package var hasRule: Bool { countBelow != nil || denominatorBelow != nil || dominance != nil }
}

/// What may be done so that fewer numbers are withheld, or so that readers have another in their place.
package enum SuppressionAlternative: String, CaseIterable, Sendable {
  /// 2, 3 or 5 windows become one, for all of the indicator alike.
  case pool
  /// What a rule withholds stays withheld; pages show the number of the next larger place that has one, and say so.
  case rollUp = "roll-up"
}

/// Where an interval comes from when the feed has no margins.
package enum UncertaintyMethod: String, CaseIterable, Sendable {
  /// Exact Poisson limits of the count of events.
  case poisson
  /// Wilson's score interval of a share of people counted.
  case wilson
  /// Everybody was counted.
  case none
  /// The source publishes no margin and none can be derived.
  case unpublished
}

/// How margins of zero estimates enter a sum.
package enum ZeroMargins: String, CaseIterable, Sendable {
  /// Only the largest of them, as the Census Bureau advises.
  case largest
  /// Each of them.
  case each
}
