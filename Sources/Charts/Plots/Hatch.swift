import Markup

/// The two hatches of the house: +45° over a class colour where the margin is too large, −45° over wash
/// where there is no number.
enum Hatch {
  enum Kind: String { case low, none }

  static func pattern(_ id: String, _ kind: Kind, size: Double, stroke: Double) -> Node {
    let side = Coordinate.text(size)
    return el(
      "pattern",
      [
        "id": id, "width": side, "height": side, "patternUnits": "userSpaceOnUse",
        "patternTransform": kind == .low ? "rotate(-45)" : "rotate(45)",
      ]
    ) {
      if kind == .none, size < 9 { el("path", ["class": "wash", "d": "M0 0h\(side)v\(side)H0z"]) }
      el("path", ["class": "hatch", "d": "M0 0v\(side)", "stroke-width": Coordinate.text(stroke)])
    }
  }

  static func url(_ id: String) -> String { "url(#\(id))" }
}
