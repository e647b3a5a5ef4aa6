import Catalog
import Charts
import Markup
import Statistics

@testable import Pages

// The sheet of a place built node by node, as the product did before it wrote copies of a stencil: slow, and easy to
// see right.

extension Figures {
  /// A place among all places of its level, the whole as the reference.
  func strip(_ place: PlaceID) -> StripFrame? {
    guard let dot = Self.dot(result.cell(place, facts.latest), within: facts.scale.domain) else { return nil }
    return StripFrame(
      domain: facts.scale.domain, dot: dot, emphasis: .you, context: facts.context,
      reference: reference)
  }

  /// A place's test against the whole; nil for totals, of which a part is always less than the whole.
  func againstWhole(_ place: PlaceID) -> Comparison? { facts.isTotal ? nil : result.againstWhole(place) }
}

extension Scope {
  /// `12th–26th highest of 74`; the side is the nearer end.
  func rank(_ range: RankRange) -> String {
    let isHigh = range.rank * 2 <= range.of + 1
    let best = isHigh ? range.best : range.of + 1 - range.worst
    let worst = isHigh ? range.worst : range.of + 1 - range.best
    let count = numbers.text(Double(range.of))
    if worst == 1 { return say(isHigh ? .rankTop : .rankBottom, ["count": count]) }
    let first = language.ordinalText(best)
    guard best != worst else {
      return say(isHigh ? .rankHighest : .rankLowest, ["rank": first, "count": count])
    }
    let values: Template.Values = ["first": first, "last": language.ordinalText(worst), "count": count]
    return say(isHigh ? .rankRangeHighest : .rankRangeLowest, values)
  }
}

/// The sheet of one place: what is worse, better, not to be told apart, not judged; every measure; neighbours.
struct NaivePlacePage: Sendable {
  let scope: Scope
  let place: Place

  var name: String { scope.text(place.name) }

  /// Measures computed at the place's level.
  var rows: [Figures] {
    scope.index.measured.compactMap { indicator in
      scope.index.facts(indicator.id, level: place.id.level).map { Figures(scope, $0) }
    }
  }

  var page: Page {
    let rows = self.rows
    let summary = NaivePlaceSummary(scope: scope, place: place, rows: rows)
    return Page(
      scope: scope, title: name, description: summary.lead, bodyClass: "sheet-page",
      styles: ["strips", "tables", "place", "data", "prose", "print-place"],
      sheet: scope.index.levels[place.id.level].flatMap { scope.index.hasPlaceSheet($0) ? .placeSheet : nil },
      main: [crumbs, head(summary), summary.verdict]
        + NaivePlaceSheet(scope: scope, place: place, rows: rows).nodes
        + neighbours(rows) + scope.prose("places/\(place.id.level)/\(place.slug)"))
  }

  private var crumbs: Node {
    let plural = scope.index.levels[place.id.level].map { scope.text($0.plural) } ?? scope.say(.navPlaces)
    return scope.crumbs([(.home, scope.wholeName), (.places, plural)], here: name)
  }

  private func head(_ summary: NaivePlaceSummary) -> Node {
    el("div", ["class": "placehead"]) {
      el("div") {
        el("h1") { scope.spoken(place.name) }
        el("p", ["class": "lead", "style": "margin-block-start:1rem"]) { summary.lead }
      }
      el("div", ["class": "locrow"]) {
        locator
        facts
      }
    }
  }

  /// The place on the outline of the city.
  private var locator: [Node] {
    guard let shapes = scope.edition.shapes[place.id.level], let path = shapes.paths[place.id.id] else {
      return []
    }
    let numbers = NumberStyle(group: "")
    let box = "0 0 \(numbers.text(shapes.width)) \(numbers.text(shapes.height))"
    return [
      el("svg", ["class": "loc", "viewBox": box, "role": "img", "aria-labelledby": "loc-title"]) {
        el("title", ["id": "loc-title"]) {
          scope.say(.placeLocator, ["place": name, "city": scope.wholeName])
        }
        el("path", ["d": shapes.outline])
        el("path", ["class": "sel", "d": path])
      }
    ]
  }

