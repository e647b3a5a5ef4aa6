/// The states of one aggregate for every group.
enum LeafStates: Sendable {
  case counts([Double])
  case sums(SumStates)
  case extremes(NumberExtremes)
  case dates(DateExtremes)
  case texts(TextExtremes)
  /// Every value of every group: eight bytes a row.
  case values([[Double]], share: Double)
  case distinct(DistinctStates)
  case contributors(ContributorStates)

  /// - Parameter hasMargins: whether the parts' margins of a sum are kept.
  init(_ leaf: AggregateLeaf, hasMargins: Bool = false) {
    switch leaf {
    case .rows, .count: self = .counts([])
    case .sum: self = .sums(SumStates(hasMargins: hasMargins))
    case .minimum: self = .extremes(NumberExtremes(largest: false))
    case .maximum: self = .extremes(NumberExtremes(largest: true))
    case .extremeDate(_, let largest): self = .dates(DateExtremes(largest: largest))
    case .extremeText(_, let largest): self = .texts(TextExtremes(largest: largest))
    case .quantile(_, let share): self = .values([], share: share)
    case .distinct: self = .distinct(DistinctStates())
    case .contributors(_, _, let concentration, let limit):
      self = .contributors(ContributorStates(concentration, limit: limit))
    }
  }

  // The states are taken out of the enumeration and put back, so that the arrays are changed in place.

  mutating func grow(by more: Int) {
    switch self {
    case .counts(var counts):
      self = .counts([])
      counts.append(contentsOf: repeatElement(0, count: more))
      self = .counts(counts)
    case .sums(var sums):
      self = .sums(SumStates())
      sums.grow(by: more)
      self = .sums(sums)
    case .extremes(var extremes):
      self = .extremes(NumberExtremes(largest: true))
      extremes.values.append(contentsOf: repeatElement(.nan, count: more))
      self = .extremes(extremes)
    case .dates(var dates):
      self = .dates(DateExtremes(largest: true))
      dates.values.append(contentsOf: repeatElement(ColumnData.noInstant, count: more))
      self = .dates(dates)
    case .texts(var texts):
      self = .texts(TextExtremes(largest: true))
      texts.values.append(contentsOf: repeatElement(nil, count: more))
      self = .texts(texts)
    case .values(var values, let share):
      self = .values([], share: share)
      values.append(contentsOf: repeatElement([], count: more))
      self = .values(values, share: share)
    case .distinct(var states):
      self = .distinct(DistinctStates())
      states.grow(by: more)
      self = .distinct(states)
    case .contributors(var states):
      self = .counts([])
      states.grow(by: more)
      self = .contributors(states)
    }
  }

  /// Takes groups of `other` in, times their shares where that has a meaning.
  mutating func merge(_ other: LeafStates, _ shares: [GroupShare]) {
    switch (self, other) {
    case (.counts(var mine), .counts(let theirs)):
      self = .counts([])
      for share in shares { mine[share.to] += theirs[share.from] * share.share }
      self = .counts(mine)
    case (.sums(var mine), .sums(let theirs)):
      self = .sums(SumStates())
      mine.merge(theirs, shares)
      self = .sums(mine)
    case (.extremes(var mine), .extremes(let theirs)):
      self = .extremes(NumberExtremes(largest: true))
      for share in shares { mine.take(theirs.values[share.from], share.to) }
      self = .extremes(mine)
    case (.dates(var mine), .dates(let theirs)):
      self = .dates(DateExtremes(largest: true))
      for share in shares { mine.take(theirs.values[share.from], share.to) }
      self = .dates(mine)
    case (.texts(var mine), .texts(let theirs)):
      self = .texts(TextExtremes(largest: true))
      for share in shares { if let text = theirs.values[share.from] { mine.take(text, share.to) } }
      self = .texts(mine)
    case (.values(var mine, let quantile), .values(let theirs, _)):
      self = .values([], share: quantile)
      for share in shares { mine[share.to] += theirs[share.from] }
      self = .values(mine, share: quantile)
    case (.distinct(var mine), .distinct(let theirs)):
      self = .distinct(DistinctStates())
      mine.merge(theirs, shares)
      self = .distinct(mine)
    case (.contributors(var mine), .contributors(let theirs)):
      self = .counts([])
      mine.merge(theirs, shares)
      self = .contributors(mine)
    default: preconditionFailure("only states of the same plan can be merged")
    }
  }

  /// The value of a group, NaN for NULL: a sum, an extreme or a quantile of no values. Extremes of dates and texts
  /// are no numbers; see `column`.
  func value(_ group: Int) -> Double {
    switch self {
    case .counts(let counts): counts[group]
    case .sums(let sums): sums.value(group)
    case .extremes(let extremes): extremes.values[group]
    case .values(let values, let share): Quantile.typeSeven(values[group], share) ?? .nan
    case .distinct(let states): Double(states.count(group))
    case .contributors(let states): states.value(group)
    case .dates, .texts: preconditionFailure("formulas have no extremes of dates and texts")
    }
  }

  /// The values of all groups as a column.
  func column(_ groups: Range<Int>) -> ColumnData {
    switch self {
    case .dates(let dates): .instant(Array(dates.values[groups]))
    case .texts(let texts): .text(TextColumn(distinct: texts.values[groups]))
    default: .number(groups.map(value))
    }
  }
}
