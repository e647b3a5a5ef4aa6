import Catalog
import Statistics

/// A result whose cells are standardised one by one, noting the numbers that are withheld on the way.
struct StandardisedResult {
  private let indicator: Indicator
  /// Nil where there is no standard: then nothing has a value.
  private let standardiser: Standardiser?
  private let counted: CellSeries
  private(set) var result: IndicatorResult
  /// Numbers that have gone because a group of theirs is withheld.
  private(set) var withheld: [WithheldNumber] = []

  var hasStandard: Bool { standardiser != nil }

  init(_ rule: Standardisation, _ indicator: Indicator, _ result: IndicatorResult) {
    self.indicator = indicator
    self.result = result
    counted = result.series
    standardiser = Standardiser(rule, indicator, result.series)
    self.result.adjustment = standardiser.map { .standardised($0.trace) }
    standardisePlaces()
    for lens in result.lenses.indices {
      for period in result.lenses[lens].periods.indices { standardise(lens, period) }
    }
  }

  private var groups: [String] { standardiser?.trace.groups ?? [] }

  private mutating func standardisePlaces() {
    var series = counted
    let whole = counted.roster.whole.level
    for level in [whole] + counted.levels {
      let count = level == whole ? 1 : counted.roster.level(level)?.places.count ?? 0
      let area: CellArea = level == whole ? .whole : .level(level)
      for period in counted.periods {
        for position in 0..<count {
          guard let crude = counted.known(at: position, level: level, period) else { continue }
          let strata = groups.map { counted.known(at: position, level: level, period, group: $0) }
          series.set(
            standardised(crude, strata, address(area, position, period)), at: position, level: level, period)
        }
      }
    }
    result.series = series
  }

  /// The groups of places of a lens in a period.
  private mutating func standardise(_ lens: Int, _ number: Int) {
    var value = result.lenses[lens].periods[number]
    let area = CellArea.lens(result.lenses[lens].lens)
    for group in value.groups.indices {
      value.groups[group].cell = standardised(
        value.groups[group].cell, value.strata.map { $0[group] }, address(area, group, value.period))
    }
    result.lenses[lens].periods[number] = value
  }

  private mutating func standardised(_ crude: Cell, _ strata: [Cell?], _ address: CellAddress) -> Cell {
    guard case .estimate(let estimate, _) = crude else { return crude }
    guard let standardiser, strata.count == groups.count else { return .missing(.partial) }
    let cell = standardiser.cell(crude, strata.map { Stratum($0) })
    if case .suppressed(let rule) = cell {
      withheld.append(WithheldNumber(address: address, estimate: estimate, rule: rule))
    }
    return cell
  }

  private func address(_ area: CellArea, _ position: Int, _ period: Period) -> CellAddress {
    CellAddress(indicator: indicator.id, group: 0, area: area, position: position, period: period)
  }
}
