import Statistics

/// Which number a cell is: a place, a period and, for a breakdown, a group.
package struct CellKey: Hashable, Sendable {
  package let place: PlaceID
  package let period: Period
  /// `breakdown/group`; nil is everyone.
  package let group: String?

  package init(_ place: PlaceID, _ period: Period, group: String? = nil) {
    self.place = place
    self.period = period
    self.group = group
  }
}

/// A series: all cells of one indicator, dense by group, then period, then place.
///
/// The whole city's cell comes first in each run of places, then those of each level in the order of ids.
package struct CellSeries: Sendable {
  package let roster: PlaceRoster
  /// Levels that have cells, in the order of the indicator.
  package let levels: [String]
  /// Periods shown, in order.
  package let periods: [Period]
  /// The groups of breakdowns, `breakdown/group`; everyone comes before them.
  package let groups: [String]
  private let blocks: [Block]
  /// Cells of one group and period: the whole and the places of all levels.
  private let width: Int
  private var store: CellStore

  /// A level's run of places.
  private struct Block: Sendable {
    let level: PlaceRoster.Level
    let start: Int
  }

  /// Without cells. Levels that the roster does not have are left out.
  package init(roster: PlaceRoster, levels: [String], periods: [Period], groups: [String] = []) {
    self.roster = roster
    self.levels = levels
    self.periods = periods.sorted()
    self.groups = groups
    var width = 1
    var blocks: [Block] = []
    for level in levels.compactMap({ roster.level($0) }) {
      blocks.append(Block(level: level, start: width))
      width += level.places.count
    }
    self.blocks = blocks
    self.width = width
    store = CellStore(count: (1 + groups.count) * self.periods.count * width)
  }

  /// With some cells; those of other places, periods or groups than the series has are left out.
  package init(
    roster: PlaceRoster, levels: [String], periods: [Period], groups: [String] = [], cells: [CellKey: Cell]
  ) {
    self.init(roster: roster, levels: levels, periods: periods, groups: groups)
    for (key, cell) in cells {
      if let number = self.number(key.place, key.period, key.group) { store[number] = cell }
    }
  }

  // MARK: reading

  /// The cell; nil where there is none, which reads as `missing(.noData)`.
  package func known(_ place: PlaceID, _ period: Period, group: String? = nil) -> Cell? {
    number(place, period, group).flatMap { store[$0] }
  }

  /// The cell of the place at a position of its level (0 for the whole's own); nil where there is none.
  package func known(at position: Int, level: String, _ period: Period, group: String? = nil) -> Cell? {
    guard let column = column(at: position, level), let run = run(period, group) else { return nil }
    return store[run + column]
  }

  /// A level's numbers in some periods, for readers that go from place to place.
  package func numbers(level: String, _ periods: [Period]) -> LevelNumbers {
    let count =
      level == roster.whole.level ? 1 : blocks.first { $0.level.id == level }?.level.places.count ?? 0
    let runs = periods.map { period -> Int? in
      guard let column = column(at: 0, level), let run = run(period, nil) else { return nil }
      return run + column
    }
    return LevelNumbers(store, runs, count: count)
  }

  /// Calls `body` for every cell there is: by group, period, then the whole and the places of each level.
  package func forEach(_ body: (CellKey, Cell) -> Void) {
    for (groupNumber, group) in ([nil] + groups.map(Optional.some)).enumerated() {
      for (periodNumber, period) in periods.enumerated() {
        let run = (groupNumber * periods.count + periodNumber) * width
        if let cell = store[run] { body(CellKey(roster.whole, period, group: group), cell) }
        for block in blocks {
          for (position, place) in block.level.places.enumerated() {
            guard let cell = store[run + block.start + position] else { continue }
            body(CellKey(place.id, period, group: group), cell)
          }
        }
      }
    }
  }

  /// Every cell there is, by key: for tests and small tools, not for pages.
  package var dictionary: [CellKey: Cell] {
    var cells: [CellKey: Cell] = [:]
    forEach { cells[$0] = $1 }
    return cells
  }

  /// The cells of a level's places (or the whole's) for one period and group; nil where the series has none such.
  package func cells(level: String, _ period: Period, group: String? = nil) -> CellRun? {
    guard let run = run(period, group) else { return nil }
    if level == roster.whole.level { return CellRun(store: store, start: run, count: 1) }
    return blocks.first { $0.level.id == level }.map {
      CellRun(store: store, start: run + $0.start, count: $0.level.places.count)
    }
  }

  /// Whether the source delivered anything of a period: whether it has a cell that does not say the contrary.
  package func isDelivered(_ period: Period) -> Bool {
    guard let order = periodNumber(period) else { return false }
    return (0...groups.count).contains { group in
      let run = (group * periods.count + order) * width
      return store.holdsOther(than: .missing(.notDelivered), in: run..<run + width)
    }
  }

  /// Whether any cell holds more than a reason for a missing value.
  package var hasAnyValue: Bool { store.hasValue }

  /// How many cells are withheld, by rule.
  package var withheld: [SuppressionRule: Int] { store.withheld }

  // MARK: writing

  /// Sets the cell of the place at a position of its level; nil takes it away. Nothing happens where the series
  /// has no such place, period or group.
  package mutating func set(
    _ cell: Cell?, at position: Int, level: String, _ period: Period, group: String? = nil
  ) {
    guard let column = column(at: position, level), let run = run(period, group) else { return }
    store[run + column] = cell
  }

  /// Sets the cells of a level's first places, in order, for one period and group.
  package mutating func set(
    level: String, _ period: Period, group: String? = nil, count: Int, _ cell: (Int) -> Cell
  ) {
    set(level: level, period, group: group, count: count, estimate: { _ in nil }, other: cell)
  }

  /// Sets the cells of a level's first places, in order, for one period and group.
  ///
  /// - Parameters:
  ///   - estimate: of the place at a position; nil where its cell is something else.
  ///   - other: what it is then.
  package mutating func set(
    level: String, _ period: Period, group: String? = nil, count: Int, estimate: (Int) -> RatedEstimate?,
    other: (Int) -> Cell
  ) {
    guard count > 0, let last = column(at: count - 1, level), let run = run(period, group) else { return }
    let start = run + last - (count - 1)
    store.set(start..<start + count, estimate: estimate, other: other)
  }

  // MARK: numbers

  private func number(_ place: PlaceID, _ period: Period, _ group: String?) -> Int? {
    guard let position = roster.position(of: place), let column = column(at: position, place.level),
      let run = run(period, group)
    else { return nil }
    return run + column
  }

  private func column(at position: Int, _ level: String) -> Int? {
    if level == roster.whole.level { return position == 0 ? 0 : nil }
    guard let block = blocks.first(where: { $0.level.id == level }),
      position >= 0, position < block.level.places.count
    else { return nil }
    return block.start + position
  }

  /// The number of the whole's cell, which the places' follow.
  private func run(_ period: Period, _ group: String?) -> Int? {
    guard let order = periodNumber(period) else { return nil }
    guard let group else { return order * width }
    return groups.firstIndex(of: group).map { ((1 + $0) * periods.count + order) * width }
  }

  /// Most questions are about the latest period; others are found by halves.
  private func periodNumber(_ period: Period) -> Int? {
    if periods.last == period { return periods.count - 1 }
    var (low, high) = (0, periods.count)
    while low < high {
      let middle = (low + high) / 2
      if periods[middle] < period { low = middle + 1 } else { high = middle }
    }
    return low < periods.count && periods[low] == period ? low : nil
  }
}
