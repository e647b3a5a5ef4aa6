/// When a count, and whatever is derived from it, must be withheld or flagged for its own sake.
///
/// A rate, a share, a bar's height and a map's class inherit the decision of their numerator and denominator.
package struct PrimaryRule: Hashable, Sendable {
  /// Counts above 0 and below this are withheld; nil for none.
  package let minimumCount: Double?
  /// Whether a count of 0 is withheld as well.
  package let withholdsZero: Bool
  /// Whether a count is withheld when what it lacks to its denominator is small: 97 of 100 reveals 3.
  package let protectsComplement: Bool
  /// Anything of a denominator below this is withheld; nil for off.
  package let minimumDenominator: Double?
  /// Counts below this are flagged; nil for off.
  package let unreliableBelow: Double?
  /// In percent: a count is flagged whose exact 95 % Poisson interval, relative to it, is wider; nil for off.
  package let maximumRelativeWidth: Double?

  package init(
    minimumCount: Double?, withholdsZero: Bool = false, protectsComplement: Bool = false,
    minimumDenominator: Double? = nil, unreliableBelow: Double? = nil, maximumRelativeWidth: Double? = nil
  ) {
    self.minimumCount = minimumCount
    self.withholdsZero = withholdsZero
    self.protectsComplement = protectsComplement
    self.minimumDenominator = minimumDenominator
    self.unreliableBelow = unreliableBelow
    self.maximumRelativeWidth = maximumRelativeWidth
  }
}

extension PrimaryRule {
  /// CMS Cell Size Suppression Policy (ResDAC 2024): 1 to 10 withheld, and nothing from which they follow.
  package static let cms = PrimaryRule(minimumCount: 11, protectsComplement: true)

  /// CDC WONDER: counts below 10 withheld, rates from fewer than 20 events unreliable. Its databases treat 0
  /// differently, so whoever uses this says how.
  package static func wonder(withholdsZero: Bool) -> PrimaryRule {
    PrimaryRule(minimumCount: 10, withholdsZero: withholdsZero, unreliableBelow: 20)
  }

  /// NCHS standard for rates and counts (Vital Health Stat 2(200), 2023), which calls fewer than 10 events and a
  /// relative width above 160 % unreliable: the first is withheld here, the second flagged.
  package static let nchsRates = PrimaryRule(minimumCount: 10, maximumRelativeWidth: 160)
}

/// What is to be done with one number.
package enum PrimaryDecision: String, Hashable, Sendable {
  case show, flag, suppress
  /// Nothing is known, so nothing is withheld.
  case missing
  /// A count below 0.
  case invalid
}

/// Why a number is withheld or flagged.
package enum PrimaryReason: String, Hashable, CaseIterable, Sendable {
  case count, zero, complement, denominator
  case unreliable
  case relativeWidth = "relative_width"
}

extension PrimaryRule {
  /// The decision on a count and all its reasons, in their order. To withhold goes before to flag.
  /// - Parameter denominator: the whole of which the count is a part, or the people of its rate; nil where there
  ///   is none, and then no rule about it applies.
  /// - Complexity: O(1), or O(√count) where the width of the interval is asked.
  package func decision(
    count: Double?, denominator: Double? = nil
  ) -> (decision: PrimaryDecision, reasons: [PrimaryReason]) {
    guard let count else { return (.missing, []) }
    guard count >= 0, count.isFinite else { return (.invalid, []) }
    let withheld = Self.withholding.filter { withholds(for: $0, count: count, denominator: denominator) }
    guard withheld.isEmpty else { return (.suppress, withheld) }
    let flagged = reasonsToFlag(count)
    return (flagged.isEmpty ? .show : .flag, flagged)
  }

  private static let withholding: [PrimaryReason] = [.count, .zero, .complement, .denominator]

  /// Whether a number must be withheld for one reason; false for the reasons to flag. O(1), without a list.
  /// - Parameter count: nil where nothing is counted; then only the denominator can be a reason.
  package func withholds(for reason: PrimaryReason, count: Double?, denominator: Double?) -> Bool {
    switch (reason, count, denominator) {
    case (.count, let count?, _): isSmall(count)
    case (.zero, let count?, _): withholdsZero && count == 0
    case (.complement, let count?, let denominator?): protectsComplement && isSmall(denominator - count)
    case (.denominator, _, let denominator?): minimumDenominator.map { denominator < $0 } ?? false
    default: false
    }
  }

  private func reasonsToFlag(_ count: Double) -> [PrimaryReason] {
    var reasons: [PrimaryReason] = []
    if let unreliableBelow, count < unreliableBelow { reasons.append(.unreliable) }
    if let maximumRelativeWidth, let width = Self.relativeWidth(of: count), width > maximumRelativeWidth {
      reasons.append(.relativeWidth)
    }
    return reasons
  }

  private func isSmall(_ count: Double) -> Bool { count > 0 && count < minimumCount ?? 0 }

  /// The width of the exact 95 % interval of a count in percent of it; nil at 0, where it has no end.
  package static func relativeWidth(of count: Double) -> Double? {
    guard count > 0, let interval = try? PoissonInterval.exact(count, level: 0.95) else { return nil }
    let width = 100 * ((interval.high - interval.low) / count)
    return width.isFinite ? width : nil
  }
}

extension Method {
  static let primarySuppression = Method(
    id: "suppression_primary", title: "Withholding of small counts",
    formula:
      "withhold 0 < count < m, or 0 < whole − count < m, or whole < d; flag count < u or 100 (hi − lo)/count > r",
    meaning: """
      A number about few people can reveal who they are, and a rate from few events says little. Small counts \
      and what is derived from them are withheld; shaky ones are shown with a flag.
      """,
    caution: """
      Not enough by itself: a withheld number next to its total can be worked out, which the audit of all \
      published numbers looks for. Missing, withheld and flagged are three different things.
      """,
    source: """
      CMS Cell Size Suppression Policy (ResDAC 2024); CDC WONDER, assurance of confidentiality; NCHS 2023, \
      Vital and Health Statistics 2(200)
      """,
    scale: .other)
}
