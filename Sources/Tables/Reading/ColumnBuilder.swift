import Notation

/// Fills one column of the chunk in the making.
struct ColumnBuilder {
  let request: ColumnRequest
  // One of these, by the request's type: each is changed in place, which an enum's payload is not.
  private var texts: CellColumn<TextCells>?
  private var numbers: CellColumn<NumberCells>?
  private var dates: CellColumn<DateCells>?
  private var truths: CellColumn<TruthCells>?

  /// - Throws: `date-pattern` where the request's pattern cannot be used.
  init(_ request: ColumnRequest) throws(Diagnostic) {
    self.request = request
    let markers = MissingMarkers(request.missing)
    switch request.type {
    case .text: texts = CellColumn(TextCells(dictionary: TextDictionary(markers)))
    case .number: numbers = CellColumn(NumberCells(markers: markers))
    case .boolean: truths = CellColumn(TruthCells(markers: markers))
    case .date:
      var pattern: DatePattern?
      if let text = request.pattern { pattern = try DatePattern(text, at: request.location) }
      dates = CellColumn(DateCells(markers: markers, pattern: pattern))
    }
  }

  /// The cells of the chunk in the making.
  var count: Int { texts?.count ?? numbers?.count ?? dates?.count ?? truths?.count ?? 0 }

  /// Texts that were not UTF-8 and were read as Windows-1252.
  var foreign: ForeignTexts { texts?.reader.dictionary.foreign ?? ForeignTexts() }

  /// Appends a field of each row of a batch; returns the rows whose cell is neither a value nor a marker, which
  /// count as missing.
  mutating func append(_ batch: CellBatch, _ borders: (before: Int, after: Int)) -> [Int] {
    switch request.type {
    case .text: texts?.append(batch, borders) ?? []
    case .number: numbers?.append(batch, borders) ?? []
    case .date: dates?.append(batch, borders) ?? []
    case .boolean: truths?.append(batch, borders) ?? []
    }
  }

  /// Appends a cell as read; false where it is neither a value nor a marker, and then it counts as missing.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch request.type {
    case .text: texts?.append(bytes) ?? false
    case .number: numbers?.append(bytes) ?? false
    case .date: dates?.append(bytes) ?? false
    case .boolean: truths?.append(bytes) ?? false
    }
  }

  mutating func appendMissing() {
    switch request.type {
    case .text: texts?.appendMissing()
    case .number: numbers?.appendMissing()
    case .date: dates?.appendMissing()
    case .boolean: truths?.appendMissing()
    }
  }

  /// Appends a missing cell in each of some rows.
  mutating func appendMissing(rows: Int) { for _ in 0..<rows { appendMissing() } }

  /// Hands out the column and starts the next chunk's.
  mutating func take() -> ColumnData {
    switch request.type {
    case .number: .number(numbers?.take() ?? [])
    case .date: .instant(dates?.take() ?? [])
    case .boolean: .boolean(truths?.take() ?? [])
    case .text: .text(takeTexts())
    }
  }

  private mutating func takeTexts() -> TextColumn {
    guard let dictionary = texts?.reader.dictionary else { return TextColumn(codes: [], entries: []) }
    let (entries, identity) = (dictionary.entries, dictionary.identity)
    let codes = texts?.take() ?? []
    return TextColumn(codes: codes, entries: entries, dictionary: identity)
  }

  /// Call it after `take`, when nobody holds the chunk any more, so that entries are added in place.
  mutating func endChunk(rows: Int) { texts?.reader.dictionary.endChunk(rows: rows) }

  /// Forgets the texts of the segment before, and what a failure in it has left.
  mutating func startSegment() {
    texts?.startAnew()
    numbers?.startAnew()
    dates?.startAnew()
    truths?.startAnew()
    texts?.reader.dictionary.startSegment()
  }
}
