/// An index of ranks: each indicator is ranked, the ranks are added up by theme and overall, and the sums are
/// ranked again. The way of the Social Vulnerability Index (CDC/ATSDR 2018–2022).
///
/// Ranks are kept in whole ten-thousandths, so that equal sums tie.
package struct RankedSumIndex: Hashable, Sendable {
  /// One indicator: a value a unit, higher is worse.
  package struct Indicator: Hashable, Sendable {
    package let values: [Double?]
    /// For an indicator of which a low value is worse: 1 − rank, which differs on ties from the rank of
    /// negated values.
    package let isInverted: Bool

    package init(_ values: [Double?], isInverted: Bool = false) {
      self.values = values
      self.isInverted = isInverted
    }
  }

  /// The sum of ranks of a theme or overall, its rank from 0 to 1, and how many indicators are in the top
  /// tenth; each nil where a unit does not count, sum and rank also where an indicator is missing.
  package struct Score: Hashable, Sendable {
    package let sums: [Double?]
    package let ranks: [Double?]
    package let flags: [Int?]
  }

  package struct Theme: Hashable, Sendable {
    /// The rank of each unit in each indicator, from 0 to 1 in four decimals.
    package let indicatorRanks: [[Double?]]
    package let score: Score
  }

  package let themes: [Theme]
  package let overall: Score

  /// - Parameters:
  ///   - themes: the indicators of each theme.
  ///   - people: one a unit; a unit without people, or of an unknown number, counts nowhere.
  /// - Throws: `empty` without themes or for a theme without indicators, `unequalLengths`, `negativeValues`
  ///   for people below 0, `notFinite`.
  /// - Complexity: O(m n log n) for m indicators of n units.
  package init(_ themes: [[Indicator]], people: [Double?]) throws(Undefined) {
    guard !themes.isEmpty, themes.allSatisfy({ !$0.isEmpty }) else { throw .empty }
    for count in people { guard try (count ?? 0).finite >= 0 else { throw .negativeValues } }
    let counts = people.map { ($0 ?? 0) > 0 }
    var found: [Theme] = []
    var tallies: [Tally] = []
    for indicators in themes {
      var ranks: [[Int?]] = []
      for indicator in indicators { ranks.append(try tenThousandths(of: indicator, where: counts)) }
      let tally = Tally(ranks, where: counts)
      tallies.append(tally)
      found.append(Theme(indicatorRanks: ranks.map(fractions), score: try Score(tally)))
    }
    self.themes = found
    overall = try Score(Tally(adding: tallies, where: counts))
  }
}

extension RankedSumIndex.Score {
  fileprivate init(_ tally: Tally) throws(Undefined) {
    sums = fractions(tally.sums)
    ranks = fractions(try rounded(tally.sums.map { $0.map(Double.init) }, isInverted: false))
    flags = tally.flags
  }
}

/// Sums of ranks in ten-thousandths, and numbers of indicators in the top tenth.
private struct Tally {
  var sums: [Int?]
  var flags: [Int?]

  init(_ ranks: [[Int?]], where counts: [Bool]) {
    sums = counts.map { $0 ? 0 : nil }
    flags = sums
    for (unit, counted) in counts.enumerated() where counted {
      for rank in ranks.map({ $0[unit] }) {
        add(rank, to: unit)
        flags[unit] = (flags[unit] ?? 0) + ((rank ?? 0) >= 9000 ? 1 : 0)
      }
    }
  }

  init(adding tallies: [Tally], where counts: [Bool]) {
    self.init([], where: counts)
    for (unit, counted) in counts.enumerated() where counted {
      for tally in tallies {
        add(tally.sums[unit], to: unit)
        flags[unit] = (flags[unit] ?? 0) + (tally.flags[unit] ?? 0)
      }
    }
  }

  /// A missing part makes the sum missing for good.
  private mutating func add(_ part: Int?, to unit: Int) {
    sums[unit] = sums[unit].flatMap { sum in part.map { sum + $0 } }
  }
}

private func tenThousandths(
  of indicator: RankedSumIndex.Indicator, where counts: [Bool]
) throws(Undefined) -> [Int?] {
  guard indicator.values.count == counts.count else { throw .unequalLengths }
  let values = zip(indicator.values, counts).map { $1 ? $0 : nil }
  return try rounded(values, isInverted: indicator.isInverted)
}

/// (Smallest rank − 1) ÷ (N − 1), or 1 less it, in ten-thousandths: the exact fraction, a half rounded up.
private func rounded(_ values: [Double?], isInverted: Bool) throws(Undefined) -> [Int?] {
  let (counts, total) = try rankCounts(values)
  let last = total - 1
  return counts.map { count in
    count.map { count in
      guard last > 0 else { return isInverted ? 10_000 : 0 }
      let above = isInverted ? last - count.below : count.below
      return (20_000 * above + last) / (2 * last)
    }
  }
}

private func fractions(_ tenThousandths: [Int?]) -> [Double?] {
  tenThousandths.map { $0.map { Double($0) / 10_000 } }
}

extension Method {
  static let rankedSumIndex = Method(
    id: "svi_ranking", title: "Index of ranked sums (as the Social Vulnerability Index)",
    formula: "EPL = (min rank − 1)/(N − 1) an indicator; SPL = Σ EPL; RPL = rank of SPL; flag: EPL ≥ 0.90",
    meaning: """
      How a unit ranks when its ranks in all indicators are added up with equal weight: 0.9 means that nine \
      in ten units have a lower sum. Flags count the indicators in which it is in the top tenth.
      """,
    caution: """
      The rank holds among the units ranked together: 0.9 in one state is not 0.9 in another. Show the themes \
      beside the index, and the range a rank could have under the margins of error of its indicators.
      """,
    source: "CDC/ATSDR, Social Vulnerability Index 2018, 2020 and 2022, documentation",
    scale: .other, range: .init(0, 1))
}
