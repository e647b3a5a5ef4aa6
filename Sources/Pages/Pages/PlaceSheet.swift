import Catalog
import Charts
import Markup

/// The table of a place: each measure with value, city, strip, change and words.
///
/// It reflows to blocks on narrow screens, where each number says in `data-l` whose it is.
struct PlaceSheet: Sendable {
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

  private var table: Node {
    el("table", ["class": "sheet"]) {
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
    return el("tr") {
      el("th", ["scope": "row"]) {
        scope.link(.indicator(figures.indicator.id), figures.title)
        el("small", ["class": "soft"]) { "\(figures.wording.unit) · \(figures.latestWords)" }
      }
      number("here", name, figures, cell)
      number("city", scope.wholeName, figures, figures.wholeCell)
      td("where", nil, figures.strip(place.id).map { [Strip.node($0)] } ?? [])
      td(nil, nil, [time(figures)])
      td("w", nil, words(figures, cell))
    }
  }

  private func td(_ name: String?, _ label: String?, _ content: [Node]) -> Node {
    el("td", ["class": name, "data-l": label]) { content }
  }

  /// A value with its half-width on one line; a reason, or the lack of a margin, may run over several.
  private func number(_ name: String, _ label: String, _ figures: Figures, _ cell: Cell) -> Node {
    guard let estimate = cell.estimate, figures.wording.plusMinus(estimate) == nil else {
      let wraps = cell.estimate == nil ? "white-space:normal" : nil
      return el("td", ["class": name, "data-l": label, "style": wraps]) { figures.wording.nodes(cell) }
    }
    return td(name, label, [.text(figures.wording.value(estimate.value) + (cell.isUnreliable ? "†" : ""))])
  }

  private func time(_ figures: Figures) -> Node {
    let words = el("span", ["class": "sub"]) { figures.changeWords(place.id) }
    guard let spark = figures.spark(place.id) else { return words }
    return el("span", ["class": "tw"]) {
      Spark.node(spark)
      words
    }
  }

  private func words(_ figures: Figures, _ cell: Cell) -> [Node] {
    guard cell.estimate != nil else { return [scope.mark(.notJudged, scope.say(.verdictNoValue))] }
    var nodes: [Node] =
      figures.againstWhole(place.id).map { scope.againstWhole($0, figures.indicator.direction) }
      ?? [scope.mark(.notJudged, scope.say(.verdictNotCompared))]
    if let sub = small(figures, cell) { nodes.append(el("span", ["class": "sub"]) { sub }) }
    return nodes
  }

  private func small(_ figures: Figures, _ cell: Cell) -> String? {
    if cell.isUnreliable { return "† " + scope.say(.valueUnreliable) }
    if let range = figures.result.rank(place.id) { return scope.rank(range) }
    guard let estimate = cell.estimate, figures.wording.plusMinus(estimate) == nil else { return nil }
    return figures.wording.margin(estimate)
  }
}
