import Catalog
import Charts
import Markup
import Statistics

extension IndicatorPage {
  var mapPart: Part? {
    guard let frame = figures.map(id: "map-drawing") else { return nil }
    let words = [
      scope.find(figures.mapDescription),
      pattern.map { text in el("p") { text } } ?? .fragment([]),
      scope.note(scope.say(.mapNote, ["unit": figures.wording.unit, "period": figures.latestWords])),
      finder ?? .fragment([]),
      el("p", ["class": "readout", "data-readout": "", "style": "margin-block-start:.75rem"]),
    ]
    let node = scope.section(
      "map", scope.say(.mapHeading), say: words, isFirst: result.findings.isEmpty,
      show: [
        el("figure", ["class": "show"]) {
          Choropleth.node(frame)
          el("figcaption", ["class": "note"]) {
            scope.link(.indicator(indicator.id), fragment: "table", scope.say(.mapTable))
          }
        }
      ])
    return Part(id: "map", label: scope.say(.mapLabel), node: node)
  }

  /// Whether neighbours are alike, in words, with the index and a link to what it is.
  private var pattern: [Node]? {
    guard let pattern = result.pattern else { return nil }
    let values: Template.Values = [
      "odds": scope.numbers.text((1 / pattern.p).rounded(.down)),
      "share": scope.numbers.text((pattern.p * 100).rounded()),
    ]
    let index = scope.numbers.text(pattern.index, decimals: 2)
    return [
      .text(scope.say(pattern.isAlike ? .mapAlike : .mapUnclear, values) + " ("),
      scope.link(.methods, fragment: MethodCatalogue.fragment(Method.moransI.id), scope.say(.mapIndex)),
      .text(" " + index + ")."),
    ]
  }

  /// Hidden until the script can make it work; nil where there are more places than anyone would look through.
  private var finder: Node? {
    let facts = figures.facts
    guard facts.places.count <= Limits.listed else { return nil }
    let names = scope.locale.names(facts.level)
    return el("form", ["class": "finder", "hidden": "", "style": "margin-block-start:1.25rem"]) {
      el("label", ["for": "you"]) { scope.say(.mapFind) }
      el("br")
      el("select", ["id": "you", "data-you": ""]) {
        el("option", ["value": ""]) { scope.say(.mapChoose) }
        scope.locale.alphabet(facts.level).map { position in
          el("option", ["value": facts.places[Int(position)].id.id]) { names[Int(position)] }
        }
      }
    }
  }

  var rankingPart: Part? {
    guard let frame = figures.ranking(id: "ranking-list") else { return nil }
    let note =
      figures.reference == nil
      ? scope.say(figures.facts.isTotal ? .rankingNoteTotal : .rankingNoteAlone)
      : scope.say(
        .rankingNote,
        ["place": scope.wholeName, "value": figures.wording.words(figures.wholeCell)])
    let node = scope.section(
      "ranking", scope.say(.rankingHeading, ["places": figures.levelPlural]),
      say: [scope.find(rankingFind), scope.note(note)], isWide: true,
      show: [
        el("div", ["class": "show"]) {
          Ranking.node(frame)
          el("p", ["class": "note", "style": "margin-block-start:.75rem"]) {
            (figures.rankingNotes + [scope.say(.rankingUnit, ["unit": figures.unitAndPeriod])])
              .joined(separator: " ")
          }
        }
      ])
    return Part(id: "ranking", label: scope.say(.rankingLabel), node: node)
  }

  /// “Highest” only where the next place's rank range does not reach the top.
  private var rankingFind: String {
    let atTop = figures.facts.countAtTop
    guard let first = figures.facts.ranked.first else { return scope.say(.mapNothing) }
    guard atTop > 0 || !figures.result.hasRanks else { return figures.mapDescription }
    let name = scope.text(first.place.name)
    let value = figures.wording.words(first.cell)
    if atTop == 1 { return scope.say(.rankingHighest, ["place": name, "value": value]) }
    guard atTop > 1 else { return scope.say(.rankingUnknown, ["place": name, "value": value]) }
    return scope.count(.rankingAmong, atTop - 1, ["place": name, "value": value])
  }

