/// Whether a share from a survey may be shown, after the standard of the National Center for Health Statistics
/// (Parker et al. 2017, Vital and Health Statistics 2(175)).
///
/// Relative error alone would withhold small shares that are known well and let wide ones near one half through.
package struct ProportionReliability: Hashable, Sendable {
  package enum Status: String, Sendable {
    case present, suppress
  }

  /// Korn and Graubard's 95 % interval: Clopper–Pearson on the effective size.
  package let interval: Interval
  package let status: Status
  /// Whether somebody should look at it: no events or only events, or fewer than 8 degrees of freedom.
  package let needsReview: Bool
  /// Whether the share may be shown but what it lacks to 1 is unreliable; a footnote says so.
  package let isComplementUnreliable: Bool
  /// 100 × width ÷ share; nil for a share of 0.
  package let relativeWidth: Double?

  package var width: Double { interval.high - interval.low }

  /// - Parameters:
  ///   - share: from 0 to 1.
  ///   - size: the number of people asked.
  ///   - effectiveSize: size ÷ design effect; nil for a simple random sample.
  ///   - degreesOfFreedom: of the survey's design; nil makes no adjustment for them.
  /// - Throws: `outOfRange` for a share or degrees of freedom outside their range, `negativeValues`,
  ///   `zeroDenominator` where nobody was asked, `notFinite`.
  package init(
    _ share: Double, size: Double, effectiveSize: Double? = nil, degreesOfFreedom: Double? = nil
  ) throws(Undefined) {
    guard try share.finite >= 0, share <= 1 else { throw .outOfRange }
    guard try size.finite >= 0, try (effectiveSize ?? 0).finite >= 0 else { throw .negativeValues }
    let effective = effectiveSize ?? size
    let adjusted = min(size, effective * (try Self.adjustment(size, degreesOfFreedom)))
    guard adjusted > 0 else { throw .zeroDenominator }
    interval = try ProportionInterval.clopperPearson(share * adjusted, of: adjusted, level: 0.95)
    let width = interval.high - interval.low
    let relative = share > 0 ? try (100 * width / share).finite : nil
    relativeWidth = relative
    needsReview = share == 0 || share == 1 || (degreesOfFreedom ?? 8) < 8
    let isSmall = size < 30 || effective < 30
    // A share of 0 has no relative width; it is shown, for review.
    let isWide = width >= 0.3 || (width > 0.05 && (relative ?? 0) > 130)
    status = isSmall || isWide ? .suppress : .present
    isComplementUnreliable = status == .present && share < 1 && 100 * width / (1 - share) > 130
  }

  /// (t of the sample's size ÷ t of the design's degrees of freedom)²: a design of few clusters knows its own
  /// error less well.
  private static func adjustment(_ size: Double, _ degreesOfFreedom: Double?) throws(Undefined) -> Double {
    guard let degreesOfFreedom else { return 1 }
    guard degreesOfFreedom > 0 else { throw .outOfRange }
    guard size > 1 else { return 1 }
    let ratio =
      try studentTQuantile(0.975, degreesOfFreedom: size - 1)
      / studentTQuantile(0.975, degreesOfFreedom: degreesOfFreedom)
    return ratio * ratio
  }
}

extension Method {
  static let proportionReliability = Method(
    id: "nchs_proportion_reliability", title: "NCHS presentation standard for proportions",
    formula: "withhold if n or n_eff < 30, or width ≥ 0.30, or width > 0.05 and 100 width/p > 130",
    meaning: """
      Whether a share from a survey is known well enough to be shown. The width of its 95% interval decides, \
      first in percentage points, then relative to the share.
      """,
    caution: """
      Needs the survey’s effective size, which most tables do not give. A share of 0 or 100% or from few \
      degrees of freedom needs a second look. It protects nobody’s privacy: small counts have their own rule.
      """,
    source: """
      Parker et al. 2017, Vital and Health Statistics 2(175); Korn and Graubard 1998; Ward 2019, Stata \
      Journal 19:510–522
      """,
    scale: .other)
}
