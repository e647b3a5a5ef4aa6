import Notation

/// When a number is withheld because a few contributors make up most of it: whoever knows the number knows about what
/// they gave, and the second largest of them more closely than anybody else.
///
/// The rules are those of statistical offices (Federal Committee on Statistical Methodology, Statistical Policy Working
/// Paper 22, 2005; Hundepool et al. 2012, Statistical Disclosure Control, ch. 4), who keep their parameters to
/// themselves: pages say “most” and never how much.
package struct Dominance: Sendable {
  package enum Rule: Hashable, Sendable {
    /// The (n, k) rule: the so many largest contributions make up more than the share of all; 1 or more, 0.5 to below 1.
    case largest(Int, share: Double)
    /// The p % rule: what all but the two largest contributors gave is less than this per cent of what the largest gave.
    case percent(Double)
  }

  /// What rows of one contributor have in common: an expression over a row of the feed. A row where it is empty is a
  /// contributor of its own, since nothing says that two such rows have one.
  package let by: SourcedText
  package let rule: Rule
  /// The most pairs of a contributor and a place's base period that are kept in memory, some 50 bytes each, for every
  /// level; with more the indicator is refused.
  package var limit = 4_000_000

  package init(by: SourcedText, rule: Rule) {
    self.by = by
    self.rule = rule
  }

  /// The most contributors that a reader of the reason must take to make up most of the number.
  package var contributors: Int {
    switch rule {
    case .largest(let count, _): count
    case .percent: 2
    }
  }

  /// How far a number that is withheld by the rule must stay open to either side, as a share of it.
  ///
  /// Of the (n, k) rule: as far as the number would have to be larger for a single contributor of all of it to be
  /// within the rule, which is never less than the rule's own protection level, Σ n largest ÷ k − number (Hundepool et
  /// al. 2012, 4.3). Of the p % rule: p %, which of the number is at least p % of the largest contribution.
  package var openness: Double {
    switch rule {
    case .largest(_, let share): (1 - share) / share
    case .percent(let percent): percent / 100
    }
  }
}
