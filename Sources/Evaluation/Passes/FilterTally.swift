import Notation
import Tables

/// The groups and aggregates of one set of filters, for each placer.
///
/// Each request keeps an aggregate of its own, so that one that cannot be divided (a median) does not stand in
/// the way of a crosswalk of the others.
struct FilterTally: Sendable {
  let filters: [TypedExpression]
  private let requests: [ValueRequest]
  /// By request, the number columns whose markers are told apart.
  private let marked: [[String]]
  private var placers: [PlacerTally]

  /// One tally for each distinct set of filters among the requests, and always one without filters: it says in
  /// which periods the feed has rows at all.
  static func make(_ requests: [ValueRequest], marked: Set<String>, placers: Int) -> [FilterTally] {
    var bySet: [[TypedExpression]: [ValueRequest]] = [[]: []]
    var order: [[TypedExpression]] = [[]]
    for request in requests {
      if bySet[request.filters] == nil { order.append(request.filters) }
      bySet[request.filters, default: []].append(request)
    }
    return order.map { FilterTally($0, bySet[$0] ?? [], marked: marked, placers: placers) }
  }

  private init(_ filters: [TypedExpression], _ requests: [ValueRequest], marked: Set<String>, placers: Int) {
    self.filters = filters
    self.requests = requests
    self.marked = requests.map { request in
      request.isExplicit ? [] : request.expression.columns.filter { marked.contains($0) }.sorted()
    }
    self.placers = [PlacerTally](repeating: PlacerTally(requests), count: placers)
  }

  /// Takes a chunk's rows in; rows of slot −1 or for which a filter does not hold are left out.
  mutating func add(
    _ chunk: Chunk, _ columns: [String: Int], slots: [Int32], periods: [Int32], placer: Int,
    masks: [TypedExpression: [Bool]]
  ) {
    var used = slots
    for filter in filters {
      guard let mask = masks[filter] else { continue }
      for row in used.indices where !mask[row] { used[row] = -1 }
    }
    placers[placer].add(chunk, columns, slots: used, periods: periods, marked: marked)
  }

  func result(_ placer: Int) -> SetResult {
    SetResult(filters: filters, requests: requests, tally: placers[placer])
  }
}

/// The groups of one filter set at one level, with the aggregates of its requests.
struct PlacerTally: Sendable {
  private(set) var pairs = PairIndex()
  /// Rows by group.
  private(set) var rows: [Int] = []
  /// By request.
  private(set) var aggregates: [GroupedAggregates]
  /// By request, the least of the markers that a group's cells held.
  private(set) var marks: [[Int: String]]

  init(_ requests: [ValueRequest]) {
    aggregates = requests.map { GroupedAggregates([$0.expression]) }
    marks = requests.map { _ in [:] }
  }

  mutating func add(
    _ chunk: Chunk, _ columns: [String: Int], slots: [Int32], periods: [Int32], marked: [[String]]
  ) {
    let groups = pairs.insert(slots, periods)
    rows += [Int](repeating: 0, count: pairs.count - rows.count)
    for group in groups where group >= 0 { rows[Int(group)] += 1 }
    for request in aggregates.indices {
      aggregates[request].add(chunk, columns: columns, groups: groups)
      aggregates[request].grow(to: pairs.count)
      for column in marked[request] { addMarks(of: column, chunk, columns, groups, request) }
    }
  }

  private mutating func addMarks(
    of column: String, _ chunk: Chunk, _ columns: [String: Int], _ groups: [Int32], _ request: Int
  ) {
    guard let number = columns[column], let text = columns[column + FeedColumns.textSuffix],
      case .number(let values) = chunk.columns[number], case .text(let texts) = chunk.columns[text]
    else { return }
    for row in groups.indices where groups[row] >= 0 && values[row].isNaN && texts.codes[row] >= 0 {
      let mark = texts.entries[Int(texts.codes[row])]
      let known = marks[request][Int(groups[row])] ?? mark
      marks[request][Int(groups[row])] = min(known, mark)
    }
  }
}
