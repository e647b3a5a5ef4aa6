/// Feeds and indicators that only tests want: bare counts beside the published rates, feeds placed by a name
/// that does not match everywhere, files that no measure uses.
enum ChicagoProbes {
  static let files: [(path: String, text: String)] = feeds + indicators

  // MARK: feeds

  private static let feeds: [(String, String)] = [
    feed(
      "probe-homicide-months", "events/homicides_2001_to_2013-04.csv",
      """
      columns: {
        date: {from: "Date", type: "date", pattern: "MM/dd/yyyy hh:mm:ss a"},
        area: {from: "Community Area", type: "text"},
      },
      place: {id: "area", level: "neighbourhood"}, period: {from: "date", every: "month"},
      """),
    feed(
      "probe-affordable-points", "points/affordable_rental_housing_developments.csv",
      """
      columns: {units: {from: "Units", type: "number"}, at: {point: ["Longitude", "Latitude"]}},
      place: {at: "at"}, period: {fixed: "2020"},
      """),
    feed(
      "probe-covid", "timeseries/covid19_weekly_by_zip_2020.csv",
      """
      columns: {
        zip: {from: "ZIP Code", type: "text"}, week: {from: "Week Number", type: "number"},
        cases: {from: "Cases - Weekly", type: "number"}, all_cases: {from: "Cases - Cumulative", type: "number"},
        all_deaths: {from: "Deaths - Cumulative", type: "number"}, people: {from: "Population", type: "number"},
      },
      place: {id: "zip", level: "zip"}, period: {fixed: "2020"},
      """),
    named("hardship", "socioeconomic/selected_socioeconomic_indicators_2008_2012.csv", "COMMUNITY AREA NAME"),
    named("health", "socioeconomic/public_health_statistics_by_community_area.csv", "Community Area Name"),
    named("insurance", "socioeconomic/health_insurance_by_community_area_2008-2012.csv", "Community Area Name"),
    named("race", "socioeconomic/race_income_by_community_area.csv", "COMMAREA"),
    named("affordable", "points/affordable_rental_housing_developments.csv", "Community Area Name"),
  ]

  private static func feed(_ id: String, _ file: String, _ rest: String) -> (String, String) {
    (
      "Indicators/feeds/\(id).json5",
      "{title: \"Probe\", publisher: \"Tests\", licence: \"None\", source: {file: \"\(file)\"},\n\(rest)}\n"
    )
  }

  /// A feed whose rows find their place by name alone, without any alias.
  private static func named(_ id: String, _ file: String, _ column: String) -> (String, String) {
    feed(
      "probe-name-\(id)", file,
      """
      columns: {name: {from: "\(column)", type: "text"}},
      place: {name: "name", level: "neighbourhood"}, period: {fixed: "2012"},
      """)
  }

  // MARK: indicators

  private static let indicators: [(String, String)] =
    [
      count("homicide-count", "homicides", "count: \"*\"", groups: ["arrest": "arrest", "domestic": "domestic"]),
      count("homicide-point-count", "homicide-points", "count: \"*\""),
      count("homicide-month-count", "probe-homicide-months", "count: \"*\""),
      count(
        "crime-count", "violent-crimes", "count: \"*\"",
        groups: [
          "battery": "kind = 'BATTERY'", "assault": "kind = 'ASSAULT'", "robbery": "kind = 'ROBBERY'",
          "homicide": "kind = 'HOMICIDE'", "domestic": "domestic",
        ]),
      count("basement-calls", "basement-water", "sum: \"calls\""),
      count("street-calls", "street-water", "sum: \"calls\""),
      count("affordable-units", "affordable-homes", "sum: \"units\""),
      count("affordable-developments", "affordable-homes", "count: \"*\""),
      count("affordable-point-units", "probe-affordable-points", "sum: \"units\""),
      count("affordable-point-developments", "probe-affordable-points", "count: \"*\""),
      count("tract-people", "tract-ages", "sum: \"people\"", more: "zeroMargins: \"each\","),
      count("covid-cases", "probe-covid", "sum: \"cases\"", more: "levels: [\"zip\"],"),
      count("covid-weeks", "probe-covid", "count: \"*\"", more: "levels: [\"zip\"],"),
      count("covid-weeks-known", "probe-covid", "count: \"cases\"", more: "levels: [\"zip\"],"),
      ratio("covid-most-cases", "max(all_cases)"), ratio("covid-most-deaths", "max(all_deaths)"),
      ratio("covid-people", "max(people)"),
      published("s1701-share", "share"), published("s1701-people", "people"), published("s1701-poor", "people_poor"),
    ] + ["hardship", "health", "insurance", "race", "affordable"].map { name in
      count("name-\(name)", "probe-name-\(name)", "count: \"*\"")
    }

  private static func count(
    _ id: String, _ feed: String, _ formula: String, groups: [String: String] = [:], more: String = ""
  ) -> (String, String) {
    let listed = groups.sorted { $0.key < $1.key }.map { "{id: \"\($0)\", title: \"\($0)\", where: \"\($1)\"}" }
    let breakdowns =
      listed.isEmpty ? "" : "breakdowns: [{id: \"kind\", title: \"Kind\", groups: [\(listed.joined(separator: ", "))]}],"
    return indicator(id, feed, "unit: \"count\", formula: {\(formula)}, \(breakdowns) \(more)")
  }

  /// A quantity over the number of weeks: the cell keeps both.
  private static func ratio(_ id: String, _ expression: String) -> (String, String) {
    indicator(
      id, "probe-covid",
      "unit: \"ratio\", levels: [\"zip\"], formula: {ratio: \"\(expression)\", of: \"count(distinct week)\"},")
  }

  private static func published(_ id: String, _ column: String) -> (String, String) {
    indicator(id, "zip-poverty-groups", "unit: \"people\", levels: [\"zip\"], formula: {published: \"\(column)\"},")
  }

  private static func indicator(_ id: String, _ feed: String, _ rest: String) -> (String, String) {
    (
      "Indicators/people/probe-\(id).json5",
      """
      {title: "\(id)", feed: "\(feed)", direction: "none", universe: "rows", uncertainty: "none",
       suppress: {unreliableAbove: 9}, \(rest)}
      """
    )
  }
}
