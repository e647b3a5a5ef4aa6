import Foundation
import Synchronization

/// The distinct texts of a column, found by their bytes: a String is made only for a new one.
///
/// A text keeps its code from chunk to chunk until the dictionary starts anew, which its `identity` shows.
struct TextDictionary {
  private(set) var entries: [String] = []
  /// Different in every dictionary of the process and after each new start; for comparing only.
  private(set) var identity = TextDictionary.newIdentity()
  private(set) var foreign = ForeignTexts()

  private struct Record {
    /// Up to sixteen bytes themselves; of longer texts their hash and their place in the arena.
    let low: UInt64
    let high: UInt64
    let length: Int32
    /// −1 for a text that stands for a missing value.
    let code: Int32
  }

  private let markers: MissingMarkers
  /// Slots of an open-addressing table; 0 is free, else the record's index + 1. The size is a power of two.
  private var slots: [Int32]
  private var records: [Record] = []
  /// The bytes of texts longer than sixteen.
  private var arena: [UInt8] = []
  private var known = 0

  private static let firstSlots = 256
  /// Beyond this a dictionary is larger than what it saves.
  private static let mostEntries = 1 << 16
  private static let mostBytes = 4 << 20
  /// Below this it is never in the way.
  private static let fewEntries = 4096

  init(_ markers: MissingMarkers = MissingMarkers([])) {
    self.markers = markers
    slots = Array(repeating: 0, count: Self.firstSlots)
  }

  /// The code of a text, new or known; −1 where it stands for a missing value. O(length) expected.
  @inline(__always)
  mutating func code(for cell: Cell) -> Int32 {
    let key = Key(cell)
    var slot = Int(truncatingIfNeeded: key.hash) & (slots.count &- 1)
    while slots[slot] != 0 {
      let record = records[Int(slots[slot]) &- 1]
      if record.low == key.low, record.length == key.length {
        if key.length <= 16 ? record.high == key.high : isEqual(record, cell) { return record.code }
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return insert(cell, key, slot)
  }

  mutating func code(for bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let start = bytes.baseAddress else { return -1 }
    return code(for: Cell(start: start, length: bytes.count, readable: bytes.count))
  }

  private func isEqual(_ record: Record, _ cell: Cell) -> Bool {
    arena.withUnsafeBufferPointer { arena in
      guard let start = arena.baseAddress else { return false }
      return memcmp(start + Int(record.high), cell.start, cell.length) == 0
    }
  }

  @inline(never)
  private mutating func insert(_ cell: Cell, _ key: Key, _ slot: Int) -> Int32 {
    var code: Int32 = -1
    if !markers.contain(cell.bytes) {
      code = Int32(entries.count)
      entries.append(string(cell.bytes, key.hash))
    }
    let isLong = key.length > 16
    records.append(
      Record(low: key.low, high: isLong ? UInt64(arena.count) : key.high, length: key.length, code: code))
    if isLong { arena.append(contentsOf: cell.bytes) }
    slots[slot] = Int32(records.count)
    if records.count * 2 > slots.count { grow() }
    return code
  }

  private mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    foreign.insert(hash)
    return windowsText(bytes)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, record) in records.enumerated() {
      var slot = Int(truncatingIfNeeded: Key.hash(record.low, record.length <= 16 ? record.high : 0))
      slot &= slots.count - 1
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }

  /// Call it between two chunks: starts anew where the column has so many texts that keeping them does not pay.
  mutating func endChunk(rows: Int) {
    let isUnique = entries.count > Self.fewEntries && (entries.count - known) * 4 > rows
    known = entries.count
    if isUnique || records.count > Self.mostEntries || arena.count > Self.mostBytes { startAnew() }
  }

  /// Forgets all texts, and which were foreign too.
  mutating func startSegment() {
    foreign = ForeignTexts()
    startAnew()
  }

  private mutating func startAnew() {
    identity = Self.newIdentity()
    entries = []
    known = 0
    guard !records.isEmpty else { return }
    slots = Array(repeating: 0, count: Self.firstSlots)
    records.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
  }

  private static let identities = Atomic(0)

  static func newIdentity() -> Int { identities.add(1, ordering: .relaxed).newValue }
}

/// What a text is looked up by.
private struct Key {
  let low: UInt64
  let high: UInt64
  let length: Int32
  let hash: UInt64

  @inline(__always)
  init(_ cell: Cell) {
    length = Int32(truncatingIfNeeded: cell.length)
    if cell.length <= 8 {
      low = cell.length == 0 ? 0 : cell.word(0) & (~0 &>> UInt64(64 &- cell.length &* 8))
      high = 0
    } else if cell.length <= 16 {
      low = cell.word(0)
      high = cell.word(8) & (~0 &>> UInt64(128 &- cell.length &* 8))
    } else {
      low = Self.longHash(cell)
      high = 0
    }
    hash = Self.hash(low, high)
  }

  @inline(__always)
  static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    fold(low ^ 0xA076_1D64_78BD_642F, high ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// Multiply and fold, eight bytes at a time (after Wang Yi's wyhash, 2019).
  private static func longHash(_ cell: Cell) -> UInt64 {
    var state: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(cell.length)
    var index = 0
    while index + 8 <= cell.length {
      state = fold(state ^ cell.word(index), 0xE703_7ED1_A0B4_28DB)
      index += 8
    }
    // The last eight bytes, some of them for the second time.
    return fold(state ^ cell.word(cell.length - 8), 0xE703_7ED1_A0B4_28DB)
  }

  @inline(__always)
  private static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}

/// Counts the different texts of a column that are not UTF-8, up to a number beyond which it says only “as many”.
struct ForeignTexts: Sendable {
  static let most = 10_000
  private var hashes: Set<UInt64> = []

  var count: Int { min(hashes.count, Self.most) }

  mutating func insert(_ hash: UInt64) {
    if hashes.count < Self.most { hashes.insert(hash) }
  }

  mutating func merge(_ other: ForeignTexts) { for hash in other.hashes { insert(hash) } }
}

/// Bytes as text: UTF-8 where they are, else Windows-1252.
func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  String(validating: bytes, as: UTF8.self) ?? windowsText(bytes)
}

private func windowsText(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  var output: [UInt8] = []
  for byte in bytes { appendWindows(byte, to: &output) }
  return String(decoding: output, as: UTF8.self)
}
