import Notation

/// Names that must be defined somewhere else in the project.
extension ProjectReader {
  mutating func check() {
    checkTopics()
    checkTwice()
    for indicator in indicators { check(indicator) }
    for feed in feeds { check(feed) }
    if let geography { check(geography) }
    if let home = site?.homeIndicator { look(home, among: indicatorIDs, .indicator) }
    checkIndexCircles()
    checkLevelCircles()
    checkLanguages()
  }

  /// The kinds of name, with what a message and a fix say of them.
  enum Named {
    case feed, level, lens, indicator

    var code: DiagnosticCode {
      switch self {
      case .feed: .unknownFeed
      case .level: .unknownLevel
      case .lens: .unknownLens
      case .indicator: .unknownIndicator
      }
    }

    /// Whether a project has so few of them that a fix can list them.
    var isFew: Bool { self == .level || self == .lens }

    var words: String {
      switch self {
      case .feed: "a feed"
      case .level: "a level"
      case .lens: "a lens"
      case .indicator: "an indicator"
      }
    }

    func remedy(_ name: String) -> String {
      switch self {
      case .feed: "write Indicators/feeds/\(name).json5"
      case .level: "add it to “levels” in \(ProjectReader.placesPath)"
      case .lens: "add it to “lenses” in \(ProjectReader.placesPath)"
      case .indicator: "write Indicators/<topic>/\(name).json5"
      }
    }
  }

