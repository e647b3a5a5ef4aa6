import Catalog
import Evaluation
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Almanac

/// Chicago's places: their shapes, their names, and how rows find them.
@Suite("Chicago, mapped", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct ChicagoPlaceTests {
  private static let drawn: Result<MapShapes, any Error> = Result {
    MapShapes.make(shapes: try Chicago.evaluated.get().geographies.shapes["neighbourhood"] ?? [])
  }

  private func places() throws -> [Place] {
    try #require(try Chicago.evaluated.get().geographies.tables["neighbourhood"]).places
  }

  @Test("Areas equal the geodesic ones to a thousandth")
  func areas() throws {
    let (places, map) = (try places(), try Self.drawn.get())
    let rows = try referenceRows("chicago_boundaries_geometry")
    #expect(rows.map { $0["area_number"] ?? "" } == places.map(\.id.id))
    for (index, row) in rows.enumerated() {
      #expect(near(map.areas[index], row.number("geodesic_area_km2"), relative: 1e-3), "\(row)")
    }
    let sum = map.areas.compactMap { $0 }.reduce(0, +)
    #expect(near(sum, 598.128, relative: 1e-3))
  }

  @Test("Places that touch equal the reference pairs")
  func neighbours() throws {
    let (places, map) = (try places(), try Self.drawn.get())
    let found = places.indices.flatMap { index in
      map.neighbours[index].map { "\(places[index].id.id),\(places[$0].id.id)" }
    }
    let wanted = try referenceRows("chicago_community_area_adjacency")
      .map { "\($0["area_number"] ?? ""),\($0["neighbour"] ?? "")" }
    #expect(Set(found) == Set(wanted))
    #expect(found.count == 394)
  }

  @Test("Names in capitals become ordinary ones, and those that do not are declared")
  func names() throws {
    let names = try places().map { $0.name.text(in: "en") }
    #expect(names.contains("Near North Side") && names.contains("Englewood"))
    #expect(names.contains("O’Hare") && names.contains("McKinley Park"))
    #expect(names.allSatisfy { $0 != $0.uppercased() })
    #expect(Set(try places().map(\.slug)).count == 77)
  }

  /// The reference's row and the probe that joins the same column.
  private static let joins = [
    ("name-hardship", "selected_socioeconomic"), ("name-health", "public_health"),
    ("name-insurance", "health_insurance"), ("name-race", "race_income"),
    ("name-affordable", "affordable_rental"), ("basement-calls", "in_basement"),
    ("street-calls", "on_street"),
  ]

  @Test("Names that match no place are listed, as the reference lists them", arguments: joins)
  func unmatchedNames(probe: String, file: String) throws {
    let row = try #require(
      try referenceRows("chicago_name_joins").first { $0["file"]?.contains(file) == true })
    func listed(_ column: String) -> [String] {
      (row[column] ?? "").split(separator: "|").map(String.init).sorted()
    }
    let left = try Chicago.leftOut(.unmatchedPlace, of: "probe-\(probe)")
    #expect((left?.examples ?? []).sorted() == listed("unmatched_after_normalising"))
    let counts = try Chicago.result("probe-\(probe)")
    let empty = try places().map(\.id.id).filter { counts.total($0) == 0 }
    if probe.hasPrefix("name-") { #expect(empty.sorted() == listed("areas_without_a_row")) }
  }

  @Test("An alias brings the misspelt name home")
  func alias() throws {
    #expect(try Chicago.leftOut(.unmatchedPlace, of: "low-birth-weight") == nil)
    #expect(try Chicago.result("low-birth-weight").value("18", "2009") != nil)
  }

  @Test("The city's own row is the whole, by an empty code or by 100")
  func whole() throws {
    #expect(try Chicago.result("poverty").city("2008-2012")?.value == 19.7)
    #expect(try Chicago.result("hardship").city("2008-2012") == nil)
    #expect(near(try Chicago.result("uninsured").city("2008-2012")?.value, 19.6, relative: 1e-12))
    let children = try Chicago.result("uninsured").city("2008-2012", group: "age/under-18")
    #expect(near(children?.value, 5.8, relative: 1e-12))
  }

  @Test("Ids that were padded with zeros find their places, and shares become percentages")
  func padded() throws {
    #expect(near(try Chicago.result("uninsured").value("1", "2008-2012"), 25.4, relative: 1e-12))
    #expect(try Chicago.leftOut(.unmatchedPlace, of: "uninsured") == nil)
  }

  @Test("The city has at least fourteen measures, each with a value, a unit label and a Spanish title")
  func measures() throws {
    let evaluated = try Chicago.evaluated.get()
    let shown = evaluated.project.indicators.filter { !$0.id.hasPrefix("probe-") }
    #expect(shown.count >= 14)
    for indicator in shown {
      let result = try #require(evaluated.results.byIndicator[indicator.id], "\(indicator.id)")
      #expect(result.series.dictionary.values.contains { $0.estimate != nil }, "\(indicator.id)")
      #expect(indicator.unitLabel != nil && indicator.question != nil, "\(indicator.id)")
      #expect(indicator.title.values["es"] != nil, "\(indicator.id)")
    }
    #expect(evaluated.diagnostics.filter { $0.severity != .note } == [])
  }
}
