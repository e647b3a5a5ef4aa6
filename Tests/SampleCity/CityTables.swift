/// Tables that city offices publish by neighbourhood, each in the office's own shape.
struct CityTables {
  let residents: Residents

  var files: [PublishedFile] { [population, income, absence, asthma, lead, childCare, canopy] }

  private func sum(_ tracts: [Tract], _ value: (Tract) -> Double) -> Double {
    tracts.reduce(0) { $0 + value($1) }
  }

  private func comfort(_ tracts: [Tract]) -> Double {
    sum(tracts) { $0.comfort * $0.people2022 } / sum(tracts) { $0.people2022 }
  }

  /// Wide: a column a year.
  private var population: PublishedFile {
    let years = Array(2012...2026)
    var random = Random("population")
    let rows = residents.tracts.map { tract in
      [tract.geoid]
        + years.map { year in "\(Int((tract.people(Double(year)) + 6 * random.normal()).rounded()))" }
    }
    return PublishedFile("population.csv", delimited([["TRACT"] + years.map { "POP\($0)" }] + rows))
  }

  /// Money as `$54,321`; one file for four vintages and the whole city; Windows-1252 and tabs.
  private var income: PublishedFile {
    var rows = [["Area", "Neighborhood", "Period", "Median household income", "Margin of error"]]
    for vintage in Survey.vintages where vintage.label != "2010-2014" {
      var random = Random("income \(vintage.label)")
      let growth = along(vintage.middle, [(2007, 0.72), (2017, 0.88), (2020, 0.97), (2022, 1.06)])
      for (place, tracts) in residents.byNeighbourhood {
        let comfort = comfort(tracts)
        let truth = (29_500 + 64_000 * comfort + 52_000 * comfort * comfort * comfort) * growth
        let share = 0.95 / (sum(tracts) { $0.households(vintage.middle) } / 8).squareRoot()
        let estimate = Int((truth * (1 + share * random.normal())).rounded())
        let isHidden = place.id == CityPlan.portNeighbourhood && vintage.middle < 2018
        rows.append(
          ["\(place.id)", place.name, vintage.label]
            + (isHidden
              ? ["-", "**"] : [dollars(estimate), dollars(Int((1.645 * share * truth).rounded()))]))
      }
      rows.append(["", "CITYWIDE", vintage.label, dollars(Int((66_400 * growth).rounded())), "$640"])
    }
    return PublishedFile(windows1252: "median_income.tsv", delimited(rows, "\t"))
  }

  /// By name, with two misspelt; Windows-1252; no year 2021; `*` below ten; a row for the city.
  private var absence: PublishedFile {
    var rows = [["Neighborhood", "School year ending", "Students", "Chronically absent"]]
    for year in [2019, 2020, 2022, 2023, 2024, 2025, 2026] {
      var random = Random("absence \(year)")
      let trend = along(
        Double(year), [(2019, 0.0), (2020, 0.005), (2022, 0.13), (2024, 0.085), (2026, 0.055)])
      var (all, absent) = (0, 0)
      for (place, tracts) in residents.byNeighbourhood {
        let students = Int((sum(tracts) { $0.children(Double(year)) } * 0.66).rounded())
        let share = 0.07 + (0.15 + trend * 0.5) * (1 - comfort(tracts)) + trend * 0.75
        let error = (share * (1 - share) / Double(max(students, 1))).squareRoot()
        let count = Int((Double(students) * bounded(share + error * random.normal(), 0.02, 0.6)).rounded())
        (all, absent) = (all + students, absent + count)
        let isHidden = count < 10 || (place.id == CityPlan.portNeighbourhood && year <= 2020)
        rows.append([spelling(place, year), "\(year)", grouped(students), isHidden ? "*" : grouped(count)])
      }
      rows.append(["City total", "\(year)", grouped(all), grouped(absent)])
    }
    return PublishedFile(windows1252: "school_absence.csv", delimited(rows))
  }

  private func spelling(_ place: Neighbourhood, _ year: Int) -> String {
    switch (place.name, year) {
    case ("Windmill Row", 2024): "Windmil Row"
    case ("Juniper Hill", 2019): "Juniper Hills"
    case ("Parque Redondo", _): "Park Redondo"
    default: place.name
    }
  }

