import Tables

/// The groups of one filter set at one level, with what its requests need of their rows.
struct PlacerTally: Sendable {
  private let requests: [ValueRequest]
  private(set) var pairs = PairIndex()
  /// Rows by group.
  private(set) var rows: [Int32] = []
  private(set) var states: GroupStates
  /// By request, the least of the markers that a group's cells held.
  private(set) var marks: [[Int32: String]]

  private let counted: CountedRows?

  init(_ requests: [ValueRequest], counted: CountedRows? = nil) {
    self.requests = requests
    self.counted = counted
    states = GroupStates(requests, counted: counted)
    marks = requests.map { _ in [:] }
  }

  mutating func add(
    _ chunk: Chunk, _ columns: [String: Int], slots: [Int32], periods: [Int32],
    markers: [[(column: String, texts: [String])]]
  ) {
    let groups = pairs.insert(slots, periods)
    rows.append(contentsOf: repeatElement(0, count: pairs.count - rows.count))
    if let counted {
      let weights = counted.weights(chunk, columns)
      for (row, group) in groups.enumerated() where group >= 0 {
        rows[Int(group)] = Int32(clamping: Int(rows[Int(group)]) + weights[row])
      }
    } else {
      for group in groups where group >= 0 { rows[Int(group)] += 1 }
    }
    states.add(chunk, columns, groups: groups, count: pairs.count, requests)
    for request in marks.indices {
      for (column, texts) in markers[request] {
        guard let at = columns[column], case .number(let values) = chunk.columns[at] else { continue }
        addMarks(texts, values, groups, request)
      }
    }
  }

  private mutating func addMarks(_ texts: [String], _ values: [Double], _ groups: [Int32], _ request: Int) {
    for row in groups.indices where values[row].isNaN && groups[row] >= 0 {
      let marker = ColumnData.marker(of: values[row])
      if marker > 0, marker <= texts.count { mark(groups[row], texts[marker - 1], request) }
    }
  }

  private mutating func mark(_ group: Int32, _ mark: String, _ request: Int) {
    marks[request][group] = min(marks[request][group] ?? mark, mark)
  }

  mutating func merge(_ later: PlacerTally, periods: [Int32]) {
    let map = later.pairs.pairs.map { pairs.insert($0.first, periods[Int($0.second)]) }
    rows.append(contentsOf: repeatElement(0, count: pairs.count - rows.count))
    for (group, count) in zip(map, later.rows) { rows[Int(group)] += count }
    states.merge(later.states, map, count: pairs.count, requests)
    for request in marks.indices {
      for (group, mark) in later.marks[request] { self.mark(map[Int(group)], mark, request) }
    }
  }

  mutating func compact() { states.compact() }

  /// Forgets what no request that is still needed reads.
  mutating func keep(_ needed: Set<ValueRequest>) { states.keep(needed, requests) }
}
