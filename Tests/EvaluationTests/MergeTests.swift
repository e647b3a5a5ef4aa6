import Catalog
import Notation
import Tables
import TestSupport
import Testing

@testable import Evaluation

@Suite("Passes over parts of a feed")
struct MergeTests {
  /// One row an area and year with numbers and markers, or several, or events that count and are sorted by kind.
  private static func draft(_ kind: Int, _ random: inout Seeded) -> Draft {
    switch kind {
    case 0: return table(repeats: false, &random)
    case 1: return table(repeats: true, &random)
    default: return events(&random)
    }
  }

  private static func table(repeats: Bool, _ random: inout Seeded) -> Draft {
    var lines: [String] = []
    for area in 1...6 {
      for year in 2016...2020 {
        for _ in 0..<(repeats ? Int.random(in: 0...2, using: &random) : 1) {
          let numbers = (0..<4).map { _ in
            Int.random(in: 0..<9, using: &random) == 0
              ? ["*", "", "N"].randomElement(using: &random) ?? ""
              : "\(Int.random(in: 0...500, using: &random))"
          }
          lines.append("\(area),\(year)," + numbers.joined(separator: ","))
        }
      }
    }
    lines.shuffle(using: &random)
    var draft = Draft(
      feed: Feeds.table.replacing("missing: [\"*\"]", with: "missing: [\"*\", \"N\"]")
        + "expect: { unique: [\"area\", \"year\"] },", rows: Feeds.tableRows(lines), indicator: "")
    draft.indicators = [
      "share": "unit: \"percent\", formula: { proportion: \"part\", of: \"all + part\" }",
      "sum": "unit: \"people\", formula: { sum: \"part\" }, periods: { window: 2 }",
      "published": "unit: \"dollars\", formula: { published: \"all\" }",
      "some": "unit: \"people\", formula: { count: \"*\" }, where: \"part > 100\"",
    ]
    return draft
  }

  private static func events(_ random: inout Seeded) -> Draft {
    let lines = (0..<250).map { _ -> String in
      let area = ["1", "2", "3", "4", "9", "8", ""].randomElement(using: &random) ?? ""
      let hours =
        Int.random(in: 0..<10, using: &random) == 0 ? "" : "\(Int.random(in: 0...99, using: &random))"
      return
        "\(area),20\(Int.random(in: 18...20, using: &random))-0\(Int.random(in: 1...9, using: &random))-11,\(["a", "b", "c"].randomElement(using: &random) ?? ""),\(hours),,"
    }
    var draft = Draft(
      feed: Feeds.events(every: "month")
        + "where: \"kind <> 'c'\", expect: { values: { kind: [\"a\", \"b\"] } },",
      rows: Feeds.eventRows(lines), indicator: "")
    draft.indicators = [
      "count": "unit: \"count\", formula: { count: \"*\" }, where: \"kind = 'a'\"",
      "median": "unit: \"minutes\", formula: { median: \"hours\" }, periods: { window: 3 }",
      "kinds": "unit: \"count\", formula: { published: \"count(distinct kind)\" }",
    ]
    return draft
  }

  @Test(
    "are together what one pass finds, however the chunks are dealt out", arguments: 0..<3, [UInt64](1...5))
  func merge(kind: Int, seed: UInt64) throws {
    var random = Seeded(seed)
    var draft = Self.draft(kind, &random)
    draft.chunkSize = Int.random(in: 1...40, using: &random)
    let whole = try Town(draft)
    for _ in 0..<3 {
      let cut = Int.random(in: 1...5, using: &random)
      draft.deal = (0..<400).map { _ in Int.random(in: 0..<cut, using: &random) == 0 }
      let parts = try Town(draft)
      #expect(parts.problems == whole.problems)
      for (id, result) in whole.results.byIndicator {
        let other = try #require(parts.results.byIndicator[id])
        #expect(other.series.dictionary == result.series.dictionary, "\(id)")
        #expect(other.coverage == result.coverage, "\(id)")
      }
    }
  }

  @Test("keep single rows as they are until a group has a second one")
  func rows() throws {
    let expression = try Expression.parse("a + b", at: TestRequests.location).aggregate(
      against: [ExpressionColumn("a", .number), ExpressionColumn("b", .number)])
    let request = ValueRequest(expression: expression, filters: [], isExplicit: false)
    let index = ["a": 0, "b": 1]
    func chunk(_ a: [Double], _ b: [Double]) -> Chunk {
      Chunk(firstRecord: 1, count: a.count, columns: [.number(a), .number(b)])
    }
    func isRows(_ states: GroupStates) -> Bool { if case .rows = states { true } else { false } }
    var states = GroupStates([request])
    states.add(chunk([1, 2, 3], [10, .nan, 30]), index, groups: [0, -1, 1], count: 2, [request])
    states.add(chunk([4], [40]), index, groups: [2], count: 3, [request])
    #expect(isRows(states))
    var merged = states
    states.add(chunk([5], [50]), index, groups: [1], count: 3, [request])
    guard case .merged(let sums) = states else { throw Failure.notMerged }
    #expect(sums[0].values(0).map(\.number) == [11, 88, 44])
    var later = GroupStates([request])
    later.add(chunk([7, 8], [0, 0]), index, groups: [0, 1], count: 2, [request])
    merged.merge(later, [3, 4], count: 5, [request])
    #expect(isRows(merged))
    merged.merge(later, [0, 5], count: 6, [request])
    guard case .merged(let all) = merged else { throw Failure.notMerged }
    #expect(all[0].values(0).map(\.number) == [18, 33, 44, 7, 8, 8])
  }

  private enum Failure: Error { case notMerged }

  @Test("give up the columns that no indicator to come reads")
  func keep() throws {
    let column = ExpressionColumn("a", .number)
    let expression = try Expression.parse("a", at: TestRequests.location).aggregate(against: [column])
    var rows = GroupRows(columns: ["a", "b"])
    let chunk = Chunk(firstRecord: 1, count: 3, columns: [.number([1, 2, 3]), .number([4, 5, 6])])
    let isTaken = rows.append(chunk, ["a": 0, "b": 1], [0, 1, 2])
    #expect(isTaken)
    rows.keep(["a"])
    #expect(rows.states(of: expression, [0, 2]).values(0).map(\.number) == [1, 3])
  }
}
