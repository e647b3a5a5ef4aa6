import Catalog
import Statistics

/// What may be said about an indicator's cells among the places of a level.
///
/// Only estimates that are shown enter: what is withheld cannot be ranked, and what is unreliable is shown but
/// never ranked.
enum Judgements {
  /// Ranks with their ranges among the places of one level; 1 is the highest value.
  ///
  /// Places whose uncertainty is not known are not ranked: no test says that one is ahead of another.
  /// - Complexity: that of `rankRanges`.
  static func ranks(_ series: CellSeries, level: PlaceRoster.Level, period: Period) -> RankTable {
    var positions: [Int] = []
    var estimates: [Estimate] = []
    for position in level.places.indices {
      guard case .estimate(let estimate, .good)? = series.known(at: position, level: level.id, period),
        estimate.interval != nil
      else { continue }
      positions.append(position)
      estimates.append(estimate)
    }
    let bounds = rankRanges(estimates)
    // Places lie in the order of ids, which decides between equal values.
    let byValue = estimates.enumerated().map { (value: $1.value, entry: $0) }
      .sorted { $0.value == $1.value ? $0.entry < $1.entry : $0.value > $1.value }
    var table = RankTable(count: level.places.count)
    for (number, (_, entry)) in byValue.enumerated() {
      let rank = number + 1
      let range = bounds[entry]
      table.set(
        rank: rank, best: min(rank, range?.best ?? rank), worst: max(rank, range?.worst ?? rank),
        at: positions[entry])
    }
    return table
  }
}
