import Catalog
import Evaluation
import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// A dialect whose portals can count, with a portal in memory.
enum CountingDialect: String, CaseIterable, Sendable {
  case socrata, datasette, ckan
  /// A CKAN portal whose loader guessed no dates.
  case ckanTexts
  case opendatasoft
  /// With years instead of dates to count by, and codes for truths.
  case arcgis

  /// The source of a definition, open for further members.
  var source: String {
    switch self {
    case .socrata: "socrata: \"https://data.example.gov/d/abcd-1234\""
    case .datasette: "datasette: \"https://data.example.gov/city/requests~20log\""
    case .ckan, .ckanTexts: "ckan: \"https://data.example.gov/dataset/requests\""
    case .arcgis: "arcgis: \"https://data.example.gov/arcgis/rest/services/R/FeatureServer/0\""
    case .opendatasoft: "opendatasoft: \"https://data.example.gov/explore/dataset/requests/\""
    }
  }

  /// The portal's name of a column; databases have some that must be quoted.
  func name(_ column: String) -> String {
    switch self {
    case .socrata, .opendatasoft, .arcgis: column
    case .datasette, .ckan, .ckanTexts: column == "kind" ? "the \"kind\", it's" : column
    }
  }

  /// The portal's word for a type.
  private func type(_ column: String) -> String {
    switch (self, column) {
    case (.socrata, "opened"), (.socrata, "closed"): "calendar_date"
    case (.socrata, "hours"), (.socrata, "crew"): "number"
    case (.socrata, "urgent"): "checkbox"
    case (.datasette, "hours"), (.datasette, "crew"): "integer"
    case (.ckan, "opened"), (.ckan, "closed"): "timestamp"
    case (.ckan, "hours"), (.ckanTexts, "hours"): "numeric"
    case (.ckan, "crew"), (.ckanTexts, "crew"): "int4"
    case (.opendatasoft, "opened"), (.opendatasoft, "closed"): "datetime"
    case (.opendatasoft, "hours"), (.opendatasoft, "crew"): "int"
    case (.arcgis, "closed"): "esriFieldTypeDate"
    case (.arcgis, "hours"), (.arcgis, "crew"): "esriFieldTypeInteger"
    case (.arcgis, "urgent"): "esriFieldTypeSmallInteger"
    case (.arcgis, _): "esriFieldTypeString"
    default: "text"
    }
  }

  /// A value as the portal holds it.
  private func value(_ text: String, _ column: String) -> String {
    switch (self, column) {
    case (.arcgis, "opened"): String(text.prefix(4))
    case (.arcgis, "closed") where !text.isEmpty:
      String(
        Int(
          (try? Date(text + "Z", strategy: .iso8601.time(includingFractionalSeconds: true))
            .timeIntervalSince1970) ?? 0) * 1000)
    case (.arcgis, "urgent"): text == "true" ? "1" : text == "false" ? "0" : ""
    default: text
    }
  }

  /// - Parameters:
  ///   - rows: by the columns' names of `Counted`.
  ///   - change: makes a column's type another.
  func portal(
    _ rows: [[String: String]], cap: Int = 50_000, refusesGroups: Bool = false, foldsCase: Bool = false,
    types: [String: String] = [:]
  ) -> MemoryPortal {
    let columns = Counted.columns.map { MemoryTable.Column(name: name($0), type: types[$0] ?? type($0)) }
    let named = rows.map { row in
      Dictionary(uniqueKeysWithValues: row.map { (name($0.key), value($0.value, $0.key)) })
    }
    let table = MemoryTable(columns: columns, rows: named, cap: cap, refusesGroups: refusesGroups)
    return switch self {
    case .socrata: .socrata(table)
    case .datasette: .datasette(table)
    case .ckan, .ckanTexts: .ckan(table)
    case .opendatasoft: .opendatasoft(table)
    case .arcgis: .arcgis(table, foldsCase: foldsCase)
    }
  }
}

/// The fixture town with its requests at a portal, and indicators that ask of them all that groups can answer.
enum Counted {
  static let columns = ["number", "kind", "area", "opened", "closed", "hours", "urgent", "crew"]

