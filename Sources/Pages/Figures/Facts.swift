import Catalog
import Statistics

/// An indicator's latest values at one level in the orders and scales that all its figures share.
///
/// Made once for a site and read by every page and language.
struct Facts: Sendable {
  /// A place with its latest cell.
  struct Entry: Sendable {
    var place: Place
    var cell: Cell
  }

  let indicator: Indicator
  let result: IndicatorResult
  let level: String
  let latest: Period
  /// Whether the whole is the sum of the places: then it has no place on their scale.
  let isTotal: Bool
  /// Every place of the level, in the order of ids.
  let entries: [Entry]
  /// Those with an estimate, highest first, then by id; unreliable ones included.
  let sorted: [Entry]
  /// For dots with intervals.
  let scale: ValueScale
  /// Bounds of the map's classes.
  let breaks: [Double]
  /// All values, thinned to at most 240, ascending: the ticks of a strip.
  let context: [Double]

  init?(_ indicator: Indicator, _ result: IndicatorResult, level: String, places: [Place], whole: PlaceID) {
    guard let latest = result.latestDelivered ?? result.latest else { return nil }
    self.indicator = indicator
    self.result = result
    self.level = level
    self.latest = latest
    isTotal =
      switch indicator.formula {
      case .count, .sum: true
      default: false
      }
    entries = places.map { Entry(place: $0, cell: result.cell($0.id, latest)) }
    sorted = entries.filter { $0.cell.estimate != nil }.sorted { Self.isHigher($0, $1) }
    let reliable = sorted.filter { !$0.cell.isUnreliable }.compactMap { $0.cell.estimate?.value }
    let values = reliable.isEmpty ? sorted.compactMap { $0.cell.estimate?.value } : reliable
    let ends = sorted.flatMap { Self.ends($0.cell) } + (isTotal ? [] : Self.ends(result.cell(whole, latest)))
    scale = ValueScale(covering: ends)
    breaks = ValueScale.breaks(of: values)
    context = Self.thin(sorted.compactMap { $0.cell.estimate?.value }.reversed())
  }

  var ranked: [Entry] { sorted.filter { !$0.cell.isUnreliable } }
  var withoutNumber: [Entry] { entries.filter { $0.cell.estimate == nil } }

  private static func isHigher(_ left: Entry, _ right: Entry) -> Bool {
    let (first, second) = (left.cell.estimate?.value ?? 0, right.cell.estimate?.value ?? 0)
    return first == second ? left.place.id < right.place.id : first > second
  }

  /// The value, and the interval's ends unless the margin is too large to set a scale by.
  private static func ends(_ cell: Cell) -> [Double] {
    guard let estimate = cell.estimate else { return [] }
    guard !cell.isUnreliable, let interval = estimate.interval else { return [estimate.value] }
    return [estimate.value, max(interval.low, min(0, estimate.value)), interval.high]
  }

  private static func thin(_ values: [Double]) -> [Double] {
    let limit = 240
    guard values.count > limit else { return values }
    return (0..<limit).map { values[$0 * (values.count - 1) / (limit - 1)] }
  }
}
