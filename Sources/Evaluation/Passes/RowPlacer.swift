import Catalog
import Geometry
import Tables

/// Gives each row its slot at one level: a place's position, the whole, unlocated, or −1.
struct RowPlacer: Sendable {
  let level: String?
  let placeCount: Int
  private(set) var wholeRows = 0
  private let rule: PlaceRule?
  private var matcher: PlaceMatcher?
  private let index: PlaceIndex?
  private var counts: [Coverage.Reason: Int] = [:]

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
    rule = feed.place
    level = nil
    placeCount = 0
    matcher = nil
    index = nil
  }

  var leftOut: [Coverage.LeftOut] {
    Coverage.Reason.allCases.compactMap { reason in
      guard let rows = counts[reason], rows > 0 else { return nil }
      let texts = reason == .unmatchedPlace ? matcher?.unmatched.keys.sorted() ?? [] : []
      return Coverage.LeftOut(reason: reason, rows: rows, examples: Array(texts.prefix(20)))
    }
  }

  /// The slots of a chunk's rows; −1 for rows that are filtered out, have no period or no place.
  mutating func slots(
    of chunk: Chunk, _ columns: [String: Int], kept: [Bool], periods: [Int32], whole: [Bool]?
  ) -> [Int32] {
    var slots = places(of: chunk, columns)
    for row in slots.indices {
      guard kept[row], periods[row] >= 0 else {
        slots[row] = -1
        continue
      }
      if whole?[row] == true || slots[row] == RowPlace.whole {
        slots[row] = Int32(placeCount)
        wholeRows += 1
      } else if let reason = RowPlace.reason(slots[row]) {
        counts[reason, default: 0] += 1
        slots[row] = reason == .withoutPoint ? Int32(placeCount + 1) : -1
      }
    }
    countUnmatched(chunk, columns, kept: kept, periods: periods, whole: whole)
    return slots
  }

  /// Codes before filters: positions and the negative codes of `RowPlace`.
  private mutating func places(of chunk: Chunk, _ columns: [String: Int]) -> [Int32] {
    switch rule?.key {
    case .id(let column)?, .name(let column)?:
      guard let at = columns[column.text], case .text(let text) = chunk.columns[at] else { break }
      let codes = text.entries.map { matcher?.code(of: $0) ?? RowPlace.unmatched }
      return text.codes.map { $0 < 0 ? RowPlace.withoutPlace : codes[Int($0)] }
    case .point(let column)?:
      guard let first = columns[column.text + ".lon"], let second = columns[column.text + ".lat"],
        case .number(let xs) = chunk.columns[first], case .number(let ys) = chunk.columns[second], let index
      else { break }
      return zip(xs, ys).map { x, y in
        guard !x.isNaN, !y.isNaN else { return RowPlace.withoutPoint }
        let place = index.locate(x: x, y: y)
        return place < 0 ? RowPlace.outside : place
      }
    case .whole?, nil: break
    }
    return [Int32](repeating: RowPlace.whole, count: chunk.count)
  }

  private mutating func countUnmatched(
    _ chunk: Chunk, _ columns: [String: Int], kept: [Bool], periods: [Int32], whole: [Bool]?
  ) {
    guard let matcher, let column = matcher.keyColumn, let at = columns[column],
      case .text(let text) = chunk.columns[at]
    else { return }
    var rows = [Int](repeating: 0, count: text.entries.count)
    for (row, code) in text.codes.enumerated()
    where code >= 0 && kept[row] && periods[row] >= 0 && whole?[row] != true {
      rows[Int(code)] += 1
    }
    for (entry, count) in zip(text.entries, rows) where count > 0 && matcher.isUnmatched(entry) {
      self.matcher?.countUnmatched(entry, rows: count)
    }
  }
}
