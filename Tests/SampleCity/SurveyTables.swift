/// The survey's tables: poverty as a file a vintage, the others as one long file each.
struct SurveyTables {
  let residents: Residents

  var files: [PublishedFile] {
    poverty + [
      long("acs_rent.csv", rent), long("acs_commute.csv", commute), long("acs_insurance.csv", insurance),
      long("acs_schooling.csv", schooling),
    ]
  }

  // MARK: Poverty (after B17001 and its tables by race)

  private var poverty: [PublishedFile] {
    var variables = [
      Survey.Variable("B17001_001") { $0.people($1) * 0.98 },
      Survey.Variable("B17001_002", partOf: 0) { $0.people($1) * 0.98 * Self.poor($0, $1) },
      Survey.Variable("CHILD_001") { $0.children($1) },
      Survey.Variable("CHILD_002", partOf: 2) { $0.children($1) * Self.poorChildren($0, $1) },
    ]
    for (index, letter) in ["B", "I", "D", "H"].enumerated() {
      let whole = variables.count
      let weight = [1.18, 1.12, 0.96, 0.82][index]
      variables.append(Survey.Variable("B17001\(letter)_001") { $0.people($1) * 0.98 * $0.groups[index] })
      variables.append(
        Survey.Variable("B17001\(letter)_002", partOf: whole) {
          $0.people($1) * 0.98 * $0.groups[index] * min(Self.poor($0, $1) * weight, 0.8)
        })
    }
    return Survey.vintages.map { vintage in
      var random = Random("poverty \(vintage.label)")
      let rows = residents.tracts.map { tract in
        var cells = Survey.cells(Survey.answers(variables, tract, vintage.middle, &random))
        // In the first vintage the smallest tract's children were too few in the sample to say.
        if tract.people2022 < 100, vintage.middle < 2010 {
          cells.replaceSubrange(4..<8, with: ["-", "**", "-", "**"])
        }
        return ["1400000US" + tract.geoid, name(tract)] + cells
      }
      return PublishedFile(
        "acs_poverty_\(vintage.label).csv",
        delimited([["GEO_ID", "NAME"] + Survey.header(variables)] + rows))
    }
  }

  /// Falls in all places by about the same share, so the gap narrows a little in points.
  private static func poor(_ tract: Tract, _ year: Double) -> Double {
    let base = 0.035 + 0.20 * tract.want * tract.want + 0.13 * tract.want
    let students = tract.neighbourhood == CityPlan.universityNeighbourhood ? 0.14 : 0
    let trend = along(year, [(2007, 1.0), (2012, 1.22), (2017, 1.06), (2020, 0.95), (2022, 0.91)])
    return bounded((base * tract.temper[1] + students) * trend, 0.01, 0.7)
  }

  private static func poorChildren(_ tract: Tract, _ year: Double) -> Double {
    let relief = along(year, [(2012, 1.42), (2022, 1.22)])
    let students = tract.neighbourhood == CityPlan.universityNeighbourhood ? 0.14 : 0
    return bounded((poor(tract, year) - students) * relief, 0.01, 0.75)
  }

  // MARK: Housing costs (after B25070 and B25091)

  private var rent: [Survey.Variable] {
    [
      Survey.Variable("RENT_ALL") { $0.renters($1) },
      Survey.Variable("RENT_30_49", partOf: 0) { $0.renters($1) * Self.burden($0, $1) * 0.52 },
      Survey.Variable("RENT_50", partOf: 0) { $0.renters($1) * Self.burden($0, $1) * 0.48 },
      Survey.Variable("RENT_NOT_COMPUTED", partOf: 0) { $0.renters($1) * 0.06 },
      Survey.Variable("OWN_ALL") { $0.owners($1) },
      Survey.Variable("OWN_30", partOf: 4) { $0.owners($1) * Self.ownersBurden($0, $1) },
      Survey.Variable("OWN_NOT_COMPUTED", partOf: 4) { $0.owners($1) * 0.01 },
    ]
  }

