/// Finds the wanted fields of records that are well-formed, 64 bytes at a time.
///
/// Of a block only masks are looked at: separators are counted a block at a time up to the next that is wanted.
/// What it finds is what `DelimitedRecord` finds; a record that has a quote out of place is left to that.
struct FieldScanner {
  enum Stop {
    /// The next record begins at the limit or after it, or there is none.
    case done
    /// The next record does not end in the text at hand.
    case needsMore
    /// The table takes no more.
    case full
    /// The next record must be read byte by byte.
    case stray
  }

  private let blocks: BlockScanner
  private let numbers: [Int]
  private let fieldCount: Int
  /// Where the next record begins.
  private(set) var next = 0

  init(_ wanted: WantedFields, delimiter: UInt8) {
    blocks = BlockScanner(delimiter: delimiter)
    numbers = wanted.numbers
    fieldCount = wanted.fieldCount
  }

  /// Reads the records that begin at `from` and after it and before `limit`.
  /// - Complexity: O(bytes).
  mutating func scan(
    _ text: UnsafeBufferPointer<UInt8>, from: Int, limit: Int, isFinal: Bool, into table: inout FieldTable
  ) -> Stop {
    guard let start = text.baseAddress, from < min(limit, text.count) else {
      next = from
      return from >= limit || isFinal ? .done : .needsMore
    }
    let first = table.count
    let (stride, capacity) = (table.stride, table.capacity)
    var ragged: [(row: Int, fields: Int)] = []
    let (stop, rows) = table.places.withUnsafeMutableBufferPointer { places in
      numbers.withUnsafeBufferPointer { numbers in
        guard let places = places.baseAddress, let numbers = numbers.baseAddress else {
          return (Stop.done, 0)
        }
        var run = ScanRun(
          text: start, count: text.count, limit: limit, isFinal: isFinal, fieldCount: fieldCount,
          numbers: numbers, stride: stride, capacity: capacity - first, row: places + first * stride,
          record: from)
        let stop = run.scan(blocks)
        next = run.record
        ragged = run.ragged
        return (stop, run.rows)
      }
    }
    table.count = first + rows
    for entry in ragged { table.ragged.append((first + entry.row, entry.fields)) }
    return stop
  }
}

/// One run of the scanner. All of its state is here, so that the compiler can keep it in registers.
private struct ScanRun {
  let text: UnsafePointer<UInt8>
  let count: Int
  let limit: Int
  let isFinal: Bool
  let fieldCount: Int
  let numbers: UnsafePointer<Int>
  let stride: Int
  let capacity: Int
  /// The places of the record in the making.
  var row: UnsafeMutablePointer<Int32>
  /// Where the record in the making begins.
  var record: Int
  var rows = 0
  var ragged: [(row: Int, fields: Int)] = []
  /// The separators of the record in the making that have been passed.
  var passed = 0
  /// The next wanted separator: its place among the wanted ones, and its number.
  var wanted = 0
  var number = 0

  mutating func scan(_ blocks: BlockScanner) -> FieldScanner.Stop {
    guard capacity > 0 else { return .full }
    var quotes = QuoteTracker()
    startRecord(at: record)
    var index = record
    while index <= count - BlockMasks.size {
      var masks = blocks.masks(text + index)
      guard quotes.unmask(&masks) else { return .stray }
      if let stop = take(masks, at: index) { return stop }
      index += BlockMasks.size
    }
    guard isFinal else { return .needsMore }
    var masks = tail(blocks, at: index)
    guard quotes.unmask(&masks) else { return .stray }
    if let stop = take(masks, at: index) { return stop }
    // A quote that is never closed hides the end of the text.
    return record < count ? .stray : .done
  }

  /// The masks of the last bytes, fewer than 64, with a line end after them.
  private func tail(_ blocks: BlockScanner, at index: Int) -> BlockMasks {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: BlockMasks.size) { block in
      block.initialize(repeating: 0)
      for place in index..<count { block[place - index] = text[place] }
      guard let start = block.baseAddress else { return BlockMasks(quotes: 0, delimiters: 0, lineEnds: 1) }
      var masks = blocks.masks(start)
      masks.lineEnds |= 1 << UInt64(count - index)
      return masks
    }
  }

  @inline(__always)
  private mutating func startRecord(at place: Int) {
    record = place
    row[0] = Int32(truncatingIfNeeded: place &- 1)
    passed = 0
    wanted = 0
    number = numbers[0]
  }

  /// Takes the separators of a block.
  @inline(__always)
  private mutating func take(_ masks: BlockMasks, at index: Int) -> FieldScanner.Stop? {
    var ends = masks.lineEnds
    var separators = masks.delimiters | ends
    while ends != 0 {
      let end = index &+ ends.trailingZeroBitCount
      let upToEnd = separators & (ends ^ (ends &- 1))
      separators ^= upToEnd
      ends &= ends &- 1
      // The line feed after a carriage return has been stepped over.
      if end < record { continue }
      pass(upToEnd, at: index)
      if let stop = finishRecord(at: end) { return stop }
    }
    pass(separators, at: index)
    return nil
  }

  /// Counts separators and notes the places of the wanted ones among them.
  @inline(__always)
  private mutating func pass(_ separators: UInt64, at index: Int) {
    let after = passed &+ separators.nonzeroBitCount
    if after >= number {
      var rest = separators
      var seen = passed
      repeat {
        var skipped = number &- seen &- 1
        while skipped > 0 {
          rest &= rest &- 1
          skipped &-= 1
        }
        wanted &+= 1
        row[wanted] = Int32(truncatingIfNeeded: index &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
        seen = number
        number = numbers[wanted]
      } while after >= number
    }
    passed = after
  }

  @inline(__always)
  private mutating func finishRecord(at end: Int) -> FieldScanner.Stop? {
    var following = end &+ 1
    if end < count, text[end] == 0x0D {
      // A line feed that belongs to this line end may be in the next block.
      guard following < count || isFinal else { return .needsMore }
      if following < count, text[following] == 0x0A { following &+= 1 }
    }
    if passed > 1 || !isBlank(end) {
      if passed != fieldCount { finishRagged(at: end) }
      rows &+= 1
      row += stride
      if rows == capacity {
        record = min(following, count)
        return record >= limit || (record == count && isFinal) ? .done : .full
      }
    }
    startRecord(at: min(following, count))
    return record >= limit || (record == count && isFinal) ? .done : nil
  }

  private func isBlank(_ end: Int) -> Bool {
    for place in record..<end where !isSpace(text[place]) { return false }
    return true
  }

  /// The fields that a short record has not got end where it ends.
  private mutating func finishRagged(at end: Int) {
    ragged.append((rows, passed))
    while wanted < stride - 1 {
      wanted += 1
      row[wanted] = Int32(truncatingIfNeeded: end)
    }
  }
}
