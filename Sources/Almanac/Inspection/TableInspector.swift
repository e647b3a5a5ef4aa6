import Catalog
import Feeds
import Foundation
import Notation
import Tables

/// Looks through a table that can be read, and drafts a feed that reads it without an error.
///
/// The draft is proven: every row is read by it, and a column that does not read as its type becomes text.
struct TableInspector {
  let subject: String
  let part: FeedSource.Part
  let readable: ReadableSnapshot
  let metadata: PortalMetadata
  let title: String
  let page: String?
  let isSample: Bool
  let levels: [GuessedLevel]
  /// As the feed declares it, before anything was found.
  var format: FormatOptions

  struct Result {
    let table: TableProfile
    let guesses: TableGuesses
    let place: PlaceGuess?
    let draft: FeedDraft
  }

  /// Points that are tried.
  private static let pointsAtMost = 100_000

  mutating func run(id: String) throws(Diagnostic) -> Result {
    let table = try profile()
    guard table.rows > 0 else {
      throw .notATable(
        readable.path, "“\(readable.path)” has no rows",
        fix: "ask the publisher, or give the address of the rows")
    }
    if isProse(table) {
      throw .notATable(
        readable.path, "“\(readable.path)” is a text and no table: nothing parts its lines into columns",
        fix: "give CSV, JSON or a spreadsheet; if it is a table with one column, name the file .csv")
    }
    var guesses = TableGuesses(table)
    var place = Self.place(table, levels)
    var asText: Set<String> = []
    var draft = drafter(table, guesses, asText, place).draft(id: id)
    // Each round makes at least one more column text.
    for _ in 0...table.columns.count {
      let (problems, points) = try proof(draft.definition)
      let wrong = table.columns.map(\.name).filter { name in
        !asText.contains(name) && problems.contains { $0.message.contains("“\(name)”") }
      }
      guard !problems.isEmpty else {
        if place == nil, !points.isEmpty { (place, guesses) = locate(points, guesses) }
        draft = drafter(table, guesses, asText, place).draft(id: id)
        return Result(table: table, guesses: guesses, place: place, draft: draft)
      }
      guard !wrong.isEmpty else { throw problems[0] }
      asText.formUnion(wrong)
      let aside = [guesses.points?.longitude, guesses.points?.latitude].compactMap { $0 }
      if aside.contains(where: asText.contains) { guesses.points = nil }
      draft = drafter(table, guesses, asText, place).draft(id: id)
    }
    throw .notATable(
      readable.path, "“\(readable.path)” does not read as a table", fix: "give another format of it")
  }

  private func drafter(
    _ table: TableProfile, _ guesses: TableGuesses, _ asText: Set<String>, _ place: PlaceGuess?
  ) -> FeedDrafter {
    FeedDrafter(
      subject: subject, part: part, format: format, table: table, guesses: guesses, metadata: metadata,
      title: title,
      page: page, isSample: isSample, asText: asText, place: place)
  }

  // MARK: layout

  private var tableFormat: TableFormat { TableFormat(readable.asRead(skeleton).format) }

  private var skeleton: FeedDefinition {
    FeedDefinition(
      id: "draft", location: part.location, title: LocalizedText(title), publisher: "", licence: "",
      source: FeedSource(parts: [part], notDelivered: []), format: format, columns: [])
  }

  private func isProse(_ table: TableProfile) -> Bool {
    let name = readable.path.lowercased()
    return !isConverted && table.layout.kind == .csv && table.columns.count == 1 && !name.hasSuffix(".csv")
      && readable.translation == nil
  }

  private mutating func profile() throws(Diagnostic) -> TableProfile {
    if !isConverted { try findHeader() }
    do throws(Diagnostic) {
      return try TableProfile(of: readable.source, named: readable.path, format: tableFormat)
    } catch {
      guard error.code.id == "ragged-record", !isConverted else { throw error }
      format.ragged = true
      return try TableProfile(of: readable.source, named: readable.path, format: tableFormat)
    }
  }

  /// Made by a translation, which has one header and whole records.
  private var isConverted: Bool { readable.translation == .table || readable.translation == .features }

