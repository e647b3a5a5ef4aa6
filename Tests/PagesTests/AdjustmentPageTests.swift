import Catalog
import Statistics
import Testing

@testable import Pages

/// Calls, standardised or smoothed: 9 of 200 in the first place, which is 45 per 1,000.
private struct AdjustedSite {
  let pages: [String: String]

  init(_ adjustment: Adjustment, _ trace: AdjustmentTrace) throws {
    var calls = Fixture.calls
    calls.adjustment = adjustment
    calls.isModelled = adjustment.isSmoothing
    calls.breakdowns = [
      Breakdown(
        id: "age", title: LocalizedText(["en": "Age", "es": "Edad"]),
        groups: [("under-45", "Under 45", "Menores de 45"), ("45-over", "45 and over", "45 o más")].map {
          Breakdown.Group(
            id: $0.0, title: LocalizedText(["en": $0.1, "es": $0.2]), filter: nil, formula: calls.formula)
        }, reference: nil)
    ]
    var result = Fixture.callsResult
    var series = CellSeries(
      roster: Fixture.roster, levels: ["neighbourhood"], periods: result.periods,
      groups: ["age/under-45", "age/45-over"])
    result.series.forEach {
      series.set($1, at: Fixture.roster.position(of: $0.place) ?? 0, level: $0.place.level, $0.period)
    }
    func cell(_ value: Double, _ cases: Double, _ people: Double) -> Cell {
      .estimate(
        Estimate(
          value, .interval(Interval(low: value / 2, high: value * 2, level: 0.9)), cases: cases,
          denominator: people), .good)
    }
    series.set(cell(33.3, 9, 200), at: 0, level: "neighbourhood", .year(2016))
    series.set(cell(36.7, 22, 600), at: 0, level: "city", .year(2016))
    for (group, value) in [("age/under-45", 10.0), ("age/45-over", 90)] {
      series.set(cell(value, 4, 400), at: 0, level: "city", .year(2016), group: group)
    }
    result.series = series
    result.adjustment = trace
    var input = try Fixture.input
    input.edition.indicators = [calls]
    input.edition.results = ["calls": result]
    input.edition.findings = []
    input.content = []
    let files = try plan(input).files.filter { $0.path.contains("indicators/calls/") }
    pages = Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.render(), as: UTF8.self)) })
  }

  func words(_ path: String) -> String { Markings(pages[path] ?? "").words }
}

@Suite("Standardised and smoothed measures")
struct AdjustmentPageTests {
  private static let standard = Standardisation(
    breakdown: "age", method: .direct, standard: .city, limits: .fayFeuer)
  private static let trace = StandardTrace(
    period: .year(2016), groups: ["age/under-45", "age/45-over"], shares: [2.0 / 3, 1.0 / 3],
    rates: [0.01, 0.09])