  /// Reports a name that is not among the known ones; nothing where these are not known.
  private mutating func look(_ name: SourcedText, among known: [String]?, _ kind: Named) {
    guard let known, !name.text.isEmpty, !known.contains(name.text) else { return }
    let near = Suggestion.nearest(to: name.text, among: known.sorted())
    let few = kind.isFew && !known.isEmpty ? "write \(wordList(known.sorted().map { "\"\($0)\"" })), or " : ""
    report(
      kind.code, "\(quoted(name.text)) is not \(kind.words) of the project", at: name.location,
      fix: near.map { "write \"\($0)\"" } ?? few + kind.remedy(name.text))
  }

  private var indicatorIDs: [String] { indicatorFiles.map(\.id) }

  // MARK: Topics and names

  /// One message for each folder, at its first file.
  private mutating func checkTopics() {
    guard let topics = topicIDs else { return }
    var seen: Set<String> = []
    for file in indicatorFiles where !topics.contains(file.topic) && seen.insert(file.topic).inserted {
      let near = Suggestion.nearest(to: file.topic, among: topics)
      report(
        .unknownTopic, "the folder \(quoted(file.topic)) is not a topic of the site",
        at: SourceLocation(path: file.path),
        fix: near.map { "rename the folder to \(quoted($0))" } ?? "add it to “topics” in \(Self.sitePath)")
    }
  }

  private mutating func checkTwice() {
    var first: [String: String] = [:]
    for file in indicatorFiles {
      if let other = first[file.id] {
        report(
          .duplicateID, "an indicator \(quoted(file.id)) exists already, in \(other)",
          at: SourceLocation(path: file.path), fix: "rename one of the two files")
      } else {
        first[file.id] = file.path
      }
    }
  }

  // MARK: Indicators

  private mutating func check(_ indicator: Indicator) {
    if case .index(let index) = indicator.formula {
      let parts = index.names
      for part in parts { look(part, among: indicatorIDs, .indicator) }
      let isLent = indicator.feed.text.isEmpty || parts.contains { $0.location == indicator.feed.location }
      if !isLent { look(indicator.feed, among: feedIDs, .feed) }
    } else {
      look(indicator.feed, among: feedIDs, .feed)
      checkRules(of: indicator.feed, needsPeriod: true)
    }
    for formula in indicator.formulas {
      if case .access(let access) = formula {
        look(access.sites, among: feedIDs, .feed)
        checkRules(of: access.sites, needsPeriod: true)
      }
      guard let feed = formula.denominator?.feed else { continue }
      look(feed, among: feedIDs, .feed)
      checkRules(of: feed, needsPeriod: false)
    }
    for level in indicator.levels { look(level, among: levelIDs, .level) }
    for lens in indicator.lenses { look(lens, among: lensIDs, .lens) }
    checkMeasures(indicator)
    checkNeighbours(indicator)
  }

  /// Neighbours are known by their borders.
  private mutating func checkNeighbours(_ indicator: Indicator) {
    guard case .smooth(.local)? = indicator.adjustment, let geography else { return }
    let named = indicator.levels.isEmpty ? [geography.primary.text] : indicator.levels.map(\.text)
    for level in geography.levels where named.contains(level.id) && level.boundaries == nil {
      report(
        .optionRefused,
        "the places of level \(quoted(level.id)) have no boundaries, so nobody knows which are neighbours",
        at: indicator.location,
        fix: "write smooth: \"empirical-bayes\", or give the level boundaries in \(ProjectReader.placesPath)")
    }
  }

  /// A feed that values come from must say how a row finds its place, and mostly its period. It is said once
  /// of each feed, where it is first used.
  private mutating func checkRules(of name: SourcedText, needsPeriod: Bool) {
    guard let feed = feeds.first(where: { $0.id == name.text }) else { return }
    if feed.place == nil, !failedPlaces.contains(feed.id) {
      failedPlaces.append(feed.id)
      report(
        .feedWithoutPlace, "the feed \(quoted(feed.id)) does not say how a row finds its place",
        at: name.location, fix: "add place: { … } to \(feed.location.path)")
    }
    if needsPeriod, feed.period == nil, !failedPeriods.contains(feed.id) {
      failedPeriods.append(feed.id)
      report(
        .feedWithoutPeriod, "the feed \(quoted(feed.id)) does not say how a row finds its period",
        at: name.location, fix: "add period: { … } to \(feed.location.path)")
    }
  }

  // MARK: Feeds and places

  private mutating func check(_ feed: FeedDefinition) {
    if let level = feed.place?.level { look(level, among: levelIDs, .level) }
    guard case .part? = feed.period else { return }
    for part in feed.source.parts where part.period == nil {
      report(
        .partWithoutPeriod, "the feed takes its periods from its parts, and this one names none",
        at: part.location, fix: "add period: \"2012\" to the part")
    }
  }

  private mutating func check(_ geography: GeographyDefinition) {
    look(geography.primary, among: levelIDs, .level)
    for level in geography.levels {
      if let boundaries = level.boundaries { look(boundaries, among: feedIDs, .feed) }
      if let parent = level.parent { look(parent.level, among: levelIDs, .level) }
    }
    if let feed = geography.population?.feed {
      look(feed, among: feedIDs, .feed)
      checkRules(of: feed, needsPeriod: false)
    }
    for crosswalk in geography.crosswalks {
      look(crosswalk.from, among: levelIDs, .level)
      look(crosswalk.to, among: levelIDs, .level)
      if case .feed(let feed, _, _, _) = crosswalk.weights { look(feed, among: feedIDs, .feed) }
    }
    for lens in geography.lenses {
      look(lens.by, among: indicatorIDs, .indicator)
      checkOrder(lens)
    }
  }

  /// Standardising and smoothing look at places that are grouped already.
  private mutating func checkOrder(_ lens: Lens) {
    guard let adjusted = adjusted(lens.by.text, depth: indicators.count) else { return }
    report(
      .optionRefused,
      "places cannot be grouped by \(quoted(adjusted)), which is standardised or smoothed after they are",
      at: lens.by.location, fix: "group them by an indicator as it is counted")
  }

  /// The indicator, or the part of an index, that has such an option.
  private func adjusted(_ id: String, depth: Int) -> String? {
    guard depth > 0, let indicator = indicators.first(where: { $0.id == id }) else { return nil }
    if indicator.adjustment != nil { return id }
    guard case .index(let index) = indicator.formula else { return nil }
    return index.names.lazy.compactMap { adjusted($0.text, depth: depth - 1) }.first
  }
}

extension Formula {
  /// The denominator, where the kind has one.
  package var denominator: Denominator? {
    switch self {
    case .proportion(_, let denominator), .rate(_, let denominator, _, _), .ratio(_, let denominator, _):
      denominator
    case .access(let access): access.people
    default: nil
    }
  }
}
