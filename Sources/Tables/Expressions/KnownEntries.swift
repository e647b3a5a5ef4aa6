/// The entries of a text column's dictionary when it was last seen, so that what was found out for each of them holds
/// for the next chunk: a reader keeps one dictionary and adds to it, or starts a new one.
struct KnownEntries: Sendable {
  private var entries: [String] = []

  /// Takes the entries of the next chunk, and says how many of the first ones are those that were known. 0 where the
  /// dictionary is another. O(1) where nothing is new, else O(entries).
  mutating func update(_ next: [String]) -> Int {
    // The entries are held here, so that the same place in memory cannot hold other texts.
    let isSame = entries.withUnsafeBufferPointer { first in
      next.withUnsafeBufferPointer { first.baseAddress == $0.baseAddress && first.count == $0.count }
    }
    if isSame { return entries.count }
    let isKept = next.count >= entries.count && next[..<entries.count].elementsEqual(entries)
    defer { entries = next }
    return isKept ? entries.count : 0
  }
}
