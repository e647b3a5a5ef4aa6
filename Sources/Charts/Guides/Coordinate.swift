import Markup

/// Writes lengths for SVG: at most two decimals, rounded half away from zero, no trailing zeros.
///
/// Own writer, because the text must be the same on every machine and in every locale, and because a
/// chart writes thousands of them. A value that is not finite writes as 0: a drawing never holds `nan`.
package enum Coordinate {
  /// `12.5`, `-3`, `0.07`. Values beyond ±1e12 are clamped. Time grows with the digits written.
  package static func text(_ value: Double) -> String {
    Decimal.text(hundredths(value), places: 2, isTrimmed: true)
  }

  /// `12.5%`.
  package static func percent(_ value: Double) -> String {
    String(unsafeUninitializedCapacity: Decimal.capacity + 1) { buffer in
      let count = Decimal.write(hundredths(value), places: 2, isTrimmed: true, to: buffer)
      buffer[count] = UInt8(ascii: "%")
      return count + 1
    }
  }

  /// What is written: the value in hundredths, rounded; 0 where it is not finite.
  static func hundredths(_ value: Double) -> Int {
    value.isFinite ? Whole.nearest(min(max(value, -1e12), 1e12) * 100) : 0
  }
}

/// Whole numbers from finite doubles of moderate size, by conversion alone: the C library's rounding would
/// be the only reason for a chart to link it.
enum Whole {
  /// Half away from zero.
  static func nearest(_ value: Double) -> Int { Int(value < 0 ? value - 0.5 : value + 0.5) }

  static func floor(_ value: Double) -> Int {
    let towardsZero = Int(value)
    return Double(towardsZero) > value ? towardsZero - 1 : towardsZero
  }

  static func ceiling(_ value: Double) -> Int { -floor(-value) }
}

/// A linear map from data units to drawing units.
///
/// Values outside the domain land on its ends, so that nothing is drawn outside the frame. A domain
/// without width maps everything to the middle of the range; a value that is not a number to its start.
package struct Scale: Hashable, Sendable {
  package let domain: ClosedRange<Double>
  /// Where the ends of the domain land; `start` may exceed `end` (a vertical axis, a mirrored strip).
  package let start: Double
  package let end: Double

  /// Percent of the drawing by default.
  package init(_ domain: ClosedRange<Double>, from start: Double = 0, to end: Double = 100) {
    self.domain = domain
    self.start = start
    self.end = end
  }

  package func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0, width.isFinite else { return (start + end) / 2 }
    guard !value.isNaN else { return start }
    let inside = min(max(value, domain.lowerBound), domain.upperBound)
    return start + (inside - domain.lowerBound) / width * (end - start)
  }

  /// The position as an SVG or CSS percentage.
  package func percent(_ value: Double) -> String { Coordinate.percent(self(value)) }
}
