import Catalog
import Statistics

/// What may be said about an indicator's cells: against the city, against an earlier period, among the places.
///
/// Only estimates that are shown enter: what is withheld can neither be compared nor ranked, and what is
/// unreliable is shown but never ranked.
enum Judgements {
  static func comparison(_ first: Cell, _ second: Cell) -> Comparison? {
    guard let first = first.estimate, let second = second.estimate else { return nil }
    return comparison(first, second)
  }

  /// First against second at 90 %; nil where the two cannot be put side by side.
  static func comparison(_ first: Estimate, _ second: Estimate) -> Comparison? {
    // Undefined only for values that are not finite, which no estimate holds.
    guard let compared = try? first.compared(with: second) else { return nil }
    let both = (first.uncertainty, second.uncertainty)
    let uncertainty: Uncertainty =
      if case (.fullCount, .fullCount) = both {
        .fullCount
      } else {
        compared.interval.map(Uncertainty.interval) ?? .unpublished
      }
    return Comparison(
      difference: Estimate(compared.difference, uncertainty),
      ratio: compared.ratio.map { ratio in
        Estimate(ratio, compared.ratioInterval.map(Uncertainty.interval) ?? .unpublished)
      },
      verdict: compared.verdict)
  }

  /// Each place's latest cell against the whole's.
  static func againstWhole(
    _ cells: [CellKey: Cell], places: [PlaceID], whole: PlaceID, period: Period
  ) -> [PlaceID: Comparison] {
    guard let city = cells[CellKey(whole, period)] else { return [:] }
    var found: [PlaceID: Comparison] = [:]
    for place in places {
      guard let cell = cells[CellKey(place, period)], let compared = comparison(cell, city) else { continue }
      found[place] = compared
    }
    return found
  }

  /// Each place's latest cell against its cell of the last period that shares no data with it.
  static func changes(_ cells: [CellKey: Cell], places: [PlaceID], periods: [Period]) -> [PlaceID: Change] {
    guard let latest = periods.last, let earlier = Windows.earlier(than: latest, among: periods) else {
      return [:]
    }
    var found: [PlaceID: Change] = [:]
    for place in places {
      guard let now = cells[CellKey(place, latest)], let then = cells[CellKey(place, earlier)],
        let compared = comparison(now, then)
      else { continue }
      found[place] = Change(from: earlier, to: latest, comparison: compared)
    }
    return found
  }

  /// Ranks with their ranges among the places of one level; 1 is the highest value.
  ///
  /// Places whose uncertainty is not known are not ranked: no test says that one is ahead of another.
  static func ranks(_ cells: [CellKey: Cell], places: [PlaceID], period: Period) -> [PlaceID: RankRange] {
    let ranked = places.compactMap { place -> (place: PlaceID, estimate: Estimate)? in
      guard case .estimate(let estimate, .good)? = cells[CellKey(place, period)], estimate.interval != nil
      else { return nil }
      return (place, estimate)
    }
    let bounds = rankRanges(ranked.map(\.estimate))
    let byValue = ranked.sorted { ($1.estimate.value, $0.place) < ($0.estimate.value, $1.place) }
    let position = Dictionary(
      byValue.enumerated().map { ($1.place, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    var found: [PlaceID: RankRange] = [:]
    for (index, entry) in ranked.enumerated() {
      guard let rank = position[entry.place] else { continue }
      let range = bounds[index] ?? nil
      found[entry.place] = RankRange(
        rank: rank, best: min(rank, range?.best ?? rank), worst: max(rank, range?.worst ?? rank),
        of: ranked.count)
    }
    return found
  }
}