  private var facts: [Node] {
    var facts: [(String, String)] = []
    if let people = scope.edition.population[place.id] {
      let period = scope.edition.populationPeriod.map { scope.period($0) } ?? ""
      let rounded = people >= 1000 ? RoundedDecimal.plain(people / 100, decimals: 0) + "00" : ""
      let number = Double(rounded) ?? people
      facts.append((scope.say(.placeResidents, ["period": period]), scope.numbers.text(number)))
    }
    let number = scope.edition.places[place.id.level]?.firstIndex { $0.id == place.id }
    if let number, let area = scope.edition.shapes[place.id.level]?.areas.dropFirst(number).first ?? nil {
      facts.append(
        (scope.say(.placeArea), scope.say(.placeSquare, ["n": scope.numbers.text(area, decimals: 1)])))
    }
    if let parent = place.parent { facts.append((scope.say(.placePartOf), scope.name(parent))) }
    guard !facts.isEmpty else { return [] }
    return [
      el("dl", ["class": "mini-facts"]) {
        facts.map { fact in
          el("div") {
            el("dt") { fact.0 }
            el("dd") { fact.1 }
          }
        }
      }
    ]
  }

  /// The place and those that share a border with it, by the headline measures.
  private func neighbours(_ rows: [Figures]) -> [Node] {
    let all = scope.edition.places[place.id.level] ?? []
    let lists = scope.edition.shapes[place.id.level]?.neighbours ?? []
    let own = all.firstIndex { $0.id == place.id }.map { $0 < lists.count ? lists[$0] : [] } ?? []
    let others = own.map { all[$0] }
    let headline = rows.filter(\.indicator.isHeadline)
    let shown = Array((headline.isEmpty ? rows : headline).prefix(4))
    guard !others.isEmpty, !shown.isEmpty else { return [] }
    let table = scope.table(
      caption: scope.say(.placeNeighbours, ["place": name]),
      head: [shown[0].levelTitle] + shown.map { "\($0.title), \($0.wording.unit), \($0.latestWords)" },
      rows: ([place] + others).map { neighbourRow($0, shown) })
    return [
      el("section", ["class": "nbs", "aria-labelledby": "h-nb", "style": "padding-block:2.25rem 0"]) {
        el("h2", ["id": "h-nb", "style": "margin-block-end:.6rem"]) {
          scope.say(.placeNeighbours, ["place": name])
        }
        neighbourLine(others, shown[0])
        scope.scroll(scope.say(.placeNeighboursRegion), table)
      }
    ]
  }

  private func neighbourRow(_ place: Place, _ figures: [Figures]) -> [[Node]] {
    let name = scope.text(place.name)
    let link: Node = scope.href(place).map { href in el("a", ["href": href]) { name } } ?? .text(name)
    return [[link]] + figures.map { $0.wording.nodes($0.result.cell(place.id, $0.facts.latest)) }
  }

  /// The neighbours in one line, for print.
  private func neighbourLine(_ others: [Place], _ figures: Figures) -> Node {
    let parts = others.map { other in
      "\(scope.text(other.name)) \(figures.wording.words(figures.result.cell(other.id, figures.facts.latest)))"
    }
    return el("p", ["class": "nb-line"]) {
      "\(figures.title), \(figures.unitAndPeriod): " + parts.joined(separator: " · ")
    }
  }
}

/// The table of a place: each measure with value, city, strip, change and words.
///
/// It reflows to blocks on narrow screens, where each number says in `data-l` whose it is.
struct NaivePlaceSheet: Sendable {
  let scope: Scope
  let place: Place
  let rows: [Figures]

  private var name: String { scope.text(place.name) }
  private var count: Int { scope.edition.places[place.id.level]?.count ?? 0 }

  var nodes: [Node] {
    guard !rows.isEmpty else { return [scope.note(scope.say(.placeNothing))] }
    return [
      el("div", ["class": "sheetwrap", "id": "sheet"]) {
        el("p", ["class": "note", "style": "margin-block-end:.25rem"]) {
          scope.count(.sheetKey, count, ["city": scope.wholeName, "place": name])
        }
        table
      },
      el("p", ["class": "note", "style": "margin-block-start:1rem"]) {
        scope.say(.sheetNote, ["city": scope.wholeName]) + " "
        scope.link(.methods, scope.say(.sheetMethods))
        "."
      },
    ]
  }

  /// Whether the strips' ticks stand in the style sheet that all sheets share.
  private func strip(_ figures: Figures) -> SharedStrips.Strip? {
    scope.index.strips[place.id.level, figures.indicator.id]
  }

