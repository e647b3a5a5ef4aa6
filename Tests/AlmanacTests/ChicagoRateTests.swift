import Catalog
import Statistics
import TestSupport
import Testing

@testable import Almanac

/// Chicago's rates, shares and margins against answers that were worked out once with other tools.
@Suite("Chicago, divided", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct ChicagoRateTests {
  @Test("Homicide rates over five years equal the reference with exact 95 % limits")
  func homicideRates() throws {
    let rates = try Chicago.result("homicides")
    let poverty = try Chicago.result("poverty")
    let hardship = try Chicago.result("hardship")
    for row in try referenceRows("chicago_homicide_rate_2006_2010") {
      let area = row["area_number"] ?? ""
      let found = try #require(try rates.estimate(area, "2006-2010"), "\(area)")
      #expect(found.cases == row.number("homicides_2006_2010"), "\(area)")
      let years = try #require(found.denominator)
      #expect(near(years, row.number("person_years"), relative: 1e-12), "\(area)")
      #expect(near(found.value, row.number("rate_per_100k"), absolute: 5.1e-7), "\(area)")
      let limits = try PoissonInterval.exact(found.cases ?? .nan, level: 0.95).scaled(by: 100_000 / years)
      #expect(near(limits.low, row.number("poisson_exact_lower"), absolute: 5.1e-7), "\(area)")
      #expect(near(limits.high, row.number("poisson_exact_upper"), absolute: 5.1e-7), "\(area)")
      let shown = try #require(found.interval)
      #expect(shown.low >= limits.low && shown.high <= limits.high && shown.level == 0.9)
      #expect(try poverty.value(area, "2008-2012") == row.number("pct_below_poverty"))
      #expect(try hardship.value(area, "2008-2012") == row.number("hardship_index"))
    }
    #expect(near(try rates.city("2006-2010")?.value, 17.0997, absolute: 5.1e-5))
    #expect(rates.result.periods.last?.description == "2008-2012")
  }

  @Test("Homicide rates pooled by fifths of poverty equal the reference")
  func quintiles() throws {
    let result = try Chicago.result("homicides").result
    let lens = try #require(result.lenses.first { $0.lens == "poverty" })
    let period = try #require(lens.periods.first { $0.period.description == "2006-2010" })
    let poverty = try Chicago.result("poverty")
    let rows = try referenceRows("chicago_homicide_rate_by_poverty_quintile")
    #expect(period.groups.count == rows.count)
    // The reference's first fifth has the least poverty, the lens's the most.
    for (group, row) in zip(period.groups.reversed(), rows) {
      #expect(Double(group.places.count) == row.number("areas"))
      let shares = try group.places.map { try poverty.value($0.id, "2008-2012") ?? .nan }
      #expect(shares.min() == row.number("min_poverty") && shares.max() == row.number("max_poverty"))
      let found = try #require(group.cell.estimate)
      #expect(found.cases == row.number("homicides"))
      #expect(near(found.denominator, row.number("person_years"), relative: 1e-12))
      #expect(near(found.value, row.number("rate_per_100k"), absolute: 5.1e-7))
    }
    #expect(near(period.gap?.ratio?.value, 14.56, absolute: 0.005))
  }

  @Test("Children's share from 801 tracts equals the reference with its margin")
  func children() throws {
    let shares = try Chicago.result("children")
    let people = try Chicago.result("probe-tract-people")
    let geographies = try Chicago.evaluated.get().geographies
    let tracts = try #require(geographies.tables["tract"])
    var sum = 0.0
    for row in try referenceRows("chicago_acs2018_population_by_community_area_with_moe") {
      let area = row["area_number"] ?? ""
      let share = try #require(try shares.estimate(area, "2014-2018"))
      #expect(share.cases == row.number("under18"), "\(area)")
      #expect(share.denominator == row.number("population"), "\(area)")
      #expect(near(share.value / 100, row.number("under18_share"), absolute: 1e-9), "\(area)")
      #expect(near(share.margin.map { $0 / 100 }, row.number("under18_share_moe"), absolute: 1e-9), "\(area)")
      let residents = try #require(try people.estimate(area, "2014-2018"))
      #expect(residents.value == row.number("population"), "\(area)")
      #expect(Double(tracts.places.count { $0.parent?.id == area }) == row.number("tracts"), "\(area)")
      sum += residents.value
    }
    #expect(sum == 2_741_193)
    #expect(try people.city("2014-2018")?.value == 2_741_193)
  }

  @Test("Margins of tract sums equal the reference, zero estimates each with their own")
  func margins() throws {
    let people = try Chicago.result("probe-tract-people")
    for row in try referenceRows("chicago_acs2018_population_by_community_area_with_moe") {
      let area = row["area_number"] ?? ""
      let found = try #require(try people.estimate(area, "2014-2018"))
      let margin = try #require(found.margin, "\(area)")
      #expect(near(margin, row.number("population_moe"), absolute: 5.1e-7), "\(area)")
      let variation = margin / 1.645 / found.value * 100
      #expect(near(variation, row.number("population_cv_percent"), relative: 1e-9), "\(area)")
    }
  }

  @Test("Median incomes by ZIP equal the reference in all seven surveys")
  func medianIncomes() throws {
    let incomes = try Chicago.result("median-income")
    let people = try Chicago.result("residents-by-zip")
    let rows = try referenceRows("chicago_acs_median_income_by_zcta_2011_2017")
    #expect(rows.count == 588)
    for row in rows {
      let (zip, period) = (row["zcta"] ?? "", Self.fiveYears(row))
      let income = try incomes.estimate(zip, period, level: "zip")
      #expect(income?.value == row.number("median_income"), "\(zip), \(period)")
      #expect(income?.margin == row.number("median_income_moe"), "\(zip), \(period)")
      let residents = try people.estimate(zip, period, level: "zip")
      #expect(residents?.value == row.number("population"), "\(zip), \(period)")
      #expect(residents?.margin == row.number("population_moe"), "\(zip), \(period)")
    }
    #expect(incomes.result.periods.count == 7)
    #expect(try incomes.city("2013-2017") == nil)
  }

  @Test("Poverty shares by ZIP equal the reference; the survey that never came is a gap that says so")
  func povertyShares() throws {
    let shares = try Chicago.result("poverty-by-zip")
    let rows = try referenceRows("chicago_acs_poverty_share_by_zcta")
    #expect(rows.count == 504)
    for row in rows {
      let (zip, period) = (row["zcta"] ?? "", Self.fiveYears(row))
      let share = try #require(try shares.estimate(zip, period, level: "zip"), "\(zip), \(period)")
      #expect(share.cases == row.number("below100") && share.denominator == row.number("total"))
      #expect(near(share.value / 100, row.number("poverty_share"), absolute: 1e-9), "\(zip), \(period)")
      let margin = share.margin.map { $0 / 100 }
      #expect(near(margin, row.number("poverty_share_moe"), absolute: 1e-9), "\(zip), \(period)")
    }
    let gap = try #require(Period("2009-2013"))
    #expect(shares.result.periods.contains(gap))
    #expect(shares.result.cell(PlaceID(level: "zip", id: "60621"), gap) == .missing(.notDelivered))
  }

  @Test("The subject table's cells are as published, and its shares differ from counts by rounding only")
  func subjectTable() throws {
    let columns = [
      ("probe-s1701-people", "population"), ("probe-s1701-poor", "below_poverty"),
      ("probe-s1701-share", "percent_below"),
    ]
    let shares = try Chicago.result("poverty-groups")
    for row in try referenceRows("chicago_acs2017_S1701_poverty_by_zcta") {
      let zip = row["zcta"] ?? ""
      for (probe, column) in columns {
        let found = try Chicago.result(probe).estimate(zip, "2013-2017", level: "zip")
        #expect(found?.value == row.number(column), "\(zip), \(column)")
        #expect(found?.margin == row.number(column + "_moe"), "\(zip), \(column)")
      }
      let share = try shares.value(zip, "2013-2017", level: "zip")
      #expect(near(share, row.number("percent_below"), absolute: 0.0501), "\(zip)")
    }
  }

  /// The five years that end in a reference row's year.
  private static func fiveYears(_ row: [String: String]) -> String {
    let last = Int(row["year"] ?? "") ?? 0
    return "\(last - 4)-\(last)"
  }
}