  @Test("A standardised number says so beside it, and the method tells standard, shares and interval")
  func standardised() throws {
    let site = try AdjustedSite(.standardise(Self.standard), .standardised(Self.trace))
    let english = site.words("indicators/calls/index.html")
    #expect(
      english.contains("36.7 ± 27.5 · per 1,000 residents a year, age-standardized · 2016"), "\(english)")
    #expect(english.contains("Standardized by age: as if every place had the same mix"))
    #expect(
      english.contains(
        "Directly standardized by age: the rates of the groups, weighted by the mix of Sixtown in 2016 (Under 45 66.7%"
      ))
    #expect(english.contains("45 and over 33.3%"))
    #expect(english.contains("Gamma interval of a standardized rate (Fay and Feuer 1997), 90%"))
    // The groups are as they were counted.
    let units = english.split(separator: "per 1,000 residents a year").dropFirst()
    #expect(units.contains { !$0.hasPrefix(", age-standardized") } && units.count > 5)
    let spanish = site.words("es/indicators/calls/index.html")
    #expect(spanish.contains("por 1,000 habitantes al año, con ajuste por edad"))
    #expect(spanish.contains("Estandarización directa por edad") && spanish.contains("Menores de 45 66.7%"))
  }

  @Test("An indirect one, to a published population or to shares, tells that")
  func others() throws {
    var rule = Self.standard
    rule.method = .indirect
    let indirect = try AdjustedSite(.standardise(rule), .standardised(Self.trace))
      .words("indicators/calls/index.html")
    #expect(
      indirect.contains("Indirectly standardized by age")
        && indirect.contains("Exact Poisson interval of the number seen"))
    rule = Self.standard
    rule.limits = .dobson
    rule.standard = .population(try #require(StandardPopulation.of("us-2000")), [2, 1])
    let published = try AdjustedSite(.standardise(rule), .standardised(Self.trace))
      .words("indicators/calls/index.html")
    #expect(published.contains("weighted by US standard population 2000 (Anderson and Rosenberg 1998"))
    #expect(published.contains("Dobson’s interval"))
  }

  @Test("A smoothed number is labelled on map, table and page, and never judged")
  func smoothed() throws {
    let site = try AdjustedSite(.smooth(.empiricalBayes), .smoothed([]))
    let english = site.words("indicators/calls/index.html")
    #expect(english.contains("per 1,000 residents a year (smoothed)"))
    #expect(english.contains("Smoothed: a place with few people behind its number"))
    #expect(english.contains("Smoothed by empirical Bayes (Marshall 1991)"))
    #expect(english.contains("A modeled estimate"))
    #expect(!english.contains("Better") && !english.contains("Worse"))
    #expect(site.words("es/indicators/calls/index.html").contains("(suavizado)"))
  }

  @Test("One that was drawn to its neighbours says so")
  func local() throws {
    let site = try AdjustedSite(.smooth(.local), .smoothed([]))
    let english = site.words("indicators/calls/index.html")
    #expect(english.contains("drawn toward the mean of its neighbors"))
    #expect(english.contains("Smoothed by local empirical Bayes (Marshall 1991)"))
    #expect(site.words("es/indicators/calls/index.html").contains("la media de sus vecinos"))
  }

  @Test("Downloads have the number as counted: 9 ÷ 200 × 1,000 = 45 beside 33.3")
  func downloads() throws {
    let site = try AdjustedSite(.standardise(Self.standard), .standardised(Self.trace))
    let csv = try #require(site.pages["indicators/calls/data.csv"]).split(separator: "\r\n").map(String.init)
    #expect(csv.first?.contains(",n,denominator,crude,unit,") == true, "\(csv.first ?? "")")
    let row = try #require(csv.first { $0.contains(",1,2016,33.300") }, "\(csv)")
    #expect(row.contains(",9.000,200.000,45.000,\"per 1,000 residents a year, age-standardized\""), "\(row)")
    let group = try #require(csv.first { $0.hasSuffix(",city,age,under-45") })
    #expect(group.contains(",\"per 1,000 residents a year\","), "\(group)")
    // Every line has as many fields as the head: none but the unit, the name and the notes have commas.
    let hidden = try #require(csv.first { $0.contains("suppressed") })
    #expect(hidden.contains(",2014,,,,,,,,\"per 1,000"), "\(hidden)")
    let json = try #require(site.pages["indicators/calls/data.json"])
    #expect(json.contains("\"denominator\":200.000,\"crude\":45.000"))
    // A measure as it was counted has no such column.
    #expect(Rendered.plainHead.contains(",denominator,unit,"))
  }
}

extension Rendered {
  /// The head of a measure's download that is as it was counted.
  fileprivate static var plainHead: String {
    guard case .success(let site) = site else { return "" }
    return site["indicators/rent/data.csv"].split(separator: "\r\n").first.map(String.init) ?? ""
  }
}

@Suite("Findings of a measure")
struct SaidSectionTests {
  @Test("stand first on its page, each with the way to its numbers, in each language")
  func first() throws {
    let site = try Rendered.site.get()
    for (path, heading, numbers) in [
      ("indicators/rent/index.html", "What can be said", "See the numbers"),
      ("es/indicators/rent/index.html", "Lo que se puede decir", "Ver las cifras"),
    ] {
      let page = site[path]
      let said = try #require(page.firstRange(of: "id=\"findings\""))
      let map = try #require(page.firstRange(of: "id=\"map\""))
      #expect(said.lowerBound < map.lowerBound)
      let section = String(page[said.lowerBound..<map.lowerBound])
      #expect(section.contains(heading) && section.contains(">\(numbers)</a>"))
      let target = try #require(Fixture.rentResult.findings.first)
      #expect(target.kind == "gap" && section.contains("href=\"#equity.2013-2017\""))
      #expect(page.contains("id=\"equity.2013-2017\"") && !page.contains("id=\"equity.2007-2011\""))
    }
  }

  @Test("are left out where nothing was found")
  func none() throws {
    let site = try Rendered.site.get()
    #expect(!site["indicators/income/index.html"].contains("id=\"findings\""))
  }

  @Test("say that a test cannot tell where it cannot")
  func unclear() throws {
    let words = Markings(try Rendered.site.get()["indicators/rent/index.html"]).words
    #expect(words.contains("The gap has not clearly changed since 2008–2012"))
  }
}
