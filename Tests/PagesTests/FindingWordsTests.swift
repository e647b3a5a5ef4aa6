import Foundation
import Markup
import Statistics
import TestSupport
import Testing

@testable import Catalog
@testable import Pages

@Suite("Findings and targets in words, in every language of the interface")
struct FindingWordsTests {
  private struct Case {
    var name: String
    var finding: Finding
    var edit: (inout Indicator) -> Void = { _ in }
  }

  private static let (then, now) = (Fixture.periods[0], Fixture.periods[2])

  private static func finding(
    _ subject: Finding.Subject, _ first: Double, _ second: Double, margin: Double = 2, isJudged: Bool = true,
    indicator: String = "rent", uncertainty: Uncertainty? = nil
  ) throws -> Finding {
    let (one, other) = (
      Estimate(first, uncertainty ?? .margin(margin)), Estimate(second, uncertainty ?? .margin(margin))
    )
    return Finding(
      indicator: indicator, subject: subject, period: now, first: one, second: other,
      test: try #require(Comparison(one, other)), isWorse: nil, isJudged: isJudged)
  }

  private static func gap(_ by: Double?, margin: Double = 1) -> Finding.Subject {
    let change = by.map { Change(from: then, to: now, comparison: Fixture.comparison($0, margin)) }
    return .gap(lens: "income", worst: 0, best: 2, change: change)
  }

  private static func target(_ state: TargetStatus.State, isDue: Bool = false) -> Finding.Subject {
    var status = Fixture.rentStatus
    status.state = state
    status.isDue = isDue
    return .target(status)
  }

  private static func cases() throws -> [Case] {
    [
      Case(name: "gap wider", finding: try finding(gap(3), 54, 20)),
      Case(name: "gap narrower", finding: try finding(gap(-3), 54, 20)),
      Case(name: "gap reversed", finding: try finding(gap(30), 40, 20)),
      Case(name: "gap, cannot tell of its change", finding: try finding(gap(0.5), 54, 20)),
      Case(name: "gap, hardly a ratio", finding: try finding(gap(nil), 54, 50, margin: 1)),
      Case(name: "gap, below", finding: try finding(gap(nil), 20, 54)),
      Case(name: "gap, below and wider", finding: try finding(gap(-3), 20, 54)),
      Case(name: "no gap", finding: try finding(gap(0.5), 22, 20)),
      Case(name: "not judged, grown", finding: try finding(gap(3), 54, 20, isJudged: false)),
      Case(name: "not judged, shrunk", finding: try finding(gap(-3), 54, 20, isJudged: false)),
      Case(name: "not judged, cannot tell", finding: try finding(gap(0.5), 54, 20, isJudged: false)),
      Case(name: "higher", finding: try finding(.change(from: then), 38, 30)),
      Case(name: "lower", finding: try finding(.change(from: then), 30, 38)),
      Case(name: "higher, favourable", finding: try finding(.change(from: then), 38, 30)) {
        $0.direction = .favourable
      },
      Case(name: "higher, not judged", finding: try finding(.change(from: then), 38, 30, isJudged: false)) {
        $0.direction = .none
      },
      Case(name: "cannot tell", finding: try finding(.unchanged(from: then), 31, 30)),
      Case(
        name: "the same, counted in full",
        finding: try finding(.unchanged(from: then), 30, 30, uncertainty: .fullCount)),
      Case(
        name: "the same when rounded",
        finding: try finding(.change(from: then), 30.01, 30, uncertainty: .fullCount)),
      Case(name: "target on track", finding: try finding(target(.onTrack), 38, 39.8)),
      Case(name: "target off track", finding: try finding(target(.offTrack), 44, 39.8)),
      Case(name: "target met", finding: try finding(target(.reached), 34, 39.8)),
      Case(name: "target not met", finding: try finding(target(.offTrack, isDue: true), 44, 35)),
      Case(name: "target, cannot tell", finding: try finding(target(.cannotTell), 40, 39.8)),
      Case(
        name: "highest place",
        finding: try finding(.place(Fixture.id(1), isHighest: true, of: 4), 52.25, 38)),
      Case(
        name: "highest place, hardly a ratio",
        finding: try finding(.place(Fixture.id(1), isHighest: true, of: 4), 42, 38, margin: 1)),
      Case(
        name: "lowest place",
        finding: try finding(.place(Fixture.id(3), isHighest: false, of: 1), 20.5, 38)),
    ]
  }

  private static func figures(_ language: String, _ edit: (inout Indicator) -> Void = { _ in }) throws
    -> Figures
  {
    var input = try Fixture.input
    edit(&input.edition.indicators[0])
    let index = try SiteIndex(input)
    let scope = Scope(index: index, language: try Fixture.language(language), route: .home)
    return Figures(scope, try #require(index.mainFacts("rent")))
  }

  private static func words(_ node: Node?) -> String {
    guard let node else { return "" }
    return Markings(String(decoding: Serializer.bytes(of: node), as: UTF8.self)).words
  }

  @Test("say number, period, uncertainty and comparison as was last agreed on", arguments: ["en", "es"])
  func findings(language: String) throws {
    let plain = try Self.figures(language)
    let lines = try Self.cases().flatMap { entry -> [String] in
      var changed = plain.indicator
      entry.edit(&changed)
      let figures =
        changed.direction == plain.indicator.direction ? plain : try Self.figures(language, entry.edit)
      let words = FindingWords(figures: figures, finding: entry.finding)
      guard let headline = words.headline else { return ["# \(entry.name)", "(nothing)", ""] }
      return ["# \(entry.name)", headline] + words.sentences
        + [Self.words(words.mark)].filter { !$0.isEmpty } + ["#\(words.fragment)", ""]
    }
    try agreed(lines, "findings-\(language)")
  }

  @Test("print the rule of a target beside its status as was last agreed on", arguments: ["en", "es"])
  func targets(language: String) throws {
    let lines = try Self.targetCases.flatMap { entry -> [String] in
      let figures = try Self.figures(language, entry.edit)
      var (target, status) = (Target(value: 35, by: .year(2030), source: "Plan"), Fixture.rentStatus)
      entry.change(&target, &status)
      let words = TargetWords(figures, target, status)
      return ["# \(entry.name)", words.label + " | " + Self.words(words.mark)] + words.rule + [""]
    }
    try agreed(lines, "targets-\(language)")
  }

  private struct TargetCase: Sendable {
    var name: String
    var edit: @Sendable (inout Indicator) -> Void = { _ in }
    var change: @Sendable (inout Target, inout TargetStatus) -> Void
  }

  private static let targetCases: [TargetCase] = [
    TargetCase(name: "on track") { _, _ in },
    TargetCase(name: "off track, with a tolerance") { target, status in
      target.tolerance = 1.5
      status.state = .offTrack
      status.path?.limit += 1.5
    },
    TargetCase(name: "favourable", edit: { $0.direction = .favourable }) { _, status in
      status.state = .cannotTell
    },
    TargetCase(name: "not met, due") { _, status in
      status.state = .offTrack
      status.isDue = true
      status.path = TargetStatus.Path(start: nil, value: 35, limit: 35)
    },
    TargetCase(name: "met, without a date") { target, status in
      target.by = nil
      status.state = .reached
      status.isDue = true
      status.path = TargetStatus.Path(start: nil, value: 35, limit: 35)
    },
    TargetCase(name: "nothing promised before") { target, status in
      target.path = .by
      status.state = .notDue
      (status.path, status.test) = (nil, nil)
    },
    TargetCase(name: "no margin published") { _, status in
      status.state = .cannotTell
      status.estimate = Estimate(38, .unpublished)
    },
    TargetCase(name: "only begun") { _, status in
      status.state = .cannotTell
      status.path?.start?.period = now
    },
    TargetCase(name: "no number") { _, status in
      status.state = .noNumber
      (status.estimate, status.test) = (nil, nil)
    },
    TargetCase(name: "no number to begin with") { _, status in
      status.state = .noNumber
      (status.path, status.test) = (nil, nil)
    },
    TargetCase(name: "modelled", edit: { $0.isModelled = true }) { _, status in status.state = .modelled },
  ]

  private func agreed(_ lines: [String], _ name: String) throws {
    let text = lines.joined(separator: "\n")
    #expect(!text.contains("{"))
    let file = Checkout.root.appendingPathComponent("Tests/Snapshots/Pages/\(name).txt")
    if ProcessInfo.processInfo.environment["ALMANAC_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text == (try String(contentsOf: file, encoding: .utf8)))
  }

  // MARK: laws

  @Test(
    "nothing of a finding that is not judged, or cannot be told, is called better, worse, wider or narrower")
  func withoutJudgement() throws {
    let judging = ["better", "worse", "widened", "narrowed", "gap"]
    let figures = try Self.figures("en") { $0.direction = .none }
    for entry in try Self.cases() where !entry.finding.isJudged {
      let words = FindingWords(figures: figures, finding: entry.finding)
      let text = ([words.headline ?? ""] + words.sentences + [Self.words(words.mark)]).joined(separator: " ")
      for word in judging { #expect(!text.lowercased().contains(word), "\(entry.name): \(text)") }
    }
  }

  @Test("the same change is better or worse by the direction")
  func polarity() throws {
    for (direction, rise, fall) in [(Direction.adverse, "Worse", "Better"), (.favourable, "Better", "Worse")]
    {
      let figures = try Self.figures("en") { $0.direction = direction }
      let up = FindingWords(figures: figures, finding: try Self.finding(.change(from: Self.then), 38, 30))
      let down = FindingWords(figures: figures, finding: try Self.finding(.change(from: Self.then), 30, 38))
      #expect(Self.words(up.mark) == rise && Self.words(down.mark) == fall)
    }
  }

  @Test("a change of a modelled estimate is not judged anywhere on its page")
  func modelled() throws {
    let figures = try Self.figures("en") { $0.isModelled = true }
    let words = figures.changeWords(figures.whole).map { Self.words($0) }.joined()
    #expect(words.contains("Lower") && !words.contains("Better"))
  }

  @Test("the downloads tell the target with its status and the numbers that gave it")
  func downloads() throws {
    let json = try Rendered.site.get()["indicators/rent/data.json"]
    #expect(json.contains("\"target\":{\"value\":35.000,\"by\":\"2030\",\"source\":\"Housing plan 2024\""))
    #expect(json.contains("\"status\":{\"state\":\"onTrack\",\"period\":\"2013/2017\",\"value\":38.000"))
    #expect(json.contains("\"pathValue\":39.789"))
    let other = try Rendered.site.get()["indicators/calls/data.json"]
    #expect(!other.isEmpty && !other.contains("\"target\""))
  }
}
