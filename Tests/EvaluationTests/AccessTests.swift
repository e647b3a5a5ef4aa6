import Catalog
import Foundation
import Notation
import Statistics
import Testing

@testable import Evaluation

/// The town's tracts are boxes of one degree by half a degree (111 km by 55 km), two to an area: their centres lie at
/// 0.5, 1.5, 2.5, 3.5 east and 0.25, 0.75 north.
@Suite("Residents within a distance of a site, as the crow flies")
struct AccessTests {
  private static let sites = """
    columns: { name: { type: "text" }, kind: { type: "text" }, year: { type: "text" }, at: { point: ["x", "y"] } },
    place: { at: "at" }, period: { column: "year" },
    """
  private static let header = "name,kind,year,x,y\n"

  /// One clinic at the centre of tract 0101, one 5.5 km north of the border between 0301 and 0302, and one nobody
  /// knows where.
  private static let clinics =
    header + "Alder Clinic,clinic,2020,0.5,0.25\nDock Clinic,clinic,2020,2.5,0.55\nLost,clinic,2020,,"

  private static let people = [
    "0101,2020,0,0,100,10", "0102,2020,0,0,300,20", "0201,2020,0,0,50,5", "0202,2020,0,0,50,5",
    "0301,2020,0,0,80,8", "0302,2020,0,0,20,6", "0401,2020,0,0,0,0", "0402,2020,0,0,0,0",
  ]

  private static func draft(
    _ formula: String, _ rest: String = "", sites: String = clinics, people: [String] = people,
    unit: String = "percent"
  ) -> Draft {
    var draft = Draft(
      feed: Feeds.tractTable, rows: Feeds.tableRows(people),
      indicator: "unit: \"\(unit)\", direction: \"favourable\", formula: { \(formula) }, \(rest)")
    draft.feeds["c"] = Self.sites
    draft.rows["c"] = [sites]
    return draft
  }

  private static let within = "access: \"c\", within: \"50 km\", of: \"all\""

  @Test("The share is that of the tracts whose centre is near, with the residents' margins")
  func share() throws {
    let town = try Town(Self.draft(Self.within))
    // 0101 has a clinic at its centre; 0102's centre is half a degree, 55.3 km, further north.
    let first = try town.estimate("1", "2020")
    #expect(near(first.value, 25) && first.cases == 100 && first.denominator == 400)
    // Census Bureau: √(10² − 0.25²(10² + 20²)) ÷ 400 = √68.75 ÷ 400.
    #expect(try near(town.margin("1", "2020"), 100 * 68.75.squareRoot() / 400))
    // Nobody in area 2 has one: that is none, not unknown.
    #expect(try town.estimate("2", "2020") == Estimate(0, .margin(0), cases: 0, denominator: 100))
    // Both centres of area 3 lie within 50 km of the second clinic (0.3° and 0.2° of latitude).
    #expect(try town.value("3", "2020") == 100)
    #expect(try town.margin("3", "2020") == 0)
    // 100 + 80 + 20 of 600 residents.
    #expect(try near(town.value("city", "2020"), 100 * 200.0 / 600))
    // √(10² + 8² + 6² − (1/3)²(10² + 20² + 5² + 5² + 8² + 6²)) ÷ 600.
    #expect(try near(town.margin("city", "2020"), 100 * (200 - 650.0 / 9).squareRoot() / 600))
    #expect(try town.cell("4", "2020") == .missing(.zeroDenominator))
    #expect(town.codes().isEmpty)
  }

  @Test("The distance decides: half a degree of latitude from the first clinic is 55,287 m on the ellipsoid")
  func distance() throws {
    // Half of the 110,574 m of a degree at the equator. On a sphere it would be 55,597 m. The centre of mass of so
    // large a box lies some metres from its middle.
    let out = try Town(Self.draft("access: \"c\", within: \"55250 m\", of: \"all\""))
    #expect(try near(out.value("1", "2020"), 25))
    let into = try Town(Self.draft("access: \"c\", within: \"55.32 km\", of: \"all\""))
    #expect(try into.value("1", "2020") == 100)
    let miles = try Town(Self.draft("access: \"c\", within: \"34.38 mi\", of: \"all\""))
    #expect(try miles.value("1", "2020") == 100)
  }

