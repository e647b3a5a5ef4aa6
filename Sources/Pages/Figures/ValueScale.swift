import Statistics

/// A scale from 0 (or below) to a round number, with its ticks: shared by all charts of an indicator.
struct ValueScale: Hashable, Sendable {
  var domain: ClosedRange<Double>
  var ticks: [Double]

  /// A scale that covers the values and zero; bars and dots never start above zero.
  /// - Parameter count: steps wanted; 4 gives quarters.
  init(covering values: [Double], steps count: Int = 4) {
    let low = min(0, values.min() ?? 0)
    let high = max(0, values.max() ?? 0)
    guard high > low else {
      self.init(domain: 0...1, step: 1)
      return
    }
    let step = ValueScale.niceStep((high - low) / Double(count))
    let first = (low / step).rounded(.down) * step
    let last = (high / step).rounded(.up) * step
    self.init(domain: first...last, step: step)
  }

  private init(domain: ClosedRange<Double>, step: Double) {
    self.domain = domain
    let count = Int(((domain.upperBound - domain.lowerBound) / step).rounded())
    ticks = (0...max(count, 1)).map { domain.lowerBound + Double($0) * step }
  }

  /// The smallest of 1, 2, 2.5, 5 times a power of ten that is not below the raw step.
  static func niceStep(_ raw: Double) -> Double {
    guard raw > 0, raw.isFinite else { return 1 }
    var power = 1.0
    while power > raw { power /= 10 }
    while power * 10 <= raw { power *= 10 }
    let factor = [1, 2, 2.5, 5, 10].first { $0 * power >= raw * 0.999_999 } ?? 10
    return factor * power
  }

  /// At most four round bounds between the classes of a map; fewer where values repeat, none where all are equal.
  static func breaks(of values: [Double]) -> [Double] { (try? niceBreaks(values)) ?? [] }

  /// The class, 1 to 5, of a value; a value on a bound belongs to the class above it.
  static func shade(of value: Double, breaks: [Double]) -> Int {
    1 + breaks.count { value >= $0 }
  }
}
