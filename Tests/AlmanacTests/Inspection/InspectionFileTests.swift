import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// A file that is inspected, and what must come of it: the beginning of what it is called, or the code of a refusal.
private struct Case: Sendable, CustomTestStringConvertible {
  let path: String
  let outcome: String

  init(_ path: String, _ outcome: String) { (self.path, self.outcome) = (path, outcome) }

  var testDescription: String { path }
}

private let nasty = [
  Case("csv/census_states_pipe_delimited.txt", "separated values"),
  Case("csv/chicago_property_values_utf16le_tab.csv", "separated values"),
  Case("csv/chitrec_data_2006-2010.csv", "separated values"),
  Case("csv/chitrec_data_2006-2012.csv", "separated values"),
  Case("csv/county_fips_master_latin1_crlf.csv", "separated values"),
  Case("csv/florida_voters_bom_split_header.csv", "separated values"),
  Case("csv/hospital_stats_revenueinpatient.csv", "separated values"),
  Case("csv/inpatient_admissions.csv", "separated values"),
  Case("csv/metro_chicago_health_facilities_cleaned.csv", "separated values"),
  Case("csv/outpatient_admissions.csv", "separated values"),
  Case("csv/pums_dictionary_2018_ragged.csv", "separated values"),
  Case("geojson/NZ_antimeridian.geojson", "GeoJSON"), Case("geojson/africa.geojson", "GeoJSON"),
  Case("geojson/alaska-iditarod-trail.geojson", "GeoJSON"),
  Case("geojson/carson_trailing_comma.geojson", "json-syntax"),
  Case("geojson/chicago_median_age_webmercator_no_crs.geojson", "GeoJSON"),
  Case("geojson/community_areas_no_geometry_member.geojson", "GeoJSON"),
  Case("geojson/des-moines.geojson", "GeoJSON"), Case("geojson/durham.geojson", "GeoJSON"),
  Case("geojson/milwaukee.geojson", "GeoJSON"), Case("geojson/minneapolis.geojson", "GeoJSON"),
  Case("geojson/six_counties_three_null.json", "GeoJSON"),
  Case("xlsx/chicago_community_area_tables_1970-2014.xlsx", "choose-table"),
].map { Case("data/nasty/\($0.path)", $0.outcome) }

private let formats = [
  Case("by_month.jsonstat.json", "JSON-stat"), Case("gdal.xlsx", "Excel"), Case("nbhd.fgb", "not-a-table"),
  Case("nbhd.geojsonl", "JSON objects, one on each line"), Case("nbhd.gml", "not-a-table"),
  Case("nbhd.gpkg", "choose-table"), Case("nbhd.kml", "KML"), Case("nbhd.kmz", "KML"),
  Case("nbhd.topojson", "TopoJSON"), Case("nbhd.xsd", "not-a-table"),
  Case("nbhd_3857_with_crs_member.geojson", "GeoJSON"), Case("nbhd_utf8.zip", "Esri shapefile"),
  Case("openpyxl_1900.xlsx", "choose-table"), Case("openpyxl_1904.xlsx", "choose-table"),
  Case("requests_gzip.parquet", "a Parquet"), Case("requests_none.parquet", "a Parquet"),
  Case("requests_plain_nodict.parquet", "a Parquet"), Case("requests_snappy.parquet", "a Parquet"),
  Case("requests_zstd.parquet", "unsupported-format"), Case("shp/nbhd_latin1.dbf", "dBase"),
  Case("shp/nbhd_latin1.shp", "Esri shapefile"), Case("shp/nbhd_statefeet.shp", "Esri shapefile"),
  Case("shp/requests_points.shp", "Esri shapefile"), Case("shp/nbhd_utf8.prj", "not-a-table"),
  Case("shp/nbhd_utf8.shx", "bad-file"), Case("shp/nbhd_utf8.cpg", "not-a-table"),
  Case("shp/nbhd_latin1.cpg", "not-a-table"), Case("shp/nbhd_latin1.prj", "not-a-table"),
  Case("shp/nbhd_latin1.shx", "bad-file"), Case("shp/nbhd_statefeet.cpg", "not-a-table"),
  Case("shp/nbhd_statefeet.dbf", "dBase"), Case("shp/nbhd_statefeet.prj", "not-a-table"),
  Case("shp/nbhd_statefeet.shx", "bad-file"), Case("shp/nbhd_utf8.dbf", "dBase"),
  Case("shp/nbhd_utf8.shp", "Esri shapefile"), Case("shp/requests_points.cpg", "not-a-table"),
  Case("shp/requests_points.dbf", "dBase"), Case("shp/requests_points.prj", "not-a-table"),
  Case("shp/requests_points.shx", "bad-file"), Case("slip.zip", "unsafe-member"),
  Case("stored.zip", "“a.csv”"),
  Case("two_layers.zip", "choose-table"), Case("utf8_names.zip", "“données/é.csv”"),
  Case("xlsxwriter_constant_memory.xlsx", "Excel"), Case("xlsxwriter_rich_strings.xlsx", "Excel"),
  Case("zip64.zip", "“requests.csv”"),
].map { Case("servers/formats/out/\($0.path)", $0.outcome) }

