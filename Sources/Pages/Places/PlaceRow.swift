import Catalog
import Charts
import Markup
import Statistics

/// A measure's row of the sheets of places: what it says alike for all of them, serialized once.
final class PlaceRow: Sendable {
  let figures: Figures
  let facts: Facts
  let writer: WordingWriter
  /// Name, link, unit and period; the whole city's value.
  let heading: Written
  let wholeCell: Written
  private let strip: StripStencil
  private let spark = SparkStencil()
  private let changes: JudgementTable
  private let judgements: JudgementTable
  private let notCompared: Written
  private let unchanged: Written
  private let withoutValue: Written
  /// How many of the first periods the line over time has.
  private let sparkCount: Int
  private let unreliable: Written
  private let fullCount: Written
  private let withoutMargin: Written

  /// The numbers of the line over time, of the latest and of the earlier period.
  private let numbers: LevelNumbers
  private let latest: Int
  private let earlier: Int?
  /// The whole's number, where places are tested against it.
  private let tested: Estimate?
  private let ranks: RankTable?

  /// A place's values in a row, looked up once for a page.
  struct Values {
    /// Nil where there is none; the cell says why.
    let number: ShownNumber?
    /// The test against the whole; nil where none was made.
    let test: BriefTest?
    let kind: Judgement.Kind
  }

  init(_ figures: Figures) {
    let scope = figures.scope
    self.figures = figures
    facts = figures.facts
    writer = WordingWriter(figures.wording, language: scope.language)
    heading = Written(
      el("th", ["scope": "row"]) {
        scope.link(.indicator(figures.indicator.id), figures.title)
        el("small", ["class": "soft"]) { "\(figures.wording.unit) · \(figures.latestWords)" }
      })
    let whole = figures.wholeCell
    wholeCell = Written(
      el(
        "td",
        [
          "class": "city", "data-l": scope.wholeName,
          "style": whole.estimate == nil ? "white-space:normal" : nil,
        ]
      ) { figures.wording.nodes(whole) })
    strip = StripStencil(
      StripFrame(
        domain: figures.facts.scale.domain, dot: nil, emphasis: .you, context: figures.facts.context,
        reference: figures.reference))
    let direction = figures.indicator.direction
    let from = figures.result.earlier ?? figures.facts.latest
    changes = JudgementTable { comparison in
      scope.changeWords(Change(from: from, to: figures.facts.latest, comparison: comparison), direction)
    }
    judgements = JudgementTable { scope.againstWhole($0, direction) }
    unchanged = Written(.fragment(figures.changeWords(nil)))
    notCompared = Written(scope.mark(.notJudged, scope.say(.verdictNotCompared)))
    withoutValue = Written(scope.mark(.notJudged, scope.say(.verdictNoValue)))
    var periods = Array(figures.facts.allPeriods.suffix(60))
    sparkCount = periods.count
    func number(of period: Period) -> Int {
      if let known = periods.firstIndex(of: period) { return known }
      periods.append(period)
      return periods.count - 1
    }
    latest = number(of: figures.facts.latest)
    earlier = figures.result.latestDelivered == nil ? nil : figures.result.earlier.map { number(of: $0) }
    numbers = figures.result.series.numbers(level: figures.facts.level, periods)
    tested =
      figures.facts.isTotal
      ? nil
      : figures.result.latestDelivered.flatMap {
        figures.result.cell(figures.result.series.roster.whole, $0).estimate
      }
    ranks = figures.result.ranks[figures.facts.level]
    func sub(_ text: String) -> Written { Written(el("span", ["class": "sub"]) { text }) }
    unreliable = sub("† " + scope.say(.valueUnreliable))
    fullCount = sub(scope.say(.valueFullCount))
    withoutMargin = sub(scope.say(.valueNoMargin))
  }

  /// What the sheet of the place at a position shows.
  func values(at position: Int) -> Values {
    let number = number(at: position)
    var test: BriefTest?
    if let number, let tested { test = BriefTest(number.estimate, tested) }
    return Values(
      number: number, test: test,
      kind: test.map { Judgement($0, facts.indicator.direction).kind } ?? .notJudged)
  }

