import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// Boundary files that break simple readers, given to a whole project: what the user is told.
@Suite("Nasty boundaries, end to end", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct NastyBoundaryTests {
  /// A project whose only places come from a file, with the problems of fetching or computing it.
  private func problems(_ file: String, id: String, name: String = "nasty") throws -> [Diagnostic] {
    let project = try NastyProject.make("boundaries-\(name)", boundaries: file, id: id)
    do {
      return try project.evaluated(data: SharedData.url("data/nasty")).diagnostics
    } catch let problems as Problems {
      return problems.diagnostics
    }
  }

  /// What a message must hold to be of use: what, where, and what to do.
  private func expect(
    _ found: [Diagnostic], _ words: [String], file: String, line: Int?, fix: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let errors = found.filter { $0.severity == .error }
    guard let error = errors.first, errors.count == 1 else {
      Issue.record("\(errors.count) errors: \(found.map(\.description))", sourceLocation: sourceLocation)
      return
    }
    for word in words { #expect(error.message.contains(word), sourceLocation: sourceLocation) }
    #expect(error.description.contains(file), sourceLocation: sourceLocation)
    if let line { #expect(error.location?.line == line, sourceLocation: sourceLocation) }
    #expect(error.fix?.contains(fix) == true, sourceLocation: sourceLocation)
  }

  @Test("Web Mercator metres are refused with an example and the way out")
  func mercator() throws {
    let file = "geojson/chicago_median_age_webmercator_no_crs.geojson"
    let found = try problems(file, id: "GEOID", name: "mercator")
    expect(
      found, ["Web Mercator", "-9771235.62", "feature 1"], file: "boundaries-0-", line: 1, fix: "EPSG:4326")
  }

  @Test("Features without a geometry member are refused, naming the members there are")
  func noGeometry() throws {
    let file = "geojson/community_areas_no_geometry_member.geojson"
    let found = try problems(file, id: "name", name: "no-geometry")
    expect(found, ["geometry", "simple_shape"], file: "boundaries-0-", line: 4, fix: "geometry")
  }

  @Test("A trailing comma is refused on its line, before anything is frozen")
  func trailingComma() throws {
    let file = "geojson/carson_trailing_comma.geojson"
    let text = try String(contentsOf: SharedData.url("data/nasty/" + file), encoding: .utf8)
    let last = text.split(separator: "\n", omittingEmptySubsequences: false).lastIndex { $0 == "]" }
    let found = try problems(file, id: "name", name: "comma")
    expect(
      found, ["a value after “,”", "“]”"], file: "carson", line: last.map { $0 + 1 },
      fix: "fetch the file again")
  }

  @Test("Points where areas are expected are refused with their number")
  func points() throws {
    let file = "geojson/alaska-iditarod-trail.geojson"
    let found = try problems(file, id: "name", name: "points")
    expect(found, ["23 point", "areas are expected"], file: "boundaries-0-", line: nil, fix: "boundaries")
  }

  @Test("Three null geometries stay as places without a shape, and it is said")
  func nulls() throws {
    let project = try NastyProject.make(
      "boundaries-null", boundaries: "geojson/six_counties_three_null.json", id: "ObjectID")
    let evaluated = try project.evaluated(data: SharedData.url("data/nasty"))
    let shapes = try #require(evaluated.geographies.shapes["area"])
    #expect(shapes.count == 6 && shapes.count { $0 == nil } == 3)
    #expect(evaluated.geographies.tables["area"]?.places.count == 6)
    let told = evaluated.diagnostics.first { $0.message.contains("without a shape") }
    #expect(told?.message.contains("3") == true)
    #expect(told?.severity == .warning)
    #expect(told?.fix != nil)
  }

  @Test(
    "Heights, mixed windings, collections, spaces round names and the date line read without a word",
    arguments: [
      ("milwaukee", 190), ("durham", 228), ("minneapolis", 85), ("africa", 56), ("des-moines", 58),
    ])
  func quiet(city: String, places: Int) throws {
    let project = try NastyProject.make(
      "boundaries-\(city)", boundaries: "geojson/\(city).geojson", id: "name")
    let evaluated = try project.evaluated(data: SharedData.url("data/nasty"))
    let table = try #require(evaluated.geographies.tables["area"])
    #expect(table.places.count == places)
    #expect(table.places.allSatisfy { $0.id.id == $0.id.id.trimmingCharacters(in: .whitespaces) })
    #expect(evaluated.geographies.shapes["area"]?.allSatisfy { $0 != nil } == true)
    #expect(evaluated.diagnostics.filter { $0.severity == .error } == [])
  }
}
