import Catalog
import Geometry
import Tables

/// Gives each row its slot at one level: a place's position, or the slot of why it has none (see `RowPlace`).
struct RowPlacer: Sendable {
  /// Nil for a feed of the whole city alone.
  let level: String?
  let placeCount: Int
  /// Rows that found a place or describe the whole city, and rows that did not.
  private(set) var placed = 0
  private(set) var lost = 0
  /// Texts that match no place.
  private(set) var unmatched: Set<String> = []
  /// The codes of a column's texts, as far as they are known: by entry of the column's dictionary, which only grows.
  private var known: [Int32] = []
  private var dictionary = 0
  private let rule: PlaceRule?
  private var matcher: PlaceMatcher?
  private let index: PlaceIndex?

  /// Nil where the level has no places.
  init?(_ feed: FeedDefinition, level: String, geographies: Geographies) {
    guard let rule = feed.place, let table = geographies.tables[level] else { return nil }
    self.rule = rule
    self.level = level
    placeCount = table.places.count
    switch rule.key {
    case .id, .name:
      matcher = PlaceMatcher(rule, in: table)
      index = nil
    case .point:
      matcher = nil
      index = geographies.index(level)
    case .whole:
      matcher = nil
      index = nil
    }
  }

  /// Every row describes the whole city.
  init(wholeOf feed: FeedDefinition) {
    rule = nil
    level = nil
    placeCount = 0
    matcher = nil
    index = nil
  }

  /// Takes in what the same plan found in later rows.
  mutating func merge(_ later: RowPlacer) {
    unmatched.formUnion(later.unmatched)
    placed += later.placed
    lost += later.lost
  }

  /// The slots of a chunk's rows; −1 for rows that are filtered out or have no period.
  mutating func slots(
    of chunk: Chunk, _ columns: [String: Int], kept: [Bool], periods: [Int32], whole: [Bool]?
  ) -> [Int32] {
    var slots = codes(of: chunk, columns, isUsed: { kept[$0] && periods[$0] >= 0 && whole?[$0] != true })
    if let whole { for row in slots.indices where whole[row] { slots[row] = RowPlace.whole } }
    let placeCount = placeCount
    var (used, found) = (0, 0)
    for row in slots.indices {
      let isUsed = kept[row] && periods[row] >= 0
      used &+= isUsed ? 1 : 0
      found &+= isUsed && slots[row] >= RowPlace.whole ? 1 : 0
      let slot = RowPlace.slot(slots[row], placeCount: placeCount)
      slots[row] = isUsed ? slot : -1
    }
    placed += found
    lost += used - found
    return slots
  }

  /// Takes it in that the rows of a chunk, just placed, stand for several records each.
  mutating func count(_ slots: [Int32], standingFor weights: [Int]) {
    for (row, slot) in slots.enumerated() where slot >= 0 {
      if Int(slot) <= placeCount { placed += weights[row] - 1 } else { lost += weights[row] - 1 }
    }
  }

  /// Positions and the negative codes of `RowPlace`, by row; codes of rows that are not used mean nothing.
  private mutating func codes(of chunk: Chunk, _ columns: [String: Int], isUsed: (Int) -> Bool) -> [Int32] {
    switch rule?.key {
    case .id(let column)?, .name(let column)?:
      guard let at = columns[column.text], case .text(let text) = chunk.columns[at] else {
        return [Int32](repeating: RowPlace.withoutPlace, count: chunk.count)
      }
      return codes(of: text, isUsed)
    case .point(let column)?: return codes(of: column.text, chunk, columns)
    case .whole?, nil: return [Int32](repeating: RowPlace.whole, count: chunk.count)
    }
  }

  /// A reader may keep the texts of earlier rows, so a text counts as unmatched only where a row uses it.
  private mutating func codes(of text: TextColumn, _ isUsed: (Int) -> Bool) -> [Int32] {
    if text.dictionary == 0 || text.dictionary != dictionary {
      dictionary = text.dictionary
      known.removeAll(keepingCapacity: true)
    }
    for entry in known.count..<max(known.count, text.entries.count) {
      known.append(matcher?.code(of: text.entries[entry]) ?? RowPlace.unmatched)
    }
    var lost: Set<Int32> = []
    var codes = [Int32](repeating: RowPlace.withoutPlace, count: text.codes.count)
    for row in codes.indices {
      let code = text.codes[row]
      guard code >= 0 else { continue }
      codes[row] = known[Int(code)]
      if codes[row] == RowPlace.unmatched, isUsed(row) { lost.insert(code) }
    }
    for code in lost { unmatched.insert(text.entries[Int(code)]) }
    return codes
  }

  private func codes(of point: String, _ chunk: Chunk, _ columns: [String: Int]) -> [Int32] {
    guard let first = columns[point + ".lon"], let second = columns[point + ".lat"],
      case .number(let xs) = chunk.columns[first], case .number(let ys) = chunk.columns[second], let index
    else { return [Int32](repeating: RowPlace.withoutPoint, count: chunk.count) }
    var codes = index.locate(xs: xs, ys: ys)
    for row in codes.indices where codes[row] < 0 {
      codes[row] = xs[row].isNaN || ys[row].isNaN ? RowPlace.withoutPoint : RowPlace.outside
    }
    return codes
  }
}
