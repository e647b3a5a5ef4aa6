import Markup

/// How many places lie where on the axis, in the colours of the map.
struct Histogram {
  /// One stretch of the axis: how many values of each class, 1 to 5, lie in it.
  struct Bin: Equatable {
    var counts = [0, 0, 0, 0, 0]
    var total: Int { counts.reduce(0, +) }
  }

  /// A marked value with its words and where they stand.
  struct Marker {
    let x: Double
    let words: String
    let isYou: Bool
    var growsRight: Bool
    /// Too wide for either side: the words stand over their line, from the nearer edge.
    var isOver = false
    var row: Int
  }

  private let frame: MapFrame
  let bins: [Bin]
  let markers: [Marker]
  /// The narrowest key in px: a map of 280 px less its gutters.
  private let width: Double

  init(_ frame: MapFrame, width: Double = MapLabels.narrowest) {
    self.frame = frame
    self.width = width
    bins = Self.bins(frame.keyValues, breaks: frame.breaks, domain: frame.keyAxis.domain)
    markers = Self.markers(frame, width: width)
  }

  /// 92 px, or 106 where the markers' words need a second row.
  var height: Int { base + 18 }

  var nodes: [Node] {
    let baseText = String(base)
    let rule = Mark.line("tick", x1: "0", y1: baseText, x2: "100%", y2: baseText)
    return bars + [rule] + ticks + markers.flatMap(marker)
  }

  private var base: Int { 74 + 14 * (markers.map(\.row).max() ?? 0) }

  private var bars: [Node] {
    let top = Double(bins.map(\.total).max() ?? 1)
    let step = 100 / Double(max(bins.count, 1))
    return bins.enumerated().flatMap { index, bin -> [Node] in
      var y = Double(base)
      return bin.counts.enumerated().compactMap { shade, count in
        guard count > 0 else { return nil }
        let height = 48 * Double(count) / max(top, 1)
        y -= height
        return el(
          "rect",
          [
            "class": "q\(shade + 1)", "x": Coordinate.percent(Double(index) * step + step * 0.04),
            "y": Coordinate.text(y), "width": Coordinate.percent(step * 0.92),
            "height": Coordinate.text(height),
          ])
      }
    }
  }

  private var ticks: [Node] {
    let scale = Scale(frame.keyAxis.domain)
    let words = frame.keyAxis.ticks.map(\.label)
    let labels = TimeLabels(
      words, places: frame.keyAxis.ticks.map { scale($0.value) }, widths: [(.always, width)])
    return labels.labels.flatMap { label -> [Node] in
      let x = Coordinate.percent(label.x)
      return [
        Mark.line("tick", x1: x, y1: String(base), x2: x, y2: String(base + 4)),
        Mark.text("sft", label.words, x: x, y: String(base + 15), anchor: label.anchor),
      ]
    }
  }

  private func marker(_ marker: Marker) -> [Node] {
    let x = Coordinate.percent(marker.x)
    let top = marker.row * 14
    let line = Mark.line(
      marker.isYou ? "ref you" : "ref", x1: x, y1: String(top + (marker.isOver ? 15 : 4)), x2: x,
      y2: String(base))
    let name = marker.isYou ? "bld acc halo" : "halo"
    guard !marker.isOver else {
      let edge = marker.growsRight ? "0" : "100%"
      let anchor: Mark.Anchor = marker.growsRight ? .start : .end
      return [line, Mark.text(name, marker.words, x: edge, y: String(11 + top), anchor: anchor)]
    }
    return [
      line,
      Mark.text(
        name, marker.words, x: x, y: String(11 + top), dx: marker.growsRight ? "5" : "-5",
        anchor: marker.growsRight ? .start : .end),
    ]
  }
}

extension Histogram {
  /// Bins that the class bounds fall between, where 20 to 30 equal bins allow it; else 24.
  static func bins(_ values: [Double], breaks: [Double], domain: ClosedRange<Double>) -> [Bin] {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return [] }
    let count = [24, 25, 20, 30, 28, 27, 26, 22, 21, 23, 29].first { fits($0, breaks, domain) } ?? 24
    var bins = [Bin](repeating: Bin(), count: count)
    for value in values where value.isFinite {
      let inside = min(max(value, domain.lowerBound), domain.upperBound)
      let place = min(Whole.floor((inside - domain.lowerBound) / width * Double(count)), count - 1)
      let shade = breaks.prefix(4).count { value >= $0 }
      bins[place].counts[shade] += 1
    }
    return bins
  }

  private static func fits(_ count: Int, _ breaks: [Double], _ domain: ClosedRange<Double>) -> Bool {
    let width = (domain.upperBound - domain.lowerBound) / Double(count)
    return breaks.allSatisfy { value in
      let place = (value - domain.lowerBound) / width
      guard abs(place) < 1e6 else { return false }
      return abs(place - Double(Whole.nearest(place))) < 1e-6
    }
  }

  /// The lower marker's words grow to the left, the higher's to the right, where there is room.
  private static func markers(_ frame: MapFrame, width: Double) -> [Marker] {
    let scale = Scale(frame.keyAxis.domain)
    var markers: [Marker] = []
    let you = frame.you.map { ($0.value, $0.label, true) }
    let reference = frame.reference.map { ($0.value, $0.label, false) }
    let known = [reference, you].compactMap { $0 }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    for (index, entry) in known.enumerated() {
      let prefersRight = index > 0
      var marker = Marker(
        x: scale(entry.0), words: entry.1, isYou: entry.2, growsRight: prefersRight, isOver: false, row: 0)
      if !fits(marker, width) { marker.growsRight.toggle() }
      if !fits(marker, width) { (marker.growsRight, marker.isOver) = (marker.x < 50, true) }
      // The wider words take the upper row: the other's line starts below them.
      if let other = markers.first, extent(other, width).overlaps(extent(marker, width)) {
        markers[0].row = 1
      }
      markers.append(marker)
    }
    return markers
  }

  private static func fits(_ marker: Marker, _ width: Double) -> Bool {
    let extent = extent(marker, width)
    return extent.lowerBound >= 0 && extent.upperBound <= width
  }

  static func extent(_ marker: Marker, _ width: Double) -> ClosedRange<Double> {
    let length = TextWidth.of(marker.words, bold: marker.isYou) + 5
    if marker.isOver { return marker.growsRight ? 0...length : width - length...width }
    let x = marker.x / 100 * width
    return marker.growsRight ? x...x + length : x - length...x
  }
}
