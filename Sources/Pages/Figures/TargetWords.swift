import Catalog
import Markup
import Statistics

/// A target with its status in words: the mark, and the rule that gave it with the numbers in it.
struct TargetWords: Sendable {
  let figures: Figures
  let target: Target
  /// Nil where the indicator has no direction to judge by.
  let status: TargetStatus?
  private var scope: Scope { figures.scope }
  private var wording: Wording { figures.wording }

  /// Nil where the indicator has no target.
  init?(_ figures: Figures) {
    guard let target = figures.indicator.target else { return nil }
    self.init(figures, target, figures.result.target)
  }

  init(_ figures: Figures, _ target: Target, _ status: TargetStatus?) {
    self.figures = figures
    self.target = target
    self.status = status
  }

  /// `40.0% by 2030`, or the value alone.
  var goal: String {
    let value = wording.value(target.value)
    return target.by.map { scope.say(.targetGoal, ["value": value, "period": scope.spoken($0)]) } ?? value
  }

  /// `Target: 40.0% by 2030`.
  var label: String { scope.say(.targetLabel, ["goal": goal]) }

  /// The status as a word with its shape; nil where there is none.
  var mark: Node? { status.map { scope.mark(Self.kind($0.state), word($0)) } }

  /// `Target: 40.0% by 2030 ◆ Off track`.
  var labelled: [Node]? { mark.map { [.text(label + " "), $0] } }

  private static func kind(_ state: TargetStatus.State) -> Judgement.Kind {
    switch state {
    case .reached, .onTrack: .better
    case .offTrack: .worse
    case .cannotTell: .cannotTell
    case .notDue, .modelled, .noNumber: .notJudged
    }
  }

  private func word(_ status: TargetStatus) -> String {
    switch status.state {
    case .reached: scope.say(.targetReached)
    case .onTrack: scope.say(.targetOnTrack)
    case .offTrack: offWord(status)
    case .cannotTell: scope.say(.verdictCannotTell)
    case .notDue: scope.say(.targetNotDue, ["period": spokenDue])
    case .modelled: scope.say(.targetModelled)
    case .noNumber: scope.say(.verdictNoValue)
    }
  }

  private func onWord(_ status: TargetStatus) -> String {
    scope.say(status.isDue ? .targetReached : .targetOnTrack)
  }

  private func offWord(_ status: TargetStatus) -> String {
    scope.say(status.isDue ? .targetNotMet : .targetOffTrack)
  }

  // MARK: the rule

  /// The rule with its numbers, the value it was held against, and how places stand, a sentence each.
  var rule: [String] {
    guard let status else { return [] }
    guard status.state != .modelled else { return [scope.say(.indicatorModelled)] }
    return [value(status), asked(status), tolerance(status), test(status), places].compactMap { $0 }
  }

  /// What the path asks for: `at most 42.0%`.
  func limit(_ value: Double) -> String {
    let isMost = figures.indicator.direction == .adverse
    return scope.say(isMost ? .targetAtMost : .targetAtLeast, ["value": wording.value(value)])
  }

  private func value(_ status: TargetStatus) -> String? {
    guard let estimate = status.estimate else { return nil }
    let values: Template.Values = [
      "place": scope.wholeName, "period": scope.spoken(status.period), "value": wording.value(estimate.value),
    ]
    guard let interval = estimate.interval, interval.high > interval.low else {
      return scope.say(.leadValueExact, values)
    }
    let ends: Template.Values = ["low": wording.value(interval.low), "high": wording.value(interval.high)]
    return scope.say(.targetInterval, values.and(ends))
  }

  private func asked(_ status: TargetStatus) -> String? {
    guard let path = status.path else {
      guard target.path == .by else { return scope.say(.targetRuleNoStart) }
      return scope.say(.targetRuleBy, ["period": spokenDue, "limit": limit(target.value)])
    }
    guard let start = path.start else {
      return scope.say(.targetRuleFlat, ["limit": limit(path.value)])
    }
    return scope.say(
      .targetRulePath,
      [
        "start": wording.value(start.value), "from": scope.spoken(start.period),
        "target": wording.value(target.value), "by": spokenDue, "period": scope.spoken(status.period),
        "limit": limit(path.value),
      ])
  }

  private func tolerance(_ status: TargetStatus) -> String? {
    guard target.tolerance > 0, let path = status.path else { return nil }
    let text = wording.distance(Estimate(target.tolerance, .fullCount))
    return scope.say(.targetRuleTolerance, ["tolerance": text, "limit": limit(path.limit)])
  }

  private func test(_ status: TargetStatus) -> String? {
    guard let estimate = status.estimate, let path = status.path else { return nil }
    if status.state == .cannotTell, estimate.interval == nil { return scope.say(.targetRuleUntested) }
    if status.state == .cannotTell, let start = path.start, start.period.endMonth >= status.period.endMonth {
      return scope.say(.targetRuleBegun, ["period": scope.spoken(start.period)])
    }
    return scope.say(
      .targetRuleTest,
      ["on": onWord(status), "off": offWord(status), "unknown": scope.say(.verdictCannotTell)])
  }

  private var places: String? {
    guard let states = figures.result.placeTargets[figures.facts.level] else { return nil }
    func count(_ state: TargetStatus.State) -> String {
      scope.numbers.text(Double(states.count { $0 == state }))
    }
    return scope.count(
      .targetEach, states.count { $0 != .noNumber },
      [
        "reached": count(.reached), "on": count(.onTrack), "off": count(.offTrack),
        "unknown": count(.cannotTell),
      ])
  }

  private var spokenDue: String { target.by.map { scope.spoken($0) } ?? "" }
}
