import Tables

/// What is kept of the groups of one filter set at one level: their single rows, or states once one has several.
enum GroupStates: Sendable {
  case rows(GroupRows)
  /// By request. Each keeps aggregates of its own, so that one that cannot be divided (a median) does not stand in
  /// the way of a crosswalk of the others.
  case merged([GroupedAggregates])

  /// - Parameter counted: where rows stand for several records each, so that none of them is a record to be kept.
  init(_ requests: [ValueRequest], counted: CountedRows? = nil) {
    if let counted {
      self = .merged(requests.map { GroupedAggregates([$0.expression], counted: counted) })
      return
    }
    self = .rows(GroupRows(columns: requests.reduce(into: []) { $0.formUnion($1.expression.columns) }))
  }

  /// Takes a chunk's rows in; `count` is the number of groups after it.
  mutating func add(
    _ chunk: Chunk, _ columns: [String: Int], groups: [Int32], count: Int, _ requests: [ValueRequest]
  ) {
    if case .rows(var rows) = self {
      // Taken out of the enumeration, so that it is changed in place.
      self = .merged([])
      let isSingle = rows.append(chunk, columns, groups)
      self = .rows(rows)
      if isSingle { return }
    }
    var states = spilled(requests)
    self = .merged([])
    for request in states.indices {
      states[request].add(chunk, columns: columns, groups: groups)
      states[request].grow(to: count)
    }
    self = .merged(states)
  }

  /// Takes the groups of later rows in; `map` gives each of theirs its number here.
  mutating func merge(_ later: GroupStates, _ map: [Int32], count: Int, _ requests: [ValueRequest]) {
    if case .rows(var mine) = self, case .rows(let theirs) = later,
      map.enumerated().allSatisfy({ Int($1) == mine.count + $0 })
    {
      self = .merged([])
      mine.append(theirs)
      self = .rows(mine)
      return
    }
    var states = spilled(requests)
    let others = later.spilled(requests)
    self = .merged([])
    for request in states.indices {
      states[request].merge(others[request], groups: map)
      states[request].grow(to: count)
    }
    self = .merged(states)
  }

  /// The states of every request for all groups.
  private func spilled(_ requests: [ValueRequest]) -> [GroupedAggregates] {
    switch self {
    case .merged(let states): return states
    case .rows(let rows):
      return requests.map { request in
        var states = GroupedAggregates([request.expression])
        rows.add(to: &states)
        return states
      }
    }
  }

  /// Takes less memory, as far as it can, after the last row of a segment.
  mutating func compact() {
    guard case .rows(var rows) = self else { return }
    self = .merged([])
    rows.compact()
    self = .rows(rows)
  }

  /// Forgets what no request that is still needed reads.
  mutating func keep(_ needed: Set<ValueRequest>, _ requests: [ValueRequest]) {
    switch self {
    case .rows(var rows):
      self = .merged([])
      rows.keep(needed.reduce(into: []) { $0.formUnion($1.expression.columns) })
      self = .rows(rows)
    case .merged(var states):
      self = .merged([])
      for (position, request) in requests.enumerated() where !needed.contains(request) {
        states[position] = GroupedAggregates([request.expression])
      }
      self = .merged(states)
    }
  }
}
