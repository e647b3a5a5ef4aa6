import Statistics

/// All cells of one indicator with what is known about them.
///
/// Comparisons are worked out from the cells when they are asked for, which costs less than a microsecond; kept,
/// they would take ten times the memory of the cells.
package struct IndicatorResult: Sendable {
  package var indicator: String
  package var series: CellSeries {
    didSet { (latestDelivered, earlier) = Self.compared(series) }
  }
  /// Where places stand among the ranked places of their level in the latest period, by level.
  package var ranks: [String: RankTable]
  package var lenses: [LensResult]
  /// The breakdowns in the whole city.
  package var breakdowns: [BreakdownResult] = []
  /// What a place's difference from the whole must reach when all places of its level are tested, by level, latest
  /// period. A level without one is tested place by place.
  package var manyTests: [String: ManyTests] = [:]
  package var coverage: Coverage
  /// How the whole stands to the indicator's target; nil where it has none, or no direction.
  package var target: TargetStatus?
  /// By level, how each place stands to a target that holds for each, in the order of ids.
  package var placeTargets: [String: [TargetStatus.State]] = [:]
  /// What may be said of the indicator, each with its test: the largest and surest first.
  package var findings: [Finding] = []
  /// Whether neighbours are alike at the primary level; nil where that is not looked at.
  package var pattern: SpatialPattern?
  /// How values were standardised or smoothed; nil where they are as they were counted.
  package var adjustment: AdjustmentTrace?
  /// The latest period of which the source delivered anything; nil where it delivered nothing.
  package private(set) var latestDelivered: Period?
  /// The last delivered period that shares no data with the latest one.
  package private(set) var earlier: Period?

  package init(
    indicator: String, series: CellSeries, ranks: [String: RankTable] = [:], lenses: [LensResult] = [],
    coverage: Coverage
  ) {
    self.indicator = indicator
    self.series = series
    self.ranks = ranks
    self.lenses = lenses
    self.coverage = coverage
    (latestDelivered, earlier) = Self.compared(series)
  }

  /// Periods shown, in order.
  package var periods: [Period] { series.periods }
  /// Levels computed at, the primary one first where it is among them.
  package var levels: [String] { series.levels }
  package var latest: Period? { periods.last }

  private static func compared(_ series: CellSeries) -> (latest: Period?, earlier: Period?) {
    guard let latest = series.periods.last(where: { series.isDelivered($0) }) else { return (nil, nil) }
    let earlier = series.periods.last { $0 < latest && !$0.overlaps(latest) && series.isDelivered($0) }
    return (latest, earlier)
  }

  // MARK: cells

  /// The cell, or a missing one where there is none.
  package func cell(_ place: PlaceID, _ period: Period, group: String? = nil) -> Cell {
    series.known(place, period, group: group) ?? .missing(.noData)
  }

  /// The cell of the place at a position of its level (0 for the whole's own), or a missing one.
  package func cell(at position: Int, level: String, _ period: Period, group: String? = nil) -> Cell {
    series.known(at: position, level: level, period, group: group) ?? .missing(.noData)
  }

  /// How many cells, and groups of lenses, are withheld, by rule.
  package var withheld: [SuppressionRule: Int] {
    var counts = series.withheld
    for group in lenses.lazy.flatMap(\.periods).flatMap(\.groups) {
      if case .suppressed(let rule) = group.cell { counts[rule, default: 0] += 1 }
    }
    return counts
  }

  // MARK: judgements

  /// A place against the whole city, latest period; nil for the whole, and where either has no estimate.
  ///
  /// The verdict allows for the number of places tested; the interval is of this place alone.
  package func againstWhole(_ place: PlaceID) -> Comparison? {
    series.roster.position(of: place).flatMap { againstWhole(at: $0, level: place.level) }
  }

  /// As `againstWhole(_:)`, by position.
  package func againstWhole(at position: Int, level: String) -> Comparison? {
    let whole = series.roster.whole.level
    guard let latestDelivered, level != whole else { return nil }
    return Comparison(
      cell(at: position, level: level, latestDelivered), cell(at: 0, level: whole, latestDelivered),
      among: manyTests[level])
  }

  /// The latest period against the last one that shares no data with it; nil where either has no estimate.
  package func change(_ place: PlaceID) -> Change? {
    series.roster.position(of: place).flatMap { change(at: $0, level: place.level) }
  }

  /// As `change(_:)`, by position.
  package func change(at position: Int, level: String) -> Change? {
    guard let to = latestDelivered, let from = earlier,
      let comparison = Comparison(
        cell(at: position, level: level, to), cell(at: position, level: level, from))
    else { return nil }
    return Change(from: from, to: to, comparison: comparison)
  }

  /// The change of the whole, else of the first place that has one: all are between the same periods.
  package var anyChange: Change? {
    if let change = change(series.roster.whole) { return change }
    for level in levels {
      for position in 0..<(series.roster.level(level)?.places.count ?? 0) {
        if let change = change(at: position, level: level) { return change }
      }
    }
    return nil
  }

  /// Where a place stands among the ranked places of its level, latest period; nil where it is not ranked.
  package func rank(_ place: PlaceID) -> RankRange? {
    series.roster.position(of: place).flatMap { rank(at: $0, level: place.level) }
  }

  /// As `rank(_:)`, by position.
  package func rank(at position: Int, level: String) -> RankRange? { ranks[level]?[position] }

  /// Whether any place is ranked.
  package var hasRanks: Bool { ranks.values.contains { $0.ranked > 0 } }
}
