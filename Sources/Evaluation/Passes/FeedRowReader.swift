import Catalog
import Notation
import Tables

/// Completes the chunks of a feed's source columns with all that a query names. A copy completes another segment.
package struct FeedRowReader: Sendable {
  /// The source columns to read, sorted.
  package let wanted: [String]
  /// Where each column lies in the completed chunks.
  package let index: [String: Int]
  /// The feed's own `where`; nil where all rows are asked for.
  package let filter: TypedExpression?
  private let computed: [TypedExpression]
  private let whole: TypedExpression?
  private var placer: RowPlacer?
  private var cutter: RowCutter?
  private let places: [String]

  /// - Parameters:
  ///   - names: the columns that the query uses.
  ///   - level: where rows are placed, for `place`; nil for a feed about the whole city.
  ///   - geographies: those of `level`, indexed where rows are placed by points; nil where `place` is not used.
  package init(
    _ rows: FeedRows, _ names: Set<String>, allRows: Bool, level: String? = nil,
    geographies: Geographies? = nil
  ) {
    filter = allRows ? nil : rows.filter
    var needed = names.union(filter?.columns ?? [])
    let usesPlace = rows.hasPlaces && needed.remove(FeedRows.place) != nil
    let usesPeriod = rows.hasPeriods && needed.remove(FeedRows.period) != nil
    if usesPlace { needed.formUnion(rows.placeColumns) }
    if usesPeriod { needed.formUnion(rows.periodColumns) }
    let wanted = rows.feed.wanted(needed)
    var index = Dictionary(wanted.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var computed: [TypedExpression] = []
    for column in rows.feed.computed where column.expression.columns.allSatisfy({ index[$0] != nil }) {
      index[column.name] = index.count
      computed.append(column.expression)
    }
    if usesPlace { index[FeedRows.place] = index.count }
    if usesPeriod { index[FeedRows.period] = index.count }
    whole = rows.whole
    cutter = usesPeriod ? RowCutter(rows.definition) : nil
    let table = level.flatMap { geographies?.tables[$0] }
    places = (table?.places.map(\.id.id) ?? []) + [geographies?.whole.id.id ?? ""]
    if usesPlace {
      let placer = level.flatMap { level in
        geographies.flatMap { RowPlacer(rows.definition, level: level, geographies: $0) }
      }
      self.placer = placer ?? RowPlacer(wholeOf: rows.definition)
    }
    self.wanted = wanted
    self.index = index
    self.computed = computed
  }

  /// Adds what is not in the source.
  ///
  /// - Parameter part: the part of the feed's source that the chunk is of, from 0.
  /// - Throws: `bad-period` for a text that should be a period and is none, in a row that is not left out.
  /// - Complexity: O(rows).
  package mutating func complete(_ source: Chunk, part: Int) throws(Diagnostic) -> Chunk {
    var chunk = source
    for expression in computed { chunk.columns.append(expression.evaluate(chunk, columns: index)) }
    guard placer != nil || cutter != nil else { return chunk }
    let kept = filter?.mask(chunk, columns: index) ?? [Bool](repeating: true, count: chunk.count)
    if let column = places(of: chunk, kept) { chunk.columns.append(.text(column)) }
    if let periods = try cutter?.periods(of: chunk, index, part: part, kept: kept) {
      chunk.columns.append(
        .text(TextColumn(codes: periods, entries: cutter?.periods.map(\.description) ?? [])))
    }
    return chunk
  }

  /// The ids of the rows' places; missing where a row has none.
  private mutating func places(of chunk: Chunk, _ kept: [Bool]) -> TextColumn? {
    let isWhole = whole?.mask(chunk, columns: index)
    // A row has a place whether or not it has a period.
    let periods = [Int32](repeating: 0, count: chunk.count)
    guard let slots = placer?.slots(of: chunk, index, kept: kept, periods: periods, whole: isWhole) else {
      return nil
    }
    let count = Int32(places.count) - 1
    let wholeSlot = RowPlace.slot(RowPlace.whole, placeCount: Int(count))
    let codes = slots.map { slot in slot < count ? slot : slot == wholeSlot ? count : -1 }
    return TextColumn(codes: codes, entries: places, dictionary: Self.placesDictionary)
  }

  /// The places are one dictionary for a whole query; readers number theirs from 1.
  private static let placesDictionary = -1
}
