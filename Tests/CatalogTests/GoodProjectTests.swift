import Catalog
import Notation
import Testing

@Suite struct GoodProjectTests {
  private func project() throws -> Project {
    let (project, _, diagnostics) = Project.read(try #require(GoodProject.files()))
    #expect(diagnostics.map(\.description) == [])
    return try #require(project)
  }

  @Test("A sound project is read without a word, whatever the order of its files")
  func sound() throws {
    let project = try project()
    #expect(
      project.feeds.map(\.id) == [
        "neighbourhoods", "population", "rents", "requests", "shares", "tracts", "wards",
      ])
    #expect(project.indicators.map(\.id) == ["rent-burden", "hardship", "median-income", "request-rate"])
    #expect(project.languages.map(\.tag) == ["en", "es"])
    let reversed = Project.read(try #require(GoodProject.files()).reversed())
    #expect(reversed.project?.indicators.map(\.id) == project.indicators.map(\.id))
  }

  @Test("The site's keys arrive")
  func site() throws {
    let site = try project().site
    #expect(site.title.text(in: "es") == "Almanaque de Port Lindero")
    #expect(site.baseURL == "https://almanac.portlindero.example")
    #expect(site.edition == .month(11, of: 2026))
    #expect(site.frozen == "2026-11-03")
    #expect(site.topics.map(\.id) == ["housing", "income", "services"])
    #expect(site.homeIndicator?.text == "rent-burden")
    #expect(site.homeIndicator?.location == SourceLocation(path: "Site/site.json5", line: 16, column: 19))
  }

  @Test("Levels, crosswalks and lenses arrive")
  func geography() throws {
    let geography = try project().geography
    #expect(geography.primary.text == "neighbourhood")
    #expect(geography.levels.map(\.id) == ["neighbourhood", "tract", "ward"])
    #expect(geography.levels.map(\.hasPages) == [true, false, true])
    #expect(geography.levels[0].nameStyle == .titleCase)
    #expect(geography.levels[0].names["76"]?.text(in: "en") == "O’Hare")
    #expect(geography.levels[1].parent?.property == "commarea")
    #expect(geography.levels[1].idProperty == "geoid10")
    #expect(geography.population?.feed?.text == "population")
    #expect(geography.population?.period == .nearest)
    guard case .area = geography.crosswalks[0].weights,
      case .feed(let feed, "area", "ward", "share") = geography.crosswalks[1].weights
    else {
      Issue.record("\(geography.crosswalks)")
      return
    }
    #expect(feed.text == "shares")
    let lens = try #require(geography.lenses.first)
    #expect(lens.groups == 3 && lens.isWeighted && lens.worstIsLow && lens.names.count == 3)
  }

  @Test("A feed's keys arrive")
  func feed() throws {
    let feed = try #require(try project().feeds.first { $0.id == "requests" })
    #expect(
      feed.source.parts.map(\.kind) == [
        .file("311_2011.csv"), .url("https://data.portlindero.example/311_2012.csv"),
      ])
    #expect(feed.source.parts.map(\.period) == [.year(2011), .year(2012)])
    #expect(feed.source.notDelivered == [.year(2013)])
    #expect(feed.format.delimiter == ";" && feed.format.encoding == "windows-1252" && feed.format.ragged)
    #expect(feed.format.skipBefore == 1 && feed.format.headerRecords == 2 && feed.format.skipAfter == 1)
    #expect(feed.missing == ["", "-", "N"])
    #expect(feed.columns.map(\.name) == ["id", "status", "opened", "hours", "urgent", "at", "days"])
    #expect(
      feed.columns.map(\.from) == ["sr_number", "status", "created_date", "hours", "urgent", "at", "days"])
    #expect(feed.columns[2].kind == .date(pattern: "MM/dd/yyyy"))
    #expect(feed.columns[3].margin == "hours_moe")
    #expect(feed.columns[5].kind == .point(longitude: "longitude", latitude: "latitude"))
    guard case .point(let column)? = feed.place?.key, case .date(let opened, .month)? = feed.period else {
      Issue.record("\(String(describing: feed.place)) \(String(describing: feed.period))")
      return
    }
    #expect(column.text == "at" && opened.text == "opened")
    #expect(feed.place?.whole?.text == "status = 'City'")
    #expect(feed.expect.rowsAtLeast == 100 && feed.expect.dropAtMost == 0.2 && feed.expect.freshDays == 45)
    #expect(feed.expect.unique.map(\.text) == ["id"])
    #expect(feed.expect.values.first?.allowed == ["Open", "Completed"])
  }

  @Test("An expression knows where its first character stands")
  func expression() throws {
    let feed = try #require(try project().feeds.first { $0.id == "requests" })
    let filter = try #require(feed.filter)
    let line = GoodProject.requests.split(separator: "\n", omittingEmptySubsequences: false)[
      filter.location.line - 1]
    #expect(line.dropFirst(filter.location.column - 1).hasPrefix("status <> 'Duplicate'"))
    #expect(filter.location.path == "Indicators/feeds/requests.json5")
  }

  @Test("The rules of places, periods and unpivoting arrive")
  func rules() throws {
    let feeds = try project().feeds
    let population = try #require(feeds.first { $0.id == "population" })
    #expect(population.unpivot?.columns.map(\.text) == ["POP*"])
    #expect(population.unpivot?.except == ["POPULATION"])
    #expect(population.unpivot?.strip == "POP")
    #expect(population.place?.pad == 11)
    guard case .column(let year)? = population.period else {
      Issue.record("no column of periods")
      return
    }
    #expect(year.text == "year")
    let rents = try #require(feeds.first { $0.id == "rents" })
    #expect(rents.place?.aliases == ["0A": "10"])
    guard case .fixed(.years(2008...2012))? = rents.period else {
      Issue.record("no fixed period")
      return
    }
  }

  @Test("An indicator's keys arrive")
  func indicator() throws {
    let indicator = try #require(try project().indicators.first)
    #expect(indicator.topic == "housing" && indicator.feed.text == "rents")
    #expect(indicator.unit == .percent && indicator.direction == .adverse)
    guard case .proportion(let part, let whole) = indicator.formula else {
      Issue.record("\(indicator.formula)")
      return
    }
    #expect(part.text == "burdened" && whole.value.text == "renters" && whole.feed == nil)
    #expect(indicator.periods.window == 5 && indicator.periods.step == 5)
    #expect(indicator.periods.from == .year(2001) && indicator.periods.to == .year(2012))
    #expect(indicator.levels.map(\.text) == ["ward"] && indicator.lenses.map(\.text) == ["income"])
    #expect(indicator.measures.map(\.text) == ["difference", "ratio"])
    let target = try #require(indicator.target)
    #expect(target.value == 35 && target.by == .year(2030) && target.source == "Housing plan 2024")
    #expect(target.from == .year(2010) && target.path == .linear && target.tolerance == 0.5)
    #expect(target.holdsForEach)
    #expect(indicator.suppress.dominance?.by.text == "tract")
    #expect(indicator.suppress.dominance?.rule == .largest(2, share: 0.9))
    #expect(indicator.suppress.countBelow == 10 && indicator.suppress.unreliableAbove == 0.3)
    #expect(indicator.uncertainty == .wilson && indicator.zeroMargins == .each && indicator.decimals == 0)
    #expect(indicator.isModelled && indicator.isHeadline)
    let breakdown = try #require(indicator.breakdowns.first)
    #expect(breakdown.reference == "65-over" && breakdown.groups.map(\.id) == ["under-65", "65-over"])
    #expect(
      breakdown.groups[0].filter?.text == "age < 65" && breakdown.groups[1].formula?.kind == "proportion")
  }

  @Test("A rate's denominator from another feed arrives, and an index is lent its first component's feed")
  func formulas() throws {
    let indicators = try project().indicators
    guard case .rate(let events, let people, per: 1000, each: .year?)? = indicators.last?.formula else {
      Issue.record("no rate")
      return
    }
    #expect(
      events.text == "count(*)" && people.feed?.text == "population" && people.period == .fixed(.year(2010)))
    #expect(indicators[1].feed.text == "rents")
  }

  @Test(
    "Each kind of formula is read",
    arguments: [
      ("ratio: \"a\", of: \"b\"", "ratio", "ratio"), ("mean: \"a\", weight: \"b\"", "minutes", "mean"),
      ("median: \"a\"", "dollars", "median"), ("quantile: \"a\", q: 0.9", "days", "quantile"),
      ("count: \"*\"", "count", "count"), ("sum: \"a\"", "people", "sum"),
      ("published: \"a\", scale: 100", "percent", "published"),
      ("index: [\"median-income\"]", "index", "index"),
      ("index: [{ part: \"median-income\", weight: 2 }], scores: \"rank\", base: \"own\"", "index", "index"),
      ("access: \"requests\", within: \"800 m\", of: \"hours\"", "percent", "access"),
      ("rate: \"a\", of: \"b\", per: 1000", "rate", "rate"),
    ])
  func kinds(_ formula: String, _ unit: String, _ kind: String) throws {
    let path = "Indicators/services/request-rate.json5"
    let text = """
      { title: "T", feed: "requests", unit: "\(unit)", direction: "none", universe: "U", formula: { \(formula) } }
      """
    let (project, _, diagnostics) = Project.read(try #require(GoodProject.files([.init(path, "", text)])))
    #expect(diagnostics.map(\.description) == [])
    #expect(project?.indicators.last?.formula.kind == kind)
  }

  @Test("Phrases are found by their path of keys; plural forms may differ between languages")
  func phrases() throws {
    let languages = try project().languages
    #expect(languages[1]["home.title"] == "Inicio")
    #expect(languages[1]["months.1"] == "febrero")
    #expect(languages[1]["cases.many"] == "{n} de casos")
    #expect(languages[0]["cases.many"] == nil)
    #expect(languages[1].phrase("home.map")?.location.column == 34)
  }
}
