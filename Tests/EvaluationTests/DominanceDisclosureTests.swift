import Catalog
import TestSupport
import Testing

@testable import Evaluation

@Suite("Numbers that few contributors make up cannot be computed from what is shown")
struct DominanceDisclosureTests {
  private static let kinds = """
    breakdowns: [{ id: "kind", title: "Kind", groups: [
      { id: "a", title: "A", where: "kind = 'a'" }, { id: "b", title: "B", where: "kind = 'b'" }] }],
    """

  private static func draft(_ lines: [String], _ rule: String, _ indicator: String) -> Draft {
    Draft(
      feed: Feeds.payments(), rows: Feeds.paymentRows(lines),
      indicator: "\(indicator), suppress: { dominance: { by: \"owner\", \(rule) } }")
  }

  /// Ann's 90 of 100 in the first place; four equal owners elsewhere.
  private static let planted =
    ["1,2020-01-01,a,ann,90", "1,2020-01-01,a,bob,10"]
    + (2...4).flatMap { area in (0..<4).map { "\(area),2020-01-01,a,n\($0),\(10 * area)" } }

  @Test("By subtraction from the whole; with complements it stays open by what the rule asks")
  func subtraction() throws {
    let draft = Self.draft(Self.planted, "share: 0.8", "unit: \"dollars\", formula: { sum: \"amount\" }")
    let open = try Town(draft, complements: false)
    let exposed = open.evaluator.audit(open.results).lines
    #expect(exposed.map(\.verdict) == [.exposed] && exposed.first?.low == 100 && exposed.first?.high == 100)
    #expect(exposed.first?.rule == .dominated(by: 1))
    let closed = try Town(draft)
    let report = closed.evaluator.audit(closed.results)
    #expect(report.isSound && report.complements == 1 && closed.problems.isEmpty)
    // A number of 125 of which 100 is one contributor's would be within the rule: 25 to either side.
    #expect(near(report.lines.first?.width ?? 0, 50))
    #expect(try closed.cell("2", "2020") == .suppressed(.complementary))
  }

  @Test("An earlier edition of the same snapshots that shows the number, or the complement")
  func editions() throws {
    func earlier(_ area: String, _ value: Double) -> EarlierNumber {
      EarlierNumber(
        indicator: "i", place: PlaceID(level: "area", id: area), period: .year(2020), group: nil,
        value: value,
        cases: nil, denominator: nil)
    }
    let town = try Town(
      Self.draft(Self.planted, "share: 0.8", "unit: \"dollars\", formula: { sum: \"amount\" }"))
    let own = town.evaluator.audit(town.results, earlier: [earlier("1", 100)])
    #expect(own.lines.map(\.verdict) == [.published])
    let other = town.evaluator.audit(town.results, earlier: [earlier("2", 80)])
    #expect(other.lines.map(\.verdict) == [.exposed])
    #expect(town.evaluator.audit(town.results, earlier: [earlier("3", 120)]).isSound)
  }

  @Test("By a rate of the same rows that another measure shows without a rule")
  func rate() throws {
    let lines =
      (0..<9).map { "1,2020-01-01,a,\($0 < 8 ? "ann" : "bob"),1" }
      + (2...4).flatMap { area in (0..<12).map { "\(area),2020-01-01,a,n\($0 % 4),1" } }
    var draft = Self.draft(lines, "percent: 15", "unit: \"count\", formula: { count: \"*\" }")
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n1,2020,600\n2,2020,100\n3,2020,100\n4,2020,200"]
    draft.indicators["r"] =
      "feed: \"f\", unit: \"rate\", formula: { rate: \"count(*)\", of: { feed: \"p\", value: \"people\" }, per: 100 }"
    let open = try Town(draft, complements: false)
    #expect(open.evaluator.audit(open.results).lines.map(\.verdict) == [.exposed])
    let closed = try Town(draft)
    #expect(closed.evaluator.audit(closed.results).isSound)
    #expect(try closed.cell("1", "2020", of: "r") == .suppressed(.complementary))
  }

