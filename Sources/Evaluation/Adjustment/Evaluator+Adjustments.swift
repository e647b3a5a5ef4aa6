import Catalog
import Notation
import Statistics

extension Evaluator {
  /// Standardises and smooths what is declared so. Everything that is withheld must be so already, complements
  /// included, because nothing but what is shown may enter.
  func adjust(_ results: inout Results) {
    var redone: Set<String> = []
    for indicator in plan.indicators {
      guard let adjustment = indicator.adjustment, let planned = plan.plans[indicator.id],
        var result = results.byIndicator[indicator.id]
      else { continue }
      switch adjustment {
      case .smooth:
        var series = result.series
        result.adjustment = .smoothed(Smoother.smooth(planned, &series))
        result.series = series
      case .standardise(let rule):
        standardise(rule, indicator, &result, &results)
      }
      judge(&result, isTotal: false)
      results.byIndicator[indicator.id] = result
      redone.insert(indicator.id)
    }
    if !redone.isEmpty { redoIndices(of: redone, &results) }
  }

  private func standardise(
    _ rule: Standardisation, _ indicator: Indicator, _ result: inout IndicatorResult,
    _ results: inout Results
  ) {
    let standardiser = Standardiser(rule, indicator, result.series)
    if standardiser == nil { results.problems.append(withoutStandard(indicator, rule)) }
    var withheld: [WithheldNumber] = []
    let counted = result.series
    /// The cell in place of another, noting the number that it withholds.
    func adjusted(_ crude: Cell, _ strata: (String) -> [Cell?], at address: CellAddress) -> Cell {
      guard case .estimate(let estimate, _) = crude else { return crude }
      guard let standardiser else { return .missing(.partial) }
      let cell = standardiser.cell(crude, standardiser.trace.groups.map { StratumSum(strata($0)) })
      if case .suppressed(let rule) = cell {
        withheld.append(WithheldNumber(address: address, estimate: estimate, rule: rule))
      }
      return cell
    }
    var series = counted
    let whole = counted.roster.whole.level
    for level in [whole] + counted.levels {
      let count = level == whole ? 1 : counted.roster.level(level)?.places.count ?? 0
      let area: CellArea = level == whole ? .whole : .level(level)
      for period in counted.periods {
        for position in 0..<count {
          guard let crude = counted.known(at: position, level: level, period) else { continue }
          let address = CellAddress(
            indicator: indicator.id, group: 0, area: area, position: position, period: period)
          let cell = adjusted(
            crude, { [counted.known(at: position, level: level, period, group: $0)] }, at: address)
          series.set(cell, at: position, level: level, period)
        }
      }
    }
    result.series = series
    for lens in result.lenses.indices {
      for number in result.lenses[lens].periods.indices {
        let period = result.lenses[lens].periods[number].period
        for group in result.lenses[lens].periods[number].groups.indices {
          let value = result.lenses[lens].periods[number].groups[group]
          let address = CellAddress(
            indicator: indicator.id, group: 0, area: .lens(result.lenses[lens].lens), position: group,
            period: period)
          result.lenses[lens].periods[number].groups[group].cell = adjusted(
            value.cell, { key in value.places.map { counted.known($0, period, group: key) } }, at: address)
        }
      }
    }
    results.notes[indicator.id, default: DisclosureNotes()].withheld += withheld
    result.adjustment = standardiser.map { .standardised($0.trace) }
  }

  private func withoutStandard(_ indicator: Indicator, _ rule: Standardisation) -> Diagnostic {
    Diagnostic(
      .warning, .noValues,
      "“\(indicator.id)” has no value: in no period is the whole city known in every group of “\(rule.breakdown)”",
      at: indicator.location,
      fix: "merge groups that are withheld or empty, or give the standard's shares as numbers")
  }
}

extension Evaluator {
  /// Makes the indices anew that have a part among some indicators, of what is shown of it now.
  func redoIndices(of changed: Set<String>, _ results: inout Results) {
    var redone = changed
    for indicator in indicesInOrder() {
      guard case .index(let parts) = indicator.formula, parts.contains(where: { redone.contains($0.text) })
      else { continue }
      redone.insert(indicator.id)
      results.byIndicator[indicator.id] = index(indicator, results.byIndicator)
    }
  }
}