  private mutating func findHeader() throws(Diagnostic) {
    let layout = try TableReader.layout(of: readable.source, named: readable.path, format: tableFormat)
    guard layout.kind == .csv || layout.kind == .tsv, try !isJSON() else { return }
    if layout.encoding != TextEncoding.utf8.rawValue, !layout.hasByteOrderMark {
      format.encoding = layout.encoding
    }
    guard !readable.source.isCompressed, let delimiter = layout.delimiter else { return }
    let bytes = try FileBytesHead.read(readable.file, readable.path)
    let guess = HeaderGuess(HeaderGuess.lines(bytes, layout), delimiter: delimiter)
    format.skipBefore = guess.skipBefore
    format.headerRecords = guess.headerRecords
  }

  /// A name such as `rows.txt` says nothing of JSON: what opens and reads as such is declared to be it.
  private mutating func isJSON() throws(Diagnostic) -> Bool {
    let kind = try TableReader.layout(of: readable.source, named: "", format: tableFormat).kind
    guard kind != .csv, kind != .tsv else { return false }
    var other = self
    other.format.kind = kind.rawValue
    // What does not read as JSON is separated values after all.
    let names = try? TableReader.columnNames(
      of: readable.source, named: readable.path, format: other.tableFormat)
    guard names?.isEmpty == false else { return false }
    format.kind = kind.rawValue
    return true
  }

  // MARK: places

  private static func place(_ table: TableProfile, _ levels: [GuessedLevel]) -> PlaceGuess? {
    levels.flatMap { level in table.columns.compactMap { level.guess($0) } }
      .filter { $0.places > 1 || $0.allPlaces == 1 }
      .max { ($0.score, $1.key.rank) < ($1.score, $0.key.rank) }
  }

  private func locate(_ points: [(x: Double, y: Double)], _ guesses: TableGuesses) -> (
    PlaceGuess?, TableGuesses
  ) {
    if let found = levels.compactMap({ $0.guess(points) }).max(by: { $0.score < $1.score }) {
      return (found, guesses)
    }
    let swapped = points.map { (x: $0.y, y: $0.x) }
    guard let found = levels.compactMap({ $0.guess(swapped) }).max(by: { $0.score < $1.score }),
      let named = guesses.points
    else { return (nil, guesses) }
    var guesses = guesses
    guesses.points = TableGuesses.Points(
      longitude: named.latitude, latitude: named.longitude, isSwapped: true)
    return (found, guesses)
  }

  // MARK: proof

  /// Reads every row as the draft says.
  /// - Returns: what does not read, and the rows' points.
  private func proof(_ feed: FeedDefinition) throws(Diagnostic) -> (
    problems: [Diagnostic], points: [(x: Double, y: Double)]
  ) {
    let read = readable.asRead(feed)
    var wanted: [String] = []
    for column in feed.columns {
      if case .point = column.kind {
        wanted =
          [column.name + FeedReader.Suffix.longitude, column.name + FeedReader.Suffix.latitude] + wanted
      } else {
        wanted.append(column.name)
        if column.margin != nil { wanted.append(column.name + FeedReader.Suffix.margin) }
      }
    }
    var points: [(x: Double, y: Double)] = []
    let hasPoints = wanted.first?.hasSuffix(FeedReader.Suffix.longitude) == true
    let report = try FeedReader.read(read, from: readable.source, named: readable.path, wanted: wanted) {
      (chunk) throws(Diagnostic) in
      guard hasPoints, points.count < Self.pointsAtMost, case .number(let xs) = chunk.columns[0],
        case .number(let ys) = chunk.columns[1]
      else { return }
      for (x, y) in zip(xs, ys) where x.isFinite && y.isFinite { points.append((x, y)) }
    }
    return (report.diagnostics.filter { $0.severity == .error }, points)
  }
}

extension PlaceGuess.Key {
  /// Of guesses that are as good the simplest is taken: ids as they stand, ids with zeros, names.
  fileprivate var rank: Int {
    switch self {
    case .id(_, nil): 0
    case .id: 1
    case .name: 2
    case .point: 3
    }
  }
}
