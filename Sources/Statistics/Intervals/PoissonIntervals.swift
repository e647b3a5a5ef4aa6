/// Confidence limits of a count of events, which may be non-integer (smoothed or weighted).
///
/// A rate's limits are these divided by its person-time: `scaled(by:)`.
package enum PoissonInterval {
  /// The exact limits of Garwood (1936): gamma quantiles with shapes O and O + 1; 0 below at no events.
  /// - Throws: `negativeValues`, `outOfRange` for the level, `notFinite`.
  package static func exact(_ count: Double, level: Double = 0.9) throws(Undefined) -> Interval {
    guard try count.finite >= 0 else { throw .negativeValues }
    guard level > 0, level < 1 else { throw .outOfRange }
    let outside = (1 - level) / 2
    let low = count == 0 ? 0 : try gammaQuantile(outside, shape: count, tail: .lower)
    let high = try gammaQuantile(outside, shape: count + 1, tail: .upper)
    return Interval(low: low, high: high, level: level)
  }

  /// Byar's approximation (Breslow and Day 1987, vol. II, p. 69), as public-health dashboards in England use it.
  ///
  /// A cube below 0 gives a limit of 0.
  /// - Throws: as `exact`.
  package static func byar(_ count: Double, level: Double = 0.9) throws(Undefined) -> Interval {
    guard try count.finite >= 0 else { throw .negativeValues }
    let z = try normalMultiplier(level: level)
    func cube(_ n: Double, _ sign: Double) -> Double {
      let root = max(0, 1 - 1 / (9 * n) + sign * z / (3 * n.squareRoot()))
      return n * root * root * root
    }
    let low = count == 0 ? 0 : cube(count, -1)
    return Interval(low: low, high: try cube(count + 1, 1).finite, level: level)
  }

  /// 100 ÷ √O, the relative standard error in percent; nil at no events.
  package static func relativeStandardError(_ count: Double) -> Double? {
    count > 0 ? 100 / count.squareRoot() : nil
  }
}

extension Interval {
  /// The interval times a positive constant: events to a rate per 1,000.
  /// - Throws: `outOfRange` where the factor is not positive, `notFinite` where the result is not.
  package func scaled(by factor: Double) throws(Undefined) -> Interval {
    guard factor > 0 else { throw .outOfRange }
    return Interval(low: try (low * factor).finite, high: try (high * factor).finite, level: level)
  }
}

extension Method {
  static let poissonRate = Method(
    id: "poisson_rate_ci", title: "Confidence interval of a rate of events",
    formula: """
      exact: χ² quantiles with 2O and 2O + 2 degrees of freedom, halved; Byar: O(1 − 1/(9O) − z/(3√O))³, above \
      with O + 1 and +; ÷ people
      """,
    meaning: """
      The range in which the underlying rate plausibly lies, given that so many events were counted. It is \
      wide for few events and never reaches below 0.
      """,
    caution: """
      For events that happen independently: not for outbreaks or repeated visits of one person. Byar’s is an \
      approximation, for comparison with figures published in England; use the exact one otherwise.
      """,
    source: "Garwood 1936, Biometrika 28:437–442; Breslow and Day 1987, vol. II, p. 69 (Byar)",
    scale: .absolute, range: .init(0, nil))
}
