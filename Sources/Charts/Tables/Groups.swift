import Markup

/// Groups on one shared axis: a table of names, strips and values.
package enum Groups {
  /// `table.dots.mini` with its axis over the strips. A row with a note says it in place of strip and value.
  package static func node(_ frame: GroupsFrame) -> Node {
    el("table", ["class": "dots mini", "style": AxisRow.grid(frame.axis)]) {
      el("caption") { frame.caption }
      head(frame)
      el("tbody") { frame.rows.map { row($0, frame) } }
    }
  }

  private static func head(_ frame: GroupsFrame) -> Node {
    el("thead") {
      el("tr") {
        el("th", ["scope": "col", "class": "lab"]) { hidden(frame.nameHeading) }
        el("td", ["aria-hidden": "true"]) { AxisRow.labels(frame.axis) }
        el("th", ["scope": "col", "class": "val"]) { hidden(frame.valueHeading) }
      }
    }
  }

  private static func hidden(_ words: String) -> Node { el("span", ["class": "vh"]) { words } }

  private static func row(_ row: GroupsFrame.Row, _ frame: GroupsFrame) -> Node {
    let name = el("th", ["scope": "row", "class": "lab"]) { row.name }
    if let note = row.note {
      return el("tr", ["class": "none", "id": row.id]) {
        name
        el("td", ["colspan": "2", "class": "soft"]) { el("small") { note } }
      }
    }
    let strip = StripFrame(domain: frame.axis.domain, dot: row.dot, reference: frame.reference)
    return el("tr", ["id": row.id]) {
      name
      el("td", ["class": "g"]) { Strip.node(strip) }
      el("td", ["class": "val"]) { ValueText.nodes(row.value, margin: row.margin) }
    }
  }
}

/// A value with its margin: kept in one direction, so that `± 2.5` never turns round in Arabic.
enum ValueText {
  static func nodes(_ value: String, margin: String?) -> [Node] {
    guard let margin, !margin.isEmpty else { return [.text(value)] }
    return [.text(value + " "), el("span", ["class": "pm"]) { margin }]
  }
}
