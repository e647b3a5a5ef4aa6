/// Finds room for at most three labels beside the shape, near their places; a place with none has no label.
///
/// Fitted to the narrowest map that has labels. Type keeps its size while the map grows, so a box that is
/// anchored in percent only shrinks towards its anchor: what is apart at 432 px is apart at any width.
struct MapLabels {
  struct Placed {
    let label: MapFrame.Label
    /// The dot, in percent.
    let x: Double
    let y: Double
    /// Where the leader ends and the words begin, in percent.
    let textX: Double
    let textY: Double
    let side: Side
    let name: [String]
    let value: [String]
    let box: LabelBox
  }

  let placed: [Placed]
  /// Whether the corner at the bottom left holds no land, so that the key can stand there.
  let hasFreeCorner: Bool

  /// A map of 280 px less its gutters.
  static let narrowest = 248.0
  /// Below 27 rem of container width a map has no labels: there is no room beside its areas.
  static let narrowestLabelled = 432.0
  static let limit = 3
  static let corner = LabelBox(left: 0, top: 73, right: 43, bottom: 100)

  init(_ frame: MapFrame, width: Double = narrowestLabelled, corner isUsed: Bool = true) {
    guard frame.width > 0, frame.height > 0 else {
      placed = []
      hasFreeCorner = false
      return
    }
    let ground = frame.ground
    let land =
      ground?.land ?? LandRaster(frame.areas.map(\.path), width: frame.width, height: frame.height)
    hasFreeCorner = land.share(Self.corner) == 0
    let search = Search(
      land: land, width: width, height: width * frame.height / frame.width,
      dots: frame.labels.prefix(Self.limit).map { ($0.x / frame.width * 100, $0.y / frame.height * 100) },
      isCornerTaken: isUsed && hasFreeCorner)
    var found: [Placed] = []
    // The reader's own place chooses first.
    let labels = Array(frame.labels.prefix(Self.limit))
    let order =
      labels.indices.filter { labels[$0].isEmphasised } + labels.indices.filter { !labels[$0].isEmphasised }
    for index in order {
      if let place = search.best(labels[index], index, found) { found.append(place) }
    }
    placed = found
  }
}

extension MapLabels {
  /// How the words stand to the leader's end: the box only ever shrinks towards it.
  struct Side: Equatable {
    let anchor: Mark.Anchor
    let rows: Rows

    enum Rows { case below, beside, above }

    static let all = [
      Side(anchor: .start, rows: .beside), Side(anchor: .end, rows: .beside),
      Side(anchor: .middle, rows: .below), Side(anchor: .middle, rows: .above),
      Side(anchor: .start, rows: .below), Side(anchor: .end, rows: .below),
      Side(anchor: .start, rows: .above), Side(anchor: .end, rows: .above),
    ]

    /// The leader comes from outside the box.
    func faces(dx: Double, dy: Double) -> Bool {
      switch rows {
      case .below: dy >= 0
      case .above: dy <= 0
      case .beside: anchor == .start ? dx >= 0 : dx <= 0
      }
    }

    /// The box of `size` (percent) whose leader ends at a point.
    func box(x: Double, y: Double, size: (width: Double, height: Double)) -> LabelBox {
      let left =
        switch anchor {
        case .start: x
        case .middle: x - size.width / 2
        case .end: x - size.width
        }
      let top =
        switch rows {
        case .below: y
        case .beside: y - size.height / 2
        case .above: y - size.height
        }
      return LabelBox(left: left, top: top, right: left + size.width, bottom: top + size.height)
    }
  }

  private struct Search {
    let land: LandRaster
    let width: Double
    let height: Double
    let dots: [(x: Double, y: Double)]
    let isCornerTaken: Bool
    /// The map in the narrowest container that has the key in its corner: 34 rem.
    private static let cornerWidth = 544.0
    /// The largest share of a label's box that may hold land.
    private static let mostCovered = 0.1
    /// The longest leader, as a share of the map's width: longer ones cross other places' areas.
    private static let longest = 0.36

