import Markup

/// A map of areas in classes, with a histogram as its key. Never mirrored; nothing in it takes the focus.
package enum Choropleth {
  /// `div.mapfig`: the drawing and its legend. All ids derive from `words.id`.
  ///
  /// The key stands in the map's bottom-left corner on wide containers where that corner holds no land
  /// (class `corner`), else below.
  package static func node(_ frame: MapFrame) -> Node {
    let labels = MapLabels(frame)
    let ratio = Coordinate.text(frame.width) + "/" + Coordinate.text(frame.height)
    let labelled = frame.words.titleID + " " + frame.words.descriptionID
    return el("div", ["class": labels.hasFreeCorner ? "mapfig corner" : "mapfig"]) {
      el("div", ["class": "map", "style": "aspect-ratio:" + ratio]) {
        el("svg", ["role": "img", "aria-labelledby": labelled, "width": "100%", "height": "100%"]) {
          frame.words.nodes
          MapMarks(frame).area
          if !labels.placed.isEmpty { el("g", ["class": "lbs"]) { MapMarks.labels(labels.placed) } }
        }
      }
      MapKey(frame).legend
    }
  }
}

/// The marks of a map: in a page and in a file of a fixed size.
struct MapMarks {
  private let frame: MapFrame

  init(_ frame: MapFrame) { self.frame = frame }

  var lowID: String { frame.words.id + "-low" }
  var noneID: String { frame.words.id + "-none" }

  /// The inner drawing in map units: areas, hatches, outline, the selected place.
  var area: Node {
    let box = "0 0 " + Coordinate.text(frame.width) + " " + Coordinate.text(frame.height)
    return el("svg", ["class": "area", "viewBox": box, "width": "100%", "height": "100%"]) {
      el("defs") {
        Hatch.pattern(noneID, .none, size: 9, stroke: 3)
        Hatch.pattern(lowID, .low, size: 9, stroke: 3.5)
      }
      frame.areas.map(shape)
      hatches
      if !frame.outline.isEmpty { stroke("edge", frame.outline) }
      selection
    }
  }

  private func shape(_ area: MapFrame.Area) -> Node {
    guard !area.id.isEmpty else { return Mark.path(Self.className(area.fill), area.path) }
    return el("path", ["class": Self.className(area.fill), "data-a": area.id, "d": area.path]) {
      el("title") { area.title }
    }
  }

  private static func className(_ fill: MapFrame.Fill) -> String {
    switch fill {
    case .shade(let shade): "q\(min(max(shade, 1), 5))"
    case .empty: "nd"
    }
  }

  private var hatches: [Node] {
    frame.areas.compactMap { area in
      if area.fill == .empty { return hatch("no", noneID, area.path) }
      return area.isUnreliable ? hatch("lo", lowID, area.path) : nil
    }
  }

  private func hatch(_ name: String, _ id: String, _ data: String) -> Node {
    el("path", ["class": name, "fill": Hatch.url(id), "d": data])
  }

  private func stroke(_ name: String, _ data: String) -> Node {
    data.isEmpty ? .fragment([]) : Mark.path(name, data)
  }

  private var selection: [Node] {
    guard let selected = frame.selected, let area = frame.areas.first(where: { $0.id == selected }) else {
      return []
    }
    return [stroke("halo", area.path), stroke("sel", area.path)]
  }
}

extension MapMarks {
  /// Leaders, dots and two-row labels with a halo of paper, in percent.
  static func labels(_ labels: [MapLabels.Placed]) -> [Node] { labels.flatMap(label) }

  private static func label(_ placed: MapLabels.Placed) -> [Node] {
    let x = Coordinate.percent(placed.x)
    let y = Coordinate.percent(placed.y)
    let textX = Coordinate.percent(placed.textX)
    let textY = Coordinate.percent(placed.textY)
    return [
      Mark.line("lead-halo", x1: x, y1: y, x2: textX, y2: textY),
      Mark.line("lead-line", x1: x, y1: y, x2: textX, y2: textY),
      Mark.circle("lead-dot", x: x, y: y, r: 3),
      el(
        "text",
        [
          "class": placed.label.isEmphasised ? "halo acc" : "halo", "y": textY,
          "text-anchor": placed.side.anchor.rawValue,
        ]
      ) { rows(placed, x: textX) },
    ]
  }

  private static func rows(_ placed: MapLabels.Placed, x: String) -> [Node] {
    let rows = placed.name.map { ("bld", $0) } + placed.value.map { ("", $0) }
    let isBeside = placed.side.rows == .beside
    let dx = isBeside ? (placed.side.anchor == .start ? "4" : "-4") : nil
    let first =
      switch placed.side.rows {
      case .below: 14.0
      case .beside: 4.5 - 8 * Double(rows.count - 1)
      case .above: -6 - 16 * Double(rows.count - 1)
      }
    return rows.enumerated().map { index, row in
      el(
        "tspan",
        [
          "class": row.0.isEmpty ? nil : row.0, "x": x, "dx": dx,
          "dy": Coordinate.text(index == 0 ? first : 16),
        ]
      ) { row.1 }
    }
  }
}
