/// Distinct texts numbered from 0 in the order of their first appearance.
///
/// Texts are equal as Swift's are: by canonical equivalence, never by locale. Rows are never hashed: a
/// chunk's entries are, once each.
package struct KeyIndex: Sendable {
  /// The texts by id.
  package private(set) var keys: [String] = []
  private var ids: [String: Int32] = [:]

  package init() {}

  package var count: Int { keys.count }

  /// The id of a text, nil where it has none.
  package func find(_ key: String) -> Int32? { ids[key] }

  /// The id of a text, a new one where it had none. O(length).
  package mutating func insert(_ key: String) -> Int32 {
    if let id = ids[key] { return id }
    let id = Int32(keys.count)
    ids[key] = id
    keys.append(key)
    return id
  }

  /// The id of each row of a column, −1 where the text is missing. O(rows + distinct texts).
  package mutating func insert(_ column: TextColumn) -> [Int32] {
    // Only entries that a row uses get an id: a reader may keep the entries of earlier rows.
    var known = [Int32](repeating: -1, count: column.entries.count)
    return column.codes.map { code in
      guard code >= 0 else { return -1 }
      if known[Int(code)] < 0 { known[Int(code)] = insert(column.entries[Int(code)]) }
      return known[Int(code)]
    }
  }

  /// As `insert`, for texts that are already known; all others give −1.
  package func find(_ column: TextColumn) -> [Int32] {
    let known = column.entries.map { ids[$0] ?? -1 }
    return column.codes.map { $0 < 0 ? -1 : known[Int($0)] }
  }
}

/// Distinct pairs of ids, such as place × period, numbered from 0 in the order of first appearance.
///
/// Each first id has a short table by the second id, so that a row costs two array look-ups; memory is
/// proportional to first ids × the largest second id seen with each. Rows mostly come in the order of their second
/// ids, or have only one (a feed of one period), so each first id's latest pair stands in one flat array beside: 3 ns a
/// row in place of 8.
package struct PairIndex: Sendable {
  /// The pairs by id.
  package private(set) var pairs: [(first: Int32, second: Int32)] = []
  private var tables: [[Int32]] = []
  /// By first id.
  private var latest: [Latest] = []

  private struct Latest {
    var second: Int32 = -1
    var id: Int32 = -1
  }

  package init() {}

  package var count: Int { pairs.count }

  /// The id of a pair, nil where it has none.
  package func find(_ first: Int32, _ second: Int32) -> Int32? {
    guard first >= 0, second >= 0, Int(first) < tables.count, Int(second) < tables[Int(first)].count
    else { return nil }
    let id = tables[Int(first)][Int(second)]
    return id < 0 ? nil : id
  }

  /// The id of a pair, a new one where it had none; −1 where either part is negative.
  package mutating func insert(_ first: Int32, _ second: Int32) -> Int32 {
    guard first >= 0, second >= 0 else { return -1 }
    if let id = find(first, second) { return id }
    while tables.count <= Int(first) { tables.append([]) }
    let missing = Int(second) + 1 - tables[Int(first)].count
    if missing > 0 { tables[Int(first)] += [Int32](repeating: -1, count: missing) }
    let id = Int32(pairs.count)
    tables[Int(first)][Int(second)] = id
    pairs.append((first, second))
    return id
  }

  /// The id of each row's pair, −1 where either part is negative; both arrays are of one length.
  package mutating func insert(_ firsts: [Int32], _ seconds: [Int32]) -> [Int32] {
    precondition(firsts.count == seconds.count, "pairs need as many first as second ids")
    var ids = [Int32](repeating: -1, count: firsts.count)
    for row in firsts.indices {
      let (first, second) = (firsts[row], seconds[row])
      if first >= 0, Int(first) < latest.count, latest[Int(first)].second == second {
        // Of a first id that has no pair yet the latest is −1 with −1, which is right.
        ids[row] = latest[Int(first)].id
      } else {
        ids[row] = insertAnother(first, second)
      }
    }
    return ids
  }

  /// Inserts a pair that is not its first id's latest one, which it then is.
  @inline(never)
  private mutating func insertAnother(_ first: Int32, _ second: Int32) -> Int32 {
    let id = insert(first, second)
    guard id >= 0 else { return -1 }
    if latest.count <= Int(first) {
      latest.append(contentsOf: repeatElement(Latest(), count: Int(first) + 1 - latest.count))
    }
    latest[Int(first)] = Latest(second: second, id: id)
    return id
  }
}