  @Test("Residents spread over an area count by the part of it that is near")
  func spread() throws {
    let town = try Town(Self.draft("access: \"c\", within: \"40 km\", of: \"all\", spread: \"area\""))
    // Of the hundred points of 0101 those within 40 km of its centre; a degree is 111.32 km east, 110.57 km north.
    let inside = (0..<100).count { number in
      let east = (Double(number % 10) - 4.5) * 0.1 * 111.32
      let north = (Double(number / 10) - 4.5) * 0.05 * 110.57
      return (east * east + north * north).squareRoot() <= 40
    }
    let near0102 = (0..<100).count { number in
      let east = (Double(number % 10) - 4.5) * 0.1 * 111.32
      let north = (0.5 + (Double(number / 10) - 4.5) * 0.05) * 110.57
      return (east * east + north * north).squareRoot() <= 40
    }
    #expect(inside > 50 && inside < 100 && near0102 > 0)
    let counted = Double(inside) + 3 * Double(near0102)
    #expect(try near(town.value("1", "2020"), 100 * counted / 400))
    // Margins are those of the scaled parts.
    let (a, b) = (0.1 * Double(inside), 0.2 * Double(near0102))
    let share = counted / 400
    let radicand = a * a + b * b - share * share * 500
    let expected = radicand < 0 ? (a * a + b * b + share * share * 500) : radicand
    #expect(try near(town.margin("1", "2020"), 100 * expected.squareRoot() / 400))
  }

  @Test("The mean number of sites within reach weighs areas by their residents")
  func sites() throws {
    let town = try Town(
      Self.draft(
        "access: \"c\", within: \"60 km\", of: \"all\", value: \"sites\"",
        sites: Self.clinics + "\nSecond,clinic,2020,0.5,0.25", unit: "ratio"))
    // Two clinics are within 60 km of both tracts of area 1; the other one of both of area 3.
    #expect(try town.value("1", "2020") == 2)
    #expect(try town.value("2", "2020") == 0)
    #expect(try near(town.value("city", "2020"), (2.0 * 400 + 100) / 600))
    // The number of sites is no number of people, so no cases are told.
    #expect(try town.estimate("1", "2020").cases == nil)
  }

  @Test("Only rows that are sites count, and those of the residents' period")
  func which() throws {
    let rows =
      Self.header
      + "A,school,2020,0.5,0.25\nB,clinic,2020,0.5,0.75\nC,clinic,2021,1.5,0.25\nD,clinic,2023,1.5,0.75"
    let people = Self.people + Self.people.map { $0.replacing(",2020,", with: ",2021,") }
    let own = try Town(
      Self.draft(
        "access: { feed: \"c\", where: \"kind = 'clinic'\" }, within: \"50 km\", of: \"all\"", sites: rows,
        people: people + Self.people.map { $0.replacing(",2020,", with: ",2022,") }))
    #expect(try near(own.value("1", "2020"), 75))
    #expect(try own.value("1", "2021") == 0)
    #expect(try near(own.value("2", "2021"), 50))
    // Of 2022 nothing is known of sites: it is not shown, rather than shown as none.
    #expect(own.periods() == ["2020", "2021"])
    let near2022 = try Town(
      Self.draft(
        "access: { feed: \"c\", where: \"kind = 'clinic'\", period: \"nearest\" }, within: \"50 km\", of: \"all\"",
        sites: rows, people: Self.people.map { $0.replacing(",2020,", with: ",2022,") }))
    // 2021 and 2023 are as near; the earlier is taken.
    #expect(try near(near2022.value("2", "2022"), 50) && near2022.value("1", "2022") == 0)
    let fixed = try Town(
      Self.draft(
        "access: { feed: \"c\", period: \"2020\" }, within: \"50 km\", of: \"all\"", sites: rows,
        people: people))
    #expect(try fixed.value("1", "2021") == 100)
  }

  @Test("No site at all that the filter lets through is nobody near one")
  func none() throws {
    let town = try Town(
      Self.draft("access: { feed: \"c\", where: \"kind = 'moon'\" }, within: \"1 km\", of: \"all\""))
    #expect(try town.value("city", "2020") == 0)
  }

  @Test("A residents' number that is missing is missing in the share, near a site or not")
  func missing() throws {
    var people = Self.people
    people[1] = "0102,2020,0,0,*,*"
    let town = try Town(Self.draft(Self.within, people: people))
    #expect(try town.cell("1", "2020") == .missing(.partial))
    #expect(try town.cell("city", "2020") == .missing(.partial))
    #expect(try town.value("3", "2020") == 100)
  }

