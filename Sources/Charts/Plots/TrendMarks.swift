import Markup

/// The marks of a trend in percent and px: the same in a page and in a file of a fixed size.
struct TrendMarks {
  private let layout: TrendLayout
  private var frame: TrendFrame { layout.frame }

  init(_ layout: TrendLayout) { self.layout = layout }

  /// Back to front: grid, target, bands and lines (main last), dots, words.
  var nodes: [Node] {
    let order = frame.lines.filter { !$0.isMain } + frame.lines.filter(\.isMain)
    let series = order.map { ($0, polyline($0)) }
    let inner = Mark.stretched("0 0 100 100", series.flatMap { curve($0.1, isMain: $0.0.isMain) })
    return valueAxis + timeAxis + [inner] + target + notes
      + series.flatMap { dots($0.1, isMain: $0.0.isMain) } + endLabels
  }

  private func polyline(_ line: TrendFrame.Line) -> Polyline {
    Polyline(line.dots, positions: layout.places, x: Scale(0...100), y: layout.y)
  }

  private var valueAxis: [Node] {
    frame.axis.ticks.flatMap { tick -> [Node] in
      let y = layout.y.percent(tick.value)
      let isBase = tick.value == frame.axis.domain.lowerBound
      return [
        Mark.line(isBase ? "base" : "grid", x1: "0", y1: y, x2: "100%", y2: y),
        Mark.text("sft", tick.label, x: "0", y: y, dx: "-8", dy: "4", anchor: .end),
      ]
    }
  }

  private var timeAxis: [Node] {
    layout.times.labels.map { label in
      Mark.text(
        label.className, label.words, x: Coordinate.percent(label.x), y: "100%", dy: "18",
        anchor: label.anchor)
    }
  }

  private func curve(_ line: Polyline, isMain: Bool) -> [Node] {
    let band = isMain ? "band" : "band s2f"
    let stroke = isMain ? "ln" : "ln s2"
    let bands = line.bands.map { Mark.path(band, $0) }
    let links = line.links.map { Self.stroke(stroke + " dotted", $0) }
    return bands + links + line.lines.map { Self.stroke(stroke, $0) }
  }

  private static func stroke(_ name: String, _ data: String) -> Node {
    el("path", ["class": name, "vector-effect": "non-scaling-stroke", "d": data])
  }

  private func dots(_ line: Polyline, isMain: Bool) -> [Node] {
    let fill = isMain ? nil : "s2f"
    let whiskers = line.whiskers.map { whisker in
      let x = Coordinate.percent(whisker.x)
      return Mark.line(
        isMain ? "base" : "s2", x1: x, y1: Coordinate.percent(whisker.low), x2: x,
        y2: Coordinate.percent(whisker.high))
    }
    let all = line.dots
    let circles = all.enumerated().compactMap { index, dot -> Node? in
      let isLast = index == all.count - 1
      guard isLast || layout.hasDots else { return nil }
      let name = dot.dot.isUnreliable ? "ring" : fill
      return Mark.circle(
        name, x: Coordinate.percent(dot.x), y: Coordinate.percent(dot.y), r: isLast ? 4.5 : 3)
    }
    return whiskers + circles
  }
}

extension TrendMarks {
  private var target: [Node] {
    guard let target = frame.target else { return [] }
    let y = layout.y.percent(target.value)
    let words = TargetLabel.variants(layout, target).flatMap { variant in
      variant.rows.enumerated().map { index, row in
        Mark.text(
          variant.className, row, x: variant.isAtEnd ? "100%" : "0", y: y, dx: variant.isAtEnd ? "-4" : "4",
          dy: String(variant.firstRow + 15 * index), anchor: variant.isAtEnd ? .end : nil)
      }
    }
    return [Mark.line("tgt", x1: "0", y1: y, x2: "100%", y2: y)] + words
  }

  private var notes: [Node] {
    layout.notes.flatMap { note -> [Node] in
      let x = Coordinate.percent(note.x)
      return [
        Mark.line("grid x-wide", x1: x, y1: "0", x2: x, y2: "92%", dash: "2 3"),
        Mark.text("sft halo x-wide", note.words, x: x, y: "100%", dy: "-9", anchor: note.anchor),
      ]
    }
  }

  private var endLabels: [Node] {
    let labels = layout.ends.labels
    let leaders = layout.isFull ? [] : labels.filter(\.hasLeader).map(leader)
    let box: [Node] =
      leaders.isEmpty ? [] : [el("svg", ["x": "100%", "width": "10", "height": "100%"]) { leaders }]
    return box + labels.flatMap(words)
  }

  private func leader(_ label: EndLabels.Label) -> Node {
    el(
      "line",
      ["class": "ldr", "x1": "5", "y1": share(label.dotY), "x2": "10", "y2": share(label.y)])
  }

  private func words(_ label: EndLabels.Label) -> [Node] {
    let rows = label.name.map { ("bld", $0) } + label.value.map { ("sft", $0) }
    let top = layout.isFull ? -12 - 15 * Double(rows.count - 1) : 4.5 - 7.5 * Double(rows.count - 1)
    let y = share(label.y)
    return rows.enumerated().map { index, row in
      let dy = Coordinate.text(top + 15 * Double(index))
      return layout.isFull
        ? Mark.text(row.0 + " halo", row.1, x: "100%", y: y, dy: dy, anchor: .end)
        : Mark.text(row.0, row.1, x: "100%", y: y, dx: "12", dy: dy)
    }
  }

  private func share(_ px: Double) -> String { Coordinate.percent(px / layout.height * 100) }
}
