import Catalog
import Markup
import Statistics

/// A finding in words: a headline, and sentences with number, period, uncertainty and comparison.
///
/// Only words are chosen here. What is said, and how sure it is, was decided with the finding.
struct FindingWords: Sendable {
  let figures: Figures
  let finding: Finding
  private var scope: Scope { figures.scope }
  private var wording: Wording { figures.wording }
  private var test: Comparison { finding.test }

  /// A sentence without its point; nil where rounding leaves nothing to say.
  var headline: String? {
    switch finding.subject {
    case .gap, .group: ends.map { gapHeadline($0, finding.movement) }
    case .change(let from):
      isSame ? nil : scope.say(test.verdict == .higher ? .findingHigher : .findingLower, since(from))
    case .unchanged(let from): test.isExactlyEqual ? nil : scope.say(.findingCannotTell, since(from))
    case .target(let status): target.flatMap { targetHeadline(status, $0) }
    case .place(let place, let isHighest, let count):
      scope.count(
        isHighest ? .findingPlaceHighest : .findingPlaceLowest, count,
        ["measure": figures.title, "place": scope.name(place)])
    }
  }

  /// Number, period, uncertainty, comparison; then how it moved.
  var sentences: [String] {
    switch finding.subject {
    case .gap, .group:
      guard let ends else { return [] }
      return [gap(ends), finding.movement.map { movement($0) }].compactMap { $0 }
    case .change(let from):
      return [scope.say(test.verdict == .higher ? .findingValueHigher : .findingValueLower, whole(from))]
    case .unchanged(let from):
      return [scope.say(test.isExactlyEqual ? .findingValueSame : .findingValueUnclear, whole(from))]
    case .target:
      return [asked].compactMap { $0 }
    case .place(let place, _, _): return [against(place)]
    }
  }

  /// Where the numbers stand on the indicator's page.
  var fragment: String { figures.anchor(of: finding) }

  /// How a change is judged, in a word with a shape; nil for all else, where the headline says as much.
  var mark: Node? {
    guard case .change(let from) = finding.subject, finding.isJudged else { return nil }
    let change = Change(from: from, to: finding.period, comparison: test)
    return scope.changeMark(change, figures.indicator.direction)
  }

  // MARK: parts

  /// `47.1% of renter households (± 4.0)`.
  private func stated(_ estimate: Estimate) -> String {
    let amount = wording.amount(estimate.value)
    return wording.plusMinus(estimate).map { "\(amount) (\($0))" } ?? amount
  }

  /// The same without the unit, for the second of two.
  private func brief(_ estimate: Estimate) -> String { wording.words(.estimate(estimate, .good)) }

  private var isSame: Bool { wording.isZero(test.difference.value) }

  /// How many times as high; nil where that is no more than a difference says better.
  private var times: String? {
    guard let ratio = test.ratio, test.verdict == .higher, ratio.value >= 1.15 else { return nil }
    return wording.times(ratio)
  }

  private func since(_ period: Period) -> Template.Values {
    ["measure": figures.title, "place": scope.wholeName, "period": scope.spoken(period)]
  }

  // MARK: gaps

  private struct Ends {
    var worst: String
    var best: String
  }

  private var ends: Ends? {
    switch finding.subject {
    case .gap(let lens, let worst, let best, _):
      return figures.lensDefinition(lens).map {
        Ends(worst: figures.groupName($0, worst), best: figures.groupName($0, best))
      }
    case .group(let group, let reference, let breakdown, _):
      guard let breakdown = figures.indicator.breakdowns.first(where: { $0.id == breakdown }),
        let first = breakdown.groups.first(where: { $0.id == group }),
        let second = breakdown.groups.first(where: { $0.id == reference })
      else { return nil }
      return Ends(worst: scope.text(first.title), best: scope.text(second.title))
    case .change, .unchanged, .target, .place: return nil
    }
  }

