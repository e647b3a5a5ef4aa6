import Markup

/// The few SVG elements the charts are made of. Lengths come as written attributes: `12%` or `12`.
enum Mark {
  static func line(
    _ name: String? = nil, x1: String, y1: String, x2: String, y2: String, dash: String? = nil
  ) -> Node {
    el("line", ["class": name, "x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke-dasharray": dash])
  }

  static func circle(_ name: String? = nil, x: String, y: String, r: Double) -> Node {
    el("circle", ["class": name, "cx": x, "cy": y, "r": Coordinate.text(r)])
  }

  static func path(_ name: String?, _ data: String) -> Node { el("path", ["class": name, "d": data]) }

  static func text(
    _ name: String? = nil, _ words: String, x: String, y: String, dx: String? = nil, dy: String? = nil,
    anchor: Anchor? = nil
  ) -> Node {
    el(
      "text",
      ["class": name, "x": x, "y": y, "dx": dx, "dy": dy, "text-anchor": anchor?.rawValue]
    ) { words }
  }

  /// An inner drawing with its own units, stretched over its box.
  static func stretched(_ viewBox: String, _ children: [Node]) -> Node {
    el(
      "svg",
      ["viewBox": viewBox, "preserveAspectRatio": "none", "width": "100%", "height": "100%"]
    ) { children }
  }

  enum Anchor: String, Sendable { case start, middle, end }
}

extension ChartWords {
  var titleID: String { id + "-t" }
  var descriptionID: String { id + "-d" }

  /// Title and description as the first children of a drawing with `role="img"`.
  var nodes: [Node] {
    [
      el("title", ["id": titleID]) { title },
      el("desc", ["id": descriptionID]) { description },
    ]
  }
}
