import Statistics
import TestSupport
import Testing

@testable import Catalog

@Suite("Cells set in a run")
struct CellRunTests {
  /// A store of one level of more places than two blocks hold.
  private static let count = 600
  private static let roster = PlaceRoster(
    whole: PlaceID(level: "whole", id: "city"),
    places: [
      "tract": (0..<count).map {
        Place(
          id: PlaceID(level: "tract", id: "\($0)"), name: LocalizedText("\($0)"), slug: "\($0)", parent: nil)
      }
    ])

  /// What the numbers of a run are like: of the first kinds columns take no memory, or that of floats.
  private static func number(_ random: inout Seeded, _ kind: Int) -> Double {
    switch kind {
    case 0: 5
    case 1: Double(Int.random(in: 0...9, using: &random))
    case 2: Int.random(in: 0..<200, using: &random) == 0 ? 0.1 : 3
    default: Bool.random(using: &random) ? Double.random(in: -1...1, using: &random) : -0.0
    }
  }

  private static func cell(_ random: inout Seeded, _ kind: Int, sparse: Int) -> Cell {
    if Int.random(in: 0..<10, using: &random) < sparse {
      return [.missing(.noData), .suppressed(.fewerThan(10)), .missing(.marked("x"))]
        .randomElement(using: &random) ?? .missing(.partial)
    }
    let uncertainty: Uncertainty =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: .fullCount
      case 1: .unpublished
      case 2: .margin(number(&random, kind).magnitude)
      default: .interval(Interval(low: number(&random, kind), high: number(&random, kind), level: 0.9))
      }
    let value = number(&random, kind)
    let cases = [nil, value, number(&random, kind)].randomElement(using: &random) ?? nil
    let denominator = Bool.random(using: &random) ? number(&random, kind) : nil
    return .estimate(
      Estimate(value, uncertainty, cases: cases, denominator: denominator),
      Bool.random(using: &random) ? .good : .low)
  }

  /// With signs, which equality does not see.
  private static func bits(_ cell: Cell?) -> String {
    guard case .estimate(let estimate, let reliability)? = cell else { return "\(String(describing: cell))" }
    return "\(estimate) \(reliability)"
  }

  @Test("are those set one by one", arguments: 0..<4, [0, 3, 9])
  func oracle(kind: Int, sparse: Int) {
    var random = Seeded(UInt64(kind * 10 + sparse))
    let periods: [Period] = [.year(2018), .year(2019)]
    var run = CellSeries(roster: Self.roster, levels: ["tract"], periods: periods)
    var single = run
    // The second time over, cells take the place of others.
    for round in 0..<3 {
      let period = periods[round % 2]
      let kind = round == 2 ? 3 - kind : kind
      let cells = (0..<Self.count).map { _ in Self.cell(&random, kind, sparse: sparse) }
      run.set(
        level: "tract", period, count: Self.count,
        estimate: {
          guard case .estimate(let estimate, let reliability) = cells[$0] else { return nil }
          return RatedEstimate(estimate, reliability)
        },
        other: { cells[$0] })
      single.set(level: "tract", period, count: Self.count) { cells[$0] }
    }
    for period in periods {
      for position in 0..<Self.count {
        let found = run.known(at: position, level: "tract", period)
        #expect(Self.bits(found) == Self.bits(single.known(at: position, level: "tract", period)))
      }
    }
  }
}
