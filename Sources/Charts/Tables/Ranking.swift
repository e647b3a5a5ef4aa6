import Markup

/// A ranked list: every row is text with a strip, so the list is its own table.
package enum Ranking {
  /// Rows shown at each end before the rest is asked for.
  static let ends = 8

  /// A checkbox that shows all rows without script, and `ol.ranks`.
  ///
  /// On a wide page and in print all rows stand in two columns; on a narrow one the first and last eight
  /// and the emphasised. A list of at most 18 rows has neither checkbox nor gap marks.
  package static func node(_ frame: RankingFrame) -> [Node] {
    let runs = self.runs(frame.rows)
    let isCut = runs.contains { $0.isHidden }
    // Ranks among thousands need a wider column, or they break in the middle of a number.
    let isWide = frame.rows.contains { $0.rank.count > 3 }
    let name = "ranks" + (frame.rows.count > 2 * ends ? "" : " few") + (isWide ? " many" : "")
    let style = AxisRow.grid(frame.axis, reference: frame.reference)
    let list = el("ol", ["class": name, "id": frame.id, "style": style]) {
      axisRow(frame, "ax-row")
      items(frame, runs)
    }
    return isCut ? [toggle(frame), list] : [list]
  }

  private static func toggle(_ frame: RankingFrame) -> Node {
    el("label", ["class": "more"]) {
      el("input", ["type": "checkbox", "aria-controls": frame.id])
      el("span") {
        el("span", ["class": "close"]) { frame.showAll }
        el("span", ["class": "open"]) { frame.showFewer }
      }
    }
  }

  private static func axisRow(_ frame: RankingFrame, _ name: String) -> Node {
    el("li", ["class": name, "aria-hidden": "true"]) {
      el("span")
      el("span")
      AxisRow.labels(frame.axis)
      el("span")
    }
  }

  /// All rows, a mark before each hidden run, and the second column's axis in the middle.
  private static func items(_ frame: RankingFrame, _ runs: [Run]) -> [Node] {
    let half = frame.rows.count > 2 * ends ? (frame.rows.count + 1) / 2 : frame.rows.count
    var nodes: [Node] = []
    var marks = 0
    for run in runs {
      if run.isHidden {
        nodes.append(gapMark(frame, count: run.range.count, isFirst: marks == 0))
        marks += 1
      }
      for index in run.range {
        if index == half { nodes.append(axisRow(frame, "ax-row col2")) }
        nodes.append(item(frame.rows[index], frame, isHidden: run.isHidden))
      }
    }
    return nodes
  }

  /// `⋮ 9 places`: `{count}` is the number behind this mark; words without it stand at the first mark only.
  private static func gapMark(_ frame: RankingFrame, count: Int, isFirst: Bool) -> Node {
    let parts = frame.hiddenCount.split(separator: "{count}", omittingEmptySubsequences: false)
    let words = parts.count > 1 ? parts.joined(separator: String(count)) : isFirst ? frame.hiddenCount : "⋮"
    return el("li", ["class": "gapmark", "aria-hidden": "true"]) { words }
  }

  private static func item(_ row: RankingFrame.Row, _ frame: RankingFrame, isHidden: Bool) -> Node {
    let strip = StripFrame(
      domain: frame.axis.domain, dot: row.dot, emphasis: row.shade.map { .shade($0) } ?? .plain)
    let name = row.isEmphasised ? "you" : isHidden ? "mid2" : nil
    return el("li", ["data-a": row.id, "class": name]) {
      el("span", ["class": "r"]) { row.rank }
      row.href.map { href in el("a", ["href": href]) { row.name } } ?? el("span") { row.name }
      el("span") { Strip.node(strip) }
      el("span", ["class": "v"]) { ValueText.nodes(row.value, margin: row.margin) }
    }
  }
}

extension Ranking {
  /// Neighbouring rows that are shown or hidden together.
  struct Run: Equatable {
    let range: Range<Int>
    let isHidden: Bool
  }

  /// A run of one is shown: the mark would take as much room as the row.
  static func runs(_ rows: [RankingFrame.Row]) -> [Run] {
    var runs: [Run] = []
    for index in rows.indices {
      let isHidden = index >= ends && index < rows.count - ends && !rows[index].isEmphasised
      if let last = runs.last, last.isHidden == isHidden {
        runs[runs.count - 1] = Run(range: last.range.lowerBound..<index + 1, isHidden: isHidden)
      } else {
        runs.append(Run(range: index..<index + 1, isHidden: isHidden))
      }
    }
    return runs.map { $0.range.count < 2 ? Run(range: $0.range, isHidden: false) : $0 }
  }
}