  /// Falls by as many points everywhere: good news for all, and the gap stays.
  private static func burden(_ tract: Tract, _ year: Double) -> Double {
    let trend = along(year, [(2007, 0.0), (2012, 0.035), (2017, 0.0), (2020, -0.035), (2022, -0.06)])
    return bounded((0.355 + 0.235 * tract.want) * (0.6 + 0.4 * tract.temper[2]) + trend, 0.12, 0.8)
  }

  private static func ownersBurden(_ tract: Tract, _ year: Double) -> Double {
    let trend = along(year, [(2007, 0.05), (2012, 0.04), (2017, 0.0), (2022, -0.02)])
    return bounded(0.17 + 0.16 * tract.want * tract.temper[3] + trend, 0.05, 0.6)
  }

  // MARK: Journeys to work (after B08301 and B08136)

  private var commute: [Survey.Variable] {
    [
      Survey.Variable("WORKERS") { $0.people($1) * (0.52 - 0.1 * $0.want) },
      Survey.Variable("NO_CAR", partOf: 0) {
        $0.people($1) * (0.52 - 0.1 * $0.want) * (0.12 + 0.2 * $0.want)
      },
      Survey.Variable("MINUTES_MEAN") { _, _ in 0 },
    ]
  }

  // MARK: Health insurance (after B27010)

  /// The gap really closes: a public plan reached those without cover.
  private var insurance: [Survey.Variable] {
    let parts: [(String, Double, Double)] = [("U19", 0.24, 0.55), ("19_64", 0.61, 1.45), ("65", 0.15, 0.08)]
    return parts.enumerated().flatMap { index, part in
      [
        Survey.Variable("INS_\(part.0)_ALL") { $0.people($1) * 0.985 * part.1 },
        Survey.Variable("INS_\(part.0)_NONE", partOf: index * 2) {
          $0.people($1) * 0.985 * part.1 * bounded(Self.uninsured($0, $1) * part.2, 0.002, 0.6)
        },
      ]
    }
  }

  private static func uninsured(_ tract: Tract, _ year: Double) -> Double {
    let trend = along(year, [(2007, 1.0), (2012, 0.98), (2017, 0.55), (2020, 0.46), (2022, 0.42)])
    return (0.05 + 0.19 * tract.want) * tract.temper[4] * trend
  }

  // MARK: Schooling (after B15003)

  private var schooling: [Survey.Variable] {
    [
      Survey.Variable("ADULTS_25") { $0.people($1) * 0.67 },
      Survey.Variable("NO_DIPLOMA", partOf: 0) { tract, year in
        let trend = along(year, [(2007, 1.0), (2022, 0.68)])
        return tract.people(year) * 0.67 * (0.03 + 0.27 * tract.want * tract.want) * tract.temper[5] * trend
      },
    ]
  }

  // MARK: Writing

  private func long(_ file: String, _ variables: [Survey.Variable]) -> PublishedFile {
    var rows = [["geoid", "name", "period"] + Survey.header(variables)]
    for vintage in Survey.vintages {
      var random = Random("\(file) \(vintage.label)")
      for tract in residents.tracts {
        let answers = Survey.answers(variables, tract, vintage.middle, &random)
        let cells = file == "acs_commute.csv" ? withMinutes(answers, tract, &random) : Survey.cells(answers)
        rows.append([tract.geoid, name(tract), vintage.label] + cells)
      }
    }
    return PublishedFile(file, delimited(rows))
  }

  /// The last pair becomes the mean minutes to work, with its margin. Where there are too few workers,
  /// the Census Bureau's markers stand instead.
  private func withMinutes(
    _ answers: [(estimate: Int, margin: Int)], _ tract: Tract, _ random: inout Random
  ) -> [String] {
    let workers = Double(answers[0].estimate)
    let cells = Survey.cells(Array(answers.dropLast()))
    guard workers > 40 else { return Array(cells.prefix(2)) + ["N", "(X)", "-", "**"] }
    let margin = 1.645 * 15 * (8.5 / workers).squareRoot()
    let truth = 21 + 10 * tract.want * tract.temper[6]
    return cells + [fixed(truth + margin / 1.645 * random.normal(), 1), fixed(margin, 1)]
  }

  private func name(_ tract: Tract) -> String {
    "Census Tract \(tract.neighbourhood * 100 + tract.number), Lindero County"
  }
}
