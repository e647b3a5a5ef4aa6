import Catalog
import Charts
import Markup
import Notation

/// A site's edition with its look-up tables, shell and theme: made once, read by every page.
///
/// A class, because a structure of so many tables would count every one of them whenever a page is handed a scope.
final class SiteIndex: Sendable {
  let edition: Edition
  let shell: Shell
  let theme: Theme
  let script: Written
  /// In the site's order; the first has the tree at the root.
  let languages: [Language]
  /// The languages with what all pages of one say alike, in the same order.
  let locales: [SiteLocale]
  let indicators: [String: Indicator]
  let feeds: [String: FeedState]
  let levels: [String: LevelDefinition]
  /// Indicators that have results, in the edition's order.
  let measured: [Indicator]
  /// Levels whose places have pages, the primary one first.
  let pagedLevels: [LevelDefinition]
  /// Levels that are drawn, with the land their maps' labels keep off.
  let mapped: [String: MapGround]
  /// By indicator, then by level.
  private let facts: [String: [String: Facts]]
  /// By indicator, at the level its own page shows.
  private let main: [String: Facts]
  /// What the sheets of thousands of places share.
  let strips: SharedStrips
  /// The most places of a level whose pages each carry their style sheet.
  private let ownSheets: Int
  /// By `name` and `name.language`.
  private let content: [String: ContentDocument]

  /// - Parameter ownSheets: see `Limits.ownSheets`.
  init(_ input: SiteInput, ownSheets: Int = Limits.ownSheets) throws(Diagnostic) {
    self.ownSheets = ownSheets
    edition = input.edition
    shell = try Shell(input.shell)
    theme = Theme(input.theme)
    script = PageHead.written(input.script)
    languages = try Self.languages(of: input)
    indicators = Dictionary(input.edition.indicators.map { ($0.id, $0) }) { first, _ in first }
    feeds = Dictionary(input.edition.feeds.map { ($0.id, $0) }) { first, _ in first }
    levels = Dictionary(input.edition.geography.levels.map { ($0.id, $0) }) { first, _ in first }
    let edition = input.edition
    locales = languages.enumerated().map { index, language in
      SiteLocale(
        language, isFirst: index == 0, indicators: edition.indicators, whole: edition.whole,
        places: edition.places)
    }
    let facts = Self.facts(of: input.edition)
    let main = facts.compactMapValues { levels in
      let order = levels.values.first.map { $0.result.levels } ?? []
      return order.lazy.compactMap { levels[$0] }.first
    }
    self.facts = facts
    self.main = main
    let measured = input.edition.indicators.filter { main[$0.id] != nil }
    self.measured = measured
    pagedLevels = Self.pagedLevels(of: input.edition)
    mapped = Self.mapped(in: edition)
    let large = pagedLevels.filter { (edition.places[$0.id]?.count ?? 0) > ownSheets }
    let shared = theme.has(SharedStrips.section) ? large : []
    strips = SharedStrips(
      shared.map { level in (level.id, measured.compactMap { facts[$0.id]?[level.id] }) },
      whole: edition.whole.id)
    content = Dictionary(input.content.map { (Self.key($0.name, $0.language), $0) }) { first, _ in first }
  }

  /// The feeds that a measure's numbers are made of, its own first; those of an index's parts too.
  func feeds(of indicator: Indicator) -> [FeedState] {
    var ids = indicator.feedIDs
    if case .index(let index) = indicator.formula {
      ids += index.names.compactMap { indicators[$0.text] }.flatMap { feeds(of: $0).map(\.id) }
    }
    return ids.indices.filter { ids.firstIndex(of: ids[$0]) == $0 }.compactMap { feeds[ids[$0]] }
  }

  func facts(_ indicator: String, level: String) -> Facts? { facts[indicator]?[level] }

  /// The facts at the level an indicator's own page shows: the primary one where it has it.
  func mainFacts(_ indicator: String) -> Facts? { main[indicator] }

  /// Levels whose shapes are light enough for a page.
  private static func mapped(in edition: Edition) -> [String: MapGround] {
    edition.shapes.compactMapValues { shapes in
      let paths = Array(shapes.paths.values)
      guard paths.reduce(0, { $0 + $1.utf8.count }) <= Limits.mapBytes else { return nil }
      return MapGround(paths: paths, width: shapes.width, height: shapes.height)
    }
  }

  private static func pagedLevels(of edition: Edition) -> [LevelDefinition] {
    let primary = edition.geography.primary.text
    let paged = edition.geography.levels.filter { $0.hasPages || $0.id == primary }
    return paged.filter { $0.id == primary } + paged.filter { $0.id != primary }
  }

  /// A document in a language, else in the site's first.
  func document(_ name: String, language: String) -> ContentDocument? {
    content[Self.key(name, language)] ?? content[Self.key(name, nil)]
      ?? languages.first.flatMap { content[Self.key(name, $0.id)] }
  }

  /// Whether a level has so many places that their pages share a style sheet.
  func hasPlaceSheet(_ level: LevelDefinition) -> Bool {
    (edition.places[level.id]?.count ?? 0) > ownSheets
  }

  /// Whether people wrote a text whose name begins so.
  func hasContent(below prefix: String) -> Bool { content.keys.contains { $0.hasPrefix(prefix) } }

  private static func key(_ name: String, _ language: String?) -> String {
    language.map { "\(name).\($0)" } ?? name
  }

  private static func languages(of input: SiteInput) throws(Diagnostic) -> [Language] {
    var languages: [Language] = []
    for id in input.edition.site.languages {
      guard let language = input.languages.first(where: { $0.id == id }) else {
        throw Diagnostic(
          .error, .missingLanguage, "there is no language file for “\(id)”", at: input.edition.site.location,
          fix: "add Site/languages/\(id).json5, or take “\(id)” out of the list")
      }
      languages.append(language)
    }
    guard languages.isEmpty else { return languages }
    throw Diagnostic(
      .error, .missingLanguage, "the site has no language", at: input.edition.site.location,
      fix: "list at least one language, for example languages: [\"en\"]")
  }

  private static func facts(of edition: Edition) -> [String: [String: Facts]] {
    var facts: [String: [String: Facts]] = [:]
    for indicator in edition.indicators {
      guard let result = edition.results[indicator.id] else { continue }
      let feed = edition.feeds.first { $0.id == indicator.feed.text }
      for level in result.levels {
        facts[indicator.id, default: [:]][level] = Facts(
          indicator, result, level: level, places: edition.places[level] ?? [], whole: edition.whole.id,
          missing: feed?.definition.source.notDelivered ?? [])
      }
    }
    return facts
  }
}