private let recorded =
  [
    Case("recorded/arcgis/error_shapes.json", "JSON objects"),
    Case("recorded/arcgis/stpaul_311_page.json", "not-a-table"),
    Case("recorded/arcgis/us-il-chicago__metadata.json", "not-a-table"),
    Case("recorded/arcgis/us-il-cook__metadata.json", "not-a-table"),
    Case("recorded/arcgis/us-mi-kent__us-mi-kent-statistics.json", "not-a-table"),
    Case("recorded/arcgis/us-ms-madison__us-ms-madison-count-only.json", "not-a-table"),
    Case("recorded/census/colorado_B19013_E_M_excerpt.json", "JSON rows"),
    Case("recorded/census/nyc_bronx_tracts_DP03_0062E_excerpt.json", "JSON rows"),
    Case("recorded/gtfs/sample_gtfs.zip", "GTFS"),
    Case("recorded/open311/requests_many.xml", "not-a-table"),
    Case("recorded/open311/servers.yml", "not-a-table"),
    Case("recorded/open311/service_requests.json", "JSON objects"),
    Case("recorded/opendatasoft/error_limit_1473.http400.json", "not-a-table"),
    Case("recorded/opendatasoft/error_offset_sum.txt", "not-a-table"),
    Case("recorded/opendatasoft/paris_velib_records.json", "not-a-table"),
    Case("recorded/socrata/koop-socrata__crimes-views.json", "not-a-table"),
    Case("recorded/socrata/koop-socrata__schools-geojson.json", "GeoJSON"),
    Case("recorded/socrata/koop-socrata__schools-page.json", "JSON objects"),
    Case("recorded/socrata/sodapy__403_response_json.txt", "not-a-table"),
    Case("recorded/socrata/sodapy__get_songs.txt", "JSON objects"),
    Case("recorded/socrata/sodapy__get_song_metadata.txt", "not-a-table"),
  ].map { Case("servers/\($0.path)", $0.outcome) } + [
    Case("data/api/ckan/package_show_62513382.json", "not-a-table"),
    Case("data/api/dcat/usda.gov.data.json", "not-a-table"),
    Case("data/api/dcat/missing-catalog.data.json", "not-a-table"),
    Case("data/api/hsds/service_full.json", "HSDS"),
  ]

@Suite(
  "Of each file a draft that check and fetch accept, or a refusal that names the remedy",
  .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.reason)))
struct InspectionFileTests {
  @Test("real files that break simple readers", arguments: nasty)
  fileprivate func nastyFile(_ file: Case) throws { try hold(file) }

  @Test("files of other people's programs", arguments: formats)
  fileprivate func foreignFile(_ file: Case) throws { try hold(file) }

  @Test("answers of portals, saved as files", arguments: recorded)
  fileprivate func answer(_ file: Case) throws { try hold(file) }

  @Test(
    "each file of these folders is in a table above", arguments: ["data/nasty", "servers/formats/out"])
  func complete(folder: String) throws {
    let files = SharedData.files(folder)
    let tried = Set((nasty + formats).map(\.path))
    #expect(Set(files).subtracting(tried) == [])
    print("\(files.count) files of \(folder)")
  }

