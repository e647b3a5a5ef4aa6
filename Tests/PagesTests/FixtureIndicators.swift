import Notation
import Statistics

@testable import Catalog

extension Fixture {
  static func indicator(
    _ id: String, _ title: LocalizedText, topic: String, feed: String, unit: Unit, direction: Direction,
    formula: Formula
  ) -> Indicator {
    Indicator(
      id: id, location: at, title: title, question: nil, summary: nil, topic: topic, feed: sourced(feed),
      unit: unit, unitLabel: nil, direction: direction,
      universe: LocalizedText(["en": "renter households", "es": "hogares que alquilan"]), formula: formula,
      filter: nil, periods: PeriodPlan(), levels: [], breakdowns: [], lenses: [], measures: [], target: nil,
      suppress: SuppressionPlan(), uncertainty: nil, zeroMargins: .largest, decimals: nil, isModelled: false,
      caveat: nil, reference: nil, isHeadline: false)
  }

  static func whole(_ column: String) -> Denominator {
    Denominator(value: sourced(column), feed: nil, filter: nil, period: .same)
  }

  static let rent: Indicator = {
    var rent = indicator(
      "rent", LocalizedText(["en": "Renters who pay too much", "es": "Inquilinos que pagan demasiado"]),
      topic: "housing", feed: "survey", unit: .percent, direction: .adverse,
      formula: .proportion(sourced("burdened"), of: whole("renters")))
    rent.question = LocalizedText([
      "en": "Can people afford to stay?", "es": "¿Puede la gente pagar para quedarse?",
    ])
    rent.unitLabel = LocalizedText(["en": "% of renter households", "es": "% de hogares que alquilan"])
    rent.lenses = [sourced("income")]
    rent.breakdowns = [
      Breakdown(
        id: "age", title: LocalizedText(["en": "Age", "es": "Edad"]),
        groups: [
          Breakdown.Group(
            id: "young", title: LocalizedText(["en": "Under 35", "es": "Menores de 35"]), filter: nil,
            formula: nil),
          Breakdown.Group(
            id: "old", title: LocalizedText(["en": "65 and over", "es": "65 y más"]), filter: nil,
            formula: nil),
          Breakdown.Group(
            id: "teen", title: LocalizedText(["en": "Under 18", "es": "Menores de 18"]), filter: nil,
            formula: nil),
        ], reference: "old")
    ]
    rent.target = Target(value: 35, by: .year(2030), source: "Housing plan 2024")
    rent.suppress = SuppressionPlan(countBelow: 10, denominatorBelow: 50)
    rent.reference = "HUD (2014), Rental Burdens"
    rent.isHeadline = true
    return rent
  }()

  static let income: Indicator = {
    var income = indicator(
      "income", LocalizedText(["en": "Income per person", "es": "Ingreso por persona"]), topic: "money",
      feed: "survey", unit: .dollars, direction: .favourable, formula: .published(sourced("income"), scale: 1)
    )
    income.unitLabel = LocalizedText(["en": "dollars a year", "es": "dólares al año"])
    return income
  }()

  static let calls: Indicator = {
    var calls = indicator(
      "calls", LocalizedText(["en": "Reports of flooded basements", "es": "Reportes de sótanos inundados"]),
      topic: "housing", feed: "register", unit: .rate, direction: .none,
      formula: .rate(sourced("count(*)"), of: whole("people"), per: 1000, each: .year))
    calls.unitLabel = LocalizedText(["en": "per 1,000 residents a year", "es": "por 1,000 habitantes al año"])
    calls.caveat = LocalizedText(["en": "Reports are not floods.", "es": "Un reporte no es una inundación."])
    calls.isHeadline = true
    return calls
  }()

  static func feed(_ id: String, _ title: String, _ publisher: String, stale: String?) -> FeedState {
    let definition = FeedDefinition(
      id: id, location: at, title: LocalizedText(title), publisher: publisher, licence: "public domain",
      page: "https://data.example/\(id)", note: nil,
      source: FeedSource(
        parts: [FeedSource.Part(kind: .file("\(id).csv"), period: nil, location: at)],
        notDelivered: id == "survey" ? [.years(2010...2014)] : []), format: FormatOptions(), missing: [],
      columns: [], unpivot: nil, filter: nil, place: nil, period: nil, expect: Expectations())
    let hash = String(repeating: id == "survey" ? "a1" : "b2", count: 32)
    let snapshot = SnapshotRecord(
      feed: id, part: 0, source: "\(id).csv", file: "\(id)-0-\(hash.prefix(12)).csv",
      time: "2026-11-02T04:05:06Z",
      bytes: 1234, sha256: hash, rows: 120, etag: nil, lastModified: nil)
    return FeedState(definition: definition, snapshots: [snapshot], stale: stale)
  }

  static let survey = feed("survey", "Household survey", "Census Office", stale: nil)
  static let register = feed(
    "register", "Service requests", "City of Sixtown", stale: "no row newer than 400 days")
}
