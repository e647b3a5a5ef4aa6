/// Finds room for at most three labels outside the shape: in the sea, or where least land is covered.
///
/// Fitted to the narrowest map. Type keeps its size while the map grows, so a box that is anchored in
/// percent only shrinks towards its anchor: what is apart at 248 px is apart at any width.
struct MapLabels {
  struct Placed {
    let label: MapFrame.Label
    /// The dot, in percent.
    let x: Double
    let y: Double
    /// The first row's anchor and baseline, in percent.
    let textX: Double
    let textY: Double
    let anchor: Mark.Anchor
    let name: [String]
    let value: [String]
    let box: LabelBox
  }

  let placed: [Placed]
  /// Whether the corner at the bottom left holds no land, so that the key can stand there.
  let hasFreeCorner: Bool

  /// A map of 280 px less its gutters.
  static let narrowest = 248.0
  static let limit = 3
  static let corner = LabelBox(left: 0, top: 73, right: 43, bottom: 100)

  init(_ frame: MapFrame, width: Double = narrowest, corner isUsed: Bool = true) {
    guard frame.width > 0, frame.height > 0 else {
      placed = []
      hasFreeCorner = false
      return
    }
    let land = LandRaster(frame.areas.map(\.path), width: frame.width, height: frame.height)
    hasFreeCorner = land.share(Self.corner) == 0
    let search = Search(
      land: land, width: width, height: width * frame.height / frame.width,
      dots: frame.labels.prefix(Self.limit).map { ($0.x / frame.width * 100, $0.y / frame.height * 100) },
      isCornerTaken: isUsed && hasFreeCorner)
    var found: [Placed] = []
    for (index, label) in frame.labels.prefix(Self.limit).enumerated() {
      if let place = search.best(label, index, found) { found.append(place) }
    }
    placed = found
  }
}

extension MapLabels {
  private struct Search {
    let land: LandRaster
    let width: Double
    let height: Double
    let dots: [(x: Double, y: Double)]
    let isCornerTaken: Bool

    /// The cheapest place on a lattice of 2.5 %, or nil where none is free of other labels.
    func best(_ label: MapFrame.Label, _ index: Int, _ others: [Placed]) -> Placed? {
      let name = TextWidth.wrap(label.name, width: width * 0.45, bold: true)
      let value = TextWidth.wrap(label.value, width: width * 0.45)
      let length = max(TextWidth.widest(name, bold: true), TextWidth.widest(value)) + 4
      let rows = Double(name.count + value.count)
      let size = (length / width * 100, (rows * 16.25 + 2) / height * 100)
      var best: (cost: Double, box: LabelBox, isStart: Bool)?
      for isStart in [true, false] {
        for step in 0..<1600 {
          let x = Double(step % 40) * 2.5 + 1
          let y = Double(step / 40) * 2.5 + 0.5
          let left = isStart ? x : x - size.0
          let box = LabelBox(left: left, top: y, right: left + size.0, bottom: y + size.1)
          guard isFree(box, others) else { continue }
          let cost = cost(box, isStart: isStart, dot: dots[index])
          if cost < best?.cost ?? .infinity { best = (cost, box, isStart) }
        }
      }
      return best.map { place(label, $0.box, $0.isStart, index, name, value) }
    }

    private func isFree(_ box: LabelBox, _ others: [Placed]) -> Bool {
      box.left >= 0 && box.right <= 100 && box.top >= 0 && box.bottom <= 100
        && !others.contains { $0.box.overlaps(box) || crosses($0, box) }
        && !dots.contains { box.contains(x: $0.x, y: $0.y) }
        && !(isCornerTaken && box.overlaps(MapLabels.corner, by: 0))
    }

    /// Another label's leader must not run through the box.
    private func crosses(_ other: Placed, _ box: LabelBox) -> Bool {
      (0...10).contains { step in
        let t = Double(step) / 10
        return box.contains(x: other.x + t * (other.textX - other.x), y: other.y + t * (other.textY - other.y))
      }
    }

    /// Land covered, then the leader's length; a leader along the text's own rows is cheapest to follow.
    private func cost(_ box: LabelBox, isStart: Bool, dot: (x: Double, y: Double)) -> Double {
      let x = isStart ? box.left : box.right
      let dx = (x - dot.x) * width / 100
      let dy = ((box.top + box.bottom) / 2 - dot.y) * height / 100
      let length = (dx * dx + dy * dy).squareRoot()
      let isBehind = isStart ? dot.x > box.left : dot.x < box.right
      return land.share(box) * 400 + length + (isBehind ? 120 : 0) + (length < 14 ? 60 : 0)
    }

    private func place(
      _ label: MapFrame.Label, _ box: LabelBox, _ isStart: Bool, _ index: Int, _ name: [String],
      _ value: [String]
    ) -> Placed {
      Placed(
        label: label, x: dots[index].x, y: dots[index].y, textX: isStart ? box.left : box.right,
        textY: box.top + 13 / height * 100, anchor: isStart ? .start : .end, name: name, value: value, box: box)
    }
  }
}
