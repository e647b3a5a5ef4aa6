/// A run of `*` or `_`, and what it turns out to open and close.
struct Delimiter {
  let character: UInt8
  let length: Int
  let canOpen: Bool
  let canClose: Bool
  /// Characters that no emphasis has used.
  var remaining: Int
  /// Spans that begin at this run, the innermost first.
  var opens: [Span] = []
  /// Spans that end at this run, the innermost first.
  var closes: Int = 0
  var isSettled = false

  init(character: UInt8, length: Int, before: Unicode.Scalar?, after: Unicode.Scalar?) {
    self.character = character
    self.length = length
    remaining = length
    let (spaceBefore, spaceAfter) = (before.isSpace, after.isSpace)
    let (markBefore, markAfter) = (before.isPunctuation, after.isPunctuation)
    let isLeft = !spaceAfter && (!markAfter || spaceBefore || markBefore)
    let isRight = !spaceBefore && (!markBefore || spaceAfter || markAfter)
    let isUnderscore = character == UInt8(ascii: "_")
    canOpen = isLeft && (!isUnderscore || !isRight || markBefore)
    canClose = isRight && (!isUnderscore || !isLeft || markAfter)
  }

  /// Whether this run can end what `opener` begins (rules 9 and 10: lengths that add up to a multiple of three).
  func closes(_ opener: Delimiter) -> Bool {
    guard opener.character == character, opener.canOpen else { return false }
    let isAmbiguous = canOpen || opener.canClose
    return !isAmbiguous || length % 3 == 0 || (opener.length + length) % 3 != 0
  }

  /// Closers that search in vain for the same openers.
  var searchKey: Int { (character == UInt8(ascii: "_") ? 6 : 0) + (canOpen ? 3 : 0) + length % 3 }
}

/// What surrounds other inlines.
enum Span: Hashable {
  case emphasis, strong
  case link(LinkTarget)
  case image(LinkTarget)
  /// A link or image whose address is refused: its words stay.
  case plain
}

extension Unicode.Scalar? {
  fileprivate var isSpace: Bool {
    guard let self else { return true }
    return self.value < 0x80 ? UInt8(self.value).isSpace : self.properties.generalCategory == .spaceSeparator
  }

  fileprivate var isPunctuation: Bool {
    guard let self else { return false }
    if self.value < 0x80 { return UInt8(self.value).isPunctuation }
    switch self.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }
}

extension [Delimiter] {
  /// Pairs the runs from `bottom` on, and settles them: each run is looked at once per text (spec 0.31, “process
  /// emphasis”). O(n) amortised: a search that found nothing is not repeated below where it ended.
  mutating func processEmphasis(from bottom: Int) {
    var live = LinkedIndices((bottom..<Swift.max(bottom, count)).filter { !self[$0].isSettled })
    var searched = [Int](repeating: -1, count: 12)
    var closer = live.first
    while let current = closer {
      guard self[live[current]].canClose else {
        closer = live.next(current)
        continue
      }
      let key = self[live[current]].searchKey
      guard let opener = opener(for: current, in: live, above: searched[key]) else {
        searched[key] = live.previous(current) ?? -1
        closer = live.next(current)
        if !self[live[current]].canOpen { live.remove(current) }
        continue
      }
      pair(live[opener], live[current])
      live.removeBetween(opener, current)
      if self[live[opener]].remaining == 0 { live.remove(opener) }
      guard self[live[current]].remaining == 0 else { continue }
      closer = live.next(current)
      live.remove(current)
    }
    for index in bottom..<Swift.max(bottom, count) { self[index].isSettled = true }
  }

  private func opener(for closer: Int, in live: LinkedIndices, above floor: Int) -> Int? {
    var candidate = live.previous(closer)
    while let position = candidate, position > floor {
      if self[live[closer]].closes(self[live[position]]) { return position }
      candidate = live.previous(position)
    }
    return nil
  }

  private mutating func pair(_ opener: Int, _ closer: Int) {
    let isStrong = self[opener].remaining >= 2 && self[closer].remaining >= 2
    self[opener].remaining -= isStrong ? 2 : 1
    self[closer].remaining -= isStrong ? 2 : 1
    self[opener].opens.append(isStrong ? .strong : .emphasis)
    self[closer].closes += 1
  }
}

/// A doubly linked list over an array of indices, by position.
private struct LinkedIndices {
  private let indices: [Int]
  private var after: [Int]
  private var before: [Int]

  init(_ indices: [Int]) {
    self.indices = indices
    after = Array(indices.indices.map { $0 + 1 })
    before = Array(indices.indices.map { $0 - 1 })
  }

  subscript(position: Int) -> Int { indices[position] }
  var first: Int? { indices.isEmpty ? nil : 0 }
  func next(_ position: Int) -> Int? { after[position] < indices.count ? after[position] : nil }
  func previous(_ position: Int) -> Int? { before[position] >= 0 ? before[position] : nil }

  mutating func remove(_ position: Int) {
    if let previous = previous(position) { after[previous] = after[position] }
    if let next = next(position) { before[next] = before[position] }
  }

  mutating func removeBetween(_ low: Int, _ high: Int) {
    after[low] = high
    before[high] = low
  }
}
