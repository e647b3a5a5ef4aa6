/// What may be said of two estimates.
package enum Verdict: String, Hashable, Sendable {
  /// The first is surely above the second, at 90 %.
  case higher
  case lower
  /// They may be equal: “no clear difference”, never “the same”.
  case cannotTell
  /// The uncertainty of one of them is not known, so nothing was tested.
  case untested
}

/// Two estimates side by side: the gap in their own unit and as a ratio, with 90 % intervals, and what may be said.
package struct EstimateComparison: Hashable, Sendable {
  /// First − second.
  package let difference: Double
  /// At 90 %; nil where untested. Of width 0 for two full counts.
  package let interval: Interval?
  package let verdict: Verdict
  /// First ÷ second; nil unless both are positive.
  package let ratio: Double?
  /// At 90 %; nil where untested, and where the second's interval reaches 0. It excludes 1 exactly where the
  /// verdict is higher or lower.
  package let ratioInterval: Interval?

  /// Half the width of the interval of the difference.
  package var margin: Double? { interval.map { ($0.high - $0.low) / 2 } }
}

extension Estimate {
  /// Compares this estimate with another at 90 %.
  ///
  /// - Margins of error (or full counts): the Census Bureau's z test, |z| strictly above 1.645.
  /// - Where one has an interval of its own (Poisson, Wilson): MOVER, which for two Wilson intervals is Newcombe's;
  ///   they differ where the interval of the difference excludes 0.
  /// - Two full counts differ when they differ. Unpublished uncertainty is `untested`.
  ///
  /// The two are taken as independent. A part compared with a whole that contains it is not: the two move
  /// together, so the test is then a little too cautious (for a part holding a small share of the whole, by next
  /// to nothing).
  /// - Parameter overlap: the share of the period that two multi-year estimates of one place have in common, from 0
  ///   up to but not 1 (handbook, ch. 7).
  /// - Throws: `outOfRange` for the overlap, `notFinite`.
  package func compared(with other: Estimate, overlap: Double = 0) throws(Undefined) -> EstimateComparison {
    guard overlap >= 0, overlap < 1 else { throw .outOfRange }
    let gap = try (value.finite - other.value.finite).finite
    let quotient = value > 0 && other.value > 0 ? value / other.value : nil
    let ratio = quotient.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    guard let first = interval, let second = other.interval else {
      return EstimateComparison(
        difference: gap, interval: nil, verdict: .untested, ratio: ratio, ratioInterval: nil)
    }
    // Estimates of overlapping periods share part of their sample: their errors count for √(1 − C) less.
    let shrink = (1 - overlap).squareRoot()
    let a = (value: value, interval: first.drawn(towards: value, by: shrink))
    let b = (value: other.value, interval: second.drawn(towards: other.value, by: shrink))
    let difference = try Self.difference(a, b)
    let verdict = try verdict(against: other, overlap: overlap, difference, gap)
    return EstimateComparison(
      difference: gap, interval: difference, verdict: verdict, ratio: ratio,
      ratioInterval: ratio == nil ? nil : moverRatio(a, b))
  }

  /// Only the verdict of `compared(with:overlap:)`; `untested` also where the comparison is undefined.
  package func verdict(against other: Estimate) -> Verdict {
    do throws(Undefined) {
      let gap = try (value.finite - other.value.finite).finite
      guard let first = interval, let second = other.interval else { return .untested }
      let difference = try Self.difference((value, first), (other.value, second))
      return try verdict(against: other, overlap: 0, difference, gap)
    } catch {
      return .untested
    }
  }

  private static func difference(
    _ a: (value: Double, interval: Interval), _ b: (value: Double, interval: Interval)
  ) throws(Undefined) -> Interval {
    let difference = moverDifference(a, b)
    _ = try (difference.high.finite - difference.low.finite).finite
    return difference
  }

  private func verdict(
    against other: Estimate, overlap: Double, _ interval: Interval, _ gap: Double
  ) throws(Undefined) -> Verdict {
    let differs: Bool
    if let a = margined, let b = other.margined {
      differs = try Significance(a, b, overlap: overlap).holds(at: .ninety)
    } else {
      differs = interval.low > 0 || interval.high < 0
    }
    guard differs else { return .cannotTell }
    return gap > 0 ? .higher : .lower
  }

  /// The estimate as the Census algebra takes it; nil where its interval is not symmetric by construction.
  private var margined: Margined? {
    switch uncertainty {
    case .fullCount: Margined(value, margin: 0)
    case .margin(let margin): Margined(value, margin: margin)
    case .interval, .unpublished: nil
    }
  }
}

extension Interval {
  fileprivate func drawn(towards centre: Double, by factor: Double) -> Interval {
    guard factor < 1 else { return self }
    return Interval(
      low: centre + (low - centre) * factor, high: centre + (high - centre) * factor, level: level)
  }
}
