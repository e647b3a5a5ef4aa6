import Catalog
import Geometry
import Notation
import Statistics
import Tables
import Testing

@testable import Evaluation

/// What a test writes: feeds with their rows, and indicators, over the small town of `TestMap`.
struct Draft {
  /// Members of places.json5 beside the levels: `population`, `crosswalks`, `lenses`.
  var places = ""
  var levels = Draft.levels
  /// Members of each feed beside title, publisher, licence and (where it is not here) source.
  var feeds: [String: String] = [:]
  /// The parts of each feed as separated values.
  var rows: [String: [String]] = [:]
  /// Members of each indicator beside title, direction and universe.
  var indicators: [String: String] = [:]
  var boundaries = ["areas": TestMap.areas, "tracts": TestMap.tracts, "wards": TestMap.wards]
  var chunkSize = 16384
  /// By chunk, whether a pass of its own begins with it; the passes are merged in order.
  var deal: [Bool] = []
  /// The most entries of a contributor and a place that the rule on few contributors may keep; nil for the product's.
  var contributorLimit: Int?

  static let levels = """
    area: { title: "area", plural: "areas", boundaries: "areas", id: "id", name: "name" },
    tract: { title: "tract", plural: "tracts", boundaries: "tracts", id: "id",
      parent: { level: "area", property: "area" } },
    ward: { title: "ward", plural: "wards", boundaries: "wards", id: "id" },
    """

  /// One feed `f` and one indicator `i`.
  init(feed: String, rows: String, indicator: String, places: String = "") {
    feeds = ["f": feed]
    self.rows = ["f": [rows]]
    indicators = ["i": indicator]
    self.places = places
  }

  init() {}

  var files: [DefinitionFile] {
    var texts = [
      "Site/site.json5": """
      { title: "T", city: "T", publisher: "P", licence: "L", languages: ["en"], edition: "2024-01",
        frozen: "2024-01-01", topics: [{ id: "t", title: "T" }] }
      """,
      "Site/languages/en.json5": "{ home: { title: \"Home\" } }",
      "Indicators/places.json5": """
      { primary: "area", whole: { id: "city", name: "Testville" }, levels: { \(levels) }, \(places) }
      """,
    ]
    for id in boundaries.keys {
      texts["Indicators/feeds/\(id).json5"] = """
        { title: "B", publisher: "P", licence: "L", source: { file: "\(id)" }, format: { type: "geojson" } }
        """
    }
    for (id, members) in feeds {
      let source = members.contains("source:") ? "" : "source: { file: \"\(id).csv\" },"
      texts["Indicators/feeds/\(id).json5"] =
        "{ title: \"F\", publisher: \"P\", licence: \"L\", \(source)\n\(members) }"
    }
    for (id, members) in indicators {
      let direction = members.contains("direction:") ? "" : "direction: \"adverse\","
      let feed = members.hasPrefix("feed:") || members.contains("index:") ? "" : "feed: \"f\","
      texts["Indicators/t/\(id).json5"] =
        "{ title: \"I\", universe: \"U\", \(direction) \(feed)\n\(members) }"
    }
    return texts.map { DefinitionFile(path: $0.key, bytes: Array($0.value.utf8)) }
  }
}

/// A town with its numbers.
struct Town {
  /// Of definitions, plan, boundaries, passes and results, in this order.
  var problems: [Diagnostic] = []
  let plan: EvaluationPlan
  let geographies: Geographies
  let evaluator: Evaluator
  let results: Evaluator.Results

  /// - Parameters:
  ///   - complements: whether numbers are withheld for the sake of others.
  ///   - basePeriods: whether an audit will look at other windows.
  init(_ draft: Draft, complements: Bool = true, basePeriods: Bool = false) throws {
    let reading = Project.read(draft.files)
    let project = try #require(reading.partial, "\(reading.diagnostics)")
    problems += reading.diagnostics
    var indicators = project.indicators
    if let limit = draft.contributorLimit {
      for number in indicators.indices { indicators[number].suppress.dominance?.limit = limit }
    }
    let (plan, planProblems) = EvaluationPlan.make(
      feeds: project.feeds, indicators: indicators, geography: project.geography)
    self.plan = plan
    problems += planProblems
    let (geographies, placeProblems) = try Self.geographies(draft, project, plan)
    self.geographies = geographies
    problems += placeProblems
    var aggregates: [String: FeedAggregates] = [:]
    for feed in plan.feedsToRead {
      let definition = try #require(project.feeds.first { $0.id == feed })
      let empty = try #require(plan.pass(feed, geographies: geographies))
      var (pass, segment, chunks) = (empty, empty, 0)
      let wanted = plan.feeds[feed]?.wanted ?? []
      for (part, text) in (draft.rows[feed] ?? []).enumerated() {
        problems += try FixtureReader(feed: definition, wanted: wanted, chunkSize: draft.chunkSize).read(text)
        {
          (chunk) throws(Diagnostic) in
          if chunks < draft.deal.count, draft.deal[chunks] {
            pass.merge(segment)
            segment = empty
          }
          chunks += 1
          try segment.add(chunk, part: part)
        }
      }
      pass.merge(segment)
      let (found, expectations) = pass.finish()
      aggregates[feed] = found
      problems += expectations.compactMap(\.problem)
    }
    var evaluator = Evaluator(plan: plan, geographies: geographies, aggregates: aggregates)
    evaluator.notesBasePeriods = basePeriods
    self.evaluator = evaluator
    results = evaluator.results(complements: complements)
    problems += results.problems
  }

