import Catalog
import Evaluation
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Almanac

/// Chicago with the probes, fetched from the shared files and computed once for all suites.
enum Chicago {
  static let evaluated: Result<EvaluatedProject, any Error> = Result {
    let project = try TestProject("chicago")
    try project.assemble(city: "Chicago")
    for (path, text) in ChicagoProbes.files { try project.write(text, to: path) }
    // The probes show raw counts, which no site would publish beside rules that withhold them.
    return try project.evaluated(data: SharedData.url("data/chicago"), complements: false)
  }

  /// The cells of an indicator.
  static func result(_ indicator: String) throws -> Measured {
    let results = try evaluated.get().results
    return Measured(
      result: try #require(results.byIndicator[indicator]),
      whole: try evaluated.get().geographies.whole.id)
  }

  /// Rows of a kind that an indicator left out, with examples of their texts.
  static func leftOut(_ reason: Coverage.Reason, of indicator: String) throws -> Coverage.LeftOut? {
    try result(indicator).result.coverage.leftOut.first { $0.reason == reason }
  }
}

/// One indicator's cells, asked for briefly.
struct Measured {
  let result: IndicatorResult
  let whole: PlaceID

  func estimate(_ id: String, _ period: String, level: String = "neighbourhood", group: String? = nil) throws
    -> Estimate?
  {
    let period = try #require(Period(period))
    return result.cell(PlaceID(level: level, id: id), period, group: group).estimate
  }

  func value(_ id: String, _ period: String, level: String = "neighbourhood", group: String? = nil) throws
    -> Double?
  {
    try estimate(id, period, level: level, group: group)?.value
  }

  func city(_ period: String, group: String? = nil) throws -> Estimate? {
    result.cell(whole, try #require(Period(period)), group: group).estimate
  }

  /// The sum of a place's values over all periods.
  func total(_ id: String, group: String? = nil) -> Double {
    result.periods.reduce(0) { sum, period in
      sum + (result.cell(PlaceID(level: "neighbourhood", id: id), period, group: group).estimate?.value ?? 0)
    }
  }
}