  @Test("of every recorded answer there is a draft that reads all of its rows, or a remedy")
  func every() throws {
    var (drafts, remedies) = (0, 0)
    for folder in ["servers/recorded", "data/api"] {
      for path in SharedData.files(folder) where Self.isSmall(path) {
        do throws(Diagnostic) {
          let text = try InspectOperation(
            SharedData.url(path).path, in: nil, transport: Transport { _, _ in .failure("no network") },
            now: "2026-11-28T00:00:00Z"
          ).run().draftText
          #expect(JSON5.parse(Array(text.utf8), path: path).isSound, "\(path)")
          drafts += 1
        } catch {
          #expect(error.fix?.isEmpty == false, "\(error)")
          remedies += 1
        }
      }
    }
    print(
      "\(drafts + remedies) recorded answers as files: \(drafts) drafts, \(remedies) refused with a remedy")
    #expect(drafts > 50 && remedies > 50)
  }

  /// Two years of timetables are read elsewhere.
  private static func isSmall(_ path: String) -> Bool {
    ((try? SharedData.url(path).resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0) < 400_000
  }

  @Test("a shapefile whose companions were left behind says so", arguments: [["dbf"], []])
  func companions(kept: [String]) throws {
    try Scratch.folder { folder in
      for ending in ["shp", "prj"] + kept {
        try FileManager.default.copyItem(
          at: SharedData.url("servers/formats/out/shp/nbhd_latin1.\(ending)"),
          to: folder.appendingPathComponent("wards.\(ending)"))
      }
      let notes = try InspectOperation(
        folder.appendingPathComponent("wards.shp").path, in: nil, now: "2026-11-28T00:00:00Z"
      ).run().notes
      #expect(notes.contains { $0.contains("`.dbf` is not beside it") } == kept.isEmpty)
      #expect(notes.contains { $0.hasPrefix("copy the file, and those of its name beside it, to ") })
    }
  }

  @Test(
    "a sheet, a layer that is asked for by name",
    arguments: [
      ("servers/formats/out/nbhd.gpkg", "nbhd"), ("servers/formats/out/two_layers.zip", "requests_points"),
      ("servers/formats/out/openpyxl_1900.xlsx", "Requests"),
    ])
  func table(path: String, name: String) throws {
    let inspection = try #require(try hold(Case(path, ""), table: name))
    #expect(inspection.draftText.contains("table: \"\(name)\""))
  }

  /// Inspects the file in a project whose data folder is the file's; a draft is then fetched as a feed of it.
  @discardableResult
  private func hold(_ file: Case, table: String? = nil) throws -> Inspection? {
    let url = SharedData.url(file.path)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    return try Scratch.folder { folder in
      let root = folder.appendingPathComponent("town", isDirectory: true)
      try FixtureProject.write(to: root)
      let workspace = try Workspace(root: root, data: url.deletingLastPathComponent())
      let inspection: Inspection
      do {
        inspection = try InspectOperation(url.path, in: workspace, table: table, now: "2026-11-28T00:00:00Z")
          .run(id: "draft")
      } catch let problem as Diagnostic {
        #expect(problem.code.id == file.outcome, "\(problem)")
        #expect(problem.fix?.isEmpty == false)
        return nil
      }
      let what = inspection.what.split(separator: ": ", maxSplits: 1).last ?? ""
      #expect(what.hasPrefix(file.outcome), "\(inspection.what)")
      #expect(
        try InspectOperation.write(inspection, as: "draft", in: workspace) == "Indicators/feeds/draft.json5")
      let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
      let feed = try #require(feeds.first { $0.id == "draft" })
      let problems = try FetchOperation(workspace: workspace, now: "2026-11-28T00:00:00Z").run([feed]) { _ in
      }
      #expect(problems.filter { $0.severity == .error } == [])
      #expect(throws: Diagnostic.self) { try InspectOperation.write(inspection, as: "draft", in: workspace) }
      return inspection
    }
  }
}