  private var isBrief: Bool { rows.contains { strip($0) != nil } }

  private var table: Node {
    let labels = "--here:'\(StyleText.escaped(name))';--city:'\(StyleText.escaped(scope.wholeName))'"
    return el("table", ["class": "sheet", "style": isBrief ? labels : nil]) {
      el("caption", ["class": "vh"]) { scope.say(.sheetCaption, ["place": name, "city": scope.wholeName]) }
      el("colgroup") { ["c1", "c2", "c3", "c4", "c5", "c6"].map { el("col", ["class": $0]) } }
      el("thead") { el("tr") { head.map { text in el("th", ["scope": "col"]) { text } } } }
      bodies
    }
  }

  private var head: [String] {
    [
      scope.say(.sheetMeasure), name, scope.wholeName,
      scope.say(.sheetWhere, ["n": scope.numbers.text(Double(count))]), scope.say(.sheetTime),
      scope.say(.tableWords),
    ]
  }

  /// One body for each topic; measures of unknown topics come last.
  private var bodies: [Node] {
    let known = scope.site.topics.map { ($0.id, scope.text($0.title)) }
    let others = Set(rows.map(\.indicator.topic)).subtracting(known.map(\.0)).sorted().map { ($0, $0) }
    return (known + others).compactMap { id, title in
      let members = rows.filter { $0.indicator.topic == id }
      guard !members.isEmpty else { return nil }
      return el("tbody") {
        el("tr", ["class": "topic"]) {
          el("th", ["colspan": "6", "scope": "rowgroup"]) { title }
        }
        members.map { row($0) }
      }
    }
  }

  private func row(_ figures: Figures) -> Node {
    let cell = figures.result.cell(place.id, figures.facts.latest)
    return el(
      "tr", ["class": strip(figures)?.name, "id": isBrief ? nil : "sheet.\(figures.indicator.id)"]
    ) {
      el("th", ["scope": "row"]) {
        scope.link(.indicator(figures.indicator.id), figures.title)
        el("small", ["class": isBrief ? nil : "soft"]) { "\(figures.wording.unit) · \(figures.latestWords)" }
      }
      number("here", name, figures, cell)
      number("city", scope.wholeName, figures, figures.wholeCell)
      td("where", nil, figures.strip(place.id).map { [drawing($0, figures)] } ?? [])
      td(nil, nil, [time(figures)])
      td("w", nil, words(figures, cell))
    }
  }

  private func td(_ name: String?, _ label: String?, _ content: [Node]) -> Node {
    el("td", ["class": name, "data-l": isBrief ? nil : label]) { content }
  }

  /// A value with its half-width on one line; a reason, or the lack of a margin, may run over several.
  private func number(_ name: String, _ label: String, _ figures: Figures, _ cell: Cell) -> Node {
    guard let estimate = cell.estimate, figures.wording.plusMinus(estimate) == nil else {
      let wraps = cell.estimate == nil && !isBrief ? "white-space:normal" : nil
      return el("td", ["class": name, "data-l": isBrief ? nil : label, "style": wraps]) {
        figures.wording.nodes(cell)
      }
    }
    return td(name, label, [.text(figures.wording.value(estimate.value) + (cell.isUnreliable ? "†" : ""))])
  }

  private func time(_ figures: Figures) -> Node {
    let words = sub(figures.changeWords(place.id))
    guard let spark = figures.spark(place.id) else { return words }
    return el("span", ["class": "tw"]) {
      isBrief ? brief(spark) : Spark.node(spark)
      words
    }
  }

  private func sub(_ nodes: [Node]) -> Node {
    isBrief ? el("small") { nodes } : el("span", ["class": "sub"]) { nodes }
  }

  private func drawing(_ frame: StripFrame, _ figures: Figures) -> Node {
    guard let strip = strip(figures), let dot = frame.dot else { return Strip.node(frame) }
    return strip.drawing.node(dot)
  }

  /// The line as the product draws it; ChartsTests hold it against points worked out one by one.
  private func brief(_ frame: SparkFrame) -> Node {
    var series = SparkSeries()
    for dot in frame.dots {
      if let dot {
        series.add(dot.value, low: dot.low ?? .nan, high: dot.high ?? .nan)
      } else {
        series.addGap()
      }
    }
    var serializer = Serializer()
    BriefSpark().write(&series, into: &serializer)
    return .trusted(String(decoding: serializer.bytes, as: UTF8.self))
  }

