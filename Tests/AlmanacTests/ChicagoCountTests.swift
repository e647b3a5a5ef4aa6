import Catalog
import TestSupport
import Testing

@testable import Almanac

/// Chicago's counts against answers that were worked out once with other tools: equal to the last one.
@Suite("Chicago, counted", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct ChicagoCountTests {
  @Test("Homicides by code equal the reference, year by year, with arrests and domestic cases")
  func homicidesByCode() throws {
    let counts = try Chicago.result("probe-homicide-count")
    let rows = try referenceRows("chicago_homicides_by_community_area")
    #expect(rows.count == 77)
    for row in rows {
      let area = row["area_number"] ?? ""
      for year in 2001...2013 {
        #expect(try counts.value(area, "\(year)") ?? 0 == row.number("y\(year)_by_code"), "\(area), \(year)")
      }
      #expect(counts.total(area) == row.number("homicides_by_code"), "\(area)")
      #expect(counts.total(area, group: "kind/arrest") == row.number("arrest_true_by_code"), "\(area)")
      #expect(counts.total(area, group: "kind/domestic") == row.number("domestic_true_by_code"), "\(area)")
    }
    #expect(rows.map { counts.total($0["area_number"] ?? "") }.reduce(0, +) == 6202)
  }

  @Test("Homicides by point equal the reference, and the one outside is counted apart")
  func homicidesByPoint() throws {
    let counts = try Chicago.result("probe-homicide-point-count")
    let rows = try referenceRows("chicago_homicides_by_community_area")
    for row in rows {
      #expect(counts.total(row["area_number"] ?? "") == row.number("homicides_by_point"), "\(row)")
    }
    #expect(try Chicago.leftOut(.outsidePlaces, of: "probe-homicide-point-count")?.rows == 1)
    let moved = rows.count { $0["homicides_by_code"] != $0["homicides_by_point"] }
    #expect(moved > 0)
  }

  @Test("Homicides by month equal the reference for all 148 months")
  func homicidesByMonth() throws {
    let counts = try Chicago.result("probe-homicide-month-count")
    let rows = try referenceRows("chicago_homicides_by_month")
    #expect(counts.result.periods.map(\.description) == rows.map { $0["month"] ?? "" })
    for row in rows {
      #expect(try counts.city(row["month"] ?? "")?.value == row.number("homicides"), "\(row)")
    }
  }

  @Test("Violent crimes by point and kind equal the reference; rows without a point are told")
  func violentCrimes() throws {
    let counts = try Chicago.result("probe-crime-count")
    let rows = try referenceRows("chicago_violent_crimes_by_community_area")
    for row in rows {
      let area = row["area_number"] ?? ""
      #expect(try counts.value(area, "2012-01--2012-02") == row.number("crimes"), "\(area)")
      for (kind, column) in [
        ("battery", "battery"), ("assault", "assault"), ("robbery", "robbery"), ("homicide", "homicide"),
        ("domestic", "domestic_true"),
      ] {
        let found = try counts.value(area, "2012-01--2012-02", group: "kind/\(kind)")
        #expect(found == row.number(column), "\(area), \(kind)")
      }
    }
    #expect(try Chicago.leftOut(.withoutPoint, of: "probe-crime-count")?.rows == 87)
    #expect(try Chicago.leftOut(.outsidePlaces, of: "probe-crime-count")?.rows == 23)
    #expect(rows.map { $0.number("crimes") }.reduce(0, +) == 10_000 - 87 - 23)
  }

  @Test("Daily calls of a wide file equal the reference by area and year", arguments: ["basement", "street"])
  func calls(kind: String) throws {
    let counts = try Chicago.result("probe-\(kind)-calls")
    let name = kind == "basement" ? "in_basement" : "on_street"
    var sum = 0.0
    for row in try referenceRows("chicago_311_water_\(name)_by_community_area_year") {
      let area = row["area_number"] ?? ""
      for year in 2000...2016 {
        #expect(try counts.value(area, "\(year)") == row.number("\(year)"), "\(area), \(year)")
      }
      #expect(counts.total(area) == row.number("total"))
      sum += counts.total(area)
    }
    #expect(sum == (kind == "basement" ? 151_699 : 164_267))
    #expect(try Chicago.leftOut(.unmatchedPlace, of: "probe-\(kind)-calls") == nil)
  }

  @Test("Residents by area and year equal the reference; 2010 is the census count")
  func residents() throws {
    let people = try Chicago.result("residents")
    for row in try referenceRows("chicago_population_by_community_area_1999_2012") {
      let area = row["area_number"] ?? ""
      for year in 1999...2012 {
        #expect(try people.value(area, "\(year)") == row.number("POP\(year)"), "\(area), \(year)")
      }
    }
    #expect(try people.city("2010")?.value == 2_695_598)
    let groups = ["0-4", "5-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85-up"]
    let parts = try groups.map { try people.city("2010", group: "age/\($0)")?.value ?? .nan }
    #expect(parts.reduce(0, +) == 2_695_598)
    let sexes = try ["women", "men"].map { try people.city("2010", group: "sex/\($0)")?.value ?? .nan }
    #expect(sexes.reduce(0, +) == 2_695_598)
    #expect(try Chicago.evaluated.get().results.populationPeriod == .year(2010))
  }

  @Test("Affordable homes by code and by point equal the reference")
  func affordable() throws {
    let columns = [
      "developments": "developments_by_code", "units": "units_by_code",
      "point-developments": "developments_by_point", "point-units": "units_by_point",
    ]
    for (probe, column) in columns.sorted(by: { $0.key < $1.key }) {
      let counts = try Chicago.result("probe-affordable-\(probe)")
      for row in try referenceRows("chicago_affordable_units_by_community_area") {
        #expect(try counts.value(row["area_number"] ?? "", "2020") ?? 0 == row.number(column), "\(probe): \(row)")
      }
    }
    #expect(try Chicago.leftOut(.withoutPoint, of: "probe-affordable-point-units")?.rows == 1)
    #expect(try Chicago.result("probe-affordable-units").city("2020")?.value == 24_440)
  }

  @Test("Weekly cases by ZIP equal the reference; blank weeks are not zeros")
  func covid() throws {
    let cases = try Chicago.result("probe-covid-cases")
    let weeks = try Chicago.result("probe-covid-weeks")
    let known = try Chicago.result("probe-covid-weeks-known")
    var matched = 0
    for row in try referenceRows("chicago_covid_by_zip") where row["in_zcta_boundaries"] == "True" {
      let zip = row["zip"] ?? ""
      matched += 1
      #expect(try cases.value(zip, "2020", level: "zip") == row.number("weekly_cases_known"), "\(zip)")
      let all = try weeks.value(zip, "2020", level: "zip") ?? .nan
      #expect(all == row.number("weeks"), "\(zip)")
      let blank = all - (try known.value(zip, "2020", level: "zip") ?? .nan)
      #expect(blank == row.number("weekly_cases_blank"), "\(zip)")
      for (probe, column) in [
        ("most-cases", "cumulative_cases_max"), ("most-deaths", "deaths_cumulative_max"), ("people", "population"),
      ] {
        let found = try Chicago.result("probe-covid-\(probe)").estimate(zip, "2020", level: "zip")
        #expect(found?.cases == row.number(column), "\(zip), \(column)")
      }
    }
    #expect(matched == 58)
    let unmatched = try Chicago.leftOut(.unmatchedPlace, of: "probe-covid-weeks")
    #expect(unmatched?.examples == ["60666", "Unknown"])
  }
}