  private func gapHeadline(_ ends: Ends, _ change: Change?) -> String {
    let values: Template.Values = [
      "measure": figures.title, "worst": ends.worst, "best": ends.best,
      "period": change.map { scope.spoken($0.from) } ?? "",
    ]
    let move = change.map { GapMove($0.comparison, latest: test.difference.value) }
    switch (move, test.verdict) {
    case (.wider?, _): return scope.say(finding.isJudged ? .findingWider : .findingGrew, values)
    case (.narrower?, _): return scope.say(finding.isJudged ? .findingNarrower : .findingShrank, values)
    case (.reversed?, _): return scope.say(.findingReversed, values)
    case (.cannotTell?, .higher), (.cannotTell?, .lower):
      return scope.say(finding.isJudged ? .findingGapStays : .findingDifferenceStays, values)
    case (nil, .higher): return scope.say(.findingAbove, values)
    case (nil, .lower): return scope.say(.findingBelow, values)
    case (_, .cannotTell), (_, .untested): return scope.say(.findingNoGap, values)
    }
  }

  private func gap(_ ends: Ends) -> String {
    let values: Template.Values = [
      "period": scope.spoken(finding.period), "worst": ends.worst, "best": ends.best,
      "value": stated(finding.first), "bestValue": brief(finding.second),
      "gap": wording.distance(test.difference), "times": times ?? "",
    ]
    switch test.verdict {
    case .higher: return scope.say(times == nil ? .findingGapAbove : .findingGapTimes, values)
    case .lower: return scope.say(.findingGapBelow, values)
    case .cannotTell, .untested: return scope.say(.findingGapNone, values)
    }
  }

  private func movement(_ change: Change) -> String {
    let values: Template.Values = [
      "period": scope.spoken(change.from), "difference": wording.difference(change.comparison.difference),
    ]
    switch GapMove(change.comparison, latest: test.difference.value) {
    case .wider: return scope.say(finding.isJudged ? .findingGapWidened : .findingDifferenceGrew, values)
    case .narrower:
      return scope.say(finding.isJudged ? .findingGapNarrowed : .findingDifferenceShrank, values)
    case .reversed: return scope.say(.findingGapReversed, values)
    case .cannotTell:
      return scope.say(finding.isJudged ? .findingGapUnclear : .findingDifferenceUnclear, values)
    }
  }

  // MARK: the whole, a target, a place

  private func whole(_ from: Period) -> Template.Values {
    [
      "period": scope.spoken(finding.period), "place": scope.wholeName, "value": stated(finding.first),
      "earlier": scope.spoken(from), "distance": wording.distance(test.difference),
      "difference": wording.difference(test.difference),
    ]
  }

  private var target: TargetWords? { TargetWords(figures) }

  private func targetHeadline(_ status: TargetStatus, _ words: TargetWords) -> String? {
    let values: Template.Values = ["measure": figures.title, "target": words.goal]
    switch status.state {
    case .reached: return scope.say(.findingTargetReached, values)
    case .onTrack: return scope.say(.findingTargetOnTrack, values)
    case .offTrack: return scope.say(status.isDue ? .findingTargetNotMet : .findingTargetOffTrack, values)
    case .cannotTell: return scope.say(.findingTargetUnclear, values)
    case .notDue, .modelled, .noNumber: return nil
    }
  }

  private var asked: String? {
    target.map { words in
      scope.say(
        .findingAsked,
        [
          "period": scope.spoken(finding.period), "place": scope.wholeName, "value": stated(finding.first),
          "limit": words.limit(finding.second.value),
        ])
    }
  }

  private func against(_ place: PlaceID) -> String {
    let values: Template.Values = [
      "period": scope.spoken(finding.period), "place": scope.name(place), "value": stated(finding.first),
      "city": scope.wholeName, "cityValue": brief(finding.second), "times": times ?? "",
      "distance": wording.distance(test.difference),
    ]
    if test.verdict == .lower { return scope.say(.findingPlaceBelow, values) }
    return scope.say(times == nil ? .findingPlaceAbove : .findingPlaceTimes, values)
  }
}
