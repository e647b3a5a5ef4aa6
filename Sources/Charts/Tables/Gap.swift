import Markup

/// Equiplot: the groups of each period as dots on a line, and the gap between the ends beside it
/// (International Center for Equity in Health, Pelotas).
package enum Gap {
  /// `table.dots.gap`: one row per period, names of the two ends in the head, the axis below.
  package static func node(_ frame: GapFrame) -> Node {
    let pad = max(40, TextWidth.widest(endLabels(frame), bold: true) + 14)
    let style = "--pad:" + Coordinate.text(pad / 16) + "rem"
    return el("table", ["class": "dots gap", "style": style]) {
      el("caption", ["class": "vh"]) { frame.caption }
      head(frame, pad: pad)
      el("tbody") { frame.rows.map { row($0, frame) } }
      foot(frame)
    }
  }

  private static func endLabels(_ frame: GapFrame) -> [String] {
    frame.rows.flatMap { row in [row.points.first, row.points.last].compactMap { $0??.label } }
  }

  private static func head(_ frame: GapFrame, pad: Double) -> Node {
    el("thead") {
      el("tr") {
        el("th", ["scope": "col", "class": "lab"]) { frame.periodHeading }
        el("th", ["scope": "col", "class": "draw"]) {
          EndNames(frame, pad: pad).nodes
        }
        el("th", ["scope": "col", "class": "val"]) { frame.gapHeading }
      }
    }
  }

  private static func row(_ row: GapFrame.Row, _ frame: GapFrame) -> Node {
    let isDrawn = row.points.contains { $0 != nil }
    let name = isDrawn ? "lab" : "lab soft"
    let label = el("th", ["scope": "row", "class": name]) { el("bdi") { row.label } }
    guard isDrawn else {
      return el("tr", ["class": "none", "id": row.id]) {
        label
        el("td", ["colspan": "2", "class": "soft"]) {
          el("small") { row.note ?? row.sentence }
        }
      }
    }
    return el("tr", ["id": row.id]) {
      label
      el("td", ["class": "draw"]) {
        drawing(row, frame)
        el("span", ["class": "vh"]) { row.sentence }
      }
      el("td", ["class": "val"]) { gap(row) }
    }
  }

  private static func drawing(_ row: GapFrame.Row, _ frame: GapFrame) -> Node {
    let marks = Equiplot(row, domain: frame.axis.domain, isMirrored: frame.isMirrored)
    let name = marks.hasInnerLabels ? "strip equi tall" : "strip equi"
    return el("svg", ["class": name, "aria-hidden": "true"]) { marks.nodes }
  }

  /// First the difference with its margin, then the rest on lines of their own.
  private static func gap(_ row: GapFrame.Row) -> [Node] {
    row.gap.enumerated().map { index, words in
      el("span", ["class": index == 0 ? nil : "soft"]) {
        el("bdi") { index == 0 ? margin(words) : [.text(words)] }
      }
    }
  }

  /// `20.9 ± 1.0` with the margin in the quieter colour.
  private static func margin(_ words: String) -> [Node] {
    let parts = words.split(separator: "±", maxSplits: 1)
    guard parts.count == 2 else { return [.text(words)] }
    var value = parts[0]
    while let last = value.last, last == " " || last == "\u{A0}" { value.removeLast() }
    return ValueText.nodes(String(value), margin: "±" + parts[1])
  }

  private static func foot(_ frame: GapFrame) -> Node {
    el("tfoot", ["aria-hidden": "true"]) {
      el("tr") {
        el("td", ["class": "lab"])
        el("td", ["class": "draw"]) { AxisRow.labels(frame.axis) }
        el("td", ["class": "val"])
      }
    }
  }
}