  /// The latest number of the place at a position; nil where there is none.
  func number(at position: Int) -> ShownNumber? { numbers.shown(at: position, period: latest) }

  /// Why the place at a position has no number.
  func reason(at position: Int) -> String { figures.wording.reason(facts.cell(at: position)) ?? "" }

  /// The place among all places, for where the whole is the reference.
  func write(stripOf number: ShownNumber?, into serializer: inout Serializer) {
    guard let number else { return }
    strip.write(Figures.dot(number, within: facts.scale.domain), into: &serializer)
  }

  /// The words of a change, and a line before them where two periods have a number.
  func write(
    timeOf values: Values, at position: Int, _ stencils: PlaceStencils, into serializer: inout Serializer
  ) {
    let words = change(values, at: position).map { changes[$0] } ?? unchanged
    let (dots, domain) = series(position)
    guard let domain else {
      return serializer.write(stencils.changeAlone) { $1.write(words) }
    }
    serializer.write(stencils.changeBesideLine) { hole, serializer in
      if hole == 0 {
        spark.write(dots, domain: domain, into: &serializer)
      } else {
        serializer.write(words)
      }
    }
  }

  private func change(_ values: Values, at position: Int) -> BriefTest? {
    guard let earlier, let number = values.number,
      let before = numbers.shown(at: position, period: earlier)
    else { return nil }
    return BriefTest(number.estimate, before.estimate)
  }

  /// The place over time, from zero; no domain where fewer than two periods have a number.
  private func series(_ position: Int) -> (dots: [Dot?], domain: ClosedRange<Double>?) {
    var (low, high) = (Double.infinity, -Double.infinity)
    var known = 0
    let dots = (0..<sparkCount).map { period -> Dot? in
      guard let number = numbers.shown(at: position, period: period) else { return nil }
      let dot = Figures.dot(number)
      known += 1
      low = min(low, dot.value, dot.high ?? dot.value)
      high = max(high, dot.value, dot.high ?? dot.value)
      return dot
    }
    guard known > 1, max(high, 0) > min(0, low) else { return (dots, nil) }
    return (dots, min(0, low)...max(high, 0))
  }

  /// What the test against the whole says, and what is to be known about the number.
  func write(
    wordsOf values: Values, at position: Int, _ stencils: PlaceStencils, into serializer: inout Serializer
  ) {
    guard let number = values.number else { return serializer.write(withoutValue) }
    serializer.write(values.test.map { judgements[$0] } ?? notCompared)
    if number.isUnreliable { return serializer.write(unreliable) }
    if let range = ranks?[position] {
      return stencils.ranks.write(range, into: &serializer)
    }
    switch number.uncertainty {
    case .fullCount: serializer.write(fullCount)
    case .unpublished: serializer.write(withoutMargin)
    case .margin, .interval: break
    }
  }
}

/// The words of a judgement by all that they depend on: the verdict, the difference's sign, and whether two full
/// counts are the same.
struct JudgementTable: Sendable {
  private let words: [Written]

  private static let verdicts: [Verdict] = [.higher, .lower, .cannotTell, .untested]

  init(_ words: (Comparison) -> [Node]) {
    self.words = Self.verdicts.flatMap { verdict in
      // A difference of nothing known exactly, and differences of which no more than the sign is known.
      [
        Estimate(0, .fullCount), Estimate(-1, .unpublished), Estimate(0, .unpublished),
        Estimate(1, .unpublished),
      ]
      .map { difference in
        Written(.fragment(words(Comparison(difference: difference, ratio: nil, verdict: verdict))))
      }
    }
  }

  subscript(test: BriefTest) -> Written {
    let verdict =
      switch test.verdict {
      case .higher: 0
      case .lower: 1
      case .cannotTell: 2
      case .untested: 3
      }
    let value = test.difference
    let sign = test.isExactlyEqual ? 0 : value < 0 ? 1 : value > 0 ? 3 : 2
    return words[verdict * 4 + sign]
  }
}
