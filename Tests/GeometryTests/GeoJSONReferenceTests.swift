import Foundation
import TestSupport
import Testing

@testable import Geometry

/// Every file of the shared folder against what geopandas and a hand count found in it.
@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct GeoJSONReferenceTests {
  @Test("every file's report equals the reference counts") func reports() throws {
    let rows = try sharedRows("data/reference/geojson_expectations.csv")
    #expect(rows.count == 19)
    for row in rows where row["top"] != "NOT VALID JSON" {
      let file = row["file"] ?? ""
      let document = try GeoJSON.survey(try sharedBytes("data/" + file), properties: ["name"])
      expect(document, row, file)
    }
  }

  /// The reference takes the winding from an unshifted shoelace sum in doubles and calls nothing
  /// counter-clockwise. In exact rational arithmetic eight sliver rings of the ZIP areas are clockwise that
  /// it calls counter-clockwise and one is the reverse, and five rings and four holes of Minneapolis enclose nothing.
  private static let roundedRings = [
    "chicago/boundaries/chicago_zctas.geojson": ["outer_rings_cw": -7, "outer_rings_ccw": 7],
    "nasty/geojson/minneapolis.geojson": ["outer_rings_ccw": 5],
  ]

  private func expect(_ document: GeoJSONDocument, _ row: [String: String], _ file: String) {
    let report = document.report
    let counts: [(String, Int)] = [
      ("null_or_absent_geometry", report.nullGeometries + report.absentGeometries),
      ("points", report.points), ("lines", report.lines), ("polygons", report.polygons),
      ("multipolygons", report.multiPolygons), ("geometrycollections", report.geometryCollections),
      ("outer_rings_cw", report.outerRingsClockwise),
      ("outer_rings_ccw", report.outerRingsCounterClockwise), ("holes", report.holes),
      ("rings_too_short", report.ringsTooShort), ("unclosed_rings", report.unclosedRings),
      ("positions", report.positions), ("positions_with_z", report.positionsWithZ),
      ("names_with_outer_space", report.trimmedValues),
    ]
    #expect(report.top == row["top"], "\(file)")
    if let features = row["features"].flatMap({ Int($0) }) { #expect(report.features == features, "\(file)") }
    for (column, count) in counts {
      let mended = Self.roundedRings[file]?[column] ?? 0
      #expect(Double(count + mended) == Double(row[column] ?? ""), "\(file): \(column)")
    }
    if file.hasSuffix("minneapolis.geojson") { #expect(report.ringsWithoutArea == 9) }
    let names = document.features.compactMap { $0.properties["name"] }
    #expect(Double(names.count) == Double(row["features_with_name"] ?? ""), "\(file)")
    #expect(Double(Set(names).count) == Double(row["distinct_names"] ?? ""), "\(file)")
    #expect((report.crs ?? "") == row["crs_member"], "\(file)")
    expectBox(report.bounds, row["bbox"] ?? "", file)
  }

  private func expectBox(_ bounds: Bounds?, _ text: String, _ file: String) {
    let box = bounds.map { [$0.minX, $0.minY, $0.maxX, $0.maxY] } ?? []
    let expected = text.split(separator: " ").compactMap { Double($0) }
    #expect(box.count == expected.count, "\(file)")
    for (found, wanted) in zip(box, expected) { #expect(abs(found - wanted) <= 5.1e-7, "\(file)") }
  }

  @Test("a file whose features have no geometry member is refused") func noGeometry() throws {
    let bytes = try sharedBytes("data/nasty/geojson/community_areas_no_geometry_member.geojson")
    let problem = try #require(throws: GeometryProblem.self) { try GeoJSON.read(bytes) }
    guard case .noGeometryMember(let members) = problem.reason else {
      Issue.record("\(problem)")
      return
    }
    #expect(members.contains("simple_shape"))
    #expect((problem.feature, problem.line, problem.column) == (0, 4, 9))
  }

  @Test("Web Mercator metres are named, with an example and where it would be") func mercator() throws {
    let bytes = try sharedBytes("data/nasty/geojson/chicago_median_age_webmercator_no_crs.geojson")
    let problem = try #require(throws: GeometryProblem.self) { try GeoJSON.read(bytes) }
    guard case .webMercator(let example, let degrees) = problem.reason else {
      Issue.record("\(problem)")
      return
    }
    #expect(example == Position(x: -9_771_235.62, y: 5_152_859.66))
    #expect(abs(degrees.x + 87.776) < 0.01 && abs(degrees.y - 41.95) < 0.1)
    #expect(problem.remedy.contains("EPSG:4326"))
  }

  @Test("a comma after the last feature is a syntax error on its line") func trailingComma() throws {
    let bytes = try sharedBytes("data/nasty/geojson/carson_trailing_comma.geojson")
    let problem = try #require(throws: GeometryProblem.self) { try GeoJSON.read(bytes) }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let last = try #require(lines.firstIndex { $0.elementsEqual("]".utf8) })
    #expect((problem.line, problem.column) == (last + 1, 1))
    #expect(problem.reason == .syntax(expected: "a value after the comma", found: "“]”"))
  }

  @Test("points where areas are expected are refused, yet a survey keeps them") func points() throws {
    let bytes = try sharedBytes("data/nasty/geojson/alaska-iditarod-trail.geojson")
    let problem = try #require(throws: GeometryProblem.self) { try GeoJSON.read(bytes) }
    #expect(problem.reason == .noAreas(points: 23, lines: 0))
    let survey = try GeoJSON.survey(bytes)
    #expect(survey.features.allSatisfy { $0.point != nil && $0.shape == nil })
  }

  @Test("features with a null geometry stay, without a shape") func nulls() throws {
    let document = try GeoJSON.read(try sharedBytes("data/nasty/geojson/six_counties_three_null.json"))
    #expect(document.features.count == 6)
    #expect(document.features.filter { $0.shape == nil }.count == 3)
  }
}
