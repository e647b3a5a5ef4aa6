import Catalog
import Markup
import Statistics

/// Bytes of rows on their way into a file: stored into room that is set aside once and handed over in blocks, because
/// an append to an array checks and copies a handful of bytes at a time.
///
/// 85,000 places with five periods are 425,000 rows a measure; a row costs some 300 ns.
struct RowBytes {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  private var bytes: [UInt8] = []
  private let decimals: Int

  /// Calls `body` with room for rows and appends all that it writes.
  /// - Parameter decimals: of every number.
  static func append(to bytes: inout [UInt8], decimals: Int, _ body: (inout RowBytes) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { room in
      var rows = RowBytes(room: room, decimals: decimals)
      swap(&rows.bytes, &bytes)
      body(&rows)
      rows.flush()
      swap(&rows.bytes, &bytes)
    }
  }

  private init(room: UnsafeMutableBufferPointer<UInt8>, decimals: Int) {
    self.room = room
    self.decimals = decimals
  }

  private mutating func flush() {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<count]))
    count = 0
  }

  /// Makes sure of room for six numbers and a few signs beside `size` bytes of text.
  mutating func reserve(_ size: Int) {
    if room.count - count < size + 512 { flush() }
  }

  mutating func put(_ byte: UInt8) {
    room[count] = byte
    count += 1
  }

  /// Copies a text of the program.
  mutating func put(_ text: StaticString) {
    guard let target = room.baseAddress else { return }
    (target + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  /// Copies bytes; those that no room could hold go straight into the file.
  mutating func put(_ text: [UInt8]) {
    guard text.count <= room.count - count else {
      flush()
      return bytes.append(contentsOf: text)
    }
    text.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress, let target = room.baseAddress else { return }
      (target + count).update(from: start, count: source.count)
    }
    count += text.count
  }

  /// A number's digits, rounded as `RoundedDecimal.plain` rounds them; nothing where it is not finite.
  mutating func put(_ value: Double) {
    guard value.isFinite else { return }
    guard let units = Rounding.units(value, decimals: decimals) else {
      return put(Array(RoundedDecimal(value, decimals: decimals).plain.utf8))
    }
    let rest = UnsafeMutableBufferPointer(rebasing: room[count...])
    count += Decimal.write(units, places: decimals, to: rest)
  }
}

/// What a row says after its numbers, by cell: a handful of texts, each made once for a file.
struct RowEnds {
  private var estimates: [[UInt8]?] = Array(repeating: nil, count: 8)
  private var others: [(cell: Cell, bytes: [UInt8])] = []
  private let make: (Cell) -> [UInt8]

  init(_ make: @escaping (Cell) -> [UInt8]) { self.make = make }

  mutating func bytes(_ cell: Cell) -> [UInt8] {
    guard let estimate = cell.estimate else {
      if let known = others.first(where: { $0.cell == cell }) { return known.bytes }
      let bytes = make(cell)
      others.append((cell, bytes))
      return bytes
    }
    let kind =
      switch estimate.uncertainty {
      case .fullCount: 0
      case .unpublished: 1
      case .margin: 2
      case .interval: 3
      }
    let slot = kind * 2 + (cell.isUnreliable ? 1 : 0)
    if let known = estimates[slot] { return known }
    let bytes = make(cell)
    estimates[slot] = bytes
    return bytes
  }
}
