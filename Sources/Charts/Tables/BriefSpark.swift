import Markup

/// The line of `Spark` in quarters of a pixel, of which a million are written: steps in whole numbers, two thirds of
/// the bytes.
///
/// A quarter of a pixel is half a dot of the finest usual screen; nobody reads a value from a line without an axis.
/// A class, because handing its pieces about would count the references of each.
package final class BriefSpark: Sendable {
  private let box = Stencil(BriefSpark.box([.hole(0)]))
  private let band = Stencil(Mark.path("f", Stencil.text(0)))
  private let line = Stencil(Mark.path(nil, Stencil.text(0)))
  private let dot = Stencil(BriefSpark.dot(x: Stencil.text(0), y: Stencil.text(1)))
  /// One line in one band.
  private let whole = Stencil(
    BriefSpark.box([
      Mark.path("f", Stencil.text(0)), Mark.path(nil, Stencil.text(1)),
      BriefSpark.dot(x: Stencil.text(2), y: Stencil.text(3)),
    ]))

  package init() {}

  private static func box(_ nodes: [Node]) -> Node {
    el("svg", ["class": "spark", "viewBox": "0 0 384 104", "aria-hidden": "true"]) { nodes }
  }

  private static func dot(x: String, y: String) -> Node { Mark.circle(x: x, y: y, r: 10.4) }

  /// Writes `svg.spark`: bands, lines, the last dot. Nothing but a frame where the series is no line.
  package func write(_ series: inout SparkSeries, into serializer: inout Serializer) {
    guard series.isLine else { return serializer.write(box) { _, _ in } }
    series.place()
    guard series.isWhole else { return write(parts: series, into: &serializer) }
    let last = series.points[series.count - 1]
    serializer.write(whole) { hole, serializer in
      switch hole {
      case 0: serializer.write(bandAround: series.points[...])
      case 1: serializer.write(lineThrough: series.points[...])
      case 2: serializer.write(decimal: Int(last.x))
      default: serializer.write(decimal: Int(last.y))
      }
    }
  }

  /// A line with gaps, or with dots without intervals.
  private func write(parts series: borrowing SparkSeries, into serializer: inout Serializer) {
    serializer.write(box) { _, serializer in
      forEachRun(in: series) { write(bandsOf: $0, series, into: &serializer) }
      forEachRun(in: series) { run in
        if run.count > 1 { serializer.write(line) { $1.write(lineThrough: series.points[run]) } }
      }
      var last = series.count - 1
      while last >= 0, series.isGap(last) { last -= 1 }
      guard last >= 0 else { return }
      let point = series.points[last]
      serializer.write(dot) { $1.write(decimal: Int($0 == 0 ? point.x : point.y)) }
    }
  }

  /// Hands over each stretch of dots without a gap.
  private func forEachRun(in series: borrowing SparkSeries, _ body: (Range<Int>) -> Void) {
    var start = 0
    for index in 0...series.count where index == series.count || series.isGap(index) {
      if index > start { body(start..<index) }
      start = index + 1
    }
  }

  /// One closed path for each stretch of at least two dots with intervals.
  private func write(
    bandsOf run: Range<Int>, _ series: borrowing SparkSeries, into serializer: inout Serializer
  ) {
    var start = run.lowerBound
    for index in run.lowerBound...run.upperBound where index == run.upperBound || !series.hasInterval(index) {
      if index - start > 1 {
        serializer.write(band) { $1.write(bandAround: series.points[start..<index]) }
      }
      start = index + 1
    }
  }
}
