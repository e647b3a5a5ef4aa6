/// Numbers for the ids of a file, in the order of first sight: 0, 1, 2, …
///
/// An open hash table over one run of bytes. A row of ten million looks its stop up in some 20 ns, where a dictionary
/// of Strings makes one first. Ids that hash alike on purpose only make it slower: probing is linear, and the number of
/// ids is bounded by the file.
struct IDTable {
  private var bytes: [UInt8] = []
  private var starts = [0]
  /// Numbers plus one; zero where a slot is free. A power of two in length, at most half full.
  private var slots = [Int32](repeating: 0, count: 1 << 10)

  var count: Int { starts.count - 1 }

  /// The number of an id; nil where it is not there.
  func find(_ id: ArraySlice<UInt8>) -> Int? {
    id.withUnsafeBufferPointer { id in
      let number = slots[self.slot(id)]
      return number == 0 ? nil : Int(number) - 1
    }
  }

  /// The number of an id, which is added where it is new.
  mutating func add(_ id: ArraySlice<UInt8>) -> Int {
    let slot = id.withUnsafeBufferPointer { self.slot($0) }
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    bytes += id
    starts.append(bytes.count)
    slots[slot] = Int32(count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// The id of a number.
  func text(_ number: Int) -> String {
    bytes[starts[number]..<starts[number + 1]].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// The slot that holds an id, or the free one where it belongs.
  private func slot(_ id: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(id)) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isSame(id, starts[number], starts[number + 1]) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isSame(_ id: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start == id.count else { return false }
    for index in 0..<id.count where bytes[start + index] != id[index] { return false }
    return true
  }

  /// Eight bytes at a time, each mixed in by a multiplication whose high bits come back down: ids are short and alike,
  /// and byte by byte the search for stops took a fifth of the time of a timetable.
  private static func hash(_ id: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(id)
    var hash = UInt64(raw.count)
    var index = 0
    while index < raw.count {
      var part: UInt64 = 0
      if index + 8 <= raw.count {
        part = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      } else {
        for rest in index..<raw.count { part = part << 8 | UInt64(raw[rest]) }
      }
      hash = (hash ^ part) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    return hash
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for number in 0..<count {
      let slot = bytes[starts[number]..<starts[number + 1]].withUnsafeBufferPointer { self.slot($0) }
      slots[slot] = Int32(number + 1)
    }
  }
}