  private static func geographies(_ draft: Draft, _ project: Project, _ plan: EvaluationPlan) throws -> (
    Geographies, [Diagnostic]
  ) {
    var documents: [String: GeoJSONDocument] = [:]
    for (feed, text) in draft.boundaries {
      documents[feed] = try GeoJSON.read(
        Array(text.utf8), properties: GeographyBuilder.properties(of: feed, in: project.geography))
    }
    var crosswalks: [String: CrosswalkRows] = [:]
    for crosswalk in project.geography.crosswalks {
      guard case .feed(let feed, _, _, _) = crosswalk.weights else { continue }
      let lines = (draft.rows[feed.text]?.first ?? "").split(separator: "\n").dropFirst()
      crosswalks[feed.text] = CrosswalkRows(
        rows: lines.compactMap { line in
          let cells = line.split(separator: ",").map(String.init)
          return Double(cells[2]).map { (cells[0], cells[1], $0) }
        })
    }
    return GeographyBuilder(project.geography, indexed: plan.indexedLevels).make(
      documents, crosswalks: crosswalks)
  }

  // MARK: reading off

  /// A cell by place id (`city` is the whole) and period.
  func cell(
    _ place: String, _ period: String, of indicator: String = "i", level: String = "area",
    group: String? = nil
  )
    throws -> Cell
  {
    let result = try #require(results.byIndicator[indicator], "no result; problems: \(problems)")
    return result.cell(id(place, level), try #require(Period(period)), group: group)
  }

  func id(_ place: String, _ level: String = "area") -> PlaceID {
    place == "city" ? geographies.whole.id : PlaceID(level: level, id: place)
  }

  func estimate(
    _ place: String, _ period: String, of indicator: String = "i", level: String = "area",
    group: String? = nil
  ) throws -> Estimate {
    let cell = try cell(place, period, of: indicator, level: level, group: group)
    return try #require(cell.estimate, "\(cell); problems: \(problems)")
  }

  func value(
    _ place: String, _ period: String, of indicator: String = "i", level: String = "area",
    group: String? = nil
  ) throws -> Double {
    try estimate(place, period, of: indicator, level: level, group: group).value
  }

  func margin(_ place: String, _ period: String, of indicator: String = "i", level: String = "area") throws
    -> Double
  {
    let estimate = try estimate(place, period, of: indicator, level: level)
    guard case .margin(let margin) = estimate.uncertainty else {
      Issue.record("no margin: \(estimate)")
      return .nan
    }
    return margin
  }

  func periods(_ indicator: String = "i") -> [String] {
    results.byIndicator[indicator]?.periods.map(\.description) ?? []
  }

  func codes() -> [String] { problems.map(\.code.id) }
}

/// Reads a feed's columns as the feed reader of the product does, which lies in a target that this one may not use.
struct FixtureReader {
  let feed: FeedDefinition
  let wanted: [String]
  let chunkSize: Int

  func read(_ text: String, into sink: (Chunk) throws(Diagnostic) -> Void) throws(Diagnostic) -> [Diagnostic]
  {
    let schema = TableSchema(wanted.map(request))
    let source = ByteSource.bytes(Array(text.utf8))
    if let unpivot = feed.unpivot {
      let unpivoting = Unpivoting(
        unpivot.columns.map(\.text), except: unpivot.except, name: unpivot.name, strip: unpivot.strip ?? "",
        value: unpivot.value, missing: feed.missing, at: unpivot.location)
      return try TableReader.read(
        source, named: "\(feed.id).csv", schema: schema, unpivoting: unpivoting, into: sink
      ).diagnostics
    }
    return try TableReader.read(
      source, named: "\(feed.id).csv", schema: schema, chunkSize: chunkSize, into: sink
    ).diagnostics
  }

  private func request(_ name: String) -> ColumnRequest {
    if name == feed.unpivot?.name { return ColumnRequest(name, type: .text) }
    if name == feed.unpivot?.value { return ColumnRequest(name, type: .number) }
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    guard let column = feed.columns.first(where: { $0.name == stem }) else {
      return ColumnRequest(name, type: .text)
    }
    let markers = feed.missing + column.missing
    switch (column.kind, name.dropFirst(stem.count)) {
    case (_, ".margin"): return ColumnRequest(name, from: column.margin, type: .number, missing: markers)
    case (.point(let longitude, _), ".lon"): return ColumnRequest(name, from: longitude, type: .number)
    case (.point(_, let latitude), ".lat"): return ColumnRequest(name, from: latitude, type: .number)
    case (.number, _): return ColumnRequest(name, from: column.from, type: .number, missing: markers)
    case (.boolean, _): return ColumnRequest(name, from: column.from, type: .boolean, missing: markers)
    case (.date(let pattern), _):
      return ColumnRequest(name, from: column.from, type: .date, missing: markers, pattern: pattern)
    default: return ColumnRequest(name, from: column.from, type: .text, missing: markers)
    }
  }
}

extension Draft {
  /// The lens “income” of two groups: areas 1 and 2 are the poor ones, 3 and 4 the rich.
  mutating func addIncomeLens() {
    places = """
      population: { feed: "p", value: "people" },
      lenses: { income: { title: "Income", by: "income", groups: 2, worst: "low", names: ["poor", "rich"], weighted: false } },
      """
    feeds["p"] = Feeds.people
    rows["p"] = ["area,year,people\n1,2020,600\n2,2020,100\n3,2020,100\n4,2020,200"]
    feeds["m"] = Feeds.counts
    rows["m"] = [Feeds.countRows(["1,2020,10,1", "2,2020,20,1", "3,2020,30,1", "4,2020,40,1"])]
    indicators["income"] =
      "feed: \"m\", unit: \"dollars\", direction: \"favourable\", formula: { published: \"part\" }"
  }
}
