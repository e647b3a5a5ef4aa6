import Catalog
import Statistics

/// A number that an earlier edition has published, or withheld.
package struct EarlierNumber: Sendable {
  package let indicator: String
  package let place: PlaceID
  package let period: Period
  package let group: String?
  /// Nil where it was withheld.
  package let value: Double?
  package let cases: Double?
  package let denominator: Double?
  /// Whether it was made of the bytes that today’s numbers are made of.
  package let isOfSameSnapshots: Bool

  package init(
    indicator: String, place: PlaceID, period: Period, group: String?, value: Double?, cases: Double?,
    denominator: Double?, isOfSameSnapshots: Bool = true
  ) {
    self.indicator = indicator
    self.place = place
    self.period = period
    self.group = group
    self.value = value
    self.cases = cases
    self.denominator = denominator
    self.isOfSameSnapshots = isOfSameSnapshots
  }
}

/// A cell of an earlier edition in a window that is no longer shown.
struct PastCell: Sendable {
  let address: CellAddress
  let window: Window
  /// Nil where it was withheld.
  let estimate: Estimate?
}

extension Evaluator {
  /// Sorts what earlier editions tell: of cells that are shown now, and of windows that are not.
  ///
  /// Numbers made of other bytes count only where they are today’s numbers too: then they are taken to be of the same
  /// rows, as any reader would take them. Revised ones are other numbers, and nothing follows from them.
  func addEarlier(_ numbers: [EarlierNumber], to source: inout DisclosureSource) {
    for number in numbers {
      guard let planned = plan.plans[number.indicator],
        let position = geographies.roster.position(of: number.place),
        let group = planned.groups.firstIndex(where: { $0.key == number.group }),
        let notes = source.notes[number.indicator]
      else { continue }
      let isWhole = number.place == geographies.whole.id
      let address = CellAddress(
        indicator: number.indicator, group: group, area: isWhole ? .whole : .level(number.place.level),
        position: isWhole ? 0 : position, period: number.period)
      let estimate = number.value.map {
        Estimate($0, .unpublished, cases: number.cases, denominator: number.denominator)
      }
      if notes.windows.values.contains(where: { $0.contains { $0.period == number.period } }) {
        let now = source.known(address, key: number.group)
        if let estimate, number.isOfSameSnapshots || planned.groups[group].isAlike(estimate, now) {
          source.earlier[address] = estimate
        }
      } else if let window = notes.window(number.period) {
        source.add(PastCell(address: address, window: window, estimate: estimate))
      }
    }
  }
}

extension DisclosureNotes {
  /// A period put together of base periods; nil where it cannot be, or where their numbers are not known.
  fileprivate func window(_ period: Period) -> Window? {
    let parts = basePeriods.filter { $0.firstMonth >= period.firstMonth && $0.endMonth <= period.endMonth }
      .sorted()
    guard parts.reduce(0, { $0 + $1.months }) == period.months,
      zip(parts, parts.dropFirst()).allSatisfy({ !$0.overlaps($1) })
    else { return nil }
    return Window(period: period, parts: parts)
  }
}

extension GroupPlan {
  /// Whether all numbers in a cell are the same as in another.
  fileprivate func isAlike(_ before: Estimate, _ now: Estimate?) -> Bool {
    guard let now else { return false }
    let pairs = [
      (before.value, now.value), (before.cases, now.cases), (before.denominator, now.denominator),
    ]
    return pairs.allSatisfy { first, second in
      guard let first, let second else { return first == nil && second == nil }
      return DisclosureModel.agree(first, second)
    }
  }
}
