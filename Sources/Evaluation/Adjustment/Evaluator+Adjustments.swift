import Catalog
import Geometry
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
      case .smooth(let smoothing):
        var series = result.series
        let around = smoothing == .local ? neighbours(at: series.levels) : [:]
        result.adjustment = .smoothed(
          Smoother(smoothing: smoothing, neighbours: around).smooth(planned, &series))
        result.series = series
      case .standardise(let rule):
        let standardised = StandardisedResult(rule, indicator, result)
        result = standardised.result
        results.notes[indicator.id, default: DisclosureNotes()].withheld += standardised.withheld
        if !standardised.hasStandard { results.problems.append(withoutStandard(indicator, rule)) }
      }
      judge(&result, isTotal: false)
      results.byIndicator[indicator.id] = result
      redone.insert(indicator.id)
    }
    if !redone.isEmpty { redoIndices(of: redone, &results) }
  }

  /// Who shares a border or a corner with whom, as maps know it. A level without boundaries was refused before.
  private func neighbours(at levels: [String]) -> [String: Neighbours] {
    levels.reduce(into: [:]) { found, level in
      guard let shapes = geographies.shapes[level] else { return }
      found[level] = try? Neighbours(PlaceRelations(shapes: shapes).neighbours.map { $0 })
    }
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
      guard case .index(let composite) = indicator.formula,
        composite.names.contains(where: { redone.contains($0.text) })
      else { continue }
      redone.insert(indicator.id)
      results.byIndicator[indicator.id] = index(indicator, results.byIndicator)
    }
  }
}
