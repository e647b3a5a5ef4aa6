import Statistics
import TestSupport
import Testing

@testable import Catalog
@testable import Evaluation

@Suite("Targets: a status only where the whole interval says so")
struct TargetTests {
  /// From 50 in 2020 to 40 by 2030: in 2025 the path asks for 45.
  private static let linear = Target(value: 40, by: .year(2030))

  private static func status(
    _ cell: Cell, _ target: Target = linear, _ direction: Direction = .adverse, isModelled: Bool = false
  ) throws -> TargetStatus {
    let start = direction == .adverse ? 50.0 : -50
    let result = Held.result([.year(2020): Held.good(start, 2), .year(2025): cell])
    let indicator = Held.indicator(direction, target: target, isModelled: isModelled)
    return try #require(TargetJudge(indicator, result)).status
  }

  /// The same cell and target seen from the other side of zero.
  private static func mirrored(_ cell: Cell) -> Cell {
    guard case .estimate(let estimate, let reliability) = cell else { return cell }
    let uncertainty: Uncertainty =
      if case .interval(let interval) = estimate.uncertainty {
        .interval(Interval(low: -interval.high, high: -interval.low, level: interval.level))
      } else {
        estimate.uncertainty
      }
    return .estimate(Estimate(-estimate.value, uncertainty), reliability)
  }

  private static let table: [(cell: Cell, tolerance: Double, state: TargetStatus.State)] = [
    (Held.good(44, 0.5), 0, .onTrack),
    (Held.good(44.5, 0.5), 0, .onTrack),  // its upper end is just what the path asks for
    (Held.good(44.6, 0.5), 0, .cannotTell),
    (Held.good(45, 0.5), 0, .cannotTell),
    (Held.good(46, 1), 0, .cannotTell),  // its lower end is just what the path asks for
    (Held.good(46, 0.9), 0, .offTrack),
    (Held.good(46, 0.9), 2, .onTrack),  // the tolerance moves the line
    (Held.good(46, 0.9), 1.5, .cannotTell),
    (Held.good(40, 0.5), 0, .onTrack),
    (Held.good(39, 0.5), 0, .reached),
    (.estimate(Estimate(39.5, .interval(Interval(low: 38, high: 39.9, level: 0.9))), .good), 0, .reached),
    (
      .estimate(Estimate(44.5, .interval(Interval(low: 44.2, high: 45.3, level: 0.9))), .good), 0, .cannotTell
    ),
    (Held.exact(45), 0, .onTrack),
    (Held.exact(45.01), 0, .offTrack),
    (Held.exact(40), 0, .reached),
    (.estimate(Estimate(30, .unpublished), .good), 0, .cannotTell),
    (.suppressed(.fewerThan(10)), 0, .noNumber),
    (.missing(.noData), 0, .noNumber),
  ]

  @Test("intervals on each side of the path, for both directions", arguments: table.indices)
  func sides(row: Int) throws {
    let (cell, tolerance, state) = Self.table[row]
    var target = Self.linear
    target.tolerance = tolerance
    #expect(try Self.status(cell, target).state == state)
    target.value = -40
    #expect(try Self.status(Self.mirrored(cell), target, .favourable).state == state)
  }