  // MARK: brute force

  /// Rows by place and kind, 0 to 3 each, of a few owners.
  private static func lines(_ random: inout Seeded) -> [String] {
    (1...3).flatMap { area in
      ["a", "b"].flatMap { kind in
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          "\(area),2020-01-01,\(kind),n\(Int.random(in: 0..<3, using: &random)),1"
        }
      }
    }
  }

  /// All tables of whole numbers that agree with what a town shows: by place, the numbers of both kinds.
  private static func tables(_ town: Town) throws -> [[[Int]]] {
    let all = Int(try town.value("city", "2020"))
    func shown(_ area: String, _ group: String?) throws -> Int? {
      try town.cell(area, "2020", group: group).estimate.map { Int($0.value) }
    }
    func agrees(_ shown: Int?, _ number: Int) -> Bool { shown == nil || shown == number }
    var tables: [[[Int]]] = [[]]
    for area in ["1", "2", "3"] {
      let (a, b, both) = (try shown(area, "kind/a"), try shown(area, "kind/b"), try shown(area, nil))
      let pairs = (0...all).flatMap { first in (0...all - first).map { [first, $0] } }.filter {
        agrees(a, $0[0]) && agrees(b, $0[1]) && agrees(both, $0[0] + $0[1])
      }
      tables = tables.flatMap { table in pairs.map { table + [$0] } }
        .filter { $0.joined().reduce(0, +) <= all }
    }
    let (a, b) = (try shown("city", "kind/a"), try shown("city", "kind/b"))
    return tables.filter { table in
      let sums = (0..<2).map { kind in table.map { $0[kind] }.reduce(0, +) }
      return sums[0] + sums[1] == all && agrees(a, sums[0]) && agrees(b, sums[1])
    }
  }

  /// What a line is about, in a table.
  private static func number(_ line: DisclosureLine, _ table: [[Int]]) -> Int {
    let areas = TestMap.names.prefix(3).enumerated().filter {
      line.place == "Testville" || line.place == $0.element
    }
    return areas.map { area, _ in
      switch line.group {
      case "kind/a": table[area][0]
      case "kind/b": table[area][1]
      default: table[area][0] + table[area][1]
      }
    }.reduce(0, +)
  }

  @Test("Seeded towns: the audit tells exactly what trying all tables tells", arguments: 0..<10)
  func seeded(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 1)
    let count = Self.kinds + "unit: \"count\", formula: { count: \"*\" }"
    let town = try Town(Self.draft(Self.lines(&random), "share: 0.6", count), complements: false)
    guard try town.cell("city", "2020").estimate != nil else { return }
    let tables = try Self.tables(town)
    #expect(!tables.isEmpty)
    for line in town.evaluator.audit(town.results).lines {
      let numbers = tables.map { Self.number(line, $0) }
      #expect(line.low == Double(numbers.min() ?? -1) && line.high == Double(numbers.max() ?? -1), "\(line)")
    }
  }

  @Test("Seeded towns of amounts: what is chosen holds", arguments: 0..<8)
  func chosen(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 1)
    let lines = (1...4).flatMap { area in
      (2019...2021).flatMap { year in
        (0..<12).map { _ in
          let owner = Int.random(in: 0..<6, using: &random)
          let amount = Int.random(in: 1...40, using: &random) * (owner == area ? 12 : 1)
          return "\(area),\(year)-01-01,\(Bool.random(using: &random) ? "a" : "b"),n\(owner),\(amount)"
        }
      }
    }
    let sum = Self.kinds + "unit: \"dollars\", formula: { sum: \"amount\" }"
    let town = try Town(Self.draft(lines, "share: 0.6", sum))
    let report = town.evaluator.audit(town.results)
    #expect(!report.lines.isEmpty && report.lines.contains { $0.rule == .dominated(by: 1) })
    #expect(report.isSound || town.codes().contains("unprotected-numbers"))
  }
}