  /// Rows with everything that tells one reading from another: missing cells in each column, capitals, a place that
  /// does not exist, apostrophes, negative numbers, the last and first moments of years.
  static func rows(_ count: Int, seed: UInt64) -> [[String: String]] {
    var random = Seeded(seed)
    let kinds = ["Pothole", "pothole", "Light", "O'Neill's", "Light, street", "\"Other\"", ""]
    let areas = ["1", "2", "3", "4", "5", "6", "9", ""]
    let edges = [
      "2020-12-31T23:59:59.000", "2021-01-01T00:00:00.000", "2022-12-31T23:30:00.000",
      "2024-02-29T12:00:00.000",
    ]
    return (0..<count).map { number in
      let year = Int.random(in: 2021...2022, using: &random)
      let (month, day) = (Int.random(in: 1...12, using: &random), Int.random(in: 1...28, using: &random))
      func date(_ hour: Int) -> String {
        if number.isMultiple(of: 9) { return edges[number / 9 % edges.count] }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)T\(hour):30:00.000"
      }
      func sometimes(_ text: String) -> String { Int.random(in: 0..<7, using: &random) == 0 ? "" : text }
      return [
        "number": "R\(number)", "kind": kinds.randomElement(using: &random) ?? "",
        "area": areas.randomElement(using: &random) ?? "", "opened": sometimes(date(10)),
        "closed": sometimes(date(23)), "hours": sometimes(String(Int.random(in: -8...90, using: &random))),
        "urgent": sometimes(Bool.random(using: &random) ? "true" : "false"),
        "crew": sometimes(String(Int.random(in: 1...4, using: &random))),
      ]
    }
  }

  /// - Parameter extra: members of the source behind the address.
  static func feed(_ dialect: CountingDialect, _ extra: String, expect: String = "") -> String {
    let hasDates = dialect != .arcgis
    let kind = dialect.name("kind").replacingOccurrences(of: "\"", with: "\\\"")
    return """
      {
        title: "Requests", publisher: "Test office", licence: "CC0",
        source: {\(dialect.source)\(extra)},
        columns: {
          number: {type: "text", key: true}, kind: {from: "\(kind)", type: "text"}, area: {type: "text"},
          opened: {type: "\(hasDates ? "date" : "text")"}, closed: {type: "date"}, hours: {type: "number"}, urgent: {type: "boolean"},
          crew: {type: "number"}, small: {value: "lower(kind)"},
        },
        where: "kind <> 'Light, street'",
        place: {id: "area", level: "area"},
        period: {\(hasDates ? "from: \"opened\", every: \"quarter\"" : "column: \"opened\"")},
        expect: {\(expect)},
      }
      """
  }

  static func indicator(_ formula: String, unit: String = "count", _ rest: String = "") -> String {
    """
    {title: "T", feed: "requests", unit: "\(unit)", direction: "none", universe: "requests",
      formula: \(formula), \(rest)}
    """
  }

  /// By id: counts, rates, sums, means, extremes, distinct values, conditions and breakdowns.
  static let indicators: [String: String] = [
    "request-rate": indicator(
      "{rate: \"count(*)\", of: {feed: \"residents\", value: \"people\", period: \"nearest\"}, per: 1000}",
      unit: "rate", "unitLabel: \"a quarter\""),
    "potholes": indicator(
      "{count: \"*\"}",
      "where: \"kind = 'Pothole' or small like 'o%'\", breakdowns: [{id: \"urgency\", title: \"U\", groups: "
        + "[{id: \"yes\", title: \"Y\", where: \"urgent\"}, {id: \"no\", title: \"N\", where: \"not urgent\"}, "
        + "{id: \"open\", title: \"O\", where: \"urgent is null\"}]}]"),
    "hours": indicator("{sum: \"hours\"}", "where: \"small <> 'light'\""),
    "mean-hours": indicator("{mean: \"hours\"}", unit: "minutes"),
    "spread": indicator("{ratio: \"max(hours) - min(hours)\", of: \"count(closed)\"}", unit: "ratio"),
    "crews": indicator(
      "{ratio: \"sum(crew * 2) + sum(case when kind = 'Light' then crew end)\", of: \"count(crew)\"}",
      unit: "ratio"),
    "kinds": indicator("{ratio: \"count(distinct kind)\", of: \"count(*)\"}", unit: "ratio"),
    "without-kind": indicator("{ratio: \"count(*) - count(kind)\", of: \"count(*)\"}", unit: "ratio"),
  ]

  static func write(
    _ workspace: Workspace, _ extra: String, _ dialect: CountingDialect = .socrata,
    indicators: [String: String] = indicators, expect: String = ""
  ) throws {
    try Scratch.write(
      feed(dialect, extra, expect: expect),
      to: workspace.root.appendingPathComponent("Indicators/feeds/requests.json5"))
    for (id, text) in indicators {
      try Scratch.write(
        text, to: workspace.root.appendingPathComponent("Indicators/services/\(id).json5"))
    }
  }

  static func fetch(_ workspace: Workspace, _ portal: MemoryPortal) throws -> (
    lines: [FetchOperation.Line], problems: [Diagnostic]
  ) {
    let (project, plan, _) = try EvaluateOperation(workspace: workspace).definitions()
    let operation = FetchOperation(
      workspace: workspace, transport: portal.transport, counted: Pushdowns(plan, project.feeds).counted,
      now: Workshop.now)
    var lines: [FetchOperation.Line] = []
    let problems = try operation.run(project.feeds) { lines.append($0) }
    return (lines, problems)
  }

  /// The downloads of a built site, which hold every number with its interval, and what was left out.
  static func numbers(_ workspace: Workspace) throws -> [String: String] {
    _ = try BuildOperation(workspace: workspace, width: 1).run()
    let files = Scratch.tree(workspace.output).filter { $0.key.hasSuffix("data.csv") }
    return files.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  static func coverage(_ workspace: Workspace) throws -> [String: Coverage] {
    try EvaluateOperation(workspace: workspace, width: 2).run().results.byIndicator
      .filter { indicators[$0.key] != nil }.mapValues(\.coverage)
  }
}