  /// Wide: a column a year, tabs, `*` below eleven.
  private var asthma: PublishedFile {
    let years = Array(2014...2025)
    var random = Random("asthma")
    let rows = residents.byNeighbourhood.map { place, tracts in
      ["\(place.id)"]
        + years.map { year in
          let want = 1 - comfort(tracts)
          let nearPort = bounded(1.3 - place.seed.distance(to: Point(x: 4.4, y: 2.8)) / 9, 0.6, 1.3)
          let trend = along(
            Double(year), [(2014, 1.0), (2019, 0.96), (2020, 0.72), (2022, 0.84), (2025, 0.88)])
          let rate = (0.0022 + 0.0105 * want) * nearPort * trend
          let expected = sum(tracts) { $0.people(Double(year)) } * rate
          let count = max(Int((expected + expected.squareRoot() * random.normal()).rounded()), 0)
          return count < 11 && year < 2017 ? "*" : "\(count)"
        }
    }
    let header = ["AREA"] + years.map { "ED_\($0)" }
    return PublishedFile("asthma_visits.tsv", delimited([header] + rows, "\t"))
  }

  /// Small counts, as they come: what is too small is for the reader of the file to withhold.
  private var lead: PublishedFile {
    var rows = [["area", "year", "tested", "elevated"]]
    for year in 2018...2025 {
      var random = Random("lead \(year)")
      for (place, tracts) in residents.byNeighbourhood {
        let tested = Int((sum(tracts) { $0.underFive(Double(year)) } * random.between(0.36, 0.44)).rounded())
        let trend = along(Double(year), [(2018, 1.0), (2025, 0.55)])
        let expected = Double(tested) * (0.008 + 0.085 * (1 - comfort(tracts))) * trend
        let elevated = Int((expected + expected.squareRoot() * random.normal()).rounded())
        rows.append(["\(place.id)", "\(year)", "\(tested)", "\(min(max(elevated, 0), tested))"])
      }
    }
    return PublishedFile("lead_tests.csv", delimited(rows))
  }

  /// Area numbers with a leading zero; names with accents.
  private var childCare: PublishedFile {
    var rows = [["area_no", "area_name", "year", "children_under_5", "licensed_slots"]]
    for year in 2020...2026 {
      var random = Random("child care \(year)")
      for (place, tracts) in residents.byNeighbourhood {
        let children = sum(tracts) { $0.underFive(Double(year)) }
        let own = Random.steady("slots \(place.id)", 0.8, 1.2)
        let slots = children * (0.19 + 0.3 * comfort(tracts)) * own * (1 + 0.035 * Double(year - 2020))
        let cells = [Int(children.rounded()), max(Int(slots.rounded()) + random.below(9) - 4, 6)]
        rows.append([twoDigits(place.id), place.name, "\(year)"] + cells.map { "\($0)" })
      }
    }
    return PublishedFile("child_care.csv", delimited(rows))
  }

  /// Rows as arrays under a header row, as the Census Bureau's interface sends them; shares, not percent.
  private var canopy: PublishedFile {
    var lines = [#"["area","year","canopy","moe"]"#]
    for year in [2014, 2019, 2024] {
      var random = Random("canopy \(year)")
      for (place, tracts) in residents.byNeighbourhood {
        let own = Random.steady("canopy \(place.id)", -0.035, 0.035)
        let share =
          0.075 + 0.27 * comfort(tracts) + own + 0.0022 * Double(year - 2014) + 0.004 * random.normal()
        lines.append("[\"\(place.id)\",\(year),\(fixed(bounded(share, 0.03, 0.6), 4)),0.0150]")
      }
      lines.append("[\"city\",\(year),\(fixed(0.206 + 0.0022 * Double(year - 2014), 4)),0.0040]")
    }
    return PublishedFile("tree_canopy.json", "[" + lines.joined(separator: ",\n ") + "]\n")
  }
}

extension Random {
  /// One number that belongs to a name for good.
  static func steady(_ name: String, _ low: Double, _ high: Double) -> Double {
    var random = Random(name)
    return random.between(low, high)
  }
}
