/// What each contributor adds to every group, so that a landlord's homes in two places are one contribution to the
/// city.
///
/// An entry is a contributor of a group and takes some 50 bytes; there are at most as many as rows. Where most of a million
/// rows are entries of their own a row takes 0.3 to 0.5 µs, and a distinct count 0.13 to 0.43. Rows that name
/// nobody are contributors of their own each, of which only the largest are kept. With more entries than `limit`
/// all are dropped and the concentration of every group is infinite, so that nothing passes for safe: whoever asks
/// reports that.
struct ContributorStates: Sendable {
  private let concentration: Concentration
  private let limit: Int
  private var contributors: KeyNumbers?
  /// By entry, its group and its contributor in one word.
  private var entries = NumberIndex()
  private var sums: [CompensatedSum] = []
  /// By entry, the next one of the same group; −1 for none. The entries of a few groups are found without a look at
  /// the others, because every window asks for those of its own periods.
  private var next: [Int32] = []
  private var groups: [Group] = []
  /// By group, the rows that name nobody.
  private var nameless: [Int: Contributions] = [:]
  /// Whether there were too many.
  private var isFull = false

  /// The first and the last entry of a group; −1 for none.
  private struct Group {
    var first: Int32 = -1
    var last: Int32 = -1
  }

  init(_ concentration: Concentration, limit: Int) {
    self.concentration = concentration
    self.limit = limit
  }

  mutating func grow(by more: Int) { groups.append(contentsOf: repeatElement(Group(), count: more)) }

  /// NaN where nothing was contributed. O(entries of the group).
  func value(_ group: Int) -> Double {
    if isFull { return .infinity }
    var found = nameless[group] ?? Contributions()
    forEachEntry(of: group) { found.add(sums[$0].value.magnitude, kept: concentration.kept) }
    return concentration.value(found)
  }

  // MARK: rows

  /// Adds rows; groups of −1 are left out, and so are amounts of NaN.
  mutating func add(_ amounts: [Double], by data: ColumnData, _ rows: RowGroups) {
    guard !isFull else { return }
    var numbering = contributors ?? KeyNumbers(data.type)
    contributors = nil
    let numbers = numbering.numbersOfPresent(data)
    contributors = numbering
    rows.forEach { row, group in
      let (amount, number) = (amounts[row], numbers[row])
      if amount.isNaN { return }
      if number >= 0 {
        sums[entry(group, number)].add(amount)
      } else {
        nameless[group, default: Contributions()].add(amount.magnitude, kept: concentration.kept)
      }
    }
    if entries.count > limit { drop() }
  }

  /// The entry of a contributor in a group, a new one where there was none.
  @inline(__always)
  private mutating func entry(_ group: Int, _ contributor: Int32) -> Int {
    let word = UInt64(UInt32(truncatingIfNeeded: group)) << 32 | UInt64(UInt32(bitPattern: contributor))
    let entry = entries.insert(word)
    if Int(entry) == sums.count {
      sums.append(CompensatedSum())
      next.append(-1)
      if groups[group].last < 0 { groups[group].first = entry } else { next[Int(groups[group].last)] = entry }
      groups[group].last = entry
    }
    return Int(entry)
  }

  private mutating func drop() {
    isFull = true
    contributors = nil
    entries = NumberIndex()
    (sums, next, nameless) = ([], [], [:])
    groups = groups.map { _ in Group() }
  }

  /// Calls `body` with the entries of a group, in the order in which they came.
  @inline(__always)
  private func forEachEntry(of group: Int, _ body: (Int) -> Void) {
    var entry = groups[group].first
    while entry >= 0 {
      body(Int(entry))
      entry = next[Int(entry)]
    }
  }

  // MARK: merging

  /// Takes groups of another's in, each contribution times the group's share. O(contributors of the other, unless this
  /// is empty, and the entries of those groups).
  mutating func merge(_ other: ContributorStates, _ shares: [GroupShare]) {
    guard !isFull else { return }
    if other.isFull { return drop() }
    let map = adopt(other)
    for share in shares {
      other.forEachEntry(of: share.from) { theirs in
        let number = Int(Int32(truncatingIfNeeded: other.entries.words[theirs]))
        let mine = entry(share.to, map.isEmpty ? Int32(number) : map[number])
        sums[mine].merge(other.sums[theirs].scaled(by: share.share))
      }
      if let found = other.nameless[share.from] {
        nameless[share.to, default: Contributions()]
          .merge(found, share: share.share, kept: concentration.kept)
      }
    }
    if entries.count > limit { drop() }
  }

  /// Numbers another's contributors here: by their numbers there; empty where they keep them, as in an empty state,
  /// which takes the other's numbering as its own.
  private mutating func adopt(_ other: ContributorStates) -> [Int32] {
    guard let theirs = other.contributors else { return [] }
    guard var numbering = contributors else {
      contributors = theirs
      return []
    }
    contributors = nil
    let map = numbering.insert(theirs)
    contributors = numbering
    return map
  }
}
