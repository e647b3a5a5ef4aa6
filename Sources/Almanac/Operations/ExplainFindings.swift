import Catalog
import Foundation
import Statistics

/// The target and the findings of an indicator with their tests and the tests' inputs, as lines of text.
struct FindingLines {
  let indicator: Indicator
  let result: IndicatorResult
  /// What a place is called.
  let name: (PlaceID) -> String

  var lines: [String] {
    targetLines
      + result.findings.enumerated().flatMap { number, finding in
        ["  finding \(number + 1)    \(subject(finding))"] + details(finding)
      }
  }

  // MARK: findings

  private func subject(_ finding: Finding) -> String {
    switch finding.subject {
    case .gap(let lens, let worst, let best, _):
      "gap: lens “\(lens)”, group \(worst + 1) against group \(best + 1), \(finding.period)"
    case .group(let group, let reference, let breakdown, _):
      "group: “\(breakdown)”, “\(group)” against “\(reference)”, \(finding.period)"
    case .change(let from), .unchanged(let from):
      "\(finding.kind): \(name(whole)), \(finding.period) against \(from)"
    case .target: "target: \(name(whole)), \(finding.period) against what the target asks for"
    case .place(let place, let isHighest, let count):
      "place: \(name(place)), \(isHighest ? "highest" : "lowest") of \(count), against \(name(whole)), \(finding.period)"
    }
  }

  private var whole: PlaceID { result.series.roster.whole }

  private func details(_ finding: Finding) -> [String] {
    var lines = [
      "    inputs     \(words(finding.first)) and \(words(finding.second))",
      "    test       \(words(finding.test))",
      "    order      size \(share(finding.size)) × certainty \(share(finding.certainty)) = "
        + share(finding.size * finding.certainty),
    ]
    if let change = finding.movement {
      lines.insert("    since \(change.from)  \(words(change.comparison)) (the gap's change)", at: 2)
    }
    return lines
  }

  private func words(_ estimate: Estimate) -> String {
    "\(ExplainOperation.plain(estimate.value)) \(ExplainOperation.uncertainty(estimate))"
  }

  private func words(_ test: Comparison) -> String {
    let difference = "difference \(words(test.difference))"
    let ratio = test.ratio.map { ", ratio \(words($0))" } ?? ""
    return "\(difference)\(ratio): \(verdict(test.verdict))"
  }

  private func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .higher: "higher"
    case .lower: "lower"
    case .cannotTell: "cannot tell"
    case .untested: "not tested"
    }
  }

  private func share(_ value: Double) -> String { ExplainOperation.plain((value * 1000).rounded() / 1000) }

  // MARK: the target

  private var targetLines: [String] {
    guard let target = indicator.target, let status = result.target else { return [] }
    let plain = ExplainOperation.plain
    var lines = [
      "  target       \(plain(target.value))\(target.by.map { " by \($0)" } ?? ""): \(words(status.state))"
    ]
    if let path = status.path {
      if let start = path.start {
        lines.append(
          "    path       \(plain(start.value)) in \(start.period) to \(plain(target.value)) in \(target.by?.description ?? ""); "
            + "\(plain(path.value)) in \(status.period)")
      }
      let side = indicator.direction == .adverse ? "at most" : "at least"
      lines.append(
        "    limit      \(side) \(plain(path.limit)), tolerance \(plain(target.tolerance)) included")
    }
    if let estimate = status.estimate { lines.append("    value      \(words(estimate))") }
    for (label, change) in [("travel", status.travel), ("year ago", status.yearAgo)] {
      guard let change else { continue }
      let padded = label.padding(toLength: 11, withPad: " ", startingAt: 0)
      lines.append("    \(padded)against \(change.from): \(words(change.comparison))")
    }
    return lines
  }

  private func words(_ state: TargetStatus.State) -> String {
    switch state {
    case .reached: "met: the whole interval is at the target or beyond it"
    case .onTrack: "on track: the whole interval keeps to the limit"
    case .offTrack: "off track: none of the interval keeps to the limit"
    case .cannotTell: "cannot tell"
    case .notDue: "not due yet"
    case .modelled: "not judged: a modelled estimate"
    case .noNumber: "no number"
    }
  }
}
