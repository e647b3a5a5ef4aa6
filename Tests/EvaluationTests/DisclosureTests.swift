import Catalog
import Statistics
import TestSupport
import Testing

@testable import Evaluation

/// Weaknesses planted in a town: each number that a rule withholds can be computed from others. Without complements
/// the audit must find it; with them it must find nothing.
@Suite("Withheld numbers cannot be computed from what is shown")
struct DisclosureTests {
  /// A town before and after complements are chosen, with its audits.
  private struct Pair {
    let open: Town
    let closed: Town
    let before: DisclosureReport
    let after: DisclosureReport

    init(_ draft: Draft, earlier: [EarlierNumber] = []) throws {
      open = try Town(draft, complements: false)
      closed = try Town(draft)
      before = open.evaluator.audit(open.results, earlier: earlier)
      after = closed.evaluator.audit(closed.results, earlier: earlier)
    }

    /// The lines of a place that are not safe without complements, as “low…high”.
    func exposed(_ indicator: String = "i") -> [String] {
      before.lines.filter { $0.indicator == indicator && !$0.isSafe }.map {
        "\($0.low.map { "\($0)" } ?? "")…\($0.high.map { "\($0)" } ?? "")"
      }
    }

    /// How many cells of everything are withheld for the sake of others.
    var complements: Int { after.complements }
    var isClosed: Bool {
      after.isSound && !after.lines.isEmpty && closed.problems.allSatisfy { $0.code != .unprotected }
    }
  }

  /// Events: so many a place, with a kind and a day.
  private static func events(_ counts: [(area: String, day: String, kind: String, count: Int)]) -> String {
    Feeds.eventRows(
      counts.flatMap { entry in
        [String](repeating: "\(entry.area),\(entry.day),\(entry.kind),1,,", count: entry.count)
      })
  }

  private static func counted(_ counts: [Int], _ indicator: String, area: String = "") -> Draft {
    let rows = counts.enumerated().map { (area: "\($0 + 1)", day: "2020-01-01", kind: "a", count: $1) }
    return Draft(feed: Feeds.events(), rows: events(rows), indicator: indicator)
  }

  private static let count = "unit: \"count\", formula: { count: \"*\" }, suppress: { countBelow: 10 }"

  @Test("By subtraction from the whole: the smallest place is withheld beside")
  func subtraction() throws {
    let pair = try Pair(Self.counted([3, 60, 40, 50], Self.count))
    #expect(pair.exposed() == ["3.0…3.0"])
    #expect(pair.isClosed && pair.complements == 1)
    #expect(try pair.closed.cell("3", "2020") == .suppressed(.complementary))
    #expect(try pair.closed.value("2", "2020") == 60 && pair.closed.value("city", "2020") == 153)
    let line = try #require(pair.after.lines.first)
    #expect(line.low == 1 && line.high == 9 && line.width == 8 && line.place == "Alder Park")
  }

  @Test("Two small numbers whose sum is told are told too closely, though neither is known")
  func twoSmall() throws {
    let pair = try Pair(Self.counted([2, 3, 40, 50], Self.count))
    #expect(pair.exposed() == ["1.0…4.0", "1.0…4.0"])
    #expect(pair.isClosed && pair.complements == 1)
  }

  @Test("Nothing is withheld beside where nothing is withheld by rule, and where it is safe already")
  func nothing() throws {
    let plain = try Town(Self.counted([30, 60, 40, 50], Self.count))
    #expect(plain.results.notes.values.allSatisfy { $0.withheld.isEmpty })
    // 1 + 9: either can be any of 1 to 9.
    let pair = try Pair(Self.counted([1, 9, 40, 50], Self.count))
    #expect(pair.exposed().isEmpty && pair.complements == 0 && pair.isClosed)
  }

  @Test("Rows without a place leave a gap that the page's coverage tells")
  func outside() throws {
    var draft = Self.counted([3, 60, 40, 50], Self.count)
    draft.rows["f"] = [(draft.rows["f"]?[0] ?? "") + "\n99,2020-01-01,a,1,,\n99,2020-01-01,a,1,,"]
    let pair = try Pair(draft)
    #expect(try pair.open.value("city", "2020") == 155)
    #expect(pair.exposed() == ["3.0…3.0"] && pair.isClosed)
  }

  @Test("By two tables with a margin in common: kinds and everyone, places and the whole")
  func tables() throws {
    let kinds = ["a": [3, 30, 40, 50], "b": [70, 20, 25, 35]]
    let rows = kinds.sorted { $0.key < $1.key }.flatMap { kind, counts in
      counts.enumerated().map { (area: "\($0 + 1)", day: "2020-01-01", kind: kind, count: $1) }
    }
    let groups = """
      breakdowns: [{ id: "kind", title: "Kind", groups: [
        { id: "a", title: "A", where: "kind = 'a'" }, { id: "b", title: "B", where: "kind = 'b'" }] }],
      """
    let pair = try Pair(Draft(feed: Feeds.events(), rows: Self.events(rows), indicator: groups + Self.count))
    #expect(pair.exposed() == ["3.0…3.0"])
    // Another kind in the same place, and both in another place.
    #expect(pair.isClosed && pair.complements == 3)
    #expect(try pair.closed.cell("1", "2020", group: "kind/b") == .suppressed(.complementary))
    #expect(try pair.closed.value("1", "2020") == 73)
  }

