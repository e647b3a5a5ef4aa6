/// Whether a resource lies where people live, and near which people, in the way of the Urban Institute's Spatial
/// Equity Data Tool.
///
/// The resource (sites, amounts) is taken as counted exactly; only the survey's margins enter the tests, at 95 %.
package struct SpatialEquity: Hashable, Sendable {
  /// One unit's resource and people.
  package struct Unit: Hashable, Sendable {
    /// How much of the resource is there; nil counts as 0.
    package let resource: Double?
    package let population: Margined?
    /// The share of the group among the unit's people.
    package let groupShare: Margined?

    package init(resource: Double?, population: Margined?, groupShare: Margined?) {
      self.resource = resource
      self.population = population
      self.groupShare = groupShare
    }
  }

  /// The unit's share of the resource beside its share of the population.
  package struct Geographic: Hashable, Sendable {
    package let dataShare: Double
    /// Nil where the population of any unit is missing, or there is nobody.
    package let baselineShare: Margined?
    /// Data share − baseline share, as a proportion: above 0 where the unit has more than its part.
    package let score: Double?
    /// Whether the score is more than the baseline's margin explains; nil without a margin.
    package let isSignificant: Bool?
  }

  /// The group's share where the resource is, beside its share in the whole.
  package struct Demographic: Hashable, Sendable {
    /// Σ of data share × group share.
    package let impliedShare: Margined
    /// Implied share − the whole's share: above 0 where the group is over-represented. Nil without the latter.
    package let score: Double?
    /// Score ÷ its standard error; nil where a margin is missing, or both are 0.
    package let z: Double?
    package let isSignificant: Bool?
  }

  /// Beside the units.
  package let geographic: [Geographic]
  /// Nil where a unit with any of the resource has no group share.
  package let demographic: Demographic?

  /// - Parameter wholeShare: the group's share in the whole area, from its own table.
  /// - Throws: `empty`, `zeroDenominator` where there is none of the resource, `negativeValues`,
  ///   `negativeWeights` for a margin, `notFinite`.
  /// - Complexity: O(n).
  package init(_ units: [Unit], wholeShare: Margined?) throws(Undefined) {
    guard !units.isEmpty else { throw .empty }
    for unit in units {
      guard try (unit.resource ?? 0).finite >= 0, try (unit.population?.value ?? 0).finite >= 0 else {
        throw .negativeValues
      }
    }
    let resources = units.map { $0.resource ?? 0 }
    let total = try resources.compensatedSum.finite
    guard total > 0 else { throw .zeroDenominator }
    let shares = resources.map { $0 / total }
    let everybody: Margined?
    do { everybody = try Margined.sum(units.map(\.population)) } catch {
      guard error == .missing else { throw error }
      everybody = nil
    }
    var geographic: [Geographic] = []
    for (unit, share) in zip(units, shares) {
      geographic.append(try Geographic(share, population: unit.population, of: everybody))
    }
    self.geographic = geographic
    demographic = try Demographic(shares, units.map(\.groupShare), wholeShare: wholeShare)
  }
}

extension SpatialEquity.Geographic {
  fileprivate init(_ share: Double, population: Margined?, of everybody: Margined?) throws(Undefined) {
    dataShare = share
    guard let population, let everybody, everybody.value > 0 else {
      (baselineShare, score, isSignificant) = (nil, nil, nil)
      return
    }
    let baseline = try Margined.proportion(population, of: everybody).result
    baselineShare = baseline
    let gap = try Gap(Margined(share, margin: 0), baseline)
    score = gap.value
    isSignificant = gap.test?.holds(at: .ninetyFive)
  }
}

extension SpatialEquity.Demographic {
  fileprivate init?(_ shares: [Double], _ groupShares: [Margined?], wholeShare: Margined?) throws(Undefined) {
    var parts: [Margined] = []
    for (share, groupShare) in zip(shares, groupShares) where share > 0 {
      guard let groupShare else { return nil }
      parts.append(try groupShare.scaled(by: share))
    }
    let implied = try Margined.sum(parts, zeroRule: .each)
    let gap = try wholeShare.map { whole throws(Undefined) in try Gap(implied, whole) }
    impliedShare = implied
    score = gap?.value
    z = gap?.test?.z
    isSignificant = gap?.test?.holds(at: .ninetyFive)
  }
}

/// Two shares beside each other; a difference in the last digits is none.
private struct Gap {
  let value: Double
  /// Nil where a margin is missing.
  let test: Significance?

  init(_ a: Margined, _ b: Margined) throws(Undefined) {
    let isTied = (a.value - b.value).magnitude <= 1e-12 * max(a.value.magnitude, b.value.magnitude)
    let first = isTied ? Margined(b.value, margin: a.margin) : a
    value = try Margined.difference(first, b).value
    test = a.margin == nil || b.margin == nil ? nil : try Significance(first, b)
  }
}

extension Method {
  package static let spatialEquity = Method(
    id: "spatial_equity_disparity", title: "Spatial equity scores",
    formula: "place: dᵢ − bᵢ, dᵢ = share of the resource, bᵢ = share of the people; group: Σ dᵢsᵢ − S",
    meaning: """
      Of a place: above 0 where it has more of the resource than its share of the people. Of a group: above 0 where \
      its share, weighted by where the resource is, exceeds its share S in the whole.
      """,
    caution: """
      It says where a resource is, not who uses it or needs it: people cross borders. A place can be well served by \
      the one next to it.
      """,
    source: "Urban Institute, Spatial Equity Data Tool: documentation and technical appendix (2020, 2025)",
    scale: .relative, isWeighted: true, range: Range(-1, 1))
}
