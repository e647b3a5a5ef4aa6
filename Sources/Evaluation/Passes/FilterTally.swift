import Notation
import Tables

/// The groups and aggregates of one set of filters, for each placer.
struct FilterTally: Sendable {
  let filters: [TypedExpression]
  private let requests: [ValueRequest]
  /// By request, the number columns whose markers are told apart, with those.
  private let markers: [[(column: String, texts: [String])]]
  private var placers: [PlacerTally]

  /// One tally for each distinct set of filters among the requests, and always one without filters: it says in
  /// which periods the feed has rows at all.
  static func make(
    _ requests: [ValueRequest], markers: [String: [String]], placers: Int, counted: CountedRows? = nil
  ) -> [FilterTally] {
    var bySet: [[TypedExpression]: [ValueRequest]] = [[]: []]
    var order: [[TypedExpression]] = [[]]
    for request in requests {
      if bySet[request.filters] == nil { order.append(request.filters) }
      bySet[request.filters, default: []].append(request)
    }
    return order.map {
      FilterTally($0, bySet[$0] ?? [], markers: markers, placers: placers, counted: counted)
    }
  }

  private init(
    _ filters: [TypedExpression], _ requests: [ValueRequest], markers: [String: [String]], placers: Int,
    counted: CountedRows?
  ) {
    self.filters = filters
    self.requests = requests
    self.markers = requests.map { request in
      request.isExplicit
        ? []
        : request.expression.columns.sorted().compactMap { column in markers[column].map { (column, $0) } }
    }
    self.placers = [PlacerTally](repeating: PlacerTally(requests, counted: counted), count: placers)
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
    placers[placer].add(chunk, columns, slots: used, periods: periods, markers: markers)
  }

  /// Takes less memory, as far as it can, after the last row of a segment.
  mutating func compact() {
    for placer in placers.indices { placers[placer].compact() }
  }

  /// Takes in what the same plan found in later rows; `periods` gives each of their periods its number here.
  mutating func merge(_ later: FilterTally, periods: [Int32]) {
    for placer in placers.indices { placers[placer].merge(later.placers[placer], periods: periods) }
  }

  func result(_ placer: Int, placeCount: Int, periodCount: Int) -> SetResult {
    SetResult(
      filters: filters, requests: requests, tally: placers[placer], placeCount: placeCount,
      periodCount: periodCount)
  }
}
