import Catalog
import Notation

extension Evaluator.Results {
  /// Works out targets and findings, when every cell is as it will be shown: the last step of an evaluation.
  mutating func conclude(_ indicators: [Indicator], lenses: [Lens]) {
    for indicator in indicators {
      guard var result = byIndicator[indicator.id] else { continue }
      if let judge = TargetJudge(indicator, result) {
        result.target = judge.status
        result.placeTargets = judge.places
        if let problem = judge.problem { problems.append(problem) }
      }
      result.findings = FindingMaker(indicator, result, lenses: lenses)?.findings ?? []
      byIndicator[indicator.id] = result
    }
    findings = Self.headlines(indicators, byIndicator)
  }

  /// The first finding of each headline indicator (of all, where none is called one), in the order of findings.
  ///
  /// What is about everybody goes before what is about one place: to name one neighbourhood on a front page because
  /// it is the highest of a hundred would be drama. And where groups of people lie further apart than poorer and better-off
  /// places do, the gap between places goes first all the same: it is what the site follows from edition to edition.
  static func headlines(_ indicators: [Indicator], _ results: [String: IndicatorResult]) -> [Finding] {
    let named = indicators.filter(\.isHeadline)
    let candidates = named.isEmpty ? indicators : named
    let firsts = candidates.compactMap { indicator -> Finding? in
      let findings = results[indicator.id]?.findings ?? []
      let first = findings.first { !$0.isAboutPlace } ?? findings.first
      return first?.isAboutPeople == true ? findings.first { $0.isAboutGap } ?? first : first
    }
    return firsts.sorted { $0.precedes($1) }
  }
}

extension Finding {
  fileprivate var isAboutPlace: Bool {
    if case .place = subject { true } else { false }
  }

  /// Whether it is about a group of people.
  fileprivate var isAboutPeople: Bool {
    if case .group = subject { true } else { false }
  }

  /// Whether it is about poorer and better-off places.
  fileprivate var isAboutGap: Bool {
    if case .gap = subject { true } else { false }
  }
}
