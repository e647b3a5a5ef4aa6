import Markup

/// A series being prepared for a line the size of a word, dot by dot.
///
/// Room that one page uses again for each of its rows, so that a series takes no memory of its own. It cannot be
/// copied, because a copy, such as a closure may make, would count the references of its arrays.
package struct SparkSeries: ~Copyable {
  /// A dot by its numbers; not a number where there is none.
  private struct Item {
    let value: Double
    let low: Double
    let high: Double
  }

  private var items: [Item] = []
  private var known = 0
  private var banded = 0
  private var low = 0.0
  private var high = 0.0
  /// Where the dots and the ends of their intervals lie, in quarters of a pixel.
  private(set) var points: [LinePoint] = []

  package init() {}

  /// Begins another series.
  package mutating func clear() {
    items.removeAll(keepingCapacity: true)
    known = 0
    banded = 0
    (low, high) = (0, 0)
  }

  package mutating func addGap() { items.append(Item(value: .nan, low: .nan, high: .nan)) }

  /// A dot without an interval; a gap where its value is not finite.
  package mutating func add(_ value: Double) { add(value, low: .nan, high: .nan) }

  /// A dot with the ends of its interval. The scale reaches from zero, or the lowest value, to the highest end.
  package mutating func add(_ value: Double, low: Double, high: Double) {
    guard value.isFinite else { return addGap() }
    items.append(Item(value: value, low: low, high: high))
    known += 1
    if !low.isNaN { banded += 1 }
    self.low = min(self.low, value)
    self.high = max(self.high, value)
    if high > self.high, high.isFinite { self.high = high }
  }

  /// Whether there is anything to draw: two dots, and not both of them zero.
  package var isLine: Bool { known > 1 && high > low }

  var count: Int { items.count }
  /// Whether it is one line in one band, as most are.
  var isWhole: Bool { banded == items.count && known == items.count }
  func isGap(_ index: Int) -> Bool { items[index].value.isNaN }
  func hasInterval(_ index: Int) -> Bool { !items[index].low.isNaN }

  /// Finds all points: across from 2 pixels to 90, up from 24 to 4.
  mutating func place() {
    points.removeAll(keepingCapacity: true)
    let step = 352 / Double(max(items.count - 1, 1))
    let rise = 80 / (high - low)
    for (index, item) in items.enumerated() {
      points.append(
        LinePoint(
          x: Int32(8.5 + Double(index) * step), y: y(item.value, rise), upper: y(item.high, rise),
          lower: y(item.low, rise)))
    }
  }

  /// What is not a number lies at the low end, and is not drawn.
  private func y(_ value: Double, _ rise: Double) -> Int32 {
    let height = (min(value, high) - low) * rise
    return value > low && height.isFinite ? Int32(96.5 - height) : 96
  }
}
