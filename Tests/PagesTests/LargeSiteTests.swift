import Catalog
import Statistics
import TestSupport
import Testing

@testable import Pages

/// A country of many places, each with a rent of its own.
private struct Country {
  static let count = 2100
  static let edition: Edition = {
    var edition = Fixture.edition
    let places = (1...count).map { number in
      Place(
        id: Fixture.id(number), name: LocalizedText("Tract \(number)"), slug: "tract-\(number)", parent: nil)
    }
    let roster = PlaceRoster(whole: Fixture.whole.id, places: ["neighbourhood": places])
    var series = CellSeries(roster: roster, levels: ["neighbourhood"], periods: Fixture.periods)
    var ranks = RankTable(count: count)
    for period in Fixture.periods {
      series.set(Fixture.good(50, 0.1), at: 0, level: "city", period)
      series.set(level: "neighbourhood", period, count: count) { position in
        position % 100 == 99 ? .suppressed(.fewerThan(10)) : Fixture.good(Double(position) / 30, 1)
      }
    }
    for position in 0..<count {
      let rank = count - position
      ranks.set(rank: rank, best: max(1, rank - 9), worst: min(count, rank + 9), at: position)
    }
    var result = Fixture.rentResult
    result.series = series
    result.ranks = ["neighbourhood": ranks]
    let paths = places.enumerated().map { ($1.id.id, "M\($0 % 60 * 12) \($0 / 60 * 10)h9v7z") }
    var shapes = Fixture.shapes
    shapes.paths = Dictionary(uniqueKeysWithValues: paths)
    shapes.neighbours = [[1, 2]]
    return Edition(
      site: edition.site, geography: edition.geography, places: ["neighbourhood": places],
      whole: edition.whole, shapes: ["neighbourhood": shapes], indicators: [Fixture.rent],
      results: ["rent": result], feeds: edition.feeds, population: [:], populationPeriod: nil, roster: roster)
  }()

  static let files: [String: OutputFile] = {
    guard var input = try? Fixture.input else { return [:] }
    input.edition = edition
    let files = (try? plan(input).files) ?? []
    return Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
  }()

  static func text(_ path: String) -> String {
    files[path].map { String(decoding: $0.render(), as: UTF8.self) } ?? ""
  }
}

@Suite("A site of thousands of places")
struct LargeSiteTests {
  @Test("keeps its pages light", arguments: ["", "es/"])
  func weight(prefix: String) {
    for path in ["index.html", "places/index.html", "indicators/rent/index.html", "data/index.html"] {
      #expect((1...150_000).contains(Country.text(prefix + path).utf8.count), "\(path)")
    }
    for kind in ["map", "ranking"] {
      #expect((1...80_000).contains(Country.text("\(prefix)embed/rent/\(kind)/index.html").utf8.count))
      #expect((1...150_000).contains(Country.text("\(prefix)indicators/rent/chart-\(kind).svg").utf8.count))
    }
  }

  @Test("renders its places in the order of their columns, all else by path")
  func turns() throws {
    var input = try Fixture.input
    input.edition = Country.edition
    let files = try plan(input).files
    let places = try #require(Country.edition.places["neighbourhood"])
    let slugs = files.filter { $0.kind == "place" && $0.path.hasPrefix("places/") }
      .map { String($0.path.split(separator: "/")[2]) }
    #expect(slugs == places.map(\.slug))
    let others = files.filter { $0.kind != "place" }.map(\.path)
    #expect(others == others.sorted())
  }

  @Test("lists the ends and the middle of a ranking and says so")
  func ranking() {
    let page = Country.text("indicators/rent/index.html")
    let words = Markings(page).words
    #expect(
      words.contains("Of 2,100 places, the 24 highest, the 12 in the middle and the 24 lowest are listed"))
    // The highest is listed, the lowest is, and those between the ends and the middle are not.
    for (name, isListed) in [
      ("Tract 2099", true), ("Tract 1", true), ("Tract 1049", true), ("Tract 500", false),
    ] {
      #expect(page.contains(">\(name)<") == isListed, "\(name)")
    }
    let ranks = Markings(page).named("li").filter { $0.attributes["data-a"] != nil }
    #expect(ranks.count == 2 * Limits.ends + Limits.middle)
  }

  @Test("lists few rows where most margins are too large to rank")
  func unranked() throws {
    var edition = Country.edition
    var result = edition.results["rent"] ?? Fixture.rentResult
    let latest = Fixture.periods[2]
    result.series.set(level: "neighbourhood", latest, count: Country.count) { position in
      position % 500 == 3 ? Fixture.good(Double(position), 1) : .estimate(Estimate(40, .margin(90)), .low)
    }
    edition.results["rent"] = result
    var input = try Fixture.input
    input.edition = edition
    let index = try SiteIndex(input)
    let scope = Scope(index: index, locale: index.locales[0], route: .indicator("rent"))
    let figures = Figures(scope, try #require(index.mainFacts("rent")))
    #expect(figures.ranking(id: "r")?.rows.count == 5)
    #expect(
      figures.cutWords
        == "Of 2,100 places 5 can be ranked and are listed; every place is in the data.")
  }

  @Test("draws a class of its map as one area")
  func map() {
    let areas = Markings(Country.text("embed/rent/map/index.html")).named("path")
      .filter { ($0.attributes["class"] ?? "").hasPrefix("q") }
    #expect(areas.count <= 10)
    #expect(areas.map { $0.attributes["d"]?.count ?? 0 }.reduce(0, +) > Country.count * 10)
  }

  @Test("has a list of every place, cut by name")
  func lists() {
    let index = Markings(Country.text("places/index.html")).named("a").compactMap { $0.attributes["href"] }
    let lists = index.filter { $0.contains("list-") }
    #expect(lists.count == (Country.count + Limits.list - 1) / Limits.list)
    let linked = lists.flatMap { link in
      Markings(Country.text("places/" + link)).named("a").compactMap { $0.attributes["href"] }
        .filter { $0.hasPrefix("neighbourhood/") }
    }
    #expect(Set(linked).count == Country.count && linked.count == Country.count)
    #expect(linked.allSatisfy { Country.files["places/" + $0] != nil })
  }

  @Test("keeps in one file what the sheets of its places share")
  func sheet() throws {
    let page = Country.text("es/places/neighbourhood/tract-7/index.html")
    #expect(!page.contains("<style>"))
    #expect(page.contains("<link rel=\"stylesheet\" href=\"../../../../places/sheet.css\">"))
    let sheet = Country.text("places/sheet.css")
    #expect(sheet.contains(":root"))
    // The row's class is a rule of the sheet, with its ticks and the country's line; the page itself has a dot.
    let row = try #require(
      Markings(page).named("tr").compactMap { $0.attributes["class"] }.first { $0 != "topic" })
    let rule = try #require(sheet.split(separator: "\n").first { $0.hasPrefix(".\(row){") })
    #expect(rule.contains("--ticks:url(\"data:image/svg+xml,") && rule.hasSuffix(";--ref:0.625;--mark:\"\"}"))
    #expect(page.contains("<td class=\"where\"><i style=\"--v:"))
    #expect(!page.contains("class=\"all\""))
    #expect(Country.files["es/places/sheet.css"] == nil)
  }
}