  @Test("A bridge between two blocks of withheld numbers is known exactly")
  func bridge() throws {
    // Rows 1 and 2 withhold a and b, rows 3 and 4 c and d; the one that is withheld at 2 and c is what is left.
    let table = ["a": [5, 5, 40, 40], "b": [5, 5, 40, 40], "c": [40, 4, 5, 5], "d": [40, 40, 5, 5]]
    let rows = table.sorted { $0.key < $1.key }.flatMap { kind, counts in
      counts.enumerated().map { (area: "\($0 + 1)", day: "2020-01-01", kind: kind, count: $1) }
    }
    let groups = ["a", "b", "c", "d"].map { "{ id: \"\($0)\", title: \"\($0)\", where: \"kind = '\($0)'\" }" }
    let indicator =
      "breakdowns: [{ id: \"kind\", title: \"Kind\", groups: [\(groups.joined(separator: ", "))] }], "
    let pair = try Pair(
      Draft(feed: Feeds.events(), rows: Self.events(rows), indicator: indicator + Self.count))
    #expect(pair.exposed().contains("4.0…4.0") && pair.exposed().count == 1)
    #expect(pair.isClosed && pair.complements > 0)
  }

  @Test("A rate of the same events that another measure shows without a rule")
  func rate() throws {
    var draft = Self.counted([3, 60, 40, 50], Self.count)
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n1,2020,600\n2,2020,100\n3,2020,100\n4,2020,200"]
    draft.indicators["r"] =
      "feed: \"f\", unit: \"rate\", formula: { rate: \"count(*)\", of: { feed: \"p\", value: \"people\" }, per: 100 }"
    let pair = try Pair(draft)
    #expect(pair.exposed() == ["3.0…3.0"])
    #expect(pair.isClosed)
    #expect(try pair.closed.cell("1", "2020", of: "r") == .suppressed(.complementary))
  }

  @Test("What a share leaves, beside a denominator that another measure shows")
  func remainder() throws {
    var draft = Draft(
      feed: Feeds.counts,
      rows: Feeds.countRows(["1,2020,97,100", "2,2020,40,80", "3,2020,30,90", "4,2020,50,100"]),
      indicator:
        "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, suppress: { countBelow: 10 }")
    draft.indicators["all"] = "unit: \"people\", formula: { sum: \"all\" }"
    draft.indicators["part"] = "unit: \"people\", formula: { sum: \"part\" }"
    let pair = try Pair(draft)
    #expect(pair.exposed() == ["3.0…3.0"])
    #expect(pair.isClosed)
  }

  @Test("An earlier edition of the same snapshots that shows the number")
  func editions() throws {
    func earlier(_ area: String, _ count: Double) -> EarlierNumber {
      EarlierNumber(
        indicator: "i", place: PlaceID(level: "area", id: area), period: .year(2020), group: nil,
        value: count,
        cases: count, denominator: nil)
    }
    let draft = Self.counted([3, 60, 40, 50], Self.count)
    let own = try Pair(draft, earlier: [earlier("1", 3)])
    #expect(own.after.lines.map(\.verdict) == [.published])
    // The complement was shown, so that the number it hides can be computed.
    let other = try Pair(draft, earlier: [earlier("3", 40)])
    #expect(other.after.lines.map(\.verdict) == [.exposed])
    #expect(try Pair(draft, earlier: [earlier("2", 60)]).isClosed)
  }

  @Test("From levels: tracts are known by their neighbours in the same area")
  func levels() throws {
    let counts = [
      ("0101", 3), ("0102", 30), ("0201", 40), ("0202", 50), ("0301", 25), ("0302", 35), ("0401", 45),
    ]
    let rows = counts.map { (area: $0, day: "2020-01-01", kind: "a", count: $1) }
    let pair = try Pair(
      Draft(
        feed: Feeds.events(place: "id: \"area\", level: \"tract\""), rows: Self.events(rows),
        indicator: Self.count + ", levels: [\"area\", \"tract\"]"))
    #expect(pair.exposed() == ["3.0…3.0"])
    #expect(pair.isClosed && pair.complements == 1)
    #expect(try pair.closed.cell("0102", "2020", level: "tract") == .suppressed(.complementary))
  }

  @Test("From windows that overlap, and from a measure of the months in them")
  func windows() throws {
    // A year's count is small; that of each of its quarters is shown elsewhere.
    let months = (1...6).flatMap { month -> [(area: String, day: String, kind: String, count: Int)] in
      (1...4).map { area in
        (
          area: "\(area)", day: "2020-0\(month)-01", kind: "a",
          count: area == 1 ? (month == 3 ? 3 : 12) : 20 * area + month
        )
      }
    }
    var draft = Draft(
      feed: Feeds.events(every: "month"), rows: Self.events(months), indicator: Self.count)
    draft.indicators["w"] =
      "feed: \"f\", unit: \"count\", formula: { count: \"*\" }, periods: { window: 3, step: 1 }"
    let pair = try Pair(draft)
    #expect(pair.exposed() == ["3.0…3.0"])
    #expect(pair.isClosed && pair.complements > 2)
  }

