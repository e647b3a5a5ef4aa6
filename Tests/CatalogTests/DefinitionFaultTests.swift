import Catalog
import Notation
import Testing

private let requests = "Indicators/feeds/requests.json5"
private let rents = "Indicators/feeds/rents.json5"
private let burden = "Indicators/housing/rent-burden.json5"
private let income = "Indicators/income/median-income.json5"
private let hardship = "Indicators/income/hardship.json5"
private let rate = "Indicators/services/request-rate.json5"
private let places = "Indicators/places.json5"
private let site = "Site/site.json5"
private let spanish = "Site/languages/es.json5"

/// One fault, the code it must give and the words its message and fix must hold.
struct Fault: Sendable, CustomTestStringConvertible {
  let path: String
  let old: String
  let new: String
  let code: String
  let words: [String]

  init(_ path: String, _ old: String, _ new: String, _ code: String, _ words: String...) {
    self.init(path, old, new, code, words)
  }

  init(_ path: String, _ old: String, _ new: String, _ code: String, _ words: [String]) {
    self.path = path
    self.old = old
    self.new = new
    self.code = code
    self.words = words
  }

  var testDescription: String { "\(code): \(new)" }
}

@Suite struct DefinitionFaultTests {
  @Test(
    "Each fault is named once, with its code, its place and a fix",
    arguments: feedFaults + indicatorFaults + measureFaults)
  func definitions(_ fault: Fault) throws { try check(fault) }

  @Test("Each fault of the site's files is named once", arguments: placeFaults + siteFaults)
  func project(_ fault: Fault) throws { try check(fault) }

  private func check(_ fault: Fault) throws {
    let files = try #require(GoodProject.files([.init(fault.path, fault.old, fault.new)]))
    let (project, _, diagnostics) = Project.read(files)
    #expect(project == nil)
    #expect(diagnostics.count == 1, "\(diagnostics)")
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.code.id == fault.code)
    #expect(diagnostic.location != nil && diagnostic.fix != nil)
    for word in fault.words { #expect(diagnostic.description.contains(word), "\(diagnostic)") }
  }

