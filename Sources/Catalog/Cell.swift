import Statistics

/// What a map, a table and a download all show for one measure, place, period and group.
package enum Cell: Hashable, Sendable {
  case estimate(Estimate, Reliability)
  case suppressed(SuppressionRule)
  case missing(MissingReason)

  package var estimate: Estimate? {
    guard case .estimate(let estimate, _) = self else { return nil }
    return estimate
  }

  package var isSuppressed: Bool {
    guard case .suppressed = self else { return false }
    return true
  }

  /// Whether a rule withholds it for its own sake, and not for that of others.
  package var isWithheldByRule: Bool {
    guard case .suppressed(let rule) = self else { return false }
    return rule != .complementary
  }

  /// Whether the margin is too large to rank the place by it.
  package var isUnreliable: Bool {
    guard case .estimate(_, .low) = self else { return false }
    return true
  }
}

/// The class of an estimate by its coefficient of variation.
package enum Reliability: String, Hashable, Sendable {
  case good
  /// Coefficient of variation above the indicator's `unreliableAbove`: shown, never ranked.
  case low
}

/// Why a number that exists is withheld.
package enum SuppressionRule: Hashable, Sendable {
  /// Fewer events or people than the indicator's `countBelow`; the number is that threshold.
  case fewerThan(Int)
  /// A denominator smaller than the indicator's `denominatorBelow`.
  case denominatorBelow(Int)
  /// So many contributors, or fewer, make up most of it: the indicator's `dominance`.
  case dominated(by: Int)
  /// Withheld so that another withheld number cannot be computed.
  case complementary
}

/// Why there is no number.
package enum MissingReason: Hashable, Sendable {
  /// The feed has no row for this place and period.
  case noData
  /// The source marked the value as missing; its own marker (`*`, `N`, `(X)`).
  case marked(String)
  /// The denominator is zero.
  case zeroDenominator
  /// A part of a sum is missing, so the sum would be wrong.
  case partial
  /// The period's file was not delivered.
  case notDelivered
  /// Medians, quantiles and published values of places cannot be added up to a larger place.
  case cannotBeAggregated
  /// The source gives several rows where one is expected.
  case ambiguous(Int)
}
