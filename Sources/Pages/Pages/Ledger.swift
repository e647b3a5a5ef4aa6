import Catalog
import Charts
import Markup

/// Measures in rows: city value, gap between the ends of the first lens, trend.
struct Ledger: Sendable {
  let scope: Scope
  let indicators: [Indicator]

  var nodes: [Node] {
    let rows = indicators.compactMap { scope.index.mainFacts($0.id) }.map { Figures(scope, $0) }
    return [
      el("div", ["class": "heads", "aria-hidden": "true"]) {
        el("span") { scope.say(.sheetMeasure) }
        el("span") { scope.wholeName }
        el("span") { scope.say(.ledgerGap) }
        el("span") { scope.say(.trendLabel) }
      },
      el("ul", ["class": "ledger"]) { rows.map { row($0) } },
    ]
  }

  private func row(_ figures: Figures) -> Node {
    el("li") {
      el("div") {
        el("h3") { scope.link(.indicator(figures.indicator.id), figures.title) }
        el("p", ["class": "meta"]) {
          figures.wording.unit
          el("br")
          figures.latestWords
          TargetWords(figures)?.labelled.map { [el("br")] + $0 } ?? []
        }
      }
      value(figures)
      el("div", ["class": "gap"]) { gap(figures) }
      el("div", ["class": "tr"]) { trend(figures) }
    }
  }

  private func value(_ figures: Figures) -> Node {
    let cell = figures.wholeCell
    return el("p", ["class": "v"]) {
      el("span", ["class": "vh"]) { "\(scope.wholeName): " }
      if let estimate = cell.estimate {
        figures.wording.value(estimate.value)
        figures.wording.plusMinus(estimate).map { margin in [el("span", ["class": "pm"]) { margin }] } ?? []
      } else {
        el("span", ["class": "pm"]) { figures.wording.reason(cell) ?? "" }
      }
    }
  }

  private func gap(_ figures: Figures) -> [Node] {
    guard let lens = figures.result.lenses.first, let words = LensWords(figures: figures, lens: lens) else {
      return [el("p") { scope.say(.ledgerNoLens) }]
    }
    let ends = [words.worst, words.best].map { "\($0.name) \(figures.wording.words($0.cell))" }
    let sentence = el("p") { ends.joined(separator: "; ") }
    guard let gap = words.gap, let strip = LedgerStrip(figures: figures, groups: words.latest.groups) else {
      return [sentence]
    }
    let ratio = gap.ratio.map {
      [figures.wording.times($0), figures.wording.timesRange($0).map { "(\($0))" }]
    }
    let line = ratio?.compactMap { $0 }.joined(separator: " ") ?? figures.wording.distance(gap.difference)
    return [strip.node, sentence, el("p") { line }]
  }

  private func trend(_ figures: Figures) -> [Node] {
    let words = el("span") { figures.changeWords(figures.whole) }
    return (figures.spark(figures.whole).map { [Spark.node($0)] } ?? []) + [words]
  }
}

/// The groups of a lens on one line without an axis; the values stand beside it in words.
struct LedgerStrip: Sendable {
  private let positions: [Double]

  init?(figures: Figures, groups: [LensResult.GroupValue]) {
    let values = groups.compactMap { $0.cell.estimate?.value }
    guard values.count == groups.count, values.count > 1 else { return nil }
    let scale = ValueScale(covering: values)
    let width = scale.domain.upperBound - scale.domain.lowerBound
    positions = values.map { 4 + 92 * ($0 - scale.domain.lowerBound) / width }
  }

  /// The worst off filled, the best off a ring, those between small.
  var node: Node {
    let last = positions.count - 1
    return el("svg", ["class": "strip equi", "aria-hidden": "true"]) {
      el("line", ["x1": x(positions.min() ?? 0), "x2": x(positions.max() ?? 0), "y1": "13", "y2": "13"])
      positions[1..<last].map { dot($0, "mid", "3") }
      dot(positions[last], "ring", "5")
      dot(positions[0], nil, "5.5")
    }
  }

  private func dot(_ position: Double, _ name: String?, _ radius: String) -> Node {
    el("circle", ["class": name, "cx": x(position), "cy": "13", "r": radius])
  }

  private func x(_ position: Double) -> String { RoundedDecimal.plain(position, decimals: 1) + "%" }
}