    init(land: LandRaster, width: Double, height: Double, dots: [(x: Double, y: Double)], isCornerTaken: Bool)
    {
      self.land = land
      self.width = width
      self.height = height
      self.dots = dots
      self.isCornerTaken = isCornerTaken
    }

    private struct Candidate {
      let cost: Double
      let x: Double
      let y: Double
      let side: Side
      let box: LabelBox
    }

    /// The cheapest place on a lattice of 4 %, or nil where none near by is free of land and of other labels.
    func best(_ label: MapFrame.Label, _ index: Int, _ others: [Placed]) -> Placed? {
      let name = TextWidth.wrap(label.name, width: width * 0.45, bold: true)
      let value = TextWidth.wrap(label.value, width: width * 0.45)
      let length = max(TextWidth.widest(name, bold: true), TextWidth.widest(value)) + 8
      let size = (
        width: length / width * 100, height: (Double(name.count + value.count) * 16.25 + 4) / height * 100
      )
      var best: Candidate?
      for step in 0..<676 {
        let x = Double(step % 26) * 4
        let y = Double(step / 26) * 4
        for side in Side.all {
          let limit = best?.cost ?? .infinity
          guard let found = candidate(x, y, side, size, index, others, below: limit) else { continue }
          best = found
        }
      }
      return best.map { found in
        Placed(
          label: label, x: dots[index].x, y: dots[index].y, textX: found.x, textY: found.y, side: found.side,
          name: name, value: value, box: found.box)
      }
    }

    private func candidate(
      _ x: Double, _ y: Double, _ side: Side, _ size: (width: Double, height: Double), _ index: Int,
      _ others: [Placed], below limit: Double
    ) -> Candidate? {
      let dx = (x - dots[index].x) * width / 100
      let dy = (y - dots[index].y) * height / 100
      guard side.faces(dx: dx, dy: dy) else { return nil }
      // Within 6 % of the straight distance, without a root.
      let length = 0.96 * max(abs(dx), abs(dy)) + 0.4 * min(abs(dx), abs(dy))
      guard length * 1.3 < limit, length <= width * Self.longest else { return nil }
      let box = side.box(x: x, y: y, size: size)
      guard box.left >= 0, box.right <= 100, box.top >= 0, box.bottom <= 100, isFree(box, others),
        !(isCornerTaken && small(x, y, side, size).overlaps(MapLabels.corner, by: 0)),
        !others.contains(where: { crosses(box: $0.box, index, x, y) })
      else { return nil }
      let share = land.share(box)
      guard share <= Self.mostCovered else { return nil }
      let covered = share * 200 + land.share(small(x, y, side, size)) * 300
      let cost = covered + length * 1.3 + (length < 14 ? 60 : 0) + (side.rows == .beside ? 0 : 12)
      guard cost < limit else { return nil }
      return Candidate(cost: cost, x: x, y: y, side: side, box: box)
    }

    private func isFree(_ box: LabelBox, _ others: [Placed]) -> Bool {
      !dots.contains { box.contains(x: $0.x, y: $0.y) }
        && !others.contains {
          $0.box.overlaps(box) || leader(from: ($0.x, $0.y), to: ($0.textX, $0.textY), hits: box)
        }
    }

    /// The key stands in the corner on wide maps only, where the words take less of the map.
    private func small(_ x: Double, _ y: Double, _ side: Side, _ size: (width: Double, height: Double))
      -> LabelBox
    {
      let share = min(1, width / Self.cornerWidth)
      return side.box(x: x, y: y, size: (size.width * share, size.height * share))
    }

    private func crosses(box: LabelBox, _ index: Int, _ x: Double, _ y: Double) -> Bool {
      leader(from: dots[index], to: (x, y), hits: box)
    }

    private func leader(from: (x: Double, y: Double), to: (x: Double, y: Double), hits box: LabelBox) -> Bool
    {
      (0...8).contains { step in
        let t = Double(step) / 8
        return box.contains(x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y))
      }
    }
  }
}
