import Notation

/// What is known of a project while its files are read: also of files that could not be read whole, so that
/// one slip in a feed does not make every indicator's feed unknown.
struct ProjectReader {
  var diagnostics: [Diagnostic] = []
  var feeds: [FeedDefinition] = []
  var indicators: [Indicator] = []
  var geography: GeographyDefinition?
  var site: SiteDefinition?
  var languages: [LanguageFile] = []

  /// Names by their files or keys, sound or not; nil where the file that lists them could not be read.
  var feedIDs: [String] = []
  var indicatorFiles: [(id: String, topic: String, path: String)] = []
  var levelIDs: [String]?
  var lensIDs: [String]?
  var topicIDs: [String]?
  var siteLanguages: [SourcedText]?

  /// Files that could not be read at all.
  var failedPaths: [String] = []
  /// Feeds with a place or a period rule that could not be read, which is not the same as having none, and
  /// those whose lack of one is reported.
  var failedPlaces: [String] = []
  var failedPeriods: [String] = []

  static let placesPath = "Indicators/places.json5"
  static let sitePath = "Site/site.json5"

  /// The tags of the site's languages; empty where they are not known.
  var tags: [String] { siteLanguages?.map(\.text) ?? [] }

  var project: Project? {
    guard let geography, let site else { return nil }
    return Project(
      feeds: feeds, indicators: indicators, geography: geography, site: site, languages: languages)
  }

  /// The site comes first, since all texts are read by its languages.
  mutating func read(_ files: [DefinitionFile]) {
    let files = files.filter { $0.path.hasSuffix(".json5") }.sorted { $0.path < $1.path }
    readSingle(Self.sitePath, among: files) { $0.readSite($1) }
    readSingle(Self.placesPath, among: files) { $0.readPlaces($1) }
    for file in files { readFile(file) }
    finish()
  }

  private mutating func readSingle(
    _ path: String, among files: [DefinitionFile], _ read: (inout Self, JSONNode) -> Void
  ) {
    guard let file = files.first(where: { $0.path == path }) else {
      report(
        .missingFile, "the project has no file \(path)", at: SourceLocation(path: path),
        fix: "write one; “almanac new” makes an example")
      return
    }
    if let root = parse(file) { read(&self, root) }
  }

  private mutating func readFile(_ file: DefinitionFile) {
    let parts = file.path.split(separator: "/").map(String.init)
    let stem = String(parts.last?.dropLast(".json5".count) ?? "")
    switch (parts.first, parts.count) {
    case ("Indicators", 2...) where parts[1] == "snapshots": break
    case (_, 2) where file.path == Self.placesPath || file.path == Self.sitePath: break
    case ("Indicators", 3) where parts[1] == "feeds": readFeedFile(file, id: stem)
    case ("Indicators", 3): readIndicatorFile(file, id: stem, topic: parts[1])
    case ("Site", 3) where parts[1] == "languages": readLanguageFile(file, tag: stem)
    case ("Indicators", _), ("Site", _):
      report(
        .misplacedFile, "no definition is read from \(file.path)", at: SourceLocation(path: file.path),
        fix: "move it to Indicators/feeds, Indicators/<topic> or Site/languages")
    default: break
    }
  }

  private mutating func readFeedFile(_ file: DefinitionFile, id: String) {
    feedIDs.append(id)
    checkID(id, "the feed's file name", at: SourceLocation(path: file.path))
    guard let root = parse(file) else { return }
    let languages = tags
    let feed: FeedDefinition? = Fields.read(root, of: "a feed", into: &diagnostics) { fields in
      fields.feed(id: id, languages: languages)
    }
    guard let feed else { return }
    feeds.append(feed)
    if root.members == nil || (root["place"] != nil && feed.place == nil) { failedPlaces.append(id) }
    if root.members == nil || (root["period"] != nil && feed.period == nil) { failedPeriods.append(id) }
  }

  private mutating func readIndicatorFile(_ file: DefinitionFile, id: String, topic: String) {
    indicatorFiles.append((id, topic, file.path))
    checkID(id, "the indicator's file name", at: SourceLocation(path: file.path))
    guard let root = parse(file) else { return }
    let languages = tags
    let indicator: Indicator? = Fields.read(root, of: "an indicator", into: &diagnostics) { fields in
      fields.indicator(id: id, topic: topic, languages: languages)
    }
    if let indicator { indicators.append(indicator) }
  }

  private mutating func readLanguageFile(_ file: DefinitionFile, tag: String) {
    guard let root = parse(file) else { return }
    languages.append(LanguageFile(tag: tag, root: root))
  }

  /// The document, where it can be read at all.
  private mutating func parse(_ file: DefinitionFile) -> JSONNode? {
    let reading = JSON5.parse(file.bytes, path: file.path)
    diagnostics += reading.diagnostics
    if reading.root == nil { failedPaths.append(file.path) }
    return reading.root
  }

  mutating func checkID(_ id: String, _ what: String, at location: SourceLocation) {
    if let problem = idProblem(id, what, at: location) { diagnostics.append(problem) }
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at location: SourceLocation, fix: String
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: location, fix: fix))
  }

  /// Puts everything in its order.
  private mutating func finish() {
    feeds.sort { $0.id < $1.id }
    let topics = topicIDs ?? []
    func rank(_ topic: String) -> Int { topics.firstIndex(of: topic) ?? topics.count }
    indicators.sort { (rank($0.topic), $0.id, $0.topic) < (rank($1.topic), $1.id, $1.topic) }
    let tags = tags
    func place(_ tag: String) -> Int { tags.firstIndex(of: tag) ?? tags.count }
    languages.sort { (place($0.tag), $0.tag) < (place($1.tag), $1.tag) }
    lendFeeds()
  }

  /// An index that names no feed takes that of its first component, so that every indicator has one.
  private mutating func lendFeeds() {
    var feedOf: [String: SourcedText] = [:]
    for indicator in indicators where !indicator.feed.text.isEmpty { feedOf[indicator.id] = indicator.feed }
    for _ in indicators.indices {
      for index in indicators.indices where indicators[index].feed.text.isEmpty {
        guard case .index(let composite) = indicators[index].formula,
          let feed = composite.names.lazy.compactMap({ feedOf[$0.text] }).first
        else { continue }
        indicators[index].feed = SourcedText(feed.text, at: composite.parts[0].indicator.location)
        feedOf[indicators[index].id] = indicators[index].feed
      }
    }
  }
}