  func equityPart(_ lens: LensResult, position: Int) -> Part? {
    guard let frame = figures.gap(lens, anchors: anchors),
      let words = LensWords(figures: figures, lens: lens),
      let definition = figures.lensDefinition(lens.lens)
    else { return nil }
    let id = figures.fragment(ofLens: lens.lens)
    var say = [words.gap.map { scope.find(words.size($0)) }, words.movement.map { text in el("p") { text } }]
      .compactMap { $0 }
    if let trend = words.trend { say.append(el("p") { trend }) }
    say.append(scope.note(Self.lensNote(figures, lens, definition)))
    let node = scope.section(
      id,
      position == 0
        ? scope.say(.gapQuestion) : scope.say(.gapQuestionLens, ["lens": scope.text(definition.title)]),
      say: say,
      show: [
        el("div", ["class": "show"]) {
          el("figure") {
            Gap.node(frame)
            el("figcaption", ["class": "note", "style": "margin-block-start:.6rem"]) {
              scope.say(.gapFigure, ["worst": words.worst.name, "best": words.best.name])
            }
          }
          EquityTable(figures: figures).nodes(lens)
        }
      ])
    // Two entries of one name would not say which is which.
    let isOnly = result.lenses.count { figures.hasGap($0) } == 1
    return Part(id: id, label: isOnly ? scope.say(.gapLabel) : scope.text(definition.title), node: node)
  }

  /// How the places were put into groups, and when.
  static func lensNote(_ figures: Figures, _ lens: LensResult, _ definition: Lens) -> String {
    let scope = figures.scope
    let by = scope.index.indicators[definition.by.text].map { scope.text($0.title) } ?? definition.by.text
    return scope.say(
      .gapNote,
      [
        "lens": scope.text(definition.title), "by": by, "period": scope.spoken(lens.orderedBy),
        "count": scope.numbers.text(Double(definition.groups)), "unit": figures.wording.unit,
      ])
  }

  var trendPart: Part? {
    guard let frame = figures.trend(id: "trend-drawing") else { return nil }
    var say = [scope.find(figures.trendDescription)]
    if let change = figures.result.change(figures.whole) {
      say.append(paragraph(change))
    }
    say += yearAgo + targetWords
    say.append(scope.note(scope.say(.trendNote)))
    let node = scope.section(
      "trend", scope.say(.trendHeading), say: say,
      show: [
        el("figure", ["class": "show"]) {
          el("p") {
            el("b") { figures.title + "," }
            " "
            el("span", ["class": "soft"]) { figures.wording.unit }
          }
          Trend.node(frame)
          scope.details(
            scope.say(.showTable), [FigureTables(figures: figures).trend(isRegion: true, anchors: anchors)])
        }
      ])
    return Part(id: "trend", label: scope.say(.trendLabel), node: node)
  }

  /// Against the same months of the year before, where a target has to be followed through the seasons.
  private var yearAgo: [Node] {
    guard let change = result.target?.yearAgo, change.from != result.target?.travel?.from else { return [] }
    return [paragraph(change)]
  }

  private func paragraph(_ change: Change) -> Node {
    el("p") {
      figures.changeWords(change)
      " "
      el("span", ["class": "pm"]) { "(\(figures.wording.difference(change.comparison.difference)))" }
    }
  }

  private var targetWords: [Node] {
    guard let words = TargetWords(figures), let labelled = words.labelled else { return [] }
    return [el("p") { labelled }, scope.note(words.rule.joined(separator: " "))]
  }

  var groupsPart: Part? {
    let frames = indicator.breakdowns.compactMap { figures.groups($0, anchors: anchors) }
    guard !frames.isEmpty else { return nil }
    let note = scope.say(
      .groupsNote,
      [
        "unit": figures.wording.unit, "place": scope.wholeName, "period": figures.latestWords,
        "value": figures.wording.words(figures.wholeCell),
      ])
    let node = scope.section(
      "groups", scope.say(.groupsHeading), say: [scope.note(note), scope.note(scope.say(.groupsCauses))],
      show: [
        el("figure", ["class": "show"]) {
          frames.map { Groups.node($0) }
          indicator.breakdowns.flatMap { EquityTable(figures: figures).nodes($0) }
        }
      ])
    return Part(id: "groups", label: scope.say(.groupsLabel), node: node)
  }

  /// What people wrote about the measure in this edition.
  var notesPart: Part? {
    let prose = scope.prose("indicators/\(indicator.id)")
    guard !prose.isEmpty else { return nil }
    let node = scope.section(
      "notes", scope.say(.notesHeading), show: [el("div", ["class": "show"]) { prose }])
    return Part(id: "notes", label: scope.say(.notesLabel), node: node)
  }

  var tablePart: Part {
    let table = FigureTables(figures: figures).places(anchors: anchors)
    let label = scope.count(.tableLabel, figures.facts.entries.count, ["places": figures.levelPlural])
    let node = scope.section(
      "table", scope.say(.tableHeading), say: [scope.note(FigureTables(figures: figures).placesNote)],
      isWide: true, show: [scope.scroll(label, table)])
    return Part(id: "table", label: scope.say(.tableShort), node: node)
  }
}