  @Test("A tract whose shape is not known leaves the places it belongs to without a number")
  func withoutShape() throws {
    var draft = Self.draft(Self.within)
    let tracts = draft.boundaries["tracts"] ?? ""
    let shape = "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":\(TestMap.box(1, 0, 2, 0.5))}"
    #expect(tracts.contains(shape))
    draft.boundaries["tracts"] = tracts.replacing(shape, with: "\"geometry\":null")
    let town = try Town(draft)
    #expect(try town.cell("2", "2020") == .missing(.partial))
    #expect(try town.cell("city", "2020") == .missing(.partial))
    #expect(try near(town.value("1", "2020"), 25))
  }

  @Test("Tracts themselves, wards by land, and groups of a lens are made of the same residents")
  func levels() throws {
    var draft = Self.draft(Self.within, "levels: [\"area\", \"tract\", \"ward\"], lenses: [\"income\"]")
    draft.places = """
      crosswalks: [{ from: "tract", to: "ward", by: "area" }], population: { feed: "p", value: "people" },
      lenses: { income: { title: "Income", by: "income", groups: 2, worst: "low", names: ["poor", "rich"],
        weighted: false } },
      """
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n1,2020,400\n2,2020,100\n3,2020,100\n4,2020,10"]
    draft.feeds["m"] = Feeds.counts
    draft.rows["m"] = [Feeds.countRows(["1,2020,10,1", "2,2020,20,1", "3,2020,30,1", "4,2020,40,1"])]
    draft.indicators["income"] =
      "feed: \"m\", unit: \"dollars\", direction: \"favourable\", formula: { published: \"part\" }"
    let town = try Town(draft)
    #expect(try town.value("0101", "2020", level: "tract") == 100)
    #expect(try town.value("0102", "2020", level: "tract") == 0)
    // Ward 1 has area 1 and half of area 2: 100 of 400 + 50 residents.
    #expect(try near(town.value("W1", "2020", level: "ward"), 100 * 100.0 / 450, 1e-6))
    let lens = try #require(town.results.byIndicator["i"]?.lenses.first)
    let groups = lens.periods[0].groups.map { $0.cell.estimate }
    // The poorer areas 1 and 2: 100 of 500; the richer 3 and 4: 100 of 100.
    #expect(groups.map { $0?.denominator } == [500, 100])
    #expect(near(groups[0]?.value ?? 0, 20) && groups[1]?.value == 100)
  }

  @Test("Without margins nothing is judged, because how far people live from a centre is not known")
  func uncertainty() throws {
    var draft = Self.draft(Self.within)
    draft.feeds["f"] = Feeds.tractCounts
    draft.rows["f"] = [
      Feeds.countRows(Self.people.map { $0.split(separator: ",").prefix(3).joined(separator: ",") + ",10" })
    ]
    let town = try Town(draft)
    #expect(try town.estimate("1", "2020").uncertainty == .unpublished)
    #expect(town.plan.indicators.first { $0.id == "i" }?.isModelled == true)
    let said = try Town(Self.draft(Self.within, "modelled: false"))
    #expect(said.plan.indicators.first { $0.id == "i" }?.isModelled == false)
  }

  @Test("A small number of residents near a site, or far from all, is withheld")
  func withheld() throws {
    let people = ["0101,2020,0,0,6,1", "0102,2020,0,0,300,20", "0301,2020,0,0,80,8", "0302,2020,0,0,20,6"]
    let town = try Town(
      Self.draft(Self.within, "suppress: { countBelow: 10 }", people: people), complements: false)
    #expect(try town.cell("1", "2020") == .suppressed(.fewerThan(10)))
    // 294 of 300 leaves 6 who have none.
    let rest = ["0101,2020,0,0,294,10", "0102,2020,0,0,6,1"]
    let other = try Town(
      Self.draft(Self.within, "suppress: { countBelow: 10 }", people: rest), complements: false)
    #expect(try other.cell("1", "2020") == .suppressed(.fewerThan(10)))
  }

  @Test("Segments of the sites' file give the same sites in any deal")
  func segments() throws {
    var rows = Self.header
    for number in 0..<40 {
      rows += "S\(number),clinic,\(2020 + number % 2),\(Double(number % 8) / 2),\(Double(number % 3) / 3)\n"
    }
    let people = Self.people + Self.people.map { $0.replacing(",2020,", with: ",2021,") }
    var draft = Self.draft(
      "access: \"c\", within: \"30 km\", of: \"all\", spread: \"area\"", sites: rows, people: people)
    let whole = try Town(draft)
    draft.chunkSize = 5
    draft.deal = [false, true, false, true, true, false, true]
    let dealt = try Town(draft)
    for place in ["1", "2", "3", "city"] {
      for year in ["2020", "2021"] {
        #expect(try whole.estimate(place, year) == dealt.estimate(place, year))
      }
    }
  }

  @Test("The trace names the sites' period, those without a point, and the nearest of each tract")
  func trace() throws {
    let town = try Town(
      Self.draft("access: { feed: \"c\", name: \"name\" }, within: \"50 km\", of: \"all\""))
    let indicator = try #require(town.plan.indicators.first { $0.id == "i" })
    let result = try #require(town.results.byIndicator["i"])
    let found = try #require(town.evaluator.explain(indicator, town.id("1"), nil, result))
    #expect(found.numerator.value == 100 && found.denominator?.value == 400)
    let reach = try #require(found.reach)
    #expect(reach.period.description == "2020" && reach.siteCount == 2 && reach.withoutPoint == 1)
    #expect(reach.areaCount == 2 && reach.reachedCount == 1)
    #expect(reach.areas.map(\.id) == ["0101", "0102"] && reach.areas.map(\.weight) == [1, 0])
    #expect(reach.areas.map(\.nearest) == ["Alder Clinic", "Alder Clinic"])
    #expect((reach.areas[0].metres ?? 1e9) < 20 && near(reach.areas[1].metres ?? 0, 55_287, 1e-3))
    let city = try #require(town.evaluator.explain(indicator, town.id("city"), nil, result)?.reach)
    #expect(city.areaCount == 8 && city.reachedCount == 3 && city.areas.isEmpty)
  }

  // MARK: definitions

  private static func problems(
    _ formula: String, _ rest: String = "", unit: String = "percent", sites: String = sites
  ) throws -> [String] {
    var draft = Self.draft(formula, rest, unit: unit)
    draft.feeds["c"] = sites
    let reading = Project.read(draft.files)
    let project = try #require(reading.partial)
    let (_, problems) = EvaluationPlan.make(
      feeds: project.feeds, indicators: project.indicators, geography: project.geography)
    return (reading.diagnostics + problems).map(\.description)
  }

  @Test(
    "What cannot be computed is refused where it stands",
    arguments: [
      ("access: \"c\", within: \"50\", of: \"all\"", "", "bad-distance", "\"800 m\""),
      ("access: \"c\", within: \"0 m\", of: \"all\"", "", "bad-distance", "100 km"),
      ("access: \"c\", within: \"200 km\", of: \"all\"", "", "bad-distance", "100 km"),
      ("access: \"c\", of: \"all\"", "", "missing-key", "within"),
      ("access: \"c\", within: \"1 km\"", "", "missing-key", "of"),
      ("access: \"d\", within: \"1 km\", of: \"all\"", "", "unknown-feed", "“d”"),
      ("access: { feed: \"c\", naem: \"name\" }, within: \"1 km\", of: \"all\"", "", "unknown-key", "“name”"),
      (
        "access: { feed: \"c\", name: \"nam\" }, within: \"1 km\", of: \"all\"", "", "unknown-feed-column",
        "“name”"
      ),
      (
        "access: { feed: \"c\", where: \"kid = 'x'\" }, within: \"1 km\", of: \"all\"", "",
        "expression-column", "kind"
      ),
      ("access: \"f\", within: \"1 km\", of: \"all\"", "", "access-refused", "no points"),
      ("access: \"c\", within: \"1 km\", of: \"max(all)\"", "", "access-refused", "add up"),
      (
        "access: \"c\", within: \"1 km\", of: \"all\"", "periods: { window: 2 },", "access-refused",
        "`window`"
      ),
      (
        "access: \"c\", within: \"1 km\", of: { feed: \"c\", value: \"all\" }", "", "access-refused",
        "feed: \"c\""
      ),
      (
        "access: \"c\", within: \"1 km\", of: { value: \"all\", period: \"nearest\" }", "", "access-refused",
        "leave the period out"
      ),
      ("access: \"c\", within: \"1 km\", of: \"all\", spread: \"even\"", "", "unknown-word", "\"area\""),
    ])
  func refused(_ formula: String, _ rest: String, _ code: String, _ words: String) throws {
    let feed = formula.contains("of: { feed") ? "" : rest
    let found = try Self.problems(formula, feed)
    let errors = found.filter { $0.contains(": error:") }
    #expect(errors.count == 1, "\(found)")
    #expect(errors[0].contains("[\(code)]") && errors[0].contains(words), "\(errors)")
    #expect(errors[0].hasPrefix("Indicators/t/i.json5:"), "\(errors)")
  }

  @Test("A value in a unit that is another's, and residents without areas, are refused")
  func refusedElsewhere() throws {
    let unit = try Self.problems(Self.within, unit: "ratio")
    #expect(unit.count == 1 && unit[0].contains("an access is not measured in “ratio”"), "\(unit)")
    var draft = Self.draft(Self.within)
    draft.feeds["f"] =
      "columns: { all: { type: \"number\" } }, place: { whole: true }, period: { fixed: \"2020\" },"
    let reading = Project.read(draft.files)
    let project = try #require(reading.partial)
    let (_, problems) = EvaluationPlan.make(
      feeds: project.feeds, indicators: project.indicators, geography: project.geography)
    #expect(problems.map(\.code.id) == ["access-refused"], "\(problems)")
  }

  @Test("The residents' feed may stand with them alone")
  func lentFeed() throws {
    var draft = Self.draft(Self.within)
    draft.indicators["i"] =
      "feed: \"f\", unit: \"percent\", formula: { access: \"c\", within: \"50 km\", of: { feed: \"f\", value: \"all\" } }"
    let named = try Town(draft)
    #expect(try near(named.value("1", "2020"), 25))
  }
}
