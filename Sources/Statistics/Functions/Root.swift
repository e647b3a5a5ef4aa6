/// The root of an increasing function by Newton's method inside a bracket that only shrinks.
///
/// A step that leaves the bracket, or has no usable slope, becomes a bisection, so it always ends.
/// - Parameter function: the value and the slope at a point.
func root(
  start: Double, within range: ClosedRange<Double>,
  _ function: (Double) throws(Undefined) -> (value: Double, slope: Double)
) throws(Undefined) -> Double {
  var low = range.lowerBound
  var high = range.upperBound
  var point = min(max(start, low), high)
  for _ in 0..<400 {
    let (value, slope) = try function(point)
    if value == 0 { return point }
    // An underflowed tail is -infinity on the log scale; its sign still says which way to go.
    if value > 0 { high = point } else { low = point }
    var next = point - value / slope
    if !next.isFinite || next <= low || next >= high { next = low + (high - low) / 2 }
    let isSettled = (next - point).magnitude <= 1e-15 * max(1, point.magnitude)
    point = next
    if isSettled { break }
  }
  return point
}
