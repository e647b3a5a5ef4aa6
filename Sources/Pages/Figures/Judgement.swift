import Catalog
import Markup

/// What a test allows to be said of a number: a word with a shape, never a colour alone.
///
/// Every judging word of the site is made here, from a verdict and a direction and from nothing else.
struct Judgement: Hashable, Sendable {
  /// The groups of a place's summary; also the class of the mark before the word.
  enum Kind: String, CaseIterable, Sendable {
    case worse, better
    case cannotTell = "same"
    case notJudged = "none"
  }

  var kind: Kind
  var side: Side?

  enum Side: Hashable, Sendable { case higher, lower }

  /// What a comparison says of an indicator with a direction.
  init(_ comparison: Comparison, _ direction: Direction) { self.init(BriefTest(comparison), direction) }

  /// What a test says of an indicator with a direction.
  init(_ test: BriefTest, _ direction: Direction) {
    side = Self.side(of: test)
    switch (test.verdict, direction) {
    case (.cannotTell, _): kind = .cannotTell
    case (.untested, _), (_, .none): kind = .notJudged
    case (.higher, .adverse), (.lower, .favourable): kind = .worse
    case (.lower, .adverse), (.higher, .favourable): kind = .better
    }
  }

  private static func side(of test: BriefTest) -> Side? {
    switch test.verdict {
    case .higher: .higher
    case .lower: .lower
    case .cannotTell: nil
    case .untested:
      test.difference > 0 ? .higher : test.difference < 0 ? .lower : nil
    }
  }
}

extension Comparison {
  /// Whether both are known without error and are the same: then there is no change, and no doubt of it.
  var isExactlyEqual: Bool {
    guard difference.value == 0, verdict == .cannotTell else { return false }
    return difference.interval.map { $0.low == 0 && $0.high == 0 } ?? false
  }
}

/// How a gap between two groups has moved.
enum GapMove: Hashable, Sendable {
  case wider, narrower, cannotTell
  /// The group that was above is now below.
  case reversed

  /// - Parameters:
  ///   - change: the change of the gap, worst off minus best off.
  ///   - latest: the latest gap; its sign says which way is wider.
  init(_ change: Comparison, latest: Double) {
    let earlier = latest - change.difference.value
    switch change.verdict {
    case .cannotTell, .untested: self = .cannotTell
    case .higher where latest * earlier < 0, .lower where latest * earlier < 0: self = .reversed
    case .higher: self = latest >= 0 ? .wider : .narrower
    case .lower: self = latest >= 0 ? .narrower : .wider
    }
  }
}

extension Scope {
  /// A word with its shape.
  func mark(_ kind: Judgement.Kind, _ text: String) -> Node {
    el("span", ["class": "st \(kind.rawValue)"]) { text }
  }

  /// A place against the whole: `Higher: ◆ worse`, `Cannot tell apart`, `Lower, not judged`.
  func againstWhole(_ comparison: Comparison, _ direction: Direction) -> [Node] {
    let judgement = Judgement(comparison, direction)
    switch judgement.kind {
    case .cannotTell: return [mark(.cannotTell, say(.verdictCannotTellApart))]
    case .notJudged: return [mark(.notJudged, notJudged(judgement.side))]
    case .better, .worse:
      let word = mark(judgement.kind, say(judgement.kind == .better ? .verdictBetter : .verdictWorse))
      return nodes(.verdictJoined, ["side": [.text(say(side: judgement.side))], "judgement": [word]])
    }
  }

  func notJudged(_ side: Judgement.Side?) -> String {
    side == nil ? say(.verdictEqualNotJudged) : say(.verdictNotJudged, ["side": say(side: side)])
  }

  func say(side: Judgement.Side?) -> String {
    switch side {
    case .higher: say(.verdictHigher)
    case .lower: say(.verdictLower)
    case nil: say(.verdictCannotTell)
    }
  }

  /// A change in time, in one marked word: Better, Worse, Higher, Lower, Cannot tell.
  func changeMark(_ change: Change, _ direction: Direction) -> Node {
    let judgement = Judgement(change.comparison, direction)
    switch judgement.kind {
    case .better: return mark(.better, say(.verdictBetterAlone))
    case .worse: return mark(.worse, say(.verdictWorseAlone))
    case .cannotTell:
      return mark(.cannotTell, say(change.comparison.isExactlyEqual ? .verdictNoChange : .verdictCannotTell))
    case .notJudged: return mark(.notJudged, say(side: judgement.side))
    }
  }

  /// `Better than 2007–2011`, `Cannot tell against 2007–2011`.
  func changeWords(_ change: Change, _ direction: Direction) -> [Node] {
    let isThan = change.comparison.verdict == .higher || change.comparison.verdict == .lower
    return nodes(
      isThan ? .changeThan : .changeAgainst,
      ["verdict": [changeMark(change, direction)], "period": [.text(language.periods.short(change.from))]])
  }

  /// How a gap has moved, marked as worse where it widened and a direction allows to judge.
  func gapMark(_ move: GapMove, _ direction: Direction) -> Node {
    switch move {
    case .cannotTell: mark(.cannotTell, say(.verdictCannotTell))
    case .reversed: mark(.notJudged, say(.gapReversed))
    case .wider: mark(direction == .none ? .notJudged : .worse, say(.gapWider))
    case .narrower: mark(direction == .none ? .notJudged : .better, say(.gapNarrower))
    }
  }
}
