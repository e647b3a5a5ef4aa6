/// Tables of the county's health office in which small numbers, and the ages of people, matter.
struct HealthTables {
  let residents: Residents

  var files: [PublishedFile] { [births, heart] }

  private func want(_ tracts: [Tract]) -> Double {
    1 - tracts.reduce(0) { $0 + $1.comfort * $1.people2022 } / people(tracts, 2022)
  }

  private func people(_ tracts: [Tract], _ year: Double) -> Double {
    tracts.reduce(0) { $0 + $1.people(year) }
  }

  private func count(_ expected: Double, atMost most: Int, _ random: inout Random) -> Int {
    min(max(Int((expected + expected.squareRoot() * random.normal()).rounded()), 0), most)
  }

  /// So few births in most neighborhoods that a year's share is mostly chance.
  private var births: PublishedFile {
    var rows = [["area", "year", "births", "low_weight"]]
    for year in 2016...2025 {
      var random = Random("births \(year)")
      for (place, tracts) in residents.byNeighbourhood {
        let births = Int((people(tracts, Double(year)) * 0.0118 * random.between(0.95, 1.05)).rounded())
        let share = (0.056 + 0.045 * want(tracts)) * Random.steady("births \(place.id)", 0.9, 1.1)
        let small = count(Double(births) * share, atMost: births, &random)
        rows.append(["\(place.id)", "\(year)", "\(births)", "\(small)"])
      }
    }
    return PublishedFile("births.csv", delimited(rows))
  }

  /// Hospital stays beside the people of each age: the better off are older, which hides how much sooner the poor
  /// fall ill.
  private var heart: PublishedFile {
    var rows = [["area", "year"] + ["u45", "45_64", "65_up"].flatMap { ["stays_\($0)", "people_\($0)"] }]
    for year in 2017...2025 {
      var random = Random("heart \(year)")
      let trend = along(Double(year), [(2017, 1.06), (2025, 0.94)])
      for (place, tracts) in residents.byNeighbourhood {
        let want = want(tracts)
        let (young, old) = (0.50 + 0.22 * want, 0.215 - 0.13 * want)
        let risks = [0.0009 * (0.6 + 1.1 * want), 0.0068 * (0.6 + 1.1 * want), 0.0265 * (0.75 + 0.7 * want)]
        let all = people(tracts, Double(year))
        let cells = zip([young, 1 - young - old, old], risks).flatMap { share, risk -> [String] in
          let people = Int((all * share).rounded())
          return ["\(count(Double(people) * risk * trend, atMost: people, &random))", "\(people)"]
        }
        rows.append(["\(place.id)", "\(year)"] + cells)
      }
    }
    return PublishedFile("heart_stays.csv", delimited(rows))
  }
}
