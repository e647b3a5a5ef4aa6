import Catalog
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Lenses put places into groups and pool their people")
struct LensTests {
  private static func lens(_ rest: String) -> String {
    """
    population: { feed: "p", value: "people" },
    lenses: { income: { title: "Income", by: "income", groups: 2, worst: "low", names: ["poor", "rich"], \(rest) } },
    """
  }

  /// Four areas by income 10, 20, 30, 40 with 600, 100, 100 and 200 residents.
  private static func town(_ rest: String = "", years: [String]) throws -> Town {
    var draft = Draft(feed: Feeds.counts, rows: Feeds.countRows(years), indicator: "", places: lens(rest))
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n1,2020,600\n2,2020,100\n3,2020,100\n4,2020,200"]
    draft.feeds["m"] = Feeds.counts
    draft.rows["m"] = [Feeds.countRows(["1,2020,10,1", "2,2020,20,1", "3,2020,30,1", "4,2020,40,1"])]
    draft.indicators = [
      "income": "feed: \"m\", unit: \"dollars\", direction: \"favourable\", formula: { published: \"part\" }",
      "i":
        "feed: \"f\", unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, lenses: [\"income\"]",
    ]
    return try Town(draft)
  }

  private static func groups(_ town: Town) throws -> LensResult {
    try #require(town.results.byIndicator["i"]?.lenses.first, "\(town.problems)")
  }

  private static let one = ["1,2020,300,600", "2,2020,20,100", "3,2020,10,100", "4,2020,20,200"]

  @Test("Groups of equal shares of the residents, the worst off first")
  func weighted() throws {
    let lens = try Self.groups(Self.town(years: Self.one))
    let period = try #require(lens.periods.first)
    #expect(period.groups.map { $0.places.map(\.id) } == [["1"], ["2", "3", "4"]])
    #expect(period.groups.map { $0.cell.estimate?.value } == [50, 12.5])
    #expect(period.groups.map(\.population) == [600, 400])
    #expect(lens.orderedBy == .year(2020))
    let gap = try #require(period.gap)
    #expect(gap.difference.value == 37.5 && gap.ratio?.value == 4 && gap.verdict == .higher)
  }

  @Test("Groups of equal numbers of places")
  func unweighted() throws {
    let lens = try Self.groups(Self.town("weighted: false", years: Self.one))
    #expect(lens.periods.first?.groups.map { $0.places.map(\.id) } == [["1", "2"], ["3", "4"]])
    #expect(lens.periods.first?.groups.map { $0.cell.estimate?.value } == [320.0 / 7, 10])
  }

  @Test("Where high is worst the order is turned round")
  func worstIsHigh() throws {
    var draft = LensGroups.cut([1, 1, 1, 1], into: 2, weighted: true)
    #expect(draft == [0, 0, 1, 1])
    draft = LensGroups.cut([6, 1, 1, 2], into: 2, weighted: true)
    #expect(draft == [0, 1, 1, 1])
  }

  @Test(
    "Fifths of ranks: cut at the quantiles, the lower group on ties",
    arguments: [
      (5, [1, 1, 1, 1, 1]), (6, [2, 1, 1, 1, 1]), (11, [3, 2, 2, 2, 2]), (77, [16, 15, 15, 15, 16]),
    ])
  func fifths(count: Int, sizes: [Int]) {
    let groups = LensGroups.cut([Double](repeating: 1, count: count), into: 5, weighted: false)
    #expect((0..<5).map { group in groups.count { $0 == group } } == sizes)
    #expect(groups == groups.sorted())
  }

  @Test("The gap's change is tested between periods that share no data")
  func gapChange() throws {
    let years = ["2018", "2019", "2020"].enumerated().flatMap { number, year in
      ["1,\(year),\(300 - 100 * number),600", "2,\(year),20,100", "3,\(year),10,100", "4,\(year),20,200"]
    }
    let lens = try Self.groups(Self.town(years: years))
    let change = try #require(lens.gapChange)
    #expect(change.from == .year(2019) && change.to == .year(2020) && change.comparison.verdict == .lower)
    #expect(near(change.comparison.difference.value, -100.0 / 6))
  }

  @Test("All groups together are the whole, for a rate")
  func merged() throws {
    let town = try Self.town(years: Self.one)
    let cells = try Self.groups(town).periods[0].groups.compactMap(\.cell.estimate)
    let cases = cells.compactMap(\.cases).reduce(0, +)
    let people = cells.compactMap(\.denominator).reduce(0, +)
    #expect(try 100 * cases / people == town.value("city", "2020"))
  }

  @Test(
    "Homicide by fifths of poverty in Chicago's areas",
    .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
  func chicago() throws {
    let rows = try Self.table("chicago_homicide_rate_2006_2010.csv")
    let expected = try Self.table("chicago_homicide_rate_by_poverty_quintile.csv")
    let ordered = rows.compactMap { row -> (poverty: Double, area: Int, deaths: Double, years: Double)? in
      guard let poverty = Double(row[7]), let area = Int(row[0]), let deaths = Double(row[2]),
        let years = Double(row[3])
      else { return nil }
      return (poverty, area, deaths, years)
    }.sorted { ($0.poverty, $0.area) < ($1.poverty, $1.area) }
    #expect(ordered.count == 77)
    let groups = LensGroups.cut([Double](repeating: 1, count: 77), into: 5, weighted: false)
    for fifth in 0..<5 {
      let members = zip(ordered, groups).filter { $0.1 == fifth }.map(\.0)
      let deaths = members.map(\.deaths).reduce(0, +)
      let years = members.map(\.years).reduce(0, +)
      #expect(String(members.count) == expected[fifth][1] && String(Int(deaths)) == expected[fifth][2])
      #expect(near(deaths / years * 100_000, Double(expected[fifth][6]) ?? 0, 1e-6))
    }
  }

  private static func table(_ name: String) throws -> [[String]] {
    let text = try String(contentsOf: SharedData.url("data/reference/\(name)"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
  }
}
