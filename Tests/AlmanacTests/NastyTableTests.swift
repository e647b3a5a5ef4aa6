import Catalog
import Evaluation
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// Tables that break simple readers, each as a feed of a project: every record counted once, every number read.
@Suite("Nasty tables, end to end", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct NastyTableTests {
  private static let boundaries = "geojson/minneapolis.geojson"

  /// The feeds with the definition each file needs, and how many of its records are not rows.
  private static let feeds: [(feed: NastyFeed, extra: Int)] = [
    (NastyFeed(id: "states", file: "csv/census_states_pipe_delimited.txt", columns: text(["STATE"])), 0),
    (NastyFeed(id: "values", file: "csv/chicago_property_values_utf16le_tab.csv", columns: text(["Chicago Ward"])), 0),
    (
      NastyFeed(
        id: "patients", file: "csv/chitrec_data_2006-2010.csv",
        columns: "{zip: {from: \"zipcode\", type: \"text\"}, asthma: {from: \"Asthma\", type: \"number\", missing: [\"NULL\"]}}",
        formulas: ["rows": "count: \"*\"", "known": "count: \"asthma\""]), 0
    ),
    (NastyFeed(id: "patients-later", file: "csv/chitrec_data_2006-2012.csv", columns: text(["zipcode"])), 0),
    (NastyFeed(id: "counties", file: "csv/county_fips_master_latin1_crlf.csv", columns: text(["county_name"])), 0),
    // The names of the columns run over three records.
    (NastyFeed(id: "voters", file: "csv/florida_voters_bom_split_header.csv", format: "skipAfter: 2", columns: text(["County"])), 2),
    (
      NastyFeed(
        id: "hospitals", file: "csv/hospital_stats_revenueinpatient.csv",
        columns: """
          {id: {from: "hospital_id", type: "text"}, total: {type: "number"},
           start: {from: "report_start_date", type: "date", pattern: "dd-MMM-yy"}}
          """, formulas: ["rows": "count: \"*\"", "total": "sum: \"total\"", "dated": "count: \"start\""]), 0
    ),
    (NastyFeed(id: "inpatients", file: "csv/inpatient_admissions.csv", columns: text(["Location"])), 0),
    (
      NastyFeed(
        id: "facilities", file: "csv/metro_chicago_health_facilities_cleaned.csv", columns: text(["Name", "Address"])),
      0
    ),
    (
      NastyFeed(
        id: "outpatients", file: "csv/outpatient_admissions.csv", format: "ragged: true",
        columns: """
          {place: {from: "Location", type: "text"},
           total: {from: "Total - All Types", type: "number", missing: ["*"]}}
          """, formulas: ["rows": "count: \"*\"", "total": "sum: \"total\""]), 0
    ),
    (
      NastyFeed(
        id: "dictionary", file: "csv/pums_dictionary_2018_ragged.csv",
        format: "headerRecords: 0, header: [\"kind\", \"name\", \"type\", \"length\", \"a\", \"b\", \"c\"], ragged: true",
        columns: "{kind: {type: \"text\"}, name: {type: \"text\"}}"), -1
    ),
  ]

  private static func text(_ columns: [String]) -> String {
    let listed = columns.enumerated().map { "c\($0): {from: \"\($1)\", type: \"text\"}" }
    return "{\(listed.joined(separator: ", "))}"
  }

  private static let evaluated: Result<EvaluatedProject, any Error> = Result {
    let project = try NastyProject.make(
      "tables", boundaries: boundaries, id: "name", feeds: feeds.map(\.feed))
    return try project.evaluated(data: SharedData.url("data/nasty"))
  }

  private func value(_ indicator: String) throws -> Double? {
    let evaluated = try Self.evaluated.get()
    let result = try #require(evaluated.results.byIndicator[indicator], "\(indicator)")
    return result.cell(evaluated.geographies.whole.id, .year(2012)).estimate?.value
  }

  @Test("Each of the eleven files gives one row a record")
  func records() throws {
    let rows = try referenceRows("nasty_csv_expectations")
    #expect(rows.count == Self.feeds.count)
    for (feed, extra) in Self.feeds {
      let row = try #require(rows.first { "csv/\($0["file"] ?? "")" == feed.file }, "\(feed.file)")
      let found = try value("\(feed.id)-rows")
      #expect(found == row.number("records_after_header") - Double(extra), "\(feed.file)")
    }
    #expect(try Self.evaluated.get().diagnostics.filter { $0.severity == .error } == [])
  }

  @Test("Money with signs and spaces, and days of one and two digits, are numbers and dates")
  func hospitals() throws {
    #expect(try value("hospitals-dated") == 40)
    let text = try String(
      contentsOf: SharedData.url("data/nasty/csv/hospital_stats_revenueinpatient.csv"), encoding: .utf8)
    let totals = text.split(separator: "\n").dropFirst().map { line -> Double in
      let last = line.split(separator: "\"").last { $0.contains("$") } ?? ""
      return Double(last.filter { $0.isNumber || $0 == "." }) ?? .nan
    }
    #expect(totals.count == 40)
    #expect(near(try value("hospitals-total"), totals.reduce(0, +), absolute: 0.005))
  }

  @Test("NULL is no number once it is declared, and thousands separators belong to theirs")
  func markers() throws {
    #expect(try value("patients-known") == 80 - 12)
    let total = try value("outpatients-total")
    #expect(total == 3_181_410)
  }

  /// What a user is told who leaves out what the file needs.
  private func refusal(_ feed: NastyFeed, _ name: String) throws -> [Diagnostic] {
    let project = try NastyProject.make("refused-\(name)", boundaries: Self.boundaries, id: "name", feeds: [feed])
    do {
      return try project.evaluated(data: SharedData.url("data/nasty")).diagnostics
    } catch let problems as Problems {
      return problems.diagnostics
    }
  }

  @Test("A star in a column of numbers stops the build until it is declared, with file and line")
  func star() throws {
    let feed = NastyFeed(
      id: "outpatients", file: "csv/outpatient_admissions.csv", format: "ragged: true",
      columns: "{n: {from: \"Neoplasms\", type: \"number\"}}", formulas: ["sum": "sum: \"n\""])
    let found = try refusal(feed, "star").filter { $0.severity == .error }
    let star = try #require(found.first { $0.message.contains("“*”") }, "\(found)")
    #expect(star.location?.path.contains("outpatient") == true)
    #expect((star.location?.line ?? 0) > 1)
    #expect(star.fix?.contains("missing") == true)
  }

  @Test("Records with a field too few stop the build until `ragged` is declared")
  func ragged() throws {
    let feed = NastyFeed(
      id: "outpatients", file: "csv/outpatient_admissions.csv",
      columns: "{place: {from: \"Location\", type: \"text\"}}")
    let found = try refusal(feed, "ragged").filter { $0.severity == .error }
    #expect(found.contains { $0.message.contains("22 fields") && $0.fix?.contains("ragged") == true }, "\(found)")
  }

  @Test("A column that is not there is told with the nearest one that is")
  func column() throws {
    let feed = NastyFeed(
      id: "states", file: "csv/census_states_pipe_delimited.txt",
      columns: "{state: {from: \"STATE_NAMES\", type: \"text\"}}", formulas: ["sum": "count: \"state\""])
    let found = try refusal(feed, "column").filter { $0.severity == .error }
    #expect(found.contains { $0.message.contains("STATE_NAMES") && $0.fix?.contains("STATE_NAME") == true }, "\(found)")
  }
}
