import Catalog
import Testing

@testable import Evaluation

/// Four areas with events in 2017 to 2022. Area 1 has 3 in 2020: what an edition shows of it together with what another
/// has shown must not tell them.
@Suite("Windows of earlier editions tell of the years they share with today’s")
struct DisclosureWindowsTests {
  private static let first = [2017: 21, 2018: 22, 2019: 20, 2020: 3, 2021: 25, 2022: 30]

  private static func count(_ area: Int, _ years: ClosedRange<Int>) -> Double {
    Double(years.reduce(0) { $0 + (area == 1 ? first[$1] ?? 0 : 10 * area + $1 - 2000) })
  }

  private static func town(_ periods: String = "") throws -> Town {
    let lines = (2017...2022).flatMap { year in
      (1...4).flatMap { area in
        [String](repeating: "\(area),\(year)-01-01,a,1,,", count: Int(count(area, year...year)))
      }
    }
    return try Town(
      Draft(
        feed: Feeds.events(), rows: Feeds.eventRows(lines),
        indicator: "unit: \"count\", formula: { count: \"*\" }, suppress: { countBelow: 10 }\(periods)"),
      basePeriods: true)
  }

  private static func earlier(
    _ area: Int, _ years: ClosedRange<Int>, isShown: Bool = true, revisedBy change: Double = 0,
    isOfSameSnapshots: Bool = true
  ) -> EarlierNumber {
    let number = isShown ? count(area, years) + change : nil
    return EarlierNumber(
      indicator: "i", place: PlaceID(level: "area", id: "\(area)"), period: .years(years), group: nil,
      value: number, cases: number, denominator: nil, isOfSameSnapshots: isOfSameSnapshots)
  }

  private static func told(_ report: DisclosureReport) -> [String] {
    report.lines.filter { !$0.isSafe }.map { "\($0.place) \($0.period): \($0.low ?? -1)…\($0.high ?? -1)" }
  }

  @Test("A window less the single years in it that are shown now", arguments: [true, false])
  func singleYears(isOfSameSnapshots: Bool) throws {
    let town = try Self.town()
    #expect(town.evaluator.audit(town.results).isSound)
    let window = Self.earlier(1, 2019...2021, isOfSameSnapshots: isOfSameSnapshots)
    let report = town.evaluator.audit(town.results, earlier: [window])
    #expect(Self.told(report) == ["Alder Park 2020: 3.0…3.0"])
  }

  @Test("Two windows that overlap, and the years that only one of them has")
  func overlap() throws {
    let town = try Self.town()
    // 2018 to 2020 less 2018 and 2019.
    let report = town.evaluator.audit(
      town.results, earlier: [Self.earlier(1, 2018...2020), Self.earlier(1, 2017...2019)])
    #expect(Self.told(report) == ["Alder Park 2020: 3.0…3.0"])
    // A window without that year tells nothing of it, nor does another place’s.
    let others = [Self.earlier(1, 2017...2019), Self.earlier(1, 2021...2022), Self.earlier(2, 2019...2021)]
    #expect(town.evaluator.audit(town.results, earlier: Array(others.prefix(2))).isSound)
  }

  @Test("A year that was withheld, by a window that is pooled now less the years that were shown")
  func pooled() throws {
    let town = try Self.town(", periods: { window: 3, step: 3 }")
    #expect(town.periods() == ["2017-2019", "2020-2022"])
    #expect(town.results.notes.values.allSatisfy { $0.withheld.isEmpty })
    let years = [Self.earlier(1, 2020...2020, isShown: false), Self.earlier(1, 2022...2022)]
    #expect(town.evaluator.audit(town.results, earlier: years).lines.map(\.verdict) == [.safe])
    let all = years + [Self.earlier(1, 2021...2021)]
    let report = town.evaluator.audit(town.results, earlier: all)
    #expect(Self.told(report) == ["Alder Park 2020: 3.0…3.0"])
    // A window of both in place of the one year.
    let window = years + [Self.earlier(1, 2021...2022)]
    #expect(!town.evaluator.audit(town.results, earlier: window).isSound)
  }

  @Test("A number that was revised since is another number, and so is one whose years are not known")
  func revised() throws {
    let town = try Self.town()
    for window in [
      Self.earlier(1, 2019...2021, revisedBy: 1, isOfSameSnapshots: false), Self.earlier(1, 2016...2020),
    ] {
      #expect(town.evaluator.audit(town.results, earlier: [window]).isSound)
    }
    let same = Self.earlier(1, 2020...2020, revisedBy: 1, isOfSameSnapshots: false)
    #expect(town.evaluator.audit(town.results, earlier: [same]).isSound)
    let told = Self.earlier(1, 2020...2020, isOfSameSnapshots: false)
    #expect(town.evaluator.audit(town.results, earlier: [told]).lines.contains { $0.verdict == .published })
  }
}