  @Test("the path's numbers, the test against its limit and what was asked for are kept")
  func numbers() throws {
    var target = Self.linear
    target.tolerance = 1
    let status = try Self.status(Held.good(44, 0.5), target)
    #expect(
      status.path == TargetStatus.Path(start: .init(period: .year(2020), value: 50), value: 45, limit: 46))
    #expect(status.period == .year(2025) && !status.isDue)
    #expect(status.test?.verdict == .lower && status.test?.difference.value == -2)
    #expect(status.travel?.from == .year(2020) && status.travel?.comparison.verdict == .lower)
  }

  @Test("a modelled estimate is never judged, and without a direction there is no status")
  func withoutJudgement() throws {
    #expect(try Self.status(Held.good(39, 0.5), isModelled: true).state == .modelled)
    let result = Held.result([.year(2020): Held.good(50, 2)])
    #expect(TargetJudge(Held.indicator(.none, target: Self.linear), result) == nil)
    #expect(TargetJudge(Held.indicator(), result) == nil)
  }

  @Test("a path that only begins cannot be told, however exact the number")
  func beginning() throws {
    let result = Held.result([.year(2025): Held.exact(50)])
    let status = try #require(TargetJudge(Held.indicator(target: Self.linear), result)).status
    #expect(status.state == .cannotTell && status.path?.value == 50)
  }

  @Test("once due, or without a date, the target itself is asked for")
  func due() throws {
    for target in [Target(value: 40, by: .year(2025)), Target(value: 40)] {
      #expect(try Self.status(Held.good(39, 0.5), target).state == .reached)
      #expect(try Self.status(Held.good(40, 0.5), target).state == .cannotTell)
      let missed = try Self.status(Held.good(41, 0.5), target)
      #expect(missed.state == .offTrack && missed.isDue && missed.path?.start == nil)
    }
    let tolerant = Target(value: 40, by: .year(2025), tolerance: 2)
    #expect(try Self.status(Held.good(41, 0.5), tolerant).state == .reached)
  }

  @Test("path “by” asks for nothing before it is due")
  func onlyAtTheEnd() throws {
    let target = Target(value: 40, by: .year(2030), path: .by)
    let waiting = try Self.status(Held.good(60, 0.5), target)
    #expect(waiting.state == .notDue && waiting.path == nil && waiting.test == nil)
    #expect(try Self.status(Held.good(39, 0.5), target).state == .reached)
  }

  @Test("a stated start is used; one without a number is told, with a period that has one")
  func start() throws {
    let cells: [Period: Cell] = [
      .year(2019): Held.good(70, 1), .year(2020): Held.good(50, 2), .year(2021): .missing(.noData),
      .year(2025): Held.good(44, 0.5),
    ]
    var target = Self.linear
    target.from = .year(2020)
    let stated = try #require(TargetJudge(Held.indicator(target: target), Held.result(cells)))
    #expect(stated.status.path?.value == 45 && stated.problem == nil)
    target.from = .year(2021)
    let wrong = try #require(TargetJudge(Held.indicator(target: target), Held.result(cells)))
    #expect(wrong.status.state == .noNumber)
    #expect(wrong.problem?.code.id == "target-start" && wrong.problem?.location == Held.at)
    #expect(wrong.problem?.fix?.contains("\"2020\"") == true)
  }

  @Test("who begins beyond the target is asked to stay there, not to lose ground")
  func beyond() throws {
    let result = Held.result([.year(2020): Held.exact(30), .year(2025): Held.exact(38)])
    let status = try #require(TargetJudge(Held.indicator(target: Self.linear), result)).status
    #expect(status.path?.value == 40 && status.state == .reached)
  }

  @Test("months and quarters are also held against the same of the year before")
  func yearAgo() throws {
    func judged(_ periods: [Period]) throws -> TargetStatus {
      let cells = periods.enumerated().map { ($1, Held.good(Double($0), 0.1)) }
      let result = Held.result(Dictionary(cells) { first, _ in first })
      return try #require(TargetJudge(Held.indicator(target: Self.linear), result)).status
    }
    let months = try judged((0..<14).map { Period(firstMonth: 24_000 + $0, months: 1) })
    #expect(months.yearAgo?.from == Period(firstMonth: 24_001, months: 1))
    #expect(
      months.yearAgo?.comparison.difference.value == 12 && months.travel?.comparison.difference.value == 1)
    let quarters = try judged((1...4).map { .quarter($0, of: 2024) } + [.quarter(1, of: 2025)])
    #expect(quarters.yearAgo?.from == .quarter(1, of: 2024))
    #expect(try judged([.year(2023), .year(2024)]).yearAgo == nil)
  }

  @Test("where the target holds for each, every place has a path of its own")
  func places() throws {
    var target = Self.linear
    let places: [[Period: Cell]] = [
      [.year(2020): Held.good(60, 1), .year(2025): Held.good(49, 0.5)],
      [.year(2020): Held.good(44, 1), .year(2025): Held.good(49, 0.5)],
      [.year(2020): Held.good(44, 1), .year(2025): .suppressed(.fewerThan(10))],
      [.year(2025): Held.good(49, 0.5)],
    ]
    let result = Held.result(
      [.year(2020): Held.good(50, 2), .year(2025): Held.good(44, 0.5)], places: places)
    #expect(TargetJudge(Held.indicator(target: target), result)?.places == [:])
    target.holdsForEach = true
    #expect(
      TargetJudge(Held.indicator(target: target), result)?.places
        == ["area": [.onTrack, .offTrack, .noNumber, .cannotTell]])
  }

  @Test("a path goes steadily from its start to the target and no further", arguments: [UInt64](1...20))
  func steady(seed: UInt64) throws {
    var random = Seeded(seed)
    let (from, value) = (
      Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random)
    )
    let direction: Direction = from >= value ? .adverse : .favourable
    let target = Target(value: value, by: .year(2030))
    let path = TargetPath(target, direction, periods: [.year(2020)]) { _ in from }
    let points = try (2020...2035).map { try #require(path.point(.year($0))).value }
    #expect(near(points[0], from) && points[10...].allSatisfy { $0 == value })
    for (earlier, later) in zip(points, points.dropFirst()) {
      #expect(from >= value ? later <= earlier : later >= earlier)
    }
  }
}
