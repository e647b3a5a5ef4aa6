import Catalog
import Statistics

/// A part of an index with its cells.
struct IndexSource {
  /// Periods in which a place of the level has a value, ascending.
  let periods: [Period]
  private let weight: Double
  private let name: String
  /// Whether more of the part is less of the index.
  private let isTurned: Bool
  private let result: IndicatorResult
  private let table: PlaceTable

  /// - Parameter direction: the index's. A part is turned where its direction is the other one; one without a
  ///   direction counts as it is. An index without a direction is one of burdens.
  init(
    _ part: CompositeIndex.Part, _ own: Indicator, turnedFor direction: Direction, _ result: IndicatorResult,
    _ table: PlaceTable
  ) {
    name = own.id
    weight = part.weight
    let end = part.direction ?? own.direction
    isTurned = direction == .favourable ? end == .adverse : end == .favourable
    self.result = result
    self.table = table
    periods = result.periods.filter { period in
      table.places.indices.contains { Self.value(result, table, $0, period) != nil }
    }
  }

  /// The part in a period on the scale of a base period; nil where that tells no two places apart.
  func scored(_ period: Period, base: Period, _ scores: CompositeIndex.Scores) -> IndexPart? {
    let kind: ScoreScale.Kind =
      switch scores {
      case .z: .zScore
      case .minMax: .minMax
      case .rank: .percentRank
      }
    // Places that are all alike say nothing about which of them is worse off.
    guard let scale = try? ScoreScale(kind, base: values(base)) else { return nil }
    let values = values(period)
    return IndexPart(
      indicator: name, period: period, weight: weight, isTurned: isTurned, values: values,
      scores: values.map { $0.map { scale.score($0, isTurned: isTurned) } })
  }

  private func values(_ period: Period) -> [Double?] {
    table.places.indices.map { Self.value(result, table, $0, period) }
  }

  private static func value(_ result: IndicatorResult, _ table: PlaceTable, _ position: Int, _ period: Period)
    -> Double?
  {
    result.series.known(at: position, level: table.level, period)?.estimate?.value
  }
}

/// A part of an index in one period; lists are by the places' positions.
struct IndexPart {
  let indicator: String
  let period: Period
  let weight: Double
  let isTurned: Bool
  let values: [Double?]
  /// Nil for a place without a value.
  let scores: [Double?]
}

/// An index in one period.
struct IndexPeriod {
  let period: Period
  let parts: [IndexPart]
  let index: CompositeIndex

  /// The index of a place; nil where it lacks too much.
  func total(at position: Int) -> Double? {
    let mean: ScoreMean = index.combination == .geometric ? .geometric : .arithmetic
    return try? compositeScore(
      parts.map { $0.scores[position] }, weights: parts.map(\.weight), mean, atLeast: index.atLeast)
  }
}

/// How an index came to be at one place: what `almanac explain` prints.
package struct IndexTrace: Sendable {
  package struct Part: Sendable {
    package let indicator: String
    package let period: Period
    package let weight: Double
    /// Whether its score was turned, because more of it is less of the index.
    package let isTurned: Bool
    /// Nil where the place has none.
    package let value: Double?
    package let score: Double?
  }

  package let parts: [Part]
  package let index: CompositeIndex
}

extension Evaluator {
  /// The parts of an index at a place of the primary level; nil elsewhere.
  package func indexTrace(
    _ indicator: Indicator, _ place: PlaceID, _ period: Period, _ results: [String: IndicatorResult]
  ) -> IndexTrace? {
    guard let scored = indexPeriods(indicator, results)?.first(where: { $0.period == period }),
      let table = geographies.tables[plan.geography.primary.text], place.level == table.level,
      let position = table.indexByID[place.id]
    else { return nil }
    let parts = scored.parts.map { part in
      IndexTrace.Part(
        indicator: part.indicator, period: part.period, weight: part.weight, isTurned: part.isTurned,
        value: part.values[position], score: part.scores[position])
    }
    return IndexTrace(parts: parts, index: scored.index)
  }
}
