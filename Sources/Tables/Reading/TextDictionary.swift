/// The distinct texts of one chunk's column, found by their bytes: a String is made only for a new one.
struct TextDictionary {
  private(set) var entries: [String] = []
  /// Cells that were not UTF-8 and were read as Windows-1252.
  private(set) var foreign = 0

  /// Slots of an open-addressing table; 0 is free, else code + 1. The size is a power of two.
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var starts: [Int] = [0]
  private var arena: [UInt8] = []

  init() { slots = Array(repeating: 0, count: 256) }

  /// The code of a text, new or known. O(length) expected.
  mutating func code(for bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let code = Int(slots[slot]) - 1
      if hashes[code] == hash, isEqual(code, bytes) { return Int32(code) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(bytes, hash, slot)
  }

  private func isEqual(_ code: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[code]
    guard starts[code + 1] - start == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { known in
      for index in 0..<bytes.count where known[start + index] != bytes[index] { return false }
      return true
    }
  }

  private mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ slot: Int) -> Int32 {
    let code = Int32(entries.count)
    entries.append(string(bytes))
    hashes.append(hash)
    arena.append(contentsOf: bytes)
    starts.append(arena.count)
    slots[slot] = code + 1
    if entries.count * 2 > slots.count { grow() }
    return code
  }

  private mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    foreign += 1
    return windowsText(bytes)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (code, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(code + 1)
    }
  }

  /// Hands out the entries and starts anew, keeping the memory.
  mutating func take() -> [String] {
    defer {
      for slot in slots.indices { slots[slot] = 0 }
      entries = []
      hashes.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      starts.append(0)
      arena.removeAll(keepingCapacity: true)
    }
    return entries
  }

  /// Multiply and fold, eight bytes at a time (after Wang Yi's wyhash, 2019).
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(bytes.count)
    var index = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= raw.count {
      state = fold(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < raw.count {
      rest = rest << 8 | UInt64(raw[index])
      index += 1
    }
    return fold(state ^ rest)
  }

  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
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
