import Catalog
import Notation

/// The library's type and not the test framework's of the same name.
typealias SourceLocation = Notation.SourceLocation

/// A realistic project of two topics, which reads without a word; tests break it in one place each.
enum GoodProject {
  static let site = """
    {
      title: { en: "Port Lindero Almanac", es: "Almanaque de Port Lindero" },
      city: "Port Lindero",
      tagline: { en: "Outcomes by neighbourhood" },
      publisher: "City of Port Lindero", publisherURL: "https://portlindero.example", contact: "data@portlindero.example",
      licence: "CC BY 4.0",
      baseURL: "https://almanac.portlindero.example/",
      languages: ["en", "es"],
      edition: "2026-11", frozen: "2026-11-03",
      notice: "A fictional city",
      topics: [
        { id: "housing", title: { en: "Housing", es: "Vivienda" }, summary: "Can people afford to stay?" },
        { id: "income", title: "Income" },
        { id: "services", title: "City services" },
      ],
      homeIndicator: "rent-burden",
    }
    """

  static let places = """
    {
      primary: "neighbourhood",
      whole: { id: "city", name: "Port Lindero" },
      levels: {
        neighbourhood: {
          title: "neighbourhood", plural: { en: "neighbourhoods", es: "barrios" },
          boundaries: "neighbourhoods", id: "area_num", name: "community",
          nameStyle: "title-case", names: { "76": "O’Hare" },
        },
        tract: { title: "tract", plural: "tracts", boundaries: "tracts", id: "geoid10",
          parent: { level: "neighbourhood", property: "commarea" } },
        ward: { title: "ward", plural: "wards", boundaries: "wards", id: "ward", pages: true },
      },
      population: { feed: "population", value: "people", period: "nearest" },
      crosswalks: [
        { from: "tract", to: "ward", by: "area" },
        { from: "neighbourhood", to: "ward", by: { feed: "shares", source: "area", target: "ward", weight: "share" } },
      ],
      lenses: {
        income: {
          title: { en: "Income", es: "Ingresos" }, by: "median-income", groups: 3, worst: "low",
          names: ["lowest income", "middle", "highest income"],
        },
      },
    }
    """

  static let boundaries = """
    { title: "Boundaries", publisher: "City of Port Lindero", licence: "CC0",
      source: { file: "boundaries.geojson" }, format: { type: "geojson" } }
    """

  static let shares = """
    { title: "Shares", publisher: "City of Port Lindero", licence: "CC0", source: { file: "shares.csv" },
      columns: { area: { type: "text" }, ward: { type: "text" }, share: { type: "number" } } }
    """

  static let population = """
    {
      title: "Residents", publisher: "U.S. Census Bureau", licence: "public domain",
      source: { url: "https://census.example/population.csv" },
      columns: { tract: { from: "GEOID", type: "text" } },
      unpivot: { columns: ["POP*"], except: ["POPULATION"], name: "year", strip: "POP", value: "people" },
      place: { id: "tract", level: "tract", pad: 11 },
      period: { column: "year" },
    }
    """

  static let requests = """
    {
      // one row a request
      title: "311 service requests", publisher: "City of Port Lindero", licence: "CC BY 4.0",
      page: "https://data.portlindero.example/311", note: { en: "Since 2011", es: "Desde 2011" },
      source: { parts: [
        { file: "311_2011.csv", period: "2011" }, { url: "https://data.portlindero.example/311_2012.csv", period: "2012" },
      ], notDelivered: ["2013"] },
      format: { type: "csv", delimiter: ";", encoding: "windows-1252", skipBefore: 1, headerRecords: 2, skipAfter: 1,
        ragged: true, path: "a.b" },
      missing: ["", "-", "N"],
      columns: {
        id: { from: "sr_number", type: "text", key: true },
        status: { type: "text", missing: ["*"] },
        opened: { from: "created_date", type: "date", pattern: "MM/dd/yyyy" },
        hours: { type: "number", margin: "hours_moe" },
        urgent: { type: "boolean" },
        at: { point: ["longitude", "latitude"] },
        days: { value: "days_between(opened, closed)" },
      },
      where: "status <> 'Duplicate'",
      place: { at: "at", "when-whole": "status = 'City'" },
      period: { from: "opened", every: "month" },
      expect: { rows: { atLeast: 100, dropAtMost: "20%" }, unique: ["id"],
        values: { status: ["Open", "Completed"] }, fresh: "45 days" },
    }
    """

  static let rents = """
    { title: "Gross rent", publisher: "U.S. Census Bureau", licence: "public domain",
      source: { file: "b25070.csv" },
      columns: { tract: { type: "text" }, burdened: { from: "B25070_010E", type: "number", margin: "B25070_010M" },
        renters: { type: "number" }, income: { type: "number" } },
      place: { id: "tract", level: "tract", aliases: { "0A": "10" } },
      period: { fixed: "2008-2012" } }
    """

