import Catalog
import Markup
import Statistics

/// The tables that carry every number of a figure.
struct FigureTables: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }
  private var wording: Wording { figures.wording }

  // MARK: Places, latest period

  /// All places from A to Z below the whole city: value, margin, interval, change, words.
  /// - Parameter anchors: the ids of rows that may be linked to from the page.
  func places(anchors: Set<String> = []) -> Node {
    let facts = figures.facts
    let names = scope.locale.names(facts.level)
    let whole = row(
      figures.wholeCell, figures.result.change(figures.whole), name: [el("b") { scope.wholeName }],
      reason: wording.reason(figures.wholeCell) ?? "")
    let listed = self.listed
    let rows =
      [whole]
      + listed.map { position in
        row(
          facts.cell(at: position), facts.change(at: position),
          name: link(facts.places[position], names[position]), reason: figures.reason(at: position))
      }
    let ids = [Figures.wholeAnchor] + listed.map { Figures.anchor(of: facts.places[$0]) }
    return scope.table(
      caption: caption, head: head, rows: rows, words: Set([head.count - 1]), ids: ids.kept(anchors))
  }

  /// The positions of all places from A to Z; of more than a page names, those of the ranking.
  var listed: [Int] {
    let facts = figures.facts
    guard facts.isCut else { return scope.locale.alphabet(facts.level).map { Int($0) } }
    return scope.locale.alphabetical(facts.cutRanks.map { facts.ranked.position($0) }, of: facts.level)
  }

  var placesNote: String {
    var sentences = figures.cutWords.map { [$0] } ?? []
    sentences += [scope.say(.tableNote, ["unit": wording.unit, "period": figures.latestWords])]
    if let change = figures.result.anyChange {
      sentences.append(scope.say(.tableChange, ["period": scope.spoken(change.from)]))
    }
    let tested = figures.facts.compared
    if tested >= 10 {
      sentences.append(scope.say(.tableChance, ["n": String(tested), "chance": String((tested + 5) / 10)]))
    }
    if let exact = figures.wording.withoutMargin(figures.facts.sorted.first?.cell) { sentences.append(exact) }
    return sentences.joined(separator: " ")
  }

  private var caption: String {
    scope.say(
      .tableCaption,
      ["measure": figures.title, "places": figures.levelPlural, "period": figures.latestWords])
  }

  private var head: [String] {
    [
      figures.levelTitle, wording.unit, scope.say(.tableMargin), scope.say(.tableLow), scope.say(.tableHigh),
      scope.say(.tableChangeHead), scope.say(.tableWords),
    ]
  }

  private func link(_ place: Place, _ name: String) -> [Node] {
    guard let href = scope.href(place) else { return [.text(name)] }
    return [el("a", ["href": href]) { name }]
  }

  /// - Parameter reason: why there is no number; asked for only then.
  private func row(
    _ cell: Cell, _ change: Change?, name: [Node], reason: @autoclosure () -> String
  ) -> [[Node]] {
    guard let estimate = cell.estimate else { return [name, [], [], [], [], [], [.text(reason())]] }
    let interval = estimate.interval.flatMap { $0.high > $0.low ? $0 : nil }
    let dagger = cell.isUnreliable ? "†" : ""
    return [
      name, [.text(wording.bare(estimate.value) + dagger)], [.text(halfOrWords(estimate))],
      [.text(interval.map { wording.bare($0.low) } ?? "")],
      [.text(interval.map { wording.bare($0.high) } ?? "")],
      [.text(change.map { wording.difference($0.comparison.difference) } ?? "")],
      words(change, cell),
    ]
  }

  private func halfOrWords(_ estimate: Estimate) -> String {
    switch estimate.uncertainty {
    case .fullCount, .unpublished: "–"
    case .margin, .interval: wording.half(estimate.marginOfError ?? 0)
    }
  }

  private func words(_ change: Change?, _ cell: Cell) -> [Node] {
    let change = figures.changeWords(change)
    guard cell.isUnreliable else { return change }
    return change + [.text(" · " + scope.say(.valueUnreliable))]
  }

  // MARK: Time

  /// The whole city and the two ends of the first lens, period by period.
  /// - Parameter anchors: the ids of rows that may be linked to from the page.
  func trend(isRegion: Bool, anchors: Set<String> = []) -> Node {
    let lines = figures.trend(id: "table")?.lines.map(\.name) ?? []
    let rows = figures.allPeriods.map { period in
      [[Node.text(scope.period(period))]] + series(period).map { [.text(wording.words($0))] }
    }
    let names = Array(lines.prefix(series(figures.facts.latest).count))
    let table = scope.table(
      caption: figures.trendTitle + ", " + wording.unit, head: [scope.say(.gapPeriod)] + names, rows: rows,
      ids: figures.allPeriods.map { Figures.trendAnchor(of: $0) }.kept(anchors))
    return isRegion ? scope.scroll(scope.say(.trendRegion), table) : table
  }

  private func series(_ period: Period) -> [Cell] {
    let isDelivered = figures.result.periods.contains(period)
    var cells = [isDelivered ? figures.result.cell(figures.whole, period) : .missing(.notDelivered)]
    guard let lens = figures.result.lenses.first, figures.lensDefinition(lens.lens) != nil,
      let count = lens.periods.last?.groups.count, count > 1
    else { return cells }
    let value = lens.periods.first { $0.period == period }
    for group in [0, count - 1] {
      let cell = value?.groups.first { $0.index == group }?.cell
      cells.append(cell ?? (isDelivered ? .missing(.noData) : .missing(.notDelivered)))
    }
    return cells
  }

  // MARK: Groups

  /// Every group of a lens, period by period, and the gap.
  func gap(_ lens: LensResult) -> Node {
    let definition = figures.lensDefinition(lens.lens)
    let names = (lens.periods.last?.groups ?? []).map { group in
      definition.map { figures.groupName($0, group.index) } ?? String(group.index + 1)
    }
    let rows = lens.periods.map { period in
      [[Node.text(scope.period(period.period))]]
        + period.groups.map { [.text(wording.words($0.cell))] }
        + [[.text(figures.gapWords(period.gap).joined(separator: ", "))]]
    }
    let title = definition.map { figures.gapCaption($0) } ?? figures.title
    return scope.table(
      caption: title, head: [scope.say(.gapPeriod)] + names + [scope.say(.factGap)], rows: rows)
  }

  /// The groups of a breakdown, latest period, the whole city.
  func groups(_ breakdown: Breakdown) -> Node {
    let rows = breakdown.groups.map { group -> [[Node]] in
      let cell = figures.result.cell(
        figures.whole, figures.facts.latest, group: "\(breakdown.id)/\(group.id)")
      return [[.text(scope.text(group.title))], [.text(wording.words(cell))]]
    }
    return scope.table(
      caption: scope.text(breakdown.title),
      head: [scope.say(.groupsName), "\(wording.groupUnit), \(figures.latestWords)"], rows: rows)
  }
}

extension [String] {
  /// What is in a set, by its place; nothing else is named.
  fileprivate func kept(_ named: Set<String>) -> [Int: String] {
    Dictionary(uniqueKeysWithValues: enumerated().lazy.filter { named.contains($0.element) }.map { ($0, $1) })
  }
}
