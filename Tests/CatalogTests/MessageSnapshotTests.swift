import Catalog
import Notation
import Testing

/// What somebody sees who writes definitions for the first time.
@Suite struct MessageSnapshotTests {
  @Test("A newcomer's ten typos are each answered with file, line, column and the right word")
  func newcomer() throws {
    let problems = try #require(
      GoodProject.problems(
        .init("Indicators/feeds/requests.json5", "publisher:", "publsher:"),
        .init("Indicators/feeds/requests.json5", "columns:", "colums:"),
        .init("Indicators/feeds/rents.json5", "type: \"number\"", "type: \"numeric\""),
        .init("Indicators/feeds/population.json5", "strip:", "stirp:"),
        .init("Indicators/housing/rent-burden.json5", "question:", "quesiton:"),
        .init("Indicators/income/median-income.json5", "\"favourable\"", "\"favorable\""),
        .init("Indicators/services/request-rate.json5", "formula:", "fromula:"),
        .init("Indicators/places.json5", "crosswalks:", "crosswalk:"),
        .init("Site/site.json5", "licence:", "license:"),
        .init("Site/languages/es.json5", "map:", "mapa:")))
    let expected: [(place: String, word: String)] = [
      ("Indicators/feeds/population.json5:5:71", "“strip”"),
      ("Indicators/feeds/rents.json5:3:78", "\"number\""),
      ("Indicators/feeds/requests.json5:3:34", "“publisher”"),
      ("Indicators/feeds/requests.json5:11:3", "“columns”"),
      ("Indicators/housing/rent-burden.json5:3:3", "“question”"),
      ("Indicators/income/median-income.json5:1:80", "\"favourable\""),
      ("Indicators/places.json5:15:3", "“crosswalks”"),
      ("Indicators/services/request-rate.json5:2:3", "“formula”"),
      ("Site/languages/es.json5:1:28", "“home.map”"),
      ("Site/site.json5:6:3", "“licence”"),
    ]
    #expect(problems.count == 10, "\(problems)")
    for (problem, (place, word)) in zip(problems, expected) {
      #expect(problem.hasPrefix(place + ": error: "), "\(problem)")
      #expect(problem.split(separator: "\n").last?.contains(word) == true, "\(problem)")
    }
  }

  @Test("All problems of all files come in one run, in reading order")
  func snapshot() throws {
    let files = [
      DefinitionFile(
        path: "Indicators/feeds/calls.json5",
        bytes: Array(
          """
          {
            title: { en: "Calls", fr: "Appels" }, publisher: "City", license: "CC0",
            source: { url: "data.example.org/calls.csv" },
            columns: {
              opened: { type: "datetime" },
              at: { point: ["lat"] },
            },
            place: { id: "area", level: "neigbourhood" },
            period: { from: "opened" },
            expect: { rows: { dropAtMost: 0.2 }, fresh: "a month" },
          }
          """.utf8)),
      DefinitionFile(
        path: "Indicators/safety/calls.json5",
        bytes: Array(
          """
          { title: "Calls", feed: "call", unit: "percent", direction: "bad",
            formula: { count: "*" }, lenses: ["poverty"], levels: ["zip"], decimals: "1",
            title: "Calls for help" }
          """.utf8)),
      DefinitionFile(
        path: "Indicators/places.json5",
        bytes: Array(
          """
          { primary: "area", whole: { id: "city", name: "Lindero" },
            levels: { neighbourhood: { title: "neighbourhood", plural: "neighbourhoods" } },
            lenses: { income: { title: "Income", by: "income", groups: 3, worst: "poor", names: ["low", "high"] } } }
          """.utf8)),
      DefinitionFile(
        path: "Site/site.json5",
        bytes: Array(
          """
          { title: "Almanac", city: "Lindero", publisher: "City", licence: "CC0", languages: ["en", "es"],
            edition: "11/2026", frozen: "3.11.2026", topics: [{ id: "safe", title: "Safety" }] }
          """.utf8)),
      DefinitionFile(path: "Site/languages/en.json5", bytes: Array("{ a: \"A\", b: { c: \"C\" } }".utf8)),
      DefinitionFile(path: "Site/languages/es.json5", bytes: Array("{ b: { cc: \"C\" } }".utf8)),
    ]
    let (project, _, diagnostics) = Project.read(files)
    #expect(project == nil)
    #expect(diagnostics.map(\.description).joined(separator: "\n") == Self.expected)
  }

  static let expected = """
    Indicators/feeds/calls.json5:2:25: error: “fr” is not a language of the site [bad-language]
      fix: use en or es, or add it to “languages” in Site/site.json5
    Indicators/feeds/calls.json5:2:60: error: unknown key “license” in a feed [unknown-key]
      fix: rename it to “licence”
    Indicators/feeds/calls.json5:3:18: error: “data.example.org/calls.csv” is not a web address [bad-address]
      fix: write https://data.example.org/calls.csv
    Indicators/feeds/calls.json5:5:21: error: “datetime” is not a type of column [unknown-word]
      fix: write "date"; possible are "text", "number", "date" or "boolean"
    Indicators/feeds/calls.json5:6:11: error: a point is made of two columns, not 1 [point-columns]
      fix: write point: ["longitude column", "latitude column"]
    Indicators/feeds/calls.json5:8:32: error: “neigbourhood” is not a level of the project [unknown-level]
      fix: write "neighbourhood"
    Indicators/feeds/calls.json5:9:11: error: a period rule needs the key “every” [missing-key]
      fix: add every: "month"
    Indicators/feeds/calls.json5:10:33: error: “dropAtMost” must be a percentage, not a number [bad-percentage]
      fix: write it like "20%", from 0 to 100
    Indicators/feeds/calls.json5:10:47: error: “fresh” must be a length of time, not “a month” [bad-duration]
      fix: write it like "45 days", "6 weeks", "3 months" or "1 year"
    Indicators/places.json5:1:13: error: “area” is not a level of the project [unknown-level]
      fix: write "neighbourhood", or add it to “levels” in Indicators/places.json5
    Indicators/places.json5:3:45: error: “income” is not an indicator of the project [unknown-indicator]
      fix: write Indicators/<topic>/income.json5
    Indicators/places.json5:3:72: error: “poor” is not an end of the scale [unknown-word]
      fix: write "low" or "high"
    Indicators/places.json5:3:87: error: the lens “income” has 3 groups and 2 names [names-count]
      fix: give 3 names, the worst off first, or write groups: 2
    Indicators/safety/calls.json5:1:1: error: an indicator needs the key “universe” [missing-universe]
      fix: add universe: "renter households"
    Indicators/safety/calls.json5:1:1: error: the folder “safety” is not a topic of the site [unknown-topic]
      fix: rename the folder to “safe”
    Indicators/safety/calls.json5:1:26: error: “call” is not a feed of the project [unknown-feed]
      fix: write "calls"
    Indicators/safety/calls.json5:1:39: error: a count is not measured in “percent” [unit-mismatch]
      fix: write unit: "count", "people", "households", "homes", "dollars", "days", "minutes" or "years", or use the formula “proportion”, “access” or “published”
    Indicators/safety/calls.json5:1:61: error: “bad” is not a direction [unknown-word]
      fix: write "favourable", "adverse" or "none"
    Indicators/safety/calls.json5:2:38: error: “poverty” is not a lens of the project [unknown-lens]
      fix: write "income", or add it to “lenses” in Indicators/places.json5
    Indicators/safety/calls.json5:2:59: error: “zip” is not a level of the project [unknown-level]
      fix: write "neighbourhood", or add it to “levels” in Indicators/places.json5
    Indicators/safety/calls.json5:2:76: error: “decimals” must be a whole number, not a text [wrong-type]
      fix: write 1 without quotes
    Indicators/safety/calls.json5:3:3: error: the key “title” is given twice in one object, first at line 1, column 3 [duplicate-key]
      fix: keep one of the two
    Site/languages/es.json5:1:1: error: the phrase “a” is missing in “es” [missing-phrase]
      fix: add a: "…"; in “en” it is “A”
    Site/languages/es.json5:1:8: error: unknown phrase “b.cc”: “en” has none of this name [unknown-phrase]
      fix: rename it to “b.c”
    Site/site.json5:2:13: error: “11/2026” is not a period [bad-period]
      fix: write it like "2012", "2008-2012", "2012-03" or "2012-Q1"
    Site/site.json5:2:31: error: “3.11.2026” is not a day of the calendar [bad-date]
      fix: write year, month and day: "2026-11-03"
    """
}

@Suite struct DefinitionCodeTests {
  @Test("Codes differ from each other and from those of the notation")
  func ids() {
    let ids = (DiagnosticCode.definitions + DiagnosticCode.notation).map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("Every code tells a story with an example", arguments: DiagnosticCode.definitions)
  func stories(_ code: DiagnosticCode) {
    #expect(code.story.split(separator: ". ").count >= 2)
    #expect(code.story.contains("Example: "))
    #expect(code.story.count > 120)
    #expect(!code.story.contains("\n"))
  }

  @Test("Every code of the definitions is given by some fault of these tests")
  func all() {
    let tested = Set(
      (DefinitionFaultTests.feedFaults + DefinitionFaultTests.indicatorFaults
        + DefinitionFaultTests.measureFaults + DefinitionFaultTests.placeFaults
        + DefinitionFaultTests.siteFaults + AdjustmentFaultTests.faults).map(\.code)
        + [DiagnosticCode.targetDirection.id])
    #expect(DiagnosticCode.definitions.map(\.id).filter { !tested.contains($0) } == [])
  }
}
