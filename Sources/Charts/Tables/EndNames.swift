import Markup

/// The names of the two end groups over the first drawn row of a gap table.
struct EndNames {
  private let frame: GapFrame
  private let pad: Double
  /// The narrowest drawing in px, without its padding: a table of 280 px.
  private static let narrowest = 180.0

  init(_ frame: GapFrame, pad: Double) {
    self.frame = frame
    self.pad = pad
  }

  /// Names above their dots, growing outward where they fit, else two lines; else a key with wrapping words.
  ///
  /// A drawing is hidden from screen readers, so the names then stand beside it for them.
  var nodes: [Node] {
    let names = [placed(frame.firstName, isFirst: true), placed(frame.lastName, isFirst: false)]
    let known = names.compactMap { $0 }
    guard known.count == 2 else { return [key] }
    let isStacked = !known.allSatisfy(\.isOutward) || (known[0].anchor == known[1].anchor)
    let height = isStacked ? "38px" : "20px"
    let drawing = el(
      "svg", ["class": "strip equi", "style": "block-size:" + height, "aria-hidden": "true"]
    ) {
      known.enumerated().map { index, name in text(name, y: isStacked && index == 0 ? 30 : 14) }
    }
    return [drawing, el("span", ["class": "vh"]) { "\(frame.firstName) – \(frame.lastName)" }]
  }

  private struct Name {
    let words: String
    let isFirst: Bool
    let x: Double
    let anchor: Mark.Anchor
    let isOutward: Bool
  }

  private func text(_ name: Name, y: Int) -> Node {
    let dx = name.anchor == .end ? "7" : "-7"
    let style = name.isFirst ? "bld" : nil
    return Mark.text(
      style, name.words, x: Coordinate.percent(name.x), y: String(y), dx: dx, anchor: name.anchor)
  }

  private func placed(_ words: String, isFirst: Bool) -> Name? {
    guard let x = position(isFirst: isFirst), let other = position(isFirst: !isFirst) else { return nil }
    let growsRight = x > other || (x == other && isFirst)
    let width = TextWidth.of(words, bold: isFirst) - 7
    let left = pad + x / 100 * Self.narrowest
    let right = pad + (100 - x) / 100 * Self.narrowest
    let isOutward = growsRight ? right >= width : left >= width
    guard isOutward || (growsRight ? left : right) >= width else { return nil }
    return Name(
      words: words, isFirst: isFirst, x: x, anchor: growsRight == isOutward ? .start : .end,
      isOutward: isOutward)
  }

  private func position(isFirst: Bool) -> Double? {
    let row = frame.rows.first { row in row.points.contains { $0 != nil } }
    guard let points = row?.points, points.count > 1,
      let point = isFirst ? points.first ?? nil : points.last ?? nil
    else { return nil }
    let scale = frame.isMirrored ? Scale(frame.axis.domain, from: 100, to: 0) : Scale(frame.axis.domain)
    return scale(point.dot.value)
  }

  private var key: Node {
    el("span", ["class": "ends"]) {
      el("span", ["class": "last"]) { frame.lastName }
      el("span", ["class": "first"]) { frame.firstName }
    }
  }
}