  @Test("The groups of a lens are the places in them")
  func lenses() throws {
    var draft = Self.counted([3, 60, 40, 50], Self.count + ", lenses: [\"income\"]")
    draft.addIncomeLens()
    let pair = try Pair(draft)
    #expect(pair.exposed() == ["3.0…3.0"])
    #expect(pair.isClosed && pair.complements == 1)
    #expect(try pair.closed.cell("2", "2020") == .suppressed(.complementary))
  }

  @Test("A sum of money of three payments is not told by those of other places")
  func amounts() throws {
    let lines = [("1", 3, "7391846"), ("2", 30, "100000"), ("3", 40, "300000"), ("4", 50, "400000")].flatMap {
      area, count, hours in [String](repeating: "\(area),2020-01-01,a,\(hours),,", count: count)
    }
    let pair = try Pair(
      Draft(
        feed: Feeds.events(), rows: Feeds.eventRows(lines),
        indicator: "unit: \"dollars\", formula: { sum: \"hours\" }, suppress: { countBelow: 10 }"))
    #expect(pair.exposed() == ["2.2175538e+07…2.2175538e+07", "3.0…3.0"] || pair.exposed().count == 2)
    #expect(pair.isClosed)
  }

  @Test("Where nothing can hide a number it is told, with what helps")
  func impossible() throws {
    let pair = try Pair(Self.counted([3, 0, 0, 0], Self.count + ", levels: [\"area\"]"))
    let problem = pair.closed.problems.first { $0.code == .unprotected }
    #expect(problem?.severity == .error && problem?.message.contains("Alder Park (2020)") == true)
    #expect(problem?.fix?.contains("pool more periods") == true)
    #expect(!pair.after.isSound)
  }

  @Test("Seeded towns: what is chosen holds, and the audit contains the truth", arguments: 0..<8)
  func seeded(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 1)
    var rows: [(area: String, day: String, kind: String, count: Int)] = []
    for area in 1...4 {
      for year in 2019...2021 {
        for kind in ["a", "b"] {
          rows.append(
            (area: "\(area)", day: "\(year)-01-01", kind: kind, count: Int.random(in: 0...45, using: &random))
          )
        }
      }
    }
    let groups = """
      breakdowns: [{ id: "kind", title: "Kind", groups: [
        { id: "a", title: "A", where: "kind = 'a'" }, { id: "b", title: "B", where: "kind = 'b'" }] }],
      """
    var draft = Draft(feed: Feeds.events(), rows: Self.events(rows), indicator: groups + Self.count)
    draft.indicators["w"] =
      "feed: \"f\", unit: \"count\", formula: { count: \"*\" }, periods: { window: 2 }, suppress: { countBelow: 5 }"
    let town = try Town(draft)
    guard !town.codes().contains("unprotected-numbers") else { return }
    #expect(town.evaluator.audit(town.results).isSound)
    let source = DisclosureSource(town.evaluator, town.results)
    for indicators in source.linkedIndicators() {
      let model = try DisclosureModel(indicators, source, freedom: .all)
      #expect(!model.protected.isEmpty)
      for (cell, interval) in try model.system.feasibleIntervals() {
        #expect((interval.low ?? -.infinity) <= model.value(cell) + 1e-6)
        #expect((interval.high ?? .infinity) >= model.value(cell) - 1e-6)
      }
    }
  }

  /// Does the last piece first.
  private struct Backwards: Workers {
    func map<Outcome: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Outcome) -> [Outcome] {
      (0..<count).reversed().map(work).reversed()
    }
  }

  @Test("What is withheld, and the audit, do not depend on who works when")
  func order() throws {
    // Two measures of different feeds: nothing links them.
    var draft = Self.counted([3, 60, 40, 50], Self.count)
    draft.feeds["g"] = draft.feeds["f"]
    draft.rows["g"] = [
      Self.events([70, 4, 30, 20].enumerated().map { ("\($0 + 1)", "2020-01-01", "a", $1) })
    ]
    draft.indicators["j"] = "feed: \"g\", " + Self.count
    let town = try Town(draft)
    let source = DisclosureSource(town.evaluator, town.results)
    #expect(source.linkedIndicators() == [["i"], ["j"]])
    let results = town.evaluator.results(Backwards())
    for (id, result) in town.results.byIndicator {
      #expect(results.byIndicator[id]?.withheld == result.withheld && !result.withheld.isEmpty)
      #expect(results.notes[id]?.withheld.map(\.address) == town.results.notes[id]?.withheld.map(\.address))
    }
    let report = town.evaluator.audit(results, Backwards())
    #expect(report.lines.map(\.indicator) == town.evaluator.audit(town.results).lines.map(\.indicator))
    #expect(report.isSound && Set(report.lines.map(\.indicator)) == ["i", "j"])
  }
}
