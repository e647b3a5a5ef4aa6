/// A shape as written, away from the sink.
struct RawRings {
  let xs: [Double]
  let ys: [Double]
  let ringEnds: [Int]
  let polygonEnds: [Int]

  /// What a sink has taken since `mark`.
  init(_ sink: CoordinateSink, from mark: CoordinateSink.Mark) {
    xs = Array(sink.xs[mark.positions...])
    ys = Array(sink.ys[mark.positions...])
    ringEnds = sink.ringStarts[(mark.rings + 1)...].map { Int($0) - mark.positions }
    polygonEnds = sink.polygonStarts[(mark.polygons + 1)...].map { Int($0) - mark.rings }
  }
}
