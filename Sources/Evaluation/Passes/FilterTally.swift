import Notation
import Tables

/// The groups and aggregates of one set of filters, for each placer.
struct FilterTally: Sendable {
  let filters: [TypedExpression]
  private let requests: [ValueRequest]
  private var pairs: [PairIndex]
  private var aggregates: [GroupedAggregates]

  /// One tally for each distinct set of filters among the requests.
  static func make(_ requests: [ValueRequest], placers: Int) -> [FilterTally] {
    var sets: [[TypedExpression]] = []
    for request in requests where !sets.contains(request.filters) { sets.append(request.filters) }
    return sets.map { filters in
      FilterTally(filters, requests.filter { $0.filters == filters }, placers: placers)
    }
  }

  private init(_ filters: [TypedExpression], _ requests: [ValueRequest], placers: Int) {
    self.filters = filters
    self.requests = requests
    let plans = requests.map(\.expression) + [RowCounter.expression].compactMap { $0 }
    pairs = [PairIndex](repeating: PairIndex(), count: placers)
    aggregates = [GroupedAggregates](repeating: GroupedAggregates(plans), count: placers)
  }

  mutating func add(
    _ chunk: Chunk, _ columns: [String: Int], slots: [Int32], periods: [Int32], placer: Int,
    masks: [TypedExpression: [Bool]]
  ) {
    var used = slots
    for filter in filters {
      guard let mask = masks[filter] else { continue }
      for row in used.indices where !mask[row] { used[row] = -1 }
    }
    let groups = pairs[placer].insert(used, periods)
    aggregates[placer].add(chunk, columns: columns, groups: groups)
  }

  func result(_ placer: Int) -> SetResult {
    var all = aggregates[placer]
    all.grow(to: pairs[placer].count)
    return SetResult(
      filters: filters, groups: pairs[placer].pairs.map { (Int($0.first), Int($0.second)) }, aggregates: all,
      requests: requests)
  }
}

/// `count(*)`, which every tally adds so that coverage can be told.
private enum RowCounter {
  static let expression = try? Expression.parse("count(*)", at: SourceLocation(path: "")).aggregate(against: [])
}
