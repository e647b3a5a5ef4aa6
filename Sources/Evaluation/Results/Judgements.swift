import Catalog
import Statistics

/// What may be said about an indicator's cells among the places of a level.
///
/// Only estimates that are shown enter: what is withheld cannot be ranked, and what is unreliable is shown but
/// never ranked.
enum Judgements {
  /// Ranks with their ranges among the places of one level; 1 is the highest value.
  ///
  /// Places whose uncertainty is not known are not ranked: no test says that one is ahead of another. Places lie in
  /// the order of ids, which decides between equal values.
  /// - Complexity: that of `Ranking`.
  static func ranks(_ series: CellSeries, level: PlaceRoster.Level, period: Period) -> RankTable {
    let numbers = series.numbers(level: level.id, [period])
    var positions: [Int32] = []
    var estimates: [Estimate] = []
    positions.reserveCapacity(level.places.count)
    estimates.reserveCapacity(level.places.count)
    for position in level.places.indices {
      guard let shown = numbers.shown(at: position, period: 0), !shown.isUnreliable,
        shown.uncertainty != .unpublished
      else { continue }
      positions.append(Int32(position))
      estimates.append(shown.estimate)
    }
    let ranking = Ranking(estimates)
    var table = RankTable(count: level.places.count)
    for (entry, position) in positions.enumerated() {
      let rank = Int(ranking.ranks[entry])
      table.set(
        rank: rank, best: min(rank, Int(ranking.best[entry])), worst: max(rank, Int(ranking.worst[entry])),
        at: Int(position))
    }
    return table
  }

  /// The tests of all places of a level against the whole, taken together; nil where the whole has no number.
  ///
  /// - Complexity: O(n) in the places, and sorting those that differ when tested alone.
  static func tests(_ series: CellSeries, level: PlaceRoster.Level, period: Period) -> ManyTests? {
    guard let whole = series.known(series.roster.whole, period)?.estimate else { return nil }
    let numbers = series.numbers(level: level.id, [period])
    return ManyTests(
      level.places.indices.lazy.map { position in
        numbers.shown(at: position, period: 0).flatMap { $0.estimate.score(against: whole) }
      })
  }
}
