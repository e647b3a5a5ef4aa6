import Catalog
import Statistics

/// An indicator's latest values at one level in the orders and scales that all its figures share.
///
/// Made once for a site and read by every page and language. Orders are positions, four bytes a place: cells and
/// places are looked up when a page asks, because twenty indicators of 85,000 places would hold a gigabyte of copies.
final class Facts: Sendable {
  /// A place with its latest cell.
  struct Entry: Sendable {
    let facts: Facts
    let position: Int

    var place: Place { facts.places[position] }
    var cell: Cell { facts.cell(at: position) }
  }

  let indicator: Indicator
  let result: IndicatorResult
  let level: String
  let latest: Period
  /// Periods with results and those that the publisher has not delivered, in order.
  let allPeriods: [Period]
  /// Whether the whole is the sum of the places: then it has no place on their scale.
  let isTotal: Bool
  /// The places of the level, in the order of ids.
  let places: [Place]
  private let sortedPositions: [Int32]
  private let rankedPositions: [Int32]
  private let emptyPositions: [Int32]
  /// For dots with intervals.
  let scale: ValueScale
  /// Bounds of the map's classes.
  let breaks: [Double]
  /// How many places have a number in both of the periods that are compared.
  let compared: Int
  /// All values, thinned to as many as a strip has ticks and without those that fall on one tick, ascending.
  let context: [Double]

  /// - Parameter missing: periods of the feed that were not delivered.
  init?(
    _ indicator: Indicator, _ result: IndicatorResult, level: String, places: [Place], whole: PlaceID,
    missing: [Period] = []
  ) {
    guard let latest = result.latestDelivered ?? result.latest else { return nil }
    self.indicator = indicator
    self.result = result
    self.level = level
    self.latest = latest
    self.places = places
    allPeriods = Self.periods(result.periods, missing)
    isTotal =
      switch indicator.formula {
      case .count, .sum: true
      default: false
      }
    var order = Order()
    var compared = 0
    let earlier = result.earlier
    let numbers = result.series.numbers(level: level, [latest] + [earlier].compactMap(\.self))
    for position in places.indices {
      let number = numbers.shown(at: position, period: 0)
      order.add(number, at: Int32(position))
      if number != nil, earlier != nil, numbers.isShown(at: position, period: 1) { compared += 1 }
    }
    self.compared = compared
    order.sort()
    sortedPositions = order.positions
    rankedPositions = order.reliable(order.positions)
    emptyPositions = order.empty
    let all = order.values
    let reliable = order.reliable(order.values)
    if !isTotal, let number = ShownNumber(result.cell(whole, latest)) { order.cover(number) }
    scale = ValueScale(covering: [order.low, order.high].filter(\.isFinite))
    breaks = ValueScale.breaks(of: reliable.isEmpty ? all : reliable)
    context =
      places.count > Limits.listed
      ? Self.merged(Self.thin(all.reversed(), to: Limits.ticksOfMany), on: scale.domain)
      : Self.thin(all.reversed(), to: Limits.ticks)
  }

  /// Every place of the level, in the order of ids.
  var entries: Entries { Entries(facts: self, positions: nil) }
  /// Those with an estimate, highest first, then by id; unreliable ones included.
  var sorted: Entries { Entries(facts: self, positions: sortedPositions) }
  /// Those of the sorted whose margin allows to rank them.
  var ranked: Entries { Entries(facts: self, positions: rankedPositions) }
  /// Those without an estimate, in the order of ids.
  var withoutNumber: Entries { Entries(facts: self, positions: emptyPositions) }

  /// Whether there are more places than a page names one by one.
  var isCut: Bool { places.count > Limits.listed }

  /// Whether both ends and the middle of the ranked are fewer than all of them.
  var hasMiddle: Bool { rankedPositions.count > 2 * Limits.ends + Limits.middle }

  /// How many rows a ranking has.
  var rankingCount: Int {
    isCut ? min(rankedPositions.count, 2 * Limits.ends + Limits.middle) : sortedPositions.count
  }

