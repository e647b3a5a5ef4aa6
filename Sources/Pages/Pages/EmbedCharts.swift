import Catalog
import Charts
import Markup

/// The charts of a measure that stand alone: as an embed, as an SVG file.
struct EmbedCharts: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }
  private var firstLens: LensResult? { figures.result.lenses.first { figures.hasGap($0) } }
  private var firstBreakdown: Breakdown? { figures.indicator.breakdowns.first { figures.hasGroups($0) } }

  /// The kinds that the measure's data allow, in the order of its page.
  var kinds: [FigureKind] {
    FigureKind.allCases.filter { kind in
      switch kind {
      case .map: figures.hasMap
      case .ranking: figures.facts.rankingCount > 1
      case .gap: firstLens != nil
      case .trend: figures.hasTrend
      case .groups: firstBreakdown != nil
      }
    }
  }

  func label(_ kind: FigureKind) -> String {
    switch kind {
    case .map: scope.say(.mapLabel)
    case .ranking: scope.say(.rankingLabel)
    case .gap: scope.say(.gapLabel)
    case .trend: scope.say(.trendLabel)
    case .groups: scope.say(.groupsLabel)
    }
  }

  /// What the chart shows, as a title that travels alone.
  func title(_ kind: FigureKind) -> String {
    switch kind {
    case .map, .ranking: figures.mapTitle
    case .gap:
      firstLens.flatMap { lens in figures.lensDefinition(lens.lens).map { figures.gapCaption($0) } }
        ?? figures.title
    case .trend: figures.trendTitle
    case .groups:
      scope.say(
        .groupsTitle,
        [
          "measure": figures.title, "period": figures.latestWords,
          "breakdown": firstBreakdown.map { scope.text($0.title) } ?? "",
        ])
    }
  }

  /// Unit, place and period: what a number in the chart is.
  func subtitle(_ kind: FigureKind) -> String {
    let answer = IndicatorLead(figures: figures).sentences.first ?? ""
    switch kind {
    case .gap: return firstLens.flatMap { LensWords(figures: figures, lens: $0)?.sentence } ?? answer
    default: return answer
    }
  }

  /// Pixels a frame begins with until the chart has said its own height.
  func height(_ kind: FigureKind) -> Int {
    switch kind {
    case .map: 720
    case .trend: 520
    default: 560
    }
  }

  /// - Parameter id: unique on the page.
  func drawing(_ kind: FigureKind, id: String) -> [Node] {
    switch kind {
    case .map: figures.map(id: id).map { [Choropleth.node($0)] } ?? []
    case .ranking: figures.ranking(id: id).map { Ranking.node($0) } ?? []
    case .gap: firstLens.flatMap { figures.gap($0) }.map { [Gap.node($0)] } ?? []
    case .trend: figures.trend(id: id).map { [Trend.node($0)] } ?? []
    case .groups: firstBreakdown.flatMap { figures.groups($0) }.map { [Groups.node($0)] } ?? []
    }
  }

  /// The same numbers as a table.
  func table(_ kind: FigureKind) -> Node {
    let tables = FigureTables(figures: figures)
    switch kind {
    case .map, .ranking: return tables.places()
    case .trend: return tables.trend(isRegion: false)
    case .gap: return firstLens.map { tables.gap($0) } ?? tables.places()
    case .groups: return firstBreakdown.map { tables.groups($0) } ?? tables.places()
    }
  }

  var source: String { figures.source }

  /// How to read it, what is flagged or hidden, the site's notice.
  func note(_ kind: FigureKind) -> String {
    var notes = [scope.say(.embedMargin)]
    if kind == .map || kind == .ranking { notes += figures.rankingNotes }
    if kind == .gap, let lens = firstLens, let definition = figures.lensDefinition(lens.lens) {
      notes.append(IndicatorPage.lensNote(figures, lens, definition))
    }
    if let caveat = figures.indicator.caveat { notes.append(scope.text(caveat)) }
    if let notice = scope.site.notice { notes.append(scope.text(notice)) }
    return notes.joined(separator: " ")
  }

  /// `Chart: Springfield / Almanac, November 2026 edition`.
  var credit: String {
    scope.say(
      .embedCredit,
      [
        "publisher": scope.site.publisher,
        "edition": scope.say(.folioEdition, ["month": scope.editionName]),
      ])
  }

  /// The chart as a file; nil where its data do not allow it.
  func standalone(_ kind: FigureKind) -> Node? {
    let words = Caption(
      title: title(kind), subtitle: subtitle(kind), source: source, note: note(kind), credit: credit,
      licence: scope.site.licence)
    let width = 720
    switch kind {
    case .map: return figures.map(id: "map").map { StandaloneSVG.map($0, words: words, width: width) }
    case .ranking:
      return figures.ranking(id: "ranking").map { StandaloneSVG.ranking($0, words: words, width: width) }
    case .trend: return figures.trend(id: "trend").map { StandaloneSVG.trend($0, words: words, width: width) }
    case .gap:
      return firstLens.flatMap { figures.gap($0) }.map { StandaloneSVG.gap($0, words: words, width: width) }
    case .groups:
      return firstBreakdown.flatMap { figures.groups($0) }
        .map { StandaloneSVG.groups($0, words: words, width: width) }
    }
  }
}
