import Statistics

/// Withheld numbers: what can be worked out about them, and what else must be withheld.
extension FixtureCheck {
  static let disclosure: [FixtureCheck] = [suppressionAudit, suppressionComplementary]

  private static let suppressionAudit = FixtureCheck("suppression_audit") { input in
    guard let counts = input.counts else { return .object([:]) }
    let mask = (input["mask"].list ?? []).map { ($0.list ?? []).map { $0.boolean ?? false } }
    let table = try? DisclosureTable(counts, margins: input.margins) {
      (system, row, column, value) throws(Undefined) in
      let isWithheld = row < mask.count && column < mask[row].count && mask[row][column]
      guard isWithheld else { return try system.publish(value) }
      return try system.withhold(value, bounds: input.bounds(row, column))
    }
    guard let table, let intervals = try? table.system.feasibleIntervals() else { return .object([:]) }
    let cells = table.cells.enumerated().flatMap { row, line in
      line.enumerated().compactMap { column, cell in
        cell.flatMap { intervals[$0] }.map { (row: row, column: column, interval: $0) }
      }
    }
    return .object([
      "cells": .list(
        cells.map { row, column, interval in
          .object([
            "row": FixtureValue(row), "col": FixtureValue(column), "lo": FixtureValue(interval.low),
            "hi": FixtureValue(interval.high), "exact": .boolean(interval.isExact),
          ])
        }), "disclosed": FixtureValue(cells.count { $0.interval.isExact }),
    ])
  }

  private static let suppressionComplementary = FixtureCheck(
    "suppression_complementary", answer: complements, compare: compareComplements)

  private static func complements(_ input: FixtureValue) -> FixtureValue {
    guard let counts = input.counts, let least = input["min_count"].number,
      let width = input["min_width"].number
    else { return .object([:]) }
    var primary: [FixtureValue] = []
    let table = try? DisclosureTable(counts, margins: input.margins) {
      (system, row, column, value) throws(Undefined) in
      guard row < counts.count, column < counts[row].count else { return try system.publish(value) }
      guard value > 0, value < least else {
        return try system.publish(value, cost: value > 0 ? value : nil)
      }
      primary.append(FixtureValue([Double(row), Double(column)]))
      return try system.withhold(value, width: width)
    }
    // Small tables, so a longer search for the best pattern than a site would ask for.
    let limits = DisclosureLimits(patterns: 200_000)
    guard let table, let pattern = try? table.system.complementaryPattern(limits: limits) else {
      return .object([:])
    }
    guard case .withhold(let cells) = pattern else {
      return .object(["primary": .list(primary), "min_complementary_cells": .null, "isSafe": .null])
    }
    var system = table.system
    for cell in cells { system.withhold(cell: cell) }
    let isSafe = (try? system.audit())?.allSatisfy { $0.verdict == .safe } ?? false
    return .object([
      "primary": .list(primary), "min_complementary_cells": FixtureValue(cells.count),
      "min_value_at_k": FixtureValue(cells.compactMap { system.cells[$0].value }.reduce(0, +)),
      "isSafe": .boolean(isSafe),
    ])
  }

  /// Patterns are not unique: ours must be safe by our own audit, and must exist where one does. How many
  /// cells it takes is a score beside the best, not a failure.
  private static func compareComplements(_ fixtureCase: Fixture.Case, _ got: FixtureValue) -> [Comparison] {
    let expected = fixtureCase.expected
    var rows = expected["primary"].compared(
      with: got["primary"], tolerance: fixtureCase.tolerance, at: "primary")
    let key = "min_complementary_cells"
    let (best, ours) = (expected[key].number, got[key].number)
    rows.append(
      Comparison(
        path: "safe", expected: best == nil ? "no pattern" : "true",
        got: ours == nil ? "no pattern" : got["isSafe"].described, difference: nil, allowed: nil,
        isWithin: best == nil ? ours == nil : got["isSafe"] == .boolean(true)))
    for key in [key, "min_value_at_k"] {
      guard let best = expected[key].number, let ours = got[key].number else { continue }
      rows.append(
        Comparison(
          path: "\(key) (a score)", expected: "\(best)", got: "\(ours)", difference: (ours - best).magnitude,
          allowed: nil, isWithin: true))
    }
    return rows
  }
}

extension FixtureValue {
  /// The table, with every number present; nil where one is missing or it is not a rectangle.
  fileprivate var counts: [[Double]]? {
    let rows = (self["table"].list ?? []).map { ($0.numbers ?? []).compactMap(\.self) }
    let sizes = (self["table"].list ?? []).map { $0.list?.count ?? 0 }
    return rows.map(\.count) == sizes && Set(sizes).count <= 1 ? rows : nil
  }

  fileprivate var margins: DisclosureTable.Margins {
    let published = self["published"]
    return DisclosureTable.Margins(
      rows: published["rows"].boolean ?? true, columns: published["cols"].boolean ?? true,
      grand: published["grand"].boolean ?? true)
  }

  fileprivate func bounds(_ row: Int, _ column: Int) -> DisclosureSystem.Bounds {
    guard let ends = self["known_bounds"]["\(row),\(column)"].list, ends.count == 2 else {
      return .nonNegative
    }
    return DisclosureSystem.Bounds(ends[0].number ?? 0, ends[1].number)
  }
}
