import Catalog
import Tables

/// What a pass over a feed found out.
package struct FeedAggregates: Sendable {
  let feed: String
  /// Base periods by the numbers that groups use.
  let periods: [Period]
  let groupings: [Grouping]
  let rowsRead: Int
  /// Rows that the feed's own filter left out.
  let filteredOut: Int
  let withoutPeriod: Int

  /// The grouping at a level; the first for nil.
  func grouping(_ level: String?) -> Grouping? {
    groupings.first { level == nil || $0.level == level }
  }
}

/// Rows grouped at one level.
struct Grouping: Sendable {
  /// Nil for a feed of the whole city alone.
  let level: String?
  let placeCount: Int
  /// Texts of place keys that match no place, sorted.
  let unmatched: [String]
  let sets: [SetResult]

  /// The slot of rows that describe the whole city.
  var wholeSlot: Int { placeCount }

  /// Why a slot's rows lie in no place; nil for places and the whole.
  func reason(_ slot: Int) -> Coverage.Reason? { RowPlace.reason(ofSlot: slot, placeCount: placeCount) }

  /// The groups of a filter set.
  func set(_ filters: [TypedExpression]) -> SetResult? { sets.first { $0.filters == filters } }
}

/// The groups of one filter set at one level.
struct SetResult: Sendable {
  let filters: [TypedExpression]
  /// (slot, period number) by group.
  let groups: [(slot: Int, period: Int)]
  /// Rows by group.
  let rows: [Int]
  private let tally: PlacerTally
  private let positions: [ValueRequest: Int]

  init(filters: [TypedExpression], requests: [ValueRequest], tally: PlacerTally) {
    self.filters = filters
    self.tally = tally
    groups = tally.pairs.pairs.map { (Int($0.first), Int($0.second)) }
    rows = tally.rows
    positions = Dictionary(
      requests.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A request's aggregates (their only plan is the request's) and markers by group.
  func result(of request: ValueRequest) -> (aggregates: GroupedAggregates, marks: [Int: String])? {
    positions[request].map { (tally.aggregates[$0], tally.marks[$0]) }
  }
}
