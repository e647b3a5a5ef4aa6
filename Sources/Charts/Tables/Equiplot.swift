import Markup

/// The marks of one equiplot row: a line through all groups, a filled dot for the worst off, a ring for
/// the best off, small dots between, and the values of the two ends.
struct Equiplot {
  private let points: [(index: Int, point: GapFrame.Point)]
  private let count: Int
  private let scale: Scale

  init(_ row: GapFrame.Row, domain: ClosedRange<Double>, isMirrored: Bool) {
    count = row.points.count
    points = row.points.enumerated().compactMap { index, point in point.map { (index, $0) } }
    scale = isMirrored ? Scale(domain, from: 100, to: 0) : Scale(domain)
  }

  var nodes: [Node] {
    let positions = points.map { scale($0.point.dot.value) }
    guard let low = positions.min(), let high = positions.max() else { return [] }
    let line = Mark.line(x1: Coordinate.percent(low), y1: "50%", x2: Coordinate.percent(high), y2: "50%")
    return [line] + between + ends + labels(low, high)
  }

  /// An end group whose dot is not the outermost: its value sits above or below the dot itself.
  var hasInnerLabels: Bool { placed.contains { $0.side == .above || $0.side == .below } }

  private var between: [Node] {
    points.filter { $0.index != 0 && $0.index != count - 1 }
      .map { Mark.circle("mid", x: scale.percent($0.point.dot.value), y: "50%", r: 4) }
  }

  private var ends: [Node] {
    points.filter { $0.index == 0 || $0.index == count - 1 }.reversed().map { entry in
      let x = scale.percent(entry.point.dot.value)
      return entry.index == 0
        ? Mark.circle(x: x, y: "50%", r: 6.5) : Mark.circle("ring", x: x, y: "50%", r: 5.5)
    }
  }

  private func labels(_ low: Double, _ high: Double) -> [Node] {
    placed.map { entry in
      let name = entry.index == 0 ? "bld" : nil
      let x = Coordinate.percent(entry.x)
      switch entry.side {
      case .left: return Mark.text(name, entry.label, x: x, y: "50%", dx: "-11", dy: ".32em", anchor: .end)
      case .right: return Mark.text(name, entry.label, x: x, y: "50%", dx: "11", dy: ".32em", anchor: .start)
      case .above: return Mark.text(name, entry.label, x: x, y: "50%", dy: "-10", anchor: .middle)
      case .below: return Mark.text(name, entry.label, x: x, y: "50%", dy: "19", anchor: .middle)
      }
    }
  }
}

extension Equiplot {
  enum Side { case left, right, above, below }

  struct PlacedLabel {
    let index: Int
    let x: Double
    let label: String
    let side: Side
  }

  /// The end groups' values, each on the side where nothing else stands.
  var placed: [PlacedLabel] {
    let positions = points.map { scale($0.point.dot.value) }
    guard let low = positions.min(), let high = positions.max() else { return [] }
    let first = points.first { $0.index == 0 }
    let last = points.first { $0.index == count - 1 && $0.index != 0 }
    let firstX = first.map { scale($0.point.dot.value) }
    let lastX = last.map { scale($0.point.dot.value) }
    let firstIsRight = (firstX ?? 0) >= (lastX ?? firstX ?? 0) && (firstX ?? low) >= high
    return [
      first.map { place($0, low, high, prefersRight: firstIsRight, fallback: .above) },
      last.map { place($0, low, high, prefersRight: !firstIsRight, fallback: .below) },
    ].compactMap { $0 }
  }

  private func place(
    _ entry: (index: Int, point: GapFrame.Point), _ low: Double, _ high: Double, prefersRight: Bool,
    fallback: Side
  ) -> PlacedLabel {
    let x = scale(entry.point.dot.value)
    let side: Side = prefersRight && x >= high ? .right : !prefersRight && x <= low ? .left : fallback
    return PlacedLabel(index: entry.index, x: x, label: entry.point.label, side: side)
  }
}
