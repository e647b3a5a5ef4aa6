/// The words on a target's line: above or below it, at its start or its end, where fewest data run.
struct TargetLabel {
  let rows: [String]
  /// The first row's baseline, in px below the line.
  let firstRow: Int
  let isAtEnd: Bool
  let className: String

  /// One for all widths where the words fit on one row; else one for narrow and one for wide containers.
  static func variants(_ layout: TrendLayout, _ target: TrendFrame.TargetLine) -> [TargetLabel] {
    let narrow = TextWidth.wrap(target.label, width: max(90, layout.plotWidth - 8))
    let wide = TextWidth.wrap(target.label, width: max(90, layout.widePlotWidth - 8))
    let wideLabel = best(layout, target, wide, layout.widePlotWidth, "acc halo")
    guard narrow != wide else { return [best(layout, target, narrow, layout.plotWidth, "acc halo")] }
    return [
      best(layout, target, narrow, layout.plotWidth, "acc halo x-narrow"),
      TargetLabel(
        rows: wide, firstRow: wideLabel.firstRow, isAtEnd: wideLabel.isAtEnd, className: "acc halo x-wide"),
    ]
  }

  private static func best(
    _ layout: TrendLayout, _ target: TrendFrame.TargetLine, _ rows: [String], _ width: Double, _ name: String
  ) -> TargetLabel {
    let below = 16
    let above = -6 - 15 * (rows.count - 1)
    let near = [(below, false), (above, false), (above, true), (below, true)]
    // A row further away, where data run along both sides of the line.
    let far = [(below + 15, false), (below + 15, true), (above - 15, false), (above - 15, true)]
    let choices = (near + far).map { row, isAtEnd in
      TargetLabel(rows: rows, firstRow: row, isAtEnd: isAtEnd, className: name)
    }
    let priced = choices.enumerated().map { ($0.element.conflicts(layout, target, width), $0.offset) }
    let least = priced.min { $0 < $1 }?.1 ?? 0
    return choices[least]
  }

  /// How many of some sampled places of the lines lie under the words; far more outside the plot.
  private func conflicts(_ layout: TrendLayout, _ target: TrendFrame.TargetLine, _ width: Double) -> Int {
    let line = layout.y(target.value) / 100 * layout.height
    let top = line + Double(firstRow) - 14
    let bottom = line + Double(firstRow + 15 * (rows.count - 1)) + 6
    if top < -12 || bottom > layout.height { return 1000 }
    let share = min(100, (TextWidth.widest(rows) + 8) / max(width, 1) * 100)
    let places = (0...12).map { isAtEnd ? 100 - share * Double($0) / 12 : share * Double($0) / 12 }
    return layout.frame.lines.reduce(0) { sum, series in
      sum + places.count { place in layout.isTouched(by: series, at: place, from: top, to: bottom) }
    }
  }
}

extension TrendLayout {
  /// Whether a line or its band runs between two heights at a place.
  fileprivate func isTouched(by line: TrendFrame.Line, at place: Double, from top: Double, to bottom: Double)
    -> Bool
  {
    guard let middle = height(of: line, at: place) else { return false }
    let low = height(of: line, at: place) { $0.low ?? $0.value } ?? middle
    let high = height(of: line, at: place) { $0.high ?? $0.value } ?? middle
    return min(high, middle) < bottom && max(low, middle) > top
  }

  /// A line's height in px at a place in percent, across gaps as drawn; nil outside its dots.
  func height(
    of line: TrendFrame.Line, at place: Double, _ value: (Dot) -> Double = { $0.value }
  ) -> Double? {
    var before: (x: Double, y: Double)?
    for (index, dot) in line.dots.enumerated() where index < places.count {
      guard let dot, dot.value.isFinite else { continue }
      let point = (x: places[index], y: y(value(dot)) / 100 * height)
      if point.x >= place {
        guard let before, point.x > before.x else { return point.x == place ? point.y : nil }
        return before.y + (place - before.x) / (point.x - before.x) * (point.y - before.y)
      }
      before = point
    }
    return nil
  }
}
