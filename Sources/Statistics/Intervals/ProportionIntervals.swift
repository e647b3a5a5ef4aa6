/// Confidence intervals of a share of counted (also effective, non-integer) trials.
package enum ProportionInterval {
  /// Wilson's score interval without continuity correction: never leaves 0…1 and works at no and at all events.
  ///
  /// Wilson 1927. Exactly 0 at no events and exactly 1 at all.
  /// - Throws: `zeroDenominator`, `negativeValues`, `partAboveWhole`, `outOfRange` for the level.
  package static func wilson(_ x: Double, of n: Double, level: Double = 0.9) throws(Undefined) -> Interval {
    let p = try share(x, of: n)
    let z = try normalMultiplier(level: level)
    let scale = 1 + z * z / n
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // The lower limit by the product of the quadratic's roots: no cancellation for small shares.
    let high = x == n ? 1 : min(1, (centre + half) / scale)
    let low = x == 0 ? 0 : max(0, p * p / (centre + half))
    return Interval(low: low, high: high, level: level)
  }

  /// The exact interval of Clopper and Pearson (1934), by beta quantiles: conservative; the one NCHS asks for.
  /// - Throws: as `wilson`.
  package static func clopperPearson(
    _ x: Double, of n: Double, level: Double = 0.9
  ) throws(Undefined) -> Interval {
    _ = try share(x, of: n)
    guard level > 0, level < 1 else { throw .outOfRange }
    let outside = (1 - level) / 2
    let low = x == 0 ? 0 : try betaQuantile(outside, x, n - x + 1, tail: .lower).x
    let high = x == n ? 1 : try betaQuantile(outside, x + 1, n - x, tail: .upper).x
    return Interval(low: low, high: high, level: level)
  }

  /// x ÷ n after checking that it is a share of something.
  static func share(_ x: Double, of n: Double) throws(Undefined) -> Double {
    guard try x.finite >= 0, try n.finite >= 0 else { throw .negativeValues }
    guard n > 0 else { throw .zeroDenominator }
    guard x <= n else { throw .partAboveWhole }
    return x / n
  }
}

extension Method {
  static let proportionInterval = Method(
    id: "proportion_ci", title: "Confidence interval of a share of counts",
    formula: "Wilson: (p + z²/(2n) ∓ z √(p(1 − p)/n + z²/(4n²)))/(1 + z²/n); Clopper–Pearson: beta quantiles",
    meaning: """
      The range in which the underlying share of a count such as 7 of 40 plausibly lies. Wilson’s stays \
      within 0 and 100% and works with none and with all; Clopper–Pearson’s is wider and never too narrow.
      """,
    caution: "For counts of independent people. A survey’s share needs its effective size or its margin.",
    source: "Wilson 1927, JASA 22:209–212; Clopper and Pearson 1934, Biometrika 26:404–413",
    scale: .relative, range: .init(0, 1))
}
