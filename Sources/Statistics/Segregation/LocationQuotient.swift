/// A group's share in one unit beside its share in the region: above 1 where it is over-represented.
///
/// (x/t) ÷ (X/T). The margin is that of a ratio of two shares, each with the margin of a proportion; nil where any
/// of the four is missing. That a unit is part of its own region is not taken into account, which makes the margin
/// slightly wide.
package enum LocationQuotient {
  /// A group within everybody.
  package struct Part: Hashable, Sendable {
    package let group: Margined
    package let total: Margined

    package init(_ group: Margined, of total: Margined) {
      self.group = group
      self.total = total
    }

    fileprivate func share() throws(Undefined) -> Margined {
      guard group.value >= 0, total.value >= 0 else { throw .negativeValues }
      return try Margined.proportion(group, of: total).result
    }
  }

  /// - Throws: `zeroDenominator` where the unit or the region has nobody, or the region nobody of the group;
  ///   `negativeValues`, `negativeWeights` for a margin, `notFinite`.
  package static func of(_ unit: Part, in region: Part) throws(Undefined) -> Margined {
    try Margined.ratio(unit.share(), to: region.share())
  }

  /// The quotients of several units beside a region with its own counts and margins.
  ///
  /// - Parameter units: nil where a count is missing.
  /// - Returns: beside the units; nil where the quotient is not defined.
  /// - Throws: `negativeValues`, `negativeWeights` for a margin, `notFinite`.
  /// - Complexity: O(n).
  package static func all(_ units: [Part?], in region: Part) throws(Undefined) -> [Margined?] {
    var found: [Margined?] = []
    for unit in units {
      do {
        found.append(try unit.map { part throws(Undefined) in try of(part, in: region) })
      } catch {
        guard error == .zeroDenominator else { throw error }
        found.append(nil)
      }
    }
    return found
  }

  /// The quotients of several units beside all of them together; without margins, because the margin of the
  /// whole is published, and is not that of its units.
  ///
  /// A unit that is nil is no part of the whole. Returns and throws as beside a region.
  package static func all(_ units: [Part?]) throws(Undefined) -> [Margined?] {
    let known = units.compactMap { $0 }
    let group = known.lazy.map(\.group.value).compensatedSum
    let total = known.lazy.map(\.total.value).compensatedSum
    return try all(units, in: Part(Margined(group, margin: nil), of: Margined(total, margin: nil)))
  }
}

extension Method {
  package static let locationQuotient = Method(
    id: "location_quotient", title: "Location quotient",
    formula: "LQᵢ = (xᵢ/tᵢ)/(X/T)",
    meaning: """
      2 means that the group’s share here is twice its share in the region; below 1 it is under-represented.
      """,
    caution: """
      In a small place a few people make a large quotient: read it with its margin. The region must be the same for \
      all quotients that are compared.
      """,
    source: "W. Isard (1960), Methods of Regional Analysis; margins: Census Bureau, ACS handbook, ch. 8",
    scale: .relative, range: Range(0, nil))
}
