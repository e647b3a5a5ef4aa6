import Catalog
import Charts
import Markup
import Statistics

/// A measure's row of the sheets of places: what it says alike for all of them, serialized once.
final class PlaceRow: Sendable {
  /// The holes of a row.
  enum Hole: Int {
    case here, place, time, words

    var node: Node { .hole(rawValue) }
  }

  let figures: Figures
  let facts: Facts
  let writer: WordingWriter
  let stencil: Stencil
  /// How the place stands among all places: on a strip that all share, or on one of its own.
  private let shared: StripShared?
  private let strip: StripStencil
  private let spark = SparkStencil()
  private let ranks: RankStencils
  private let changes: JudgementTable
  private let judgements: JudgementTable
  private let notCompared: Written
  private let unchanged: Written
  private let withoutValue: Written
  private let unreliable: Written
  private let fullCount: Written
  private let withoutMargin: Written

  /// How many of the first periods the line over time has.
  private let sparkCount: Int
  /// The numbers of the line over time, of the latest and of the earlier period.
  private let numbers: LevelNumbers
  private let latest: Int
  private let earlier: Int?
  /// The whole's number, where places are tested against it.
  private let tested: Estimate?
  /// The tests of all places of the level, of which a place's is one.
  private let tests: ManyTests?
  private let table: RankTable?

  init(_ figures: Figures) {
    let scope = figures.scope
    let facts = figures.facts
    self.figures = figures
    self.facts = facts
    writer = WordingWriter(figures.wording, language: scope.language)
    let shared = scope.index.strips[facts.level, figures.indicator.id]
    let form: PlaceForm = shared == nil ? .whole : .brief
    stencil = Stencil(Self.row(figures, form, name: shared?.name))
    self.shared = shared?.drawing
    strip = StripStencil(
      StripFrame(
        domain: facts.scale.domain, dot: nil, emphasis: .you, context: facts.context,
        reference: figures.reference))
    let direction = figures.indicator.judgedDirection
    let from = figures.result.earlier ?? facts.latest
    changes = JudgementTable { comparison in
      scope.changeWords(Change(from: from, to: facts.latest, comparison: comparison), direction)
    }
    judgements = JudgementTable { scope.againstWhole($0, direction) }
    unchanged = Written(.fragment(figures.changeWords(nil)))
    notCompared = Written(scope.mark(.notJudged, scope.say(.verdictNotCompared)))
    withoutValue = Written(scope.mark(.notJudged, scope.say(.verdictNoValue)))
    unreliable = Written(form.sub { "† " + scope.say(.valueUnreliable) })
    fullCount = Written(form.sub { scope.say(.valueFullCount) })
    withoutMargin = Written(form.sub { scope.say(.valueNoMargin) })
    var periods = Array(facts.allPeriods.suffix(60))
    sparkCount = periods.count
    func number(of period: Period) -> Int {
      if let known = periods.firstIndex(of: period) { return known }
      periods.append(period)
      return periods.count - 1
    }
    latest = number(of: facts.latest)
    earlier = figures.result.earlier.map { number(of: $0) }
    numbers = figures.result.series.numbers(level: facts.level, periods)
    tested = facts.isTotal ? nil : figures.wholeCell.estimate
    tests = figures.result.manyTests[facts.level]
    table = figures.result.ranks[facts.level]
    ranks = RankStencils(scope, form, of: table?.ranked ?? 0)
  }

  private static func row(_ figures: Figures, _ form: PlaceForm, name: String?) -> Node {
    let scope = figures.scope
    let whole = figures.wholeCell
    let here =
      switch form {
      case .whole: Hole.here.node
      case .brief: form.cell("here", label: "", isReason: false) { Hole.here.node }
      }
    return el("tr", ["class": name, "id": form.anchor(figures)]) {
      el("th", ["scope": "row"]) {
        scope.link(.indicator(figures.indicator.id), figures.title)
        form.unit("\(figures.wording.unit) · \(figures.latestWords)")
      }
      here
      form.cell("city", label: scope.wholeName, isReason: whole.estimate == nil) {
        figures.wording.nodes(whole)
      }
      el("td", ["class": "where"]) { Hole.place.node }
      el("td") { Hole.time.node }
      el("td", ["class": "w"]) { Hole.words.node }
    }
  }

