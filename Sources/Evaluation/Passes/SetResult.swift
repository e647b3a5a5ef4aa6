import Tables

/// The groups of one filter set at one level.
struct SetResult: Sendable {
  let filters: [TypedExpression]
  /// Rows by group.
  var rows: [Int32] { tally.rows }
  /// By period number, the groups of the period in the order of their numbers.
  let groupsByPeriod: [[Int32]]
  /// By place position, whether rows name it in any period.
  let isKnown: [Bool]
  /// How many places rows name.
  let knownCount: Int
  /// By period number, whether a row describes the whole city.
  let isDescribed: [Bool]
  /// Whether one does in any period.
  let isEverDescribed: Bool
  private let requests: [ValueRequest]
  private let positions: [ValueRequest: Int]
  private var tally: PlacerTally

  init(
    filters: [TypedExpression], requests: [ValueRequest], tally: PlacerTally, placeCount: Int,
    periodCount: Int
  ) {
    self.filters = filters
    self.requests = requests
    self.tally = tally
    positions = Dictionary(requests.enumerated().map { ($1, $0) }) { first, _ in first }
    var groups = [[Int32]](repeating: [], count: periodCount)
    var isKnown = [Bool](repeating: false, count: placeCount)
    var isDescribed = [Bool](repeating: false, count: periodCount)
    for (group, pair) in tally.pairs.pairs.enumerated() {
      let (slot, period) = (Int(pair.first), Int(pair.second))
      groups[period].append(Int32(group))
      if slot < placeCount { isKnown[slot] = true } else if slot == placeCount { isDescribed[period] = true }
    }
    groupsByPeriod = groups
    self.isKnown = isKnown
    knownCount = isKnown.count { $0 }
    self.isDescribed = isDescribed
    isEverDescribed = isDescribed.contains(true)
  }

  /// The slots of some groups (places' positions, or those of `RowPlace`), in their order: the pairs are asked for
  /// once, and not for each of a nation's groups.
  func slots(of groups: [Int32]) -> [Int32] {
    let pairs = tally.pairs.pairs
    return groups.map { pairs[Int($0)].first }
  }

  /// The number of a group's period.
  func period(_ group: Int32) -> Int { Int(tally.pairs.pairs[Int(group)].second) }

  /// The numbers of the periods that have groups.
  var periodNumbers: [Int] { groupsByPeriod.indices.filter { !groupsByPeriod[$0].isEmpty } }

  /// A request's states of the groups in some periods; nil where the pass was not asked for it.
  func states(of request: ValueRequest, periods: [Int]) -> RequestStates? {
    guard let position = positions[request] else { return nil }
    var groups = periods.count == 1 ? groupsByPeriod[periods[0]] : periods.flatMap { groupsByPeriod[$0] }
    if periods.count > 1 { groups.sort() }
    let (slots, marks) = (slots(of: groups), tally.marks[position])
    switch tally.states {
    case .rows(let rows):
      let (chunk, index) = rows.rows(of: groups, for: request.expression)
      return RequestStates(groups: groups, slots: slots, content: .rows(chunk, index), marks: marks)
    case .merged(let states):
      return RequestStates(groups: groups, slots: slots, content: .states(states[position]), marks: marks)
    }
  }

  /// Whether the pass was asked for it.
  func has(_ request: ValueRequest) -> Bool { positions[request] != nil }

  /// Forgets what no request that is still needed reads.
  mutating func keep(_ needed: Set<ValueRequest>) { tally.keep(needed) }
}

/// What a request needs of some groups, with the markers of their cells.
struct RequestStates {
  enum Content {
    /// The groups' single rows, in their order.
    case rows(Chunk, [String: Int])
    /// The states of all groups there are, under their own numbers.
    case states(GroupedAggregates)
  }

  /// In the order of their numbers, which is that of the rows.
  let groups: [Int32]
  /// Of the groups.
  let slots: [Int32]
  let content: Content
  /// By group.
  let marks: [Int32: String]

  var hasRows: Bool { if case .rows = content { true } else { false } }

  /// The number, in what `values` gives, of the group at a position of `groups`.
  @inline(__always)
  func number(_ position: Int) -> Int {
    if case .states = content { return Int(groups[position]) }
    return position
  }

  /// The states of the groups, numbered as `number` says.
  func aggregates(of expression: AggregateExpression) -> GroupedAggregates {
    switch content {
    case .states(let states): return states
    case .rows(let chunk, let index):
      var states = GroupedAggregates([expression])
      states.add(chunk, columns: index, groups: (0..<Int32(chunk.count)).map { $0 })
      return states
    }
  }

  /// The values of the groups, numbered as `number` says.
  func values(of expression: AggregateExpression, _ rule: ZeroMarginRule) -> GroupValues {
    if case .rows(let chunk, let index) = content,
      let values = expression.singleRowValues(chunk, columns: index, rule)
    {
      return GroupValues(values, rule)
    }
    return GroupValues(aggregates(of: expression).values(0), rule)
  }
}
