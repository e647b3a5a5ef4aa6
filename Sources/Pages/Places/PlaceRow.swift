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
  private let sparkPeriods: [Period]
  private let unreliable: Written
  private let fullCount: Written
  private let withoutMargin: Written

  /// A place's values in a row, looked up once for a page.
  struct Values {
    let cell: Cell
    let comparison: Comparison?
    let kind: Judgement.Kind

    init(_ row: PlaceRow, at position: Int) {
      let facts = row.facts
      cell = facts.cell(at: position)
      comparison = cell.estimate == nil ? nil : facts.againstWhole(at: position)
      kind = comparison.map { Judgement($0, facts.indicator.direction).kind } ?? .notJudged
    }
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
    sparkPeriods = Array(figures.allPeriods.suffix(60))
    func sub(_ text: String) -> Written { Written(el("span", ["class": "sub"]) { text }) }
    unreliable = sub("† " + scope.say(.valueUnreliable))
    fullCount = sub(scope.say(.valueFullCount))
    withoutMargin = sub(scope.say(.valueNoMargin))
  }

  /// The place among all places, for where the whole is the reference.
  func write(stripOf cell: Cell, into serializer: inout Serializer) {
    guard let dot = Figures.dot(cell, within: figures.facts.scale.domain) else { return }
    strip.write(dot, into: &serializer)
  }

  /// The words of a change, and a line before them where two periods have a number.
  func write(timeAt position: Int, _ stencils: PlaceStencils, into serializer: inout Serializer) {
    let change = facts.change(at: position)
    let words = change.map { changes[$0.comparison] } ?? unchanged
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

  /// The place over time, from zero; no domain where fewer than two periods have a number.
  private func series(_ position: Int) -> (dots: [Dot?], domain: ClosedRange<Double>?) {
    var (low, high) = (Double.infinity, -Double.infinity)
    var known = 0
    let dots = sparkPeriods.map { period -> Dot? in
      let dot = Figures.dot(facts.cell(at: position, period))
      guard let dot else { return nil }
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
    guard let estimate = values.cell.estimate else { return serializer.write(withoutValue) }
    serializer.write(values.comparison.map { judgements[$0] } ?? notCompared)
    if values.cell.isUnreliable { return serializer.write(unreliable) }
    if let range = facts.rank(at: position) {
      return stencils.ranks.write(range, into: &serializer)
    }
    switch estimate.uncertainty {
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

  subscript(comparison: Comparison) -> Written {
    let verdict =
      switch comparison.verdict {
      case .higher: 0
      case .lower: 1
      case .cannotTell: 2
      case .untested: 3
      }
    let value = comparison.difference.value
    let sign = comparison.isExactlyEqual ? 0 : value < 0 ? 1 : value > 0 ? 3 : 2
    return words[verdict * 4 + sign]
  }
}
