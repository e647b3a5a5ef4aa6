/// How far a text column's dictionary was known when it was last seen, so that what was found out for its entries holds
/// for the next chunk: a reader keeps one dictionary and adds to it, or starts a new one.
///
/// Only the dictionary's number is kept and not its entries, so that the reader can add to them in place.
struct KnownEntries: Sendable {
  private var dictionary = 0
  private var count = 0

  /// Takes the next chunk's column, and says how many of its first entries are those that were known; 0 where the
  /// dictionary is another, or has no number.
  mutating func update(_ next: TextColumn) -> Int {
    let isKept = next.dictionary != 0 && next.dictionary == dictionary
    // A chunk that was read before another of the same dictionary knows fewer of its entries.
    let same = isKept ? min(count, next.entries.count) : 0
    (dictionary, count) = (next.dictionary, next.entries.count)
    return same
  }
}
