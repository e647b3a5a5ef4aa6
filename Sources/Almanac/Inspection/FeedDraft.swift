import Catalog
import Notation
import Tables

/// A feed definition made of what was found, with the words beside its lines.
package struct FeedDraft: Sendable {
  package var definition: FeedDefinition
  /// Beside a column, by its name in the draft.
  var comments: [String: String] = [:]
  /// The draft's first lines.
  var heading: [String]
  /// What is said where a place rule would stand.
  var placeHint: String?
  var periodHint: String?
  /// Beside `expect.rows`.
  var rowsHint: String

  /// What only a person can say.
  static let unknown = "FILL IN"

  /// What must be filled in before it is published.
  package var blanks: [String] { Self.blanks(definition) }

  private static func blanks(_ feed: FeedDefinition) -> [String] {
    var blanks: [String] = []
    if feed.publisher.hasPrefix(unknown) { blanks.append("publisher") }
    if feed.licence.hasPrefix(unknown) { blanks.append("licence") }
    return blanks
  }

  /// Feeds that were drafted and never filled in: readers would see the draft's own words. Warnings.
  static func unfilled(_ feeds: [FeedDefinition]) -> [Diagnostic] {
    feeds.flatMap { feed in
      blanks(feed).map { key in
        Diagnostic(
          .warning, .draftUnfilled, "feed “\(feed.id)” does not say its \(key) yet", at: feed.location,
          fix: "write the \(key) in place of “\(unknown)…”; pages show it")
      }
    }
  }
}

/// Makes a draft.
struct FeedDrafter {
  let subject: String
  let part: FeedSource.Part
  let format: FormatOptions
  let table: TableProfile
  let guesses: TableGuesses
  let metadata: PortalMetadata
  let title: String
  let page: String?
  let isSample: Bool
  /// Columns that did not read as their type.
  let asText: Set<String>
  let place: PlaceGuess?

  private var location: SourceLocation { SourceLocation(path: subject) }

  func draft(id: String) -> FeedDraft {
    var names = DraftNames()
    var columns: [FeedColumn] = []
    var comments: [String: String] = [:]
    let margins = Dictionary(
      guesses.margins.filter { !asText.contains($0.estimate) && !asText.contains($0.margin) }.map {
        ($0.estimate, $0.margin)
      },
      uniquingKeysWith: { first, _ in first })
    let hidden = Set(margins.values).union(
      [guesses.points?.longitude, guesses.points?.latitude].compactMap { $0 })
    var byColumn: [String: String] = [:]
    for column in table.columns where !hidden.contains(column.name) {
      let name = names.name(column.name)
      byColumn[column.name] = name
      columns.append(
        FeedColumn(
          name: name, from: column.name, kind: kind(column), margin: margins[column.name],
          missing: isText(column) ? [] : column.markers, isKey: false, location: location))
      let said = metadata.columns[column.name]?.text(besides: column.name)
      comments[name] = [said, ColumnWords.short(column)].compactMap(\.self).joined(separator: "; ")
    }
    if let points = guesses.points {
      let name = names.name("at")
      byColumn[""] = name
      columns.append(
        FeedColumn(
          name: name, from: name, kind: .point(longitude: points.longitude, latitude: points.latitude),
          margin: nil,
          missing: [], isKey: false, location: location))
      comments[name] =
        points.isSwapped ? "the source's names say it the other way round" : "longitude, latitude"
    }
    var definition = FeedDefinition(
      id: id, location: location, title: LocalizedText(title),
      publisher: metadata.publisher ?? "\(FeedDraft.unknown): who publishes these data",
      licence: metadata.licence ?? "\(FeedDraft.unknown): the terms on the publisher's page", page: page,
      note: metadata.note.map { LocalizedText($0) }, source: FeedSource(parts: [part], notDelivered: []),
      format: format, columns: columns)
    definition.place = place.flatMap { placeRule($0, byColumn) }
    definition.period = periodRule(byColumn)
    definition.expect = expectations(byColumn)
    return FeedDraft(
      definition: definition, comments: comments, heading: heading, placeHint: placeHint,
      periodHint: definition.period == nil ? periodHint : nil, rowsHint: rowsHint)
  }

  private var heading: [String] {
    [
      "Drafted by `almanac inspect` from \(subject).",
      "Look at each line: types, place and period are guesses. Delete columns that no indicator needs.",
    ]
  }

  private func isText(_ column: ColumnProfile) -> Bool { kind(column) == .text }

  private func kind(_ column: ColumnProfile) -> FeedColumn.Kind {
    // A period such as 2012 is a name and no quantity.
    if guesses.period == TableGuesses.Period(column: column.name, every: nil) { return .text }
    if case .id(column.name, _)? = place?.key { return .text }
    if isCode(column) { return .text }
    guard let guess = column.guess, !asText.contains(column.name) else { return .text }
    switch guess.type {
    case .text: return .text
    case .number: return .number
    case .boolean: return .boolean
    case .date: return .date(pattern: guess.pattern)
    }
  }

  /// Figures that name something: nobody adds them up, and a zero in front may be lost already.
  private func isCode(_ column: ColumnProfile) -> Bool {
    let codes: Set = [
      "zip", "zipcode", "zcta", "postcode", "fips", "geoid", "tract", "code", "phone", "id", "objectid",
      "fid",
    ]
    return column.isWhole && !TableGuesses.words(column.name).isDisjoint(with: codes)
  }

  private func placeRule(_ guess: PlaceGuess, _ names: [String: String]) -> PlaceRule? {
    let level = SourcedText(guess.level, at: location)
    switch guess.key {
    case .id(let column, let pad):
      guard let name = names[column] else { return nil }
      return PlaceRule(
        key: .id(SourcedText(name, at: location)), level: level, aliases: [:], pad: pad, whole: nil,
        location: location)
    case .name(let column):
      guard let name = names[column] else { return nil }
      return PlaceRule(
        key: .name(SourcedText(name, at: location)), level: level, aliases: [:], pad: nil, whole: nil,
        location: location)
    case .point:
      guard let name = names[""] else { return nil }
      return PlaceRule(
        key: .point(SourcedText(name, at: location)), level: nil, aliases: [:], pad: nil, whole: nil,
        location: location)
    }
  }

  private var placeHint: String? {
    if let place { return PlaceWords.short(place) }
    return guesses.points == nil
      ? "place: { id: \"column\", level: \"level\" },   // or { name: … }, { at: \"point column\" }, { whole: true }"
      : "place: { at: \"at\" },   // the place that the point lies in"
  }

  private func periodRule(_ names: [String: String]) -> PeriodRule? {
    guard let period = guesses.period, let name = names[period.column],
      !asText.contains(period.column) || period.every == nil
    else { return nil }
    let column = SourcedText(name, at: location)
    return period.every.flatMap { PeriodUnit(rawValue: $0) }.map { .date(column, every: $0) }
      ?? .column(column)
  }

  private var periodHint: String {
    "period: { fixed: \"2024\" },   // or { from: \"date column\", every: \"month\" }, { column: \"year\" }"
  }

  private func expectations(_ names: [String: String]) -> Expectations {
    var expect = Expectations()
    if !isSample, table.rows >= 5 { expect.rowsAtLeast = table.rows * 4 / 5 }
    expect.dropAtMost = 0.2
    expect.keepsColumns = true
    if !isSample, let key = guesses.key.flatMap({ names[$0] }) {
      expect.unique = [SourcedText(key, at: location)]
    }
    return expect
  }

  private var rowsHint: String {
    isSample ? "only a sample of rows was looked at" : "\(table.rows) rows when this was drafted"
  }
}
