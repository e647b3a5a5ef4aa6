/// Survey estimates of one set of areas carried over to another by where people live, with their margins.
///
/// A link says which share of a source's people (or homes) lives in a target. The shares are taken as exact, so the
/// margins hold only the survey's error: mark results whose shares are not 0 or 1 as modelled.
package struct Crosswalk: Sendable {
  package struct Link: Hashable, Sendable {
    package let source: String
    package let target: String
    package let weight: Double

    package init(from source: String, to target: String, weight: Double) {
      self.source = source
      self.target = target
      self.weight = weight
    }
  }

  /// A source's share of people who have a property.
  package struct Part: Hashable, Sendable {
    package let group: Margined?
    package let total: Margined?

    package init(_ group: Margined?, of total: Margined?) {
      self.group = group
      self.total = total
    }
  }

  /// A source's mean with how many it is the mean of.
  package struct Mean: Hashable, Sendable {
    package let mean: Margined?
    package let universe: Double?

    package init(_ mean: Margined?, of universe: Double?) {
      self.mean = mean
      self.universe = universe
    }
  }

  /// The targets that anything reaches, by text.
  package let targets: [String]
  /// For every target its sources with their shares.
  private let links: [String: [(source: String, weight: Double)]]
  private let given: [String: Double]

  /// Links of weight 0 are ignored; several links of one source and target are one with the sum of their weights.
  /// - Throws: `negativeWeights`, `notFinite`.
  /// - Complexity: O(m log m) for m links.
  package init(_ links: [Link]) throws(Undefined) {
    for link in links {
      guard try link.weight.finite >= 0 else { throw .negativeWeights }
    }
    let byTarget = Dictionary(grouping: links.lazy.filter { $0.weight > 0 }, by: \.target)
    self.links = byTarget.mapValues { links in
      Dictionary(grouping: links, by: \.source)
        .map { (source: $0.key, weight: $0.value.lazy.map(\.weight).compensatedSum) }
        .sorted { $0.source < $1.source }
    }
    targets = byTarget.keys.sorted()
    given = Dictionary(grouping: links, by: \.source).mapValues { $0.lazy.map(\.weight).compensatedSum }
  }

  /// Of the sources the shares that no target gets, where that is not 0 (within 1e-9); below 0 where more than
  /// everything is handed out.
  package func unallocated(of sources: some Sequence<String>) -> [String: Double] {
    var rest: [String: Double] = [:]
    for source in sources {
      let share = 1 - (given[source] ?? 0)
      if share.magnitude > 1e-9 { rest[source] = share }
    }
    return rest
  }

  /// Σ w e with margin √Σ (w m)²; of the sources whose estimate is 0 only the largest w m counts.
  /// - Throws: `missing` where a source of the target has no estimate, `empty` for a target that nothing reaches,
  ///   `negativeWeights` for a margin, `notFinite`.
  /// - Complexity: O(k) for the target's k links.
  package func count(in target: String, of sources: [String: Margined]) throws(Undefined) -> Margined {
    try count(in: target) { sources[$0] }
  }

  /// The carried-over group ÷ the carried-over total, with the margin of a proportion.
  /// - Throws: as `count`; `zeroDenominator` where nobody lives in the target.
  package func proportion(in target: String, of sources: [String: Part]) throws(Undefined) -> Margined {
    let group = try count(in: target) { sources[$0]?.group }
    let total = try count(in: target) { sources[$0]?.total }
    return try Margined.proportion(group, of: total).result
  }

  /// Σ w u r ÷ Σ w u, u the number that the mean r is of, taken as exact; margin √Σ (w u m)² ÷ Σ w u.
  ///
  /// For means, such as income a head. Medians cannot be carried over like this.
  /// - Throws: as `count`; `negativeValues` for a universe below 0; `zeroDenominator` where the universes are 0.
  package func mean(in target: String, of sources: [String: Mean]) throws(Undefined) -> Margined {
    var parts: [(mean: Margined, people: Double)] = []
    for (source, weight) in links[target] ?? [] {
      guard let mean = sources[source]?.mean, let universe = sources[source]?.universe else { throw .missing }
      guard try universe.finite >= 0 else { throw .negativeValues }
      parts.append((mean, weight * universe))
    }
    guard !parts.isEmpty else { throw .empty }
    let people = try parts.lazy.map(\.people).compensatedSum.finite
    guard people > 0 else { throw .zeroDenominator }
    var scaled: [Margined] = []
    for part in parts { scaled.append(try part.mean.scaled(by: part.people / people)) }
    return try Margined.sum(scaled, zeroRule: .each)
  }

  private func count(
    in target: String, _ estimate: (String) -> Margined?
  ) throws(Undefined) -> Margined {
    var parts: [Margined] = []
    for (source, weight) in links[target] ?? [] {
      guard let estimate = estimate(source) else { throw .missing }
      parts.append(try estimate.scaled(by: weight))
    }
    return try Margined.sum(parts)
  }
}

extension Method {
  package static let crosswalk = Method(
    id: "crosswalk_weighted", title: "Crosswalk by population",
    formula: """
      count: Σ w·e, margin √Σ(w·m)² with the zero rule of sums; share: count/count; mean: \
      Σ w·u·r/Σ w·u, margin √Σ(w·u·m)²/Σ w·u
      """,
    meaning: """
      An estimate for areas that the survey does not publish, from those it does and the share of their people who \
      live in each target.
      """,
    caution: """
      The shares have errors of their own that the margin does not hold: mark targets with split sources as \
      modelled. Medians must not be carried over; carry their classes over and find the median anew.
      """,
    source: """
      Crosswalk documentation of NHGIS and of the Missouri Census Data Center (Geocorr); Census Bureau, ACS \
      handbook, ch. 8
      """,
    scale: .absolute, isWeighted: true)
}
