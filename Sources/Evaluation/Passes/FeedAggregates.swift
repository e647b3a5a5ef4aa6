import Catalog
import Tables

/// What a pass over a feed found out.
package struct FeedAggregates: Sendable {
  let feed: String
  /// Base periods by the numbers that groups use.
  let periods: [Period]
  private(set) var groupings: [Grouping]
  /// The sites that access indicators asked for.
  let sites: [SiteRequest: SiteRows]
  let rowsRead: Int
  /// Rows that the feed's own filter left out.
  let filteredOut: Int
  let withoutPeriod: Int

  init(
    feed: String, periods: [Period], groupings: [Grouping], sites: [SiteRequest: SiteRows] = [:],
    rowsRead: Int, filteredOut: Int, withoutPeriod: Int
  ) {
    self.feed = feed
    self.periods = periods
    self.groupings = groupings
    self.sites = sites
    self.rowsRead = rowsRead
    self.filteredOut = filteredOut
    self.withoutPeriod = withoutPeriod
  }

  /// Forgets what no request that is still needed reads, so that cells can take its memory.
  mutating func keep(_ needed: Set<ValueRequest>) {
    for grouping in groupings.indices { groupings[grouping].keep(needed) }
  }

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
  private(set) var sets: [SetResult]

  init(level: String?, placeCount: Int, unmatched: [String], sets: [SetResult]) {
    self.level = level
    self.placeCount = placeCount
    self.unmatched = unmatched
    self.sets = sets
  }

  mutating func keep(_ needed: Set<ValueRequest>) {
    for set in sets.indices { sets[set].keep(needed) }
  }

  /// The slot of rows that describe the whole city.
  var wholeSlot: Int { placeCount }

  /// Why a slot's rows lie in no place; nil for places and the whole.
  func reason(_ slot: Int) -> Coverage.Reason? { RowPlace.reason(ofSlot: slot, placeCount: placeCount) }

  /// The groups of a filter set.
  func set(_ filters: [TypedExpression]) -> SetResult? { sets.first { $0.filters == filters } }
}