  static let rentBurden = """
    {
      title: { en: "Renters who pay too much", es: "Inquilinos que pagan demasiado" },
      question: "Can people afford to stay?", summary: "Share of renters above 30 %",
      feed: "rents", unit: "percent", unitLabel: "% of renters", direction: "adverse",
      universe: "renter households whose burden is computed",
      formula: { proportion: "burdened", of: "renters" },
      where: "renters > 0",
      periods: { window: 5, step: 5, from: "2001", to: "2012" }, levels: ["ward"],
      breakdowns: [ { id: "age", title: "Age", reference: "65-over", groups: [
        { id: "under-65", title: "under 65", where: "age < 65" },
        { id: "65-over", title: "65 and over", formula: { proportion: "old", of: { value: "renters", where: "age >= 65" } } },
      ] } ],
      lenses: ["income"], measures: ["difference", "ratio"],
      target: { value: 35, by: "2030", source: "Housing plan 2024", from: "2010", path: "linear", tolerance: 0.5,
        each: true },
      suppress: { countBelow: 10, denominatorBelow: 50, unreliableAbove: 0.3,
        dominance: { by: "tract", n: 2, share: 0.9 } },
      uncertainty: "wilson", zeroMargins: "each", decimals: 0, modelled: true,
      caveat: "A survey", reference: "HUD (2014), Rental Burdens", headline: true,
    }
    """

  static let medianIncome = """
    { title: "Median household income", feed: "rents", unit: "dollars", direction: "favourable",
      universe: "households", formula: { median: "income" } }
    """

  static let requestRate = """
    { title: "Requests", feed: "requests", unit: "rate", direction: "none", universe: "residents",
      formula: { rate: "count(*)", of: { feed: "population", value: "people", period: "2010" }, per: 1000, each: "year" } }
    """

  static let hardship = """
    { title: "Hardship", unit: "index", direction: "adverse", universe: "places",
      formula: { index: ["rent-burden", "median-income"] } }
    """

  static let english = """
    { home: { title: "Home", map: "Map" }, months: ["January", "February"],
      cases: { one: "one case", other: "{n} cases" }, number: { decimal: ".", group: "," } }
    """

  static let spanish = """
    { home: { title: "Inicio", map: "Mapa" }, months: ["enero", "febrero"],
      cases: { one: "un caso", many: "{n} de casos", other: "{n} casos" }, number: { decimal: ",", group: "" },
      statistics: { gini: { title: "Gini", meaning: "Media brecha.", caution: "No con áreas." } } }
    """

  static let texts: [String: String] = [
    "Site/site.json5": site,
    "Site/languages/en.json5": english,
    "Site/languages/es.json5": spanish,
    "Indicators/places.json5": places,
    "Indicators/feeds/neighbourhoods.json5": boundaries,
    "Indicators/feeds/tracts.json5": boundaries,
    "Indicators/feeds/wards.json5": boundaries,
    "Indicators/feeds/shares.json5": shares,
    "Indicators/feeds/population.json5": population,
    "Indicators/feeds/requests.json5": requests,
    "Indicators/feeds/rents.json5": rents,
    "Indicators/housing/rent-burden.json5": rentBurden,
    "Indicators/income/median-income.json5": medianIncome,
    "Indicators/income/hardship.json5": hardship,
    "Indicators/services/request-rate.json5": requestRate,
    "Indicators/snapshots/snapshots.lock.json5": "not read here",
  ]

  /// A change to one file: the first occurrence of a text replaced. An empty `old` replaces the whole file, and
  /// then an empty `new` removes it.
  struct Edit: Sendable {
    let path: String
    let old: String
    let new: String

    init(_ path: String, _ old: String, _ new: String) {
      self.path = path
      self.old = old
      self.new = new
    }
  }

  /// The project's files with some edits; nil where an edit does not apply.
  static func files(_ edits: [Edit] = []) -> [DefinitionFile]? {
    var texts = texts
    for edit in edits {
      guard !edit.old.isEmpty else {
        texts[edit.path] = edit.new.isEmpty ? nil : edit.new
        continue
      }
      guard let text = texts[edit.path], let edited = replaced(text, edit.old, edit.new) else { return nil }
      texts[edit.path] = edited
    }
    return texts.sorted { $0.key > $1.key }.map { DefinitionFile(path: $0.key, bytes: Array($0.value.utf8)) }
  }

  private static func replaced(_ text: String, _ old: String, _ new: String) -> String? {
    guard let range = text.firstRange(of: old) else { return nil }
    return text.replacingCharacters(range, new)
  }

  /// The messages of the project with some edits.
  static func problems(_ edits: Edit...) -> [String]? { problems(edits) }

  static func problems(_ edits: [Edit]) -> [String]? {
    files(edits).map { Project.read($0).diagnostics.map(\.description) }
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, _ new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
