import Markup

/// A line the size of a word, 96 × 26. It has no axis: its last value must stand beside it as text.
package enum Spark {
  /// `svg.spark`, `aria-hidden`, with the interval as a tint. Without any dot, an empty drawing.
  package static func node(_ frame: SparkFrame) -> Node {
    let plot = Polyline(frame.dots, x: x(of: frame.dots.count), y: y(frame.domain))
    var nodes = plot.bands.map { Mark.path("f", $0) } + plot.lines.map { Mark.path(nil, $0) }
    if let last = plot.last {
      nodes.append(Mark.circle(x: Coordinate.text(last.x), y: Coordinate.text(last.y), r: 2.6))
    }
    return box(nodes)
  }

  static func box(_ nodes: [Node]) -> Node {
    el("svg", ["class": "spark", "viewBox": "0 0 96 26", "aria-hidden": "true"]) { nodes }
  }

  static func x(of count: Int) -> Scale { Scale(0...Double(max(count - 1, 1)), from: 2, to: 90) }
  static func y(_ domain: ClosedRange<Double>) -> Scale { Scale(domain, from: 24, to: 4) }
}

/// A series cut into runs without a gap: path data for its lines and bands.
struct Polyline {
  private let points: [[(x: Double, dot: Dot)]]
  private let y: Scale

  /// Dots lie at their index, or at `positions` where periods are not evenly spaced.
  init(_ dots: [Dot?], positions: [Double]? = nil, x: Scale, y: Scale) {
    self.y = y
    var runs: [[(x: Double, dot: Dot)]] = [[]]
    for (index, dot) in dots.enumerated() {
      guard let dot, dot.value.isFinite else {
        runs.append([])
        continue
      }
      let place = positions.map { $0.indices.contains(index) ? $0[index] : 0 } ?? Double(index)
      runs[runs.count - 1].append((x(place), dot))
    }
    points = runs.filter { !$0.isEmpty }
  }

  /// All dots, in order.
  var dots: [(x: Double, y: Double, dot: Dot)] { points.joined().map { ($0.x, y($0.dot.value), $0.dot) } }

  var last: (x: Double, y: Double, dot: Dot)? { dots.last }

  /// One path for each run of at least two dots.
  var lines: [String] {
    points.filter { $0.count > 1 }.map { run in
      PathData.text(points: run.count) { data in
        for (index, point) in run.enumerated() {
          add(point.x, point.dot.value, isFirst: index == 0, &data)
        }
      }
    }
  }

  /// The link across each gap.
  var links: [String] {
    zip(points, points.dropFirst()).compactMap { before, after in
      guard let last = before.last, let first = after.first else { return nil }
      return PathData.text(points: 2) { data in
        add(last.x, last.dot.value, isFirst: true, &data)
        add(first.x, first.dot.value, isFirst: false, &data)
      }
    }
  }

  /// One closed path for each stretch of at least two dots with intervals.
  var bands: [String] {
    points.flatMap { run in
      run.split { $0.dot.low == nil || $0.dot.high == nil }.filter { $0.count > 1 }.map(band)
    }
  }

  /// Intervals of dots that stand alone, where a band would have no width.
  var whiskers: [(x: Double, low: Double, high: Double)] {
    points.filter { $0.count == 1 }.joined().compactMap { point in
      guard let low = point.dot.low, let high = point.dot.high else { return nil }
      return (point.x, y(low), y(high))
    }
  }

  private func band(_ run: ArraySlice<(x: Double, dot: Dot)>) -> String {
    PathData.text(points: 2 * run.count) { data in
      for (index, point) in run.enumerated() {
        add(point.x, point.dot.high ?? point.dot.value, isFirst: index == 0, &data)
      }
      for point in run.reversed() {
        add(point.x, point.dot.low ?? point.dot.value, isFirst: false, &data)
      }
      data.letter(.close)
    }
  }

  private func add(_ x: Double, _ value: Double, isFirst: Bool, _ data: inout PathData) {
    data.point(isFirst ? .move : .line, x: Coordinate.hundredths(x), y: Coordinate.hundredths(y(value)))
  }
}
