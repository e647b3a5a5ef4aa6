import Catalog
import Statistics

/// How a measure's numbers were standardised or smoothed, in words.
struct AdjustmentWords: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }

  /// What a reader must know beside the number; nil where it is as it was counted.
  var note: String? {
    switch figures.indicator.adjustment {
    case nil: nil
    case .standardise(let rule):
      by(rule).map { scope.say(.indicatorStandardised, ["by": $0]) }
    case .smooth(.empiricalBayes): scope.say(.indicatorSmoothed, ["place": scope.wholeName])
    case .smooth(.local): scope.say(.indicatorSmoothedLocal, ["place": scope.wholeName])
    }
  }

  /// Method and standard, for the account of how the number was made.
  var method: String? {
    switch figures.indicator.adjustment {
    case nil: return nil
    case .smooth(.empiricalBayes): return scope.say(.methodSmoothed, ["place": scope.wholeName])
    case .smooth(.local): return scope.say(.methodSmoothedLocal, ["place": scope.wholeName])
    case .standardise(let rule):
      guard let by = by(rule), case .standardised(let trace)? = figures.result.adjustment else { return nil }
      let values: Template.Values = ["by": by, "standard": standard(rule, trace)]
      guard rule.method == .direct else { return scope.say(.methodIndirect, values) }
      return scope.say(.methodDirect, values.and(["shares": shares(trace)]))
    }
  }

  /// Where the interval comes from; nil where it is the source's own margin carried on, or there is none.
  var uncertainty: String? {
    switch figures.indicator.adjustment {
    case nil: return nil
    case .smooth: return scope.say(.uncertaintySmoothed)
    case .standardise(let rule):
      guard case .interval? = figures.wholeCell.estimate?.uncertainty else { return nil }
      switch (rule.method, rule.limits) {
      case (.indirect, _): return scope.say(.uncertaintyIndirect)
      case (.direct, .fayFeuer): return scope.say(.uncertaintyFayFeuer)
      case (.direct, .dobson): return scope.say(.uncertaintyDobson)
      }
    }
  }

  private func by(_ rule: Standardisation) -> String? {
    figures.indicator.standardised(by: rule).map { scope.text($0.title).withSmallFirst }
  }

  private func standard(_ rule: Standardisation, _ trace: StandardTrace) -> String {
    switch rule.standard {
    case .city:
      let period = trace.period.map { scope.spoken($0) } ?? ""
      return scope.say(.methodStandardCity, ["place": scope.wholeName, "period": period])
    case .weights: return scope.say(.methodStandardOwn)
    case .population(let population, _):
      return scope.say(.methodStandardPublished, ["title": population.title, "source": population.source])
    }
  }

  private func shares(_ trace: StandardTrace) -> String {
    let groups = figures.indicator.breakdowns.flatMap { breakdown in
      breakdown.groups.map { ("\(breakdown.id)/\($0.id)", $0.title) }
    }
    let titles = Dictionary(groups) { first, _ in first }
    return scope.language.list(
      zip(trace.groups, trace.shares).map { key, share in
        let title = titles[key].map { scope.text($0) } ?? key
        let percent = scope.numbers.asPercent(scope.numbers.text(100 * share, decimals: 1))
        return scope.say(.methodShare, ["group": title, "share": percent])
      })
  }
}

extension Indicator {
  /// The breakdown whose groups are the strata.
  func standardised(by rule: Standardisation) -> Breakdown? {
    breakdowns.first { $0.id == rule.breakdown }
  }
}

extension String {
  /// A title inside a sentence.
  var withSmallFirst: String { prefix(1).lowercased() + dropFirst() }
}
