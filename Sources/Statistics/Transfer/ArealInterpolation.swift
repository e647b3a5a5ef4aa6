/// Values of one set of areas carried over to another by the area in which they overlap (Goodchild and Lam 1980).
///
/// Takes everything as spread evenly inside each source. A source without a value is absent: it gives nothing, and
/// `coverage` says how much of each target is left without data.
package struct ArealInterpolation: Sendable {
  /// How much of a source lies in a target, both by position; area in any one unit.
  package struct Overlap: Hashable, Sendable {
    package let source: Int
    package let target: Int
    package let area: Double

    package init(source: Int, target: Int, area: Double) {
      self.source = source
      self.target = target
      self.area = area
    }
  }

  /// What becomes of the part of a source that lies in no target.
  package enum Outside: Sendable {
    /// It is handed out to the targets that the source meets: totals are kept.
    case allocated
    /// It is lost, as a share of the source's own area.
    case lost
  }

  private let overlaps: [Overlap]
  private let sourceAreas: [Double]
  private let targets: Int
  /// Of every source the area that lies in any target.
  private let covered: [Double]

  /// - Parameters:
  ///   - sourceAreas: the full area of every source.
  ///   - targets: how many targets there are.
  /// - Throws: `outOfRange` for a position that is none, `negativeValues` for an area below 0, `notFinite`.
  package init(_ overlaps: [Overlap], sourceAreas: [Double], targets: Int) throws(Undefined) {
    for area in sourceAreas where try area.finite < 0 { throw .negativeValues }
    for overlap in overlaps {
      guard sourceAreas.indices.contains(overlap.source), 0..<targets ~= overlap.target else {
        throw .outOfRange
      }
      guard try overlap.area.finite >= 0 else { throw .negativeValues }
    }
    self.overlaps = overlaps.filter { $0.area > 0 }
    self.sourceAreas = sourceAreas
    self.targets = targets
    covered = totals(self.overlaps.lazy.map { ($0.source, $0.area) }, count: sourceAreas.count)
  }

  /// Counts, which are divided: Σ v A ÷ d, d the source's area in all targets, or its own.
  ///
  /// A target that meets no source with a value gets 0: nothing arrives; see `coverage`.
  /// - Throws: `unequalLengths`, `zeroDenominator` for a source without an area that meets a target, `notFinite`.
  /// - Complexity: O(m) for m overlaps.
  package func extensive(_ values: [Double?], outside: Outside) throws(Undefined) -> [Double] {
    guard values.count == sourceAreas.count else { throw .unequalLengths }
    let whole = outside == .allocated ? covered : sourceAreas
    var parts: [(Int, Double)] = []
    for overlap in overlaps {
      guard let value = try values[overlap.source]?.finite else { continue }
      guard whole[overlap.source] > 0 else { throw .zeroDenominator }
      parts.append((overlap.target, value * (overlap.area / whole[overlap.source])))
    }
    let found = totals(parts, count: targets)
    for value in found { _ = try value.finite }
    return found
  }

  /// Rates, which are averaged: Σ v A ÷ Σ A over sources with a value; nil for a target that meets none.
  ///
  /// Rates of people are better rebuilt from carried-over counts: area is a poor weight for them.
  /// - Throws: `unequalLengths`, `notFinite`.
  /// - Complexity: O(m) for m overlaps.
  package func intensive(_ values: [Double?]) throws(Undefined) -> [Double?] {
    let known = try areas(values)
    var parts: [(Int, Double)] = []
    for overlap in overlaps {
      guard let value = try values[overlap.source]?.finite else { continue }
      parts.append((overlap.target, value * (overlap.area / known[overlap.target])))
    }
    let found = totals(parts, count: targets)
    for value in found { _ = try value.finite }
    return zip(found, known).map { $1 > 0 ? $0 : nil }
  }

  /// The share of each target's covered area whose sources have a value, from 0 to 1; nil for a target that meets
  /// no source.
  /// - Throws: `unequalLengths`.
  /// - Complexity: O(m) for m overlaps.
  package func coverage(_ values: [Double?]) throws(Undefined) -> [Double?] {
    let known = try areas(values)
    let all = totals(overlaps.lazy.map { ($0.target, $0.area) }, count: targets)
    return zip(known, all).map { $1 > 0 ? min(1, $0 / $1) : nil }
  }

  /// Of every target the area that sources with a value cover.
  private func areas(_ values: [Double?]) throws(Undefined) -> [Double] {
    guard values.count == sourceAreas.count else { throw .unequalLengths }
    return totals(
      overlaps.lazy.filter { values[$0.source] != nil }.map { ($0.target, $0.area) }, count: targets)
  }
}

/// Adds up parts by position, compensated.
private func totals(_ parts: some Sequence<(Int, Double)>, count: Int) -> [Double] {
  var sums = [CompensatedSum](repeating: CompensatedSum(), count: count)
  for (position, part) in parts { sums[position].add(part) }
  return sums.map(\.total)
}

extension Method {
  package static let arealInterpolation = Method(
    id: "areal_interpolation", title: "Areal interpolation",
    formula: "count: vⱼ = Σᵢ vᵢ Aᵢⱼ/dᵢ, dᵢ = Σⱼ Aᵢⱼ or the area of i; rate: vⱼ = Σᵢ vᵢ Aᵢⱼ/Σᵢ Aᵢⱼ",
    meaning: "What a new set of areas would hold if everything were spread evenly inside each old one.",
    caution: """
      People are not spread evenly: use it only where no crosswalk by population exists, and say so. Build rates \
      from carried-over counts. Look at the coverage before reading a target as low.
      """,
    source: "M.F. Goodchild and N.S. Lam (1980), Geo-Processing 1:297–312",
    scale: .absolute)
}