  /// The latest number of the place at a position; nil where there is none.
  func number(at position: Int) -> ShownNumber? { numbers.shown(at: position, period: latest) }

  /// Why the place at a position has no number.
  func reason(at position: Int) -> String { figures.reason(at: position) }
}

extension PlaceRow {
  /// What the sheet of one place shows in a row, looked up once for a page.
  struct Values {
    /// Nil where there is none; the cell says why.
    let number: ShownNumber?
    /// The test against the whole; nil where none was made.
    let test: BriefTest?
    /// The test against the earlier period; nil where none was made.
    let change: BriefTest?
    let kind: Judgement.Kind
    /// Where the line over time lies among the page's numbers.
    let series: Range<Int>
  }

  /// Appends the numbers of the place at a position to a page's, and tests them.
  func values(at position: Int, appendingTo numbers: inout [ShownNumber?]) -> Values {
    let start = numbers.count
    self.numbers.append(at: position, to: &numbers)
    let number = numbers[start + latest]
    var test: BriefTest?
    var change: BriefTest?
    if let number {
      if let tested { test = BriefTest(number.estimate, tested, among: tests) }
      if let earlier, let before = numbers[start + earlier] {
        change = BriefTest(number.estimate, before.estimate)
      }
    }
    return Values(
      number: number, test: test, change: change,
      kind: test.map { Judgement($0, facts.indicator.judgedDirection).kind } ?? .notJudged,
      series: start..<start + sparkCount)
  }

  /// The place among all places, for where the whole is the reference.
  func write(stripOf number: ShownNumber?, into serializer: inout Serializer) {
    guard let number else { return }
    let dot = Figures.dot(number, within: facts.scale.domain)
    if let shared { shared.write(dot, into: &serializer) } else { strip.write(dot, into: &serializer) }
  }

  /// The words of a change, and a line before them where two periods have a number.
  func write(
    timeOf values: Values, _ page: inout PlacePage.Values, _ stencils: PlaceStencils,
    into serializer: inout Serializer
  ) {
    if shared != nil {
      page.fillSeries(values.series)
      guard page.series.isLine else { return write(changeOf: values, alone: stencils, into: &serializer) }
      return serializer.write(stencils.changeBesideLine) { hole, serializer in
        if hole == 0 {
          stencils.spark.write(&page.series, into: &serializer)
        } else {
          write(changeOf: values, into: &serializer)
        }
      }
    }
    let (dots, domain) = Self.series(page.numbers[values.series])
    guard let domain else { return write(changeOf: values, alone: stencils, into: &serializer) }
    serializer.write(stencils.changeBesideLine) { hole, serializer in
      if hole == 0 {
        spark.write(dots, domain: domain, into: &serializer)
      } else {
        write(changeOf: values, into: &serializer)
      }
    }
  }

  private func write(
    changeOf values: Values, alone stencils: PlaceStencils, into serializer: inout Serializer
  ) {
    serializer.write(stencils.changeAlone) { write(changeOf: values, into: &$1) }
  }

  private func write(changeOf values: Values, into serializer: inout Serializer) {
    if let change = values.change {
      changes.write(change, into: &serializer)
    } else {
      serializer.write(unchanged)
    }
  }

  /// The place over time, from zero; no domain where fewer than two periods have a number.
  private static func series(
    _ numbers: ArraySlice<ShownNumber?>
  ) -> (dots: [Dot?], domain: ClosedRange<Double>?) {
    var (low, high) = (Double.infinity, -Double.infinity)
    var known = 0
    let dots = numbers.map { number -> Dot? in
      guard let number else { return nil }
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
  func write(wordsOf values: Values, at position: Int, into serializer: inout Serializer) {
    guard let number = values.number else { return serializer.write(withoutValue) }
    if let test = values.test {
      judgements.write(test, into: &serializer)
    } else {
      serializer.write(notCompared)
    }
    if number.isUnreliable { return serializer.write(unreliable) }
    if let range = table?[position] { return ranks.write(range, into: &serializer) }
    switch number.uncertainty {
    case .fullCount: serializer.write(fullCount)
    case .unpublished: serializer.write(withoutMargin)
    case .margin, .interval: break
    }
  }
}
