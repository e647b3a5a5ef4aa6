import Catalog
import Statistics

/// The values of groups or places as equity measures take them.
struct EquityInput {
  private var outcomes: Outcomes
  private let base: EquityValue.Base
  /// Why no measure can be computed of these values; nil where one can.
  let refusal: EquityValue.Reason?
  /// Whether all people are known.
  private let hasPeople: Bool

  /// The groups of a lens, the worst off first, or of a breakdown. All must have a number that can be built on:
  /// without one of them a measure would be of other people.
  init(_ cells: [Cell], weights: [Double?], hasOrder: Bool) {
    let estimates = cells.compactMap(\.estimate)
    refusal =
      if cells.contains(where: \.isSuppressed) {
        .withheld
      } else if estimates.count < cells.count || cells.isEmpty {
        .missing
      } else if cells.contains(where: \.isUnreliable) {
        .unreliable
      } else {
        nil
      }
    base = .groups(cells.count)
    let people = weights.compactMap { $0 }
    hasPeople = people.count == cells.count
    outcomes = Outcomes(
      estimates.map(\.value), weights: hasPeople ? people : nil,
      ranks: hasOrder ? estimates.indices.map { Double($0) } : nil,
      standardErrors: estimates.map { $0.marginOfError.map { $0 / Census.z90 } })
  }

  /// Places of which those with a number and residents count. The others must hold no more than one resident in
  /// twenty; a number with a wide margin is a number, because to drop it would be to drop small values.
  init(places: [ShownNumber?], residents: [Double?]) {
    var values: [Double] = []
    var weights: [Double] = []
    var left = CompensatedSum()
    var isKnown = false
    for (number, people) in zip(places, residents) {
      guard let people, people > 0 else { continue }
      isKnown = true
      guard let number else {
        left.add(people)
        continue
      }
      values.append(number.value)
      weights.append(people)
    }
    let used = weights.compensatedSum
    refusal =
      !isKnown
      ? .unknownPeople : values.isEmpty || left.total > 0.05 * (left.total + used) ? .tooFewPeople : nil
    hasPeople = true
    base = .places(values.count, of: places.count)
    outcomes = Outcomes(values, weights: weights)
  }

  func value(_ measure: EquityMeasure, _ indicator: Indicator) -> EquityValue {
    EquityValue(measure.id, over: base, outcome(measure, indicator))
  }

  private func outcome(_ measure: EquityMeasure, _ indicator: Indicator) -> EquityValue.Outcome {
    if let refusal { return .none(refusal) }
    if measure.traits.isWeighted, !hasPeople { return .none(.unknownPeople) }
    var outcomes = outcomes
    outcomes.isFavourable =
      switch indicator.direction {
      case .favourable: true
      case .adverse: false
      case .none: nil
      }
    outcomes.bounds = indicator.unit == .percent ? 0...100 : nil
    do throws(Undefined) {
      let found = try measure.evaluate(outcomes)
      return .estimate(
        Estimate(found.value, found.interval.map(Uncertainty.interval) ?? .unpublished),
        measure.verdict(found.interval))
    } catch {
      return .none(.undefined(error))
    }
  }
}

extension EquityMeasure {
  /// On which side of equality an interval lies; untested where a value can lie on one side only.
  fileprivate func verdict(_ interval: Interval?) -> Verdict {
    guard let interval, traits.range?.low.map({ $0 < traits.equality }) ?? true else { return .untested }
    if interval.low > traits.equality { return .higher }
    return interval.high < traits.equality ? .lower : .cannotTell
  }
}
