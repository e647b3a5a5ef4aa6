import Markup

/// Sparks by the ten thousand: the elements are serialized once, a series writes nothing but its numbers.
package struct SparkStencil: Sendable {
  private let box = Stencil(Spark.box([.hole(0)]))
  private let band = Stencil(Mark.path("f", Stencil.text(0)))
  private let line = Stencil(Mark.path(nil, Stencil.text(0)))
  private let dot = Stencil(Mark.circle(x: Stencil.text(0), y: Stencil.text(1), r: 2.6))

  package init() {}

  /// Writes a series: the bytes of `Spark.node` for the same frame.
  package func write(_ dots: [Dot?], domain: ClosedRange<Double>, into serializer: inout Serializer) {
    let series = Series(dots: dots, x: Spark.x(of: dots.count), y: Spark.y(domain))
    serializer.write(box) { _, serializer in
      for run in series.runs { write(bandsOf: run, series, into: &serializer) }
      for run in series.runs where run.count > 1 {
        serializer.write(line) { series.write(line: run, into: &$1) }
      }
      guard let last = series.runs.last?.last else { return }
      serializer.write(dot) { hole, serializer in
        serializer.write(coordinate: hole == 0 ? series.x(Double(last)) : series.y(series.value(last)))
      }
    }
  }

  /// One closed path for each stretch of at least two dots with intervals.
  private func write(bandsOf run: Range<Int>, _ series: Series, into serializer: inout Serializer) {
    var start = run.lowerBound
    while start < run.upperBound {
      guard series.hasInterval(start) else {
        start += 1
        continue
      }
      var end = start
      while end < run.upperBound, series.hasInterval(end) { end += 1 }
      if end - start > 1 {
        serializer.write(band) { series.write(band: start..<end, into: &$1) }
      }
      start = end
    }
  }
}

/// A series by position, without the copies that `Polyline` makes of its runs.
private struct Series {
  let dots: [Dot?]
  let x: Scale
  let y: Scale
  /// Neighbouring dots without a gap.
  let runs: [Range<Int>]

  init(dots: [Dot?], x: Scale, y: Scale) {
    self.dots = dots
    self.x = x
    self.y = y
    var runs: [Range<Int>] = []
    var start = 0
    for index in 0...dots.count {
      if index < dots.count, dots[index]?.value.isFinite == true { continue }
      if index > start { runs.append(start..<index) }
      start = index + 1
    }
    self.runs = runs
  }

  func value(_ index: Int) -> Double { dots[index]?.value ?? 0 }
  func hasInterval(_ index: Int) -> Bool { dots[index]?.low != nil && dots[index]?.high != nil }

  func write(line run: Range<Int>, into serializer: inout Serializer) {
    serializer.write(points: run.count) { data in
      for index in run { point(index, value(index), isFirst: index == run.lowerBound, &data) }
    }
  }

  func write(band run: Range<Int>, into serializer: inout Serializer) {
    serializer.write(points: 2 * run.count) { data in
      for index in run {
        point(index, dots[index]?.high ?? value(index), isFirst: index == run.lowerBound, &data)
      }
      for index in run.reversed() { point(index, dots[index]?.low ?? value(index), isFirst: false, &data) }
      data.letter(.close)
    }
  }

  private func point(_ index: Int, _ value: Double, isFirst: Bool, _ data: inout PathData) {
    data.point(
      isFirst ? .move : .line, x: Coordinate.hundredths(x(Double(index))), y: Coordinate.hundredths(y(value)))
  }
}