  /// Both ends and the middle of the ranked; all of them where they are few.
  var cutRanks: [Int] {
    let count = rankedPositions.count
    guard hasMiddle else { return Array(0..<count) }
    let middle = (count - Limits.middle) / 2
    let first = Swift.max(Limits.ends, middle)
    let last = Swift.min(first + Limits.middle, count - Limits.ends)
    return Array(0..<Limits.ends) + Array(first..<last) + Array(count - Limits.ends..<count)
  }

  // Not inlined: as a method's own field the result is borrowed, elsewhere its dozen references would be counted.

  /// The latest cell of the place at a position.
  @inline(never)
  func cell(at position: Int) -> Cell { result.cell(at: position, level: level, latest) }

  @inline(never)
  func change(at position: Int) -> Change? { result.change(at: position, level: level) }

  @inline(never)
  func rank(at position: Int) -> RankRange? { result.rank(at: position, level: level) }

  /// How many of the ranked may be the highest. O(places), a few microseconds for a nation's.
  var countAtTop: Int {
    let positions = result.ranks[level]?.positionsAtTop ?? []
    return positions.count { position in
      let cell = cell(at: position)
      return cell.estimate != nil && !cell.isUnreliable
    }
  }

  /// The whole's value as a line among the places; nil where it is their total, which none of them could reach.
  func reference(_ whole: PlaceID) -> Double? {
    isTotal ? nil : result.cell(whole, latest).estimate?.value
  }

  private static func periods(_ known: [Period], _ missing: [Period]) -> [Period] {
    guard let first = known.first, let last = known.last, !missing.isEmpty else { return known }
    let inside = missing.filter { first < $0 && $0 < last && $0.months == last.months }
    return Set(known + inside).sorted()
  }

  private static func thin(_ values: [Double], to limit: Int) -> [Double] {
    guard values.count > limit else { return values }
    return (0..<limit).map { values[$0 * (values.count - 1) / (limit - 1)] }
  }

  /// Ascending values, of those within a thousandth of the scale the first: where one place holds most of the people,
  /// forty of sixty ticks would lie on one another.
  private static func merged(_ values: [Double], on domain: ClosedRange<Double>) -> [Double] {
    var last: Int?
    return values.filter { value in
      let place = Int((value - domain.lowerBound) / (domain.upperBound - domain.lowerBound) * 1000 + 0.5)
      defer { last = place }
      return place != last
    }
  }
}

/// Places in an order of their positions, looked up one by one.
struct Entries: RandomAccessCollection, Sendable {
  let facts: Facts
  /// Nil is all places as they are.
  let positions: [Int32]?

  var startIndex: Int { 0 }
  var endIndex: Int { positions?.count ?? facts.places.count }

  /// The position of an entry's place in its level.
  func position(_ index: Int) -> Int { positions.map { Int($0[index]) } ?? index }

  subscript(index: Int) -> Facts.Entry {
    Facts.Entry(facts: facts, position: position(index))
  }
}

/// Sorts a level's numbers by value and finds the ends that a scale has to cover.
private struct Order {
  // Of the places with a number, in the same order.
  private(set) var values: [Double] = []
  private(set) var positions: [Int32] = []
  private var isReliable: [Bool] = []
  private(set) var empty: [Int32] = []
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity

  mutating func add(_ number: ShownNumber?, at position: Int32) {
    guard let number else { return empty.append(position) }
    values.append(number.value)
    positions.append(position)
    isReliable.append(!number.isUnreliable)
    cover(number)
  }

  /// Highest first; of equal values the first by id.
  mutating func sort() {
    let order = descendingOrder(values).map { Int($0) }
    values = order.map { values[$0] }
    positions = order.map { positions[$0] }
    isReliable = order.map { isReliable[$0] }
  }

  /// Of a list in this order, what belongs to places whose margin allows to rank them.
  func reliable<Item>(_ items: [Item]) -> [Item] { zip(items, isReliable).filter(\.1).map(\.0) }

  /// Takes in the value, and the interval's ends unless the margin is too large to set a scale by.
  mutating func cover(_ number: ShownNumber) {
    cover(number.value)
    guard !number.isUnreliable, let interval = number.estimate.interval else { return }
    cover(Swift.max(interval.low, Swift.min(0, number.value)))
    cover(interval.high)
  }

  private mutating func cover(_ value: Double) {
    low = Swift.min(low, value)
    high = Swift.max(high, value)
  }
}