  @Test("A target without a direction is told, and the project is read all the same")
  func targetWithoutDirection() throws {
    let files = try #require(
      GoodProject.files([.init(burden, "direction: \"adverse\"", "direction: \"none\"")]))
    let (project, _, diagnostics) = Project.read(files)
    #expect(project != nil && diagnostics.map(\.code.id) == ["target-direction"])
    #expect(diagnostics.first?.fix?.contains("\"adverse\"") == true)
  }

  static let feedFaults = [
    Fault(requests, "licence:", "license:", "unknown-key", "“license”", "“licence”"),
    Fault(requests, "title: \"311 service requests\",", "", "missing-key", "a feed needs", "“title”"),
    Fault(requests, "page: \"https://", "page: \"www.", "bad-address", "“www.data", "https://www.data"),
    Fault(rents, "source: { file: \"b25070.csv\" }", "source: {}", "choose-one", "“file”, “url”, “parts”"),
    Fault(
      rents, "source: { file: \"b25070.csv\" }", "source: { file: \"a\", url: \"https://a.b\" }",
      "choose-one",
      "“file” and “url”, not both"),
    Fault(
      rents, "source: { file: \"b25070.csv\" }", "source: \"b25070.csv\"", "wrong-type",
      "a source must be an object"),
    Fault(requests, "period: \"2011\"", "period: \"2011-13-1\"", "bad-period", "2008-2012"),
    Fault(requests, "notDelivered: [\"2013\"]", "notDelivered: [2013]", "wrong-type", "\"2013\""),
    Fault(requests, "type: \"csv\"", "type: \"cvs\"", "unknown-word", "\"csv\""),
    Fault(requests, "\"windows-1252\"", "\"windows1252\"", "unknown-word", "\"windows-1252\""),
    Fault(requests, "delimiter: \";\"", "delimiter: \";;\"", "wrong-type", "a single character"),
    Fault(requests, "skipBefore: 1", "skipBefore: -1", "out-of-range", "skipBefore"),
    Fault(requests, "type: \"boolean\"", "type: \"bool\"", "unknown-word", "\"boolean\""),
    Fault(
      requests, "type: \"boolean\"", "from: \"x\"", "missing-key", "the column “urgent” needs the key “type”"),
    Fault(
      requests, "hours: { type: \"number\"", "hours: { type: \"text\"", "unknown-key", "“margin”", "“hours”"),
    Fault(requests, "[\"longitude\", \"latitude\"]", "[\"location\"]", "point-columns", "not 1"),
    Fault(requests, "at: { point:", "at: { from: \"x\", point:", "unknown-key", "“from” in the column “at”"),
    Fault(requests, "at: \"at\"", "at: \"at\", id: \"x\", level: \"ward\"", "choose-one", "not both"),
    Fault(rents, "level: \"tract\"", "level: \"tracts\"", "unknown-level", "“tracts”", "\"tract\""),
    Fault(rents, "level: \"tract\",", "", "missing-key", "a place rule needs the key “level”"),
    Fault(requests, "every: \"month\"", "every: \"monthly\"", "unknown-word", "\"month\""),
    Fault(requests, ", every: \"month\"", "", "missing-key", "“every”"),
    Fault(
      requests, "{ from: \"opened\", every: \"month\" }", "{ part: false }", "wrong-type", "can only be true"),
    Fault(rents, "{ fixed: \"2008-2012\" }", "{ part: true }", "part-without-period", "add period"),
    Fault(rents, "\"2008-2012\"", "\"2008–2012\"", "bad-period", "“2008–2012”"),
    Fault(requests, "\"20%\"", "\"20\"", "bad-percentage", "“20”", "\"20%\""),
    Fault(requests, "\"20%\"", "0.2", "bad-percentage", "a number"),
    Fault(requests, "\"45 days\"", "\"45d\"", "bad-duration", "“45d”", "45 days"),
    Fault(requests, "atLeast: 100", "atLeast: \"100\"", "wrong-type", "write 100 without quotes"),
    Fault(requests, "atLeast", "atleast", "unknown-key", "“atLeast”"),
    Fault(requests, "[\"Open\", \"Completed\"]", "\"Open\"", "wrong-type", "“status” must be a list"),
    Fault(
      rents, "place: { id: \"tract\", level: \"tract\", aliases: { \"0A\": \"10\" } },", "",
      "feed-without-place", "“rents”"),
    Fault(
      requests, "period: { from: \"opened\", every: \"month\" },", "", "feed-without-period", "“requests”",
      requests),
    Fault(requests, "es: \"Desde 2011\"", "fr: \"Depuis 2011\"", "bad-language", "“fr”", "en or es"),
    Fault(requests, "{ en: \"Since 2011\", es", "{ es", "missing-translation", "“en”"),
    Fault(requests, "publisher: \"City of Port Lindero\"", "publisher: \" \"", "empty-text", "“publisher”"),
  ]

  private static func dominance(_ rule: String, _ code: String, _ words: String...) -> Fault {
    Fault(burden, "by: \"tract\", n: 2, share: 0.9", rule, code, words)
  }

  static let indicatorFaults = [
    Fault(income, "feed: \"rents\"", "feed: \"rent\"", "unknown-feed", "\"rents\""),
    Fault(burden, "feed: \"rents\"", "feed: \"acs\"", "unknown-feed", "Indicators/feeds/acs.json5"),
    Fault(burden, "unit: \"percent\"", "unit: \"percentage\"", "unknown-word", "\"percent\""),
    Fault(
      income, "unit: \"dollars\"", "unit: \"percent\"", "unit-mismatch", "a median", "\"dollars\"",
      "“proportion”"),
    Fault(burden, "direction: \"adverse\"", "direction: \"bad\"", "unknown-word", "adverse"),
    Fault(
      income, "universe: \"households\",", "", "missing-universe", "an indicator needs the key “universe”"),
    Fault(income, "universe:", "univers:", "unknown-key", "rename it to “universe”"),
    Fault(income, "{ median: \"income\" }", "{ medain: \"income\" }", "unknown-key", "“median”"),
    Fault(income, "{ median: \"income\" }", "{ median: \"income\", sum: \"x\" }", "choose-one", "not both"),
    Fault(income, "{ median: \"income\" }", "{ quantile: \"income\", q: 90 }", "out-of-range", "0 to 1"),
    Fault(income, "{ median: \"income\" }", "{ median: \"income\", of: \"x\" }", "unknown-key", "median"),
    Fault(burden, ", of: \"renters\" }", " }", "missing-key", "“of”"),
    Fault(rate, "per: 1000, ", "", "missing-key", "“per”"),
    Fault(rate, "per: 1000", "per: 0", "out-of-range", "more than 0"),
    Fault(rate, "each: \"year\"", "each: \"anno\"", "unknown-word", "\"year\""),
    Fault(rate, "feed: \"population\"", "feed: \"people\"", "unknown-feed", "“people”"),
    Fault(rate, "feed: \"population\"", "feed: \"shares\"", "feed-without-place", "“shares”"),
    Fault(rate, "period: \"2010\"", "period: \"nearst\"", "bad-period", "\"nearest\""),
    Fault(burden, "tolerance: 0.5", "tolerence: 0.5", "unknown-key", "rename it to “tolerance”"),
    Fault(burden, "tolerance: 0.5", "tolerance: -1", "out-of-range", "tolerance"),
    Fault(burden, "path: \"linear\"", "path: \"linaer\"", "unknown-word", "\"linear\""),
    Fault(burden, "from: \"2010\"", "from: \"2030\"", "out-of-range", "before its path begins", "exchange"),
    Fault(burden, "by: \"2030\", source", "source", "missing-key", "“path” needs “by”", "add by: \"2030\""),
    dominance("by: \"age\"", "choose-one", "“share”", "“percent”", "share: 0.85"),
    dominance("share: 0.85", "missing-key", "“by”", "by: \"owner\""),
    dominance("by: \"age\", share: 85", "out-of-range", "“share” is 85", "0.5 to 0.99"),
    dominance("by: \"age\", share: 0.4", "out-of-range", "0.5 to 0.99"),
    dominance("by: \"age\", shar: 0.85", "unknown-key", "rename it to “share”"),
    dominance("by: \"age\", n: 0, share: 0.85", "out-of-range", "“n” is 0", "from 1 to 100"),
    dominance("by: \"age\", percent: 0.1", "out-of-range", "1 to 100"),
    dominance("by: \"age\", percent: 10, share: 0.85", "choose-one", "not both"),
    dominance("by: \"age\", n: 2, percent: 10", "option-refused", "the two largest", "remove `n`"),
    Fault(burden, "window: 5", "window: 0", "out-of-range", "from 1 to 1200", "window"),
    Fault(
      burden, "from: \"2001\", to: \"2012\"", "from: \"2012\", to: \"2001\"", "out-of-range",
      "before they begin"),
    Fault(
      burden, "levels: [\"ward\"]", "levels: [\"zip\"]", "unknown-level", "“zip”",
      "\"neighbourhood\", \"tract\" or \"ward\""),
    Fault(burden, "lenses: [\"income\"]", "lenses: [\"incom\"]", "unknown-lens", "\"income\""),
    Fault(burden, "lenses: [\"income\"]", "lenses: \"income\"", "wrong-type", "[\"income\"]"),
    Fault(burden, "reference: \"65-over\"", "reference: \"65over\"", "unknown-group", "\"65-over\""),
    Fault(burden, "id: \"under-65\"", "id: \"65-over\"", "duplicate-id", "“65-over”"),
    Fault(burden, "id: \"age\"", "id: \"Age group\"", "bad-id", "“age-group”"),
    Fault(burden, "where: \"age < 65\"", "wher: \"age < 65\"", "unknown-key", "“where”"),
    Fault(
      burden, "formula: { proportion: \"old\"", "formula: { rate: \"old\", per: 1", "unit-mismatch",
      "“percent”"),
    Fault(burden, "value: 35", "value: \"35\"", "wrong-type", "write 35 without quotes"),
    Fault(burden, "uncertainty: \"wilson\"", "uncertainty: \"wilsen\"", "unknown-word", "\"wilson\""),
    Fault(burden, "unreliableAbove: 0.3", "unreliableAbove: 30", "out-of-range", "0 to 10"),
    Fault(burden, "decimals: 0", "decimals: 0.5", "wrong-type", "a fraction"),
    Fault(hardship, "\"median-income\"", "\"median-incomes\"", "unknown-indicator", "\"median-income\""),
    Fault(hardship, "\"median-income\"", "\"hardship\"", "circular-index", "hardship → hardship"),
    Fault(
      hardship, "\"median-income\"]", "\"median-income\"], combine: \"geometric\"", "index-refused",
      "half of the places"),
    Fault(
      burden, "proportion: \"burdened\", of:", "access: \"requests\", within: \"far\", of:", "bad-distance",
      "800 m"),
    Fault(
      burden, "proportion: \"burdened\", of: \"renters\"",
      "access: \"requests\", within: \"1 km\", of: { feed: \"population\", value: \"people\" }",
      "access-refused",
      "“population”", "“rents”"),
    Fault(hardship, "unit: \"index\"", "unit: \"percent\"", "unit-mismatch", "an index", "\"index\""),
    Fault("Indicators/housing/Rent Burden.json5", "", GoodProject.medianIncome, "bad-id", "“rent-burden”"),
    Fault(
      "Indicators/housing/hardship.json5", "", GoodProject.medianIncome, "duplicate-id", "exists already"),
    Fault(
      "Indicators/huosing/x.json5", "", GoodProject.medianIncome, "unknown-topic",
      "rename the folder to “housing”"),
    Fault("Indicators/rent.json5", "", GoodProject.medianIncome, "misplaced-file", "Indicators/<topic>"),
  ]

  private static let named = "measures: [\"difference\", \"ratio\"]"

  static let measureFaults = [
    Fault(
      burden, named, "measures: [\"difference\", \"ginni\"]", "unknown-measure", "“ginni”", "write \"gini\""),
    Fault(
      burden, named, "measures: [\"inequality-of-the-very-worst-kind\"]", "unknown-measure", "\"slope-index\""
    ),
    Fault(burden, named, "measures: [\"gini\", \"gini\"]", "duplicate-id", "named twice"),
    Fault(
      burden, "lenses: [\"income\"], \(named)", "measures: [\"slope-index\"]", "measure-refused",
      "names none", "add a lens"),
    Fault(
      income, "universe: \"households\"", "universe: \"households\", measures: [\"ratio\"]",
      "measure-refused", "names none"),
    Fault(
      income, "universe: \"households\", formula: { median: \"income\" }",
      "universe: \"households\", lenses: [\"income\"], measures: [\"gini\"], formula: { sum: \"income\" }",
      "measure-refused", "compare totals", "a rate"),
    Fault(
      income, "universe: \"households\", formula: { median: \"income\" }",
      "universe: \"households\", lenses: [\"income\"], measures: [\"ratio\"], formula: { published: \"income\" }",
      "measure-refused", "a published value has none"),
    Fault(
      rate, "universe: \"residents\"", "universe: \"residents\", lenses: [\"income\"], measures: [\"paf\"]",
      "measure-refused", "no direction", "direction: \"favourable\""),
    Fault(
      rate, "universe: \"residents\"",
      "universe: \"residents\", lenses: [\"income\"], measures: [\"erreygers\"]",
      "measure-refused", "no largest"),
    Fault(
      hardship, "universe: \"places\"", "universe: \"places\", lenses: [\"income\"], measures: [\"ratio\"]",
      "measure-refused", "cannot be pooled"),
  ]

  static let placeFaults = [
    Fault(
      places, "primary: \"neighbourhood\"", "primary: \"neighborhood\"", "unknown-level", "\"neighbourhood\""),
    Fault(places, "boundaries: \"wards\"", "boundaries: \"ward\"", "unknown-feed", "\"wards\""),
    Fault(places, ", id: \"ward\"", "", "missing-key", "the level “ward” needs the key “id”"),
    Fault(
      places, "parent: { level: \"neighbourhood\"", "parent: { level: \"tract\"", "circular-level",
      "tract → tract"),
    Fault(places, "nameStyle: \"title-case\"", "nameStyle: \"titlecase\"", "unknown-word", "\"title-case\""),
    Fault(places, "to: \"ward\"", "to: \"wrad\"", "unknown-level", "\"ward\""),
    Fault(places, "by: \"area\"", "by: \"areas\"", "wrong-type", "\"area\""),
    Fault(places, "feed: \"shares\"", "feed: \"share\"", "unknown-feed", "\"shares\""),
    Fault(places, "by: \"median-income\"", "by: \"medium-income\"", "unknown-indicator", "\"median-income\""),
    Fault(places, "groups: 3", "groups: 5", "names-count", "5 groups and 3 names"),
    Fault(places, "worst: \"low\",", "", "missing-key", "the lens “income”", "“worst”"),
    Fault(places, "feed: \"population\"", "feed: \"tracts\"", "feed-without-place", "“tracts”"),
    Fault(places, "period: \"nearest\"", "period: \"last\"", "bad-period", "“last”"),
    Fault(places, "whole: {", "hole: {", "unknown-key", "“whole”"),
    Fault(places, "", "", "missing-file", places),
    Fault(
      places, "ward: { title", "\"City Ward\": { title: \"a\", plural: \"b\" }, ward: { title", "bad-id",
      "“city-ward”"),
  ]

  static let siteFaults = [
    Fault(site, "edition: \"2026-11\"", "edition: \"2026\"", "bad-period", "is a month"),
    Fault(site, "edition: \"2026-11\"", "edition: \"November\"", "bad-period", "“November”"),
    Fault(site, "frozen: \"2026-11-03\"", "frozen: \"2026-02-29\"", "bad-date", "2026-02-29"),
    Fault(
      site, "homeIndicator: \"rent-burden\"", "homeIndicator: \"rent-burdn\"", "unknown-indicator",
      "\"rent-burden\""),
    Fault(site, "id: \"housing\"", "id: \"housin\"", "unknown-topic", "“housing”", "“housin”"),
    Fault(site, "baseURL: \"https://", "baseURL: \"", "bad-address", "is not a web address"),
    Fault(
      site, "languages: [\"en\", \"es\"]", "languages: [\"en\", \"es\", \"ar\"]", "missing-language-file",
      "“ar”"),
    Fault(spanish, "title: \"Inicio\", ", "", "missing-phrase", "“home.title”", "“Home”"),
    Fault(spanish, "title: \"Inicio\"", "titel: \"Inicio\"", "unknown-phrase", "rename it to “home.title”"),
    Fault(
      spanish, "map: \"Mapa\"", "map: \"Mapa\", legend: \"Leyenda\"", "unknown-phrase", "“home.legend”",
      "remove it"),
    Fault(spanish, ", other: \"{n} casos\"", "", "missing-phrase", "“cases.other”"),
    Fault(spanish, ", \"febrero\"", "", "missing-phrase", "“months.1”"),
    Fault(spanish, "group:", "group: \"\", group:", "duplicate-key", "“group”"),
    Fault(
      spanish, "meaning: \"Media brecha.\", ", "", "missing-phrase", "“statistics.gini.meaning”",
      "in English"),
    Fault(
      spanish, "gini: {", "hoover: { title: \"H\", meaning: \"M\", caution: \"C\", formla: \"F\" }, gini: {",
      "unknown-phrase", "rename it to “statistics.hoover.formula”"),
    Fault(site, "", "", "missing-file", site),
  ]

  @Test("A circle of indices is named whole, once")
  func circle() throws {
    func index(_ part: String) -> String {
      "{ title: \"T\", unit: \"index\", direction: \"none\", universe: \"U\", formula: { index: [\"\(part)\"] } }"
    }
    let problems = GoodProject.problems(
      .init("Indicators/income/c.json5", "", index("a")), .init("Indicators/income/a.json5", "", index("b")),
      .init("Indicators/income/b.json5", "", index("c")))
    #expect(
      problems == [
        """
        Indicators/income/a.json5:1:84: error: the index is made of itself: a → b → c → a [circular-index]
          fix: take one of them out of the other's index
        """
      ])
  }

  @Test("A file that cannot be read makes none of the names in other files unknown")
  func broken() throws {
    for path in [rents, burden, requests, spanish] {
      let problems = try #require(GoodProject.problems(.init(path, "", "{ title: ")))
      #expect(problems.count == 1, "\(problems)")
      #expect(problems.first?.hasPrefix(path) == true)
    }
    for path in [places, site] {
      let problems = try #require(GoodProject.problems(.init(path, "", "[")))
      #expect(problems.allSatisfy { $0.hasPrefix(path) }, "\(problems)")
    }
  }

  @Test("A warning alone does not withhold the project")
  func warning() throws {
    let edit = GoodProject.Edit(income, "Median household", "Median\u{2028}household")
    let (project, _, diagnostics) = Project.read(try #require(GoodProject.files([edit])))
    #expect(project != nil)
    #expect(diagnostics.map(\.code.id) == ["line-separator"])
  }
}