  private func words(_ figures: Figures, _ cell: Cell) -> [Node] {
    guard cell.estimate != nil else { return [scope.mark(.notJudged, scope.say(.verdictNoValue))] }
    var nodes: [Node] =
      figures.againstWhole(place.id).map { scope.againstWhole($0, figures.indicator.judgedDirection) }
      ?? [scope.mark(.notJudged, scope.say(.verdictNotCompared))]
    if let sub = small(figures, cell) { nodes.append(self.sub([.text(sub)])) }
    return nodes
  }

  private func small(_ figures: Figures, _ cell: Cell) -> String? {
    if cell.isUnreliable { return "† " + scope.say(.valueUnreliable) }
    if let range = figures.result.rank(place.id) { return scope.rank(range) }
    guard let estimate = cell.estimate, figures.wording.plusMinus(estimate) == nil else { return nil }
    return figures.wording.margin(estimate)
  }
}

/// The measures of a place by what their tests say against the whole city.
struct NaivePlaceSummary: Sendable {
  let scope: Scope
  let place: Place
  let groups: [Judgement.Kind: [Figures]]
  private let hasStrips: Bool
  private let withoutNumber: Int

  init(scope: Scope, place: Place, rows: [Figures]) {
    self.scope = scope
    self.place = place
    var groups: [Judgement.Kind: [Figures]] = [:]
    for figures in rows { groups[Self.kind(figures, place.id), default: []].append(figures) }
    self.groups = groups
    hasStrips = rows.contains { scope.index.strips[place.id.level, $0.indicator.id] != nil }
    withoutNumber = rows.count { $0.result.cell(place.id, $0.facts.latest).estimate == nil }
  }

  private static func kind(_ figures: Figures, _ place: PlaceID) -> Judgement.Kind {
    guard figures.result.cell(place, figures.facts.latest).estimate != nil,
      let comparison = figures.againstWhole(place)
    else { return .notJudged }
    return Judgement(comparison, figures.indicator.judgedDirection).kind
  }

  private func count(_ kind: Judgement.Kind) -> Int { groups[kind]?.count ?? 0 }

  /// `Of 13 measures, 6 are worse than in Chicago and 2 better; 2 cannot be told apart.`
  var lead: String {
    let all = Judgement.Kind.allCases.reduce(0) { $0 + count($1) }
    let number = { (kind: Judgement.Kind) in scope.numbers.text(Double(count(kind))) }
    var sentences = [
      scope.count(
        .placeLead, all,
        [
          "place": scope.text(place.name), "city": scope.wholeName, "worse": number(.worse),
          "better": number(.better), "same": number(.cannotTell), "none": number(.notJudged),
        ])
    ]
    if withoutNumber > 0 { sentences.append(scope.count(.placeWithoutNumber, withoutNumber)) }
    return sentences.joined(separator: " ")
  }

  /// Four columns: a count with its shape, and the measures by name.
  var verdict: Node {
    let hasLong = Judgement.Kind.allCases.contains { isLong($0) }
    return el("div", ["class": hasLong ? "verdict many" : "verdict"]) {
      Judgement.Kind.allCases.map { column($0) }
    }
  }

  /// A list that is too long for a column takes a row of its own.
  private func isLong(_ kind: Judgement.Kind) -> Bool { count(kind) > 8 }

  private func column(_ kind: Judgement.Kind) -> Node {
    let heading = scope.count(Self.phrase(kind), count(kind), ["city": scope.wholeName])
    let titles = (groups[kind] ?? []).map { figures -> [Node] in
      hasStrips
        ? [.text(figures.title)]
        : [el("a", ["href": "#sheet.\(figures.indicator.id)"]) { figures.title }]
    }
    return el("div", ["class": isLong(kind) ? "long" : nil]) {
      el("h2") { scope.mark(kind, heading) }
      el("p") {
        titles.isEmpty
          ? [.text(scope.say(.placeNone))] : Array(titles.joined(separator: [.text("; ")])) + [.text(".")]
      }
    }
  }

  private static func phrase(_ kind: Judgement.Kind) -> Phrase {
    switch kind {
    case .worse: .placeWorse
    case .better: .placeBetter
    case .cannotTell: .placeSame
    case .notJudged: .placeNotJudged
    }
  }
}
