import Catalog
import Statistics

/// Everything that indicators which share quantities tell about them, as one system of numbers and relations.
struct DisclosureModel {
  /// A withheld number that must not be computed.
  struct Protected {
    let cell: DisclosureSystem.Cell
    let address: CellAddress
    let role: QuantityRole
    let rule: SuppressionRule
  }

  /// Which cells may be withheld for the sake of others.
  enum Freedom: CaseIterable {
    /// Those of indicators that withhold something by rule, but not of the whole.
    case ruled
    /// Those of all indicators, but not of the whole.
    case places
    case all
  }

  var system = DisclosureSystem()
  var protected: [Protected] = []
  /// The cells that may be withheld, by the numbers in them.
  var owners: [DisclosureSystem.Cell: CellAddress] = [:]
  let source: DisclosureSource
  let freedom: Freedom
  let indicators: [IndicatorPlan]
  var quantities: [Quantity] = []
  var numberOf: [QuantityKey: Int] = [:]
  /// The numbers of a quantity's segment or window in an area, by position; −1 for none.
  var slices: [Slice: [DisclosureSystem.Cell]] = [:]
  var numbers: [Number: DisclosureSystem.Cell] = [:]

  struct Quantity {
    let key: QuantityKey
    var isCounted: Bool
    var windows: Set<[Period]> = []
    var areas: Set<CellArea> = []
    var segments = Segments([])
    /// Whether its rows are told in the coverage of a page.
    var isCoverage = false
  }

  struct Slice: Hashable {
    let quantity: Int
    /// A segment, or a window of several.
    let layer: Int
    let area: CellArea
  }

  /// A number in a cell.
  struct Number: Hashable {
    let address: CellAddress
    let role: QuantityRole
  }

  init(_ ids: [String], _ source: DisclosureSource, freedom: Freedom) throws(Undefined) {
    self.source = source
    self.freedom = freedom
    indicators = ids.compactMap { source.plan.plans[$0] }
    for planned in indicators { collect(planned) }
    for number in quantities.indices {
      quantities[number].segments = Segments(quantities[number].windows)
    }
    for planned in indicators { try add(planned) }
    try addPopulation()
    try relateReach()
    try relateAreas()
    try relateGroups()
  }

  // MARK: collecting

  /// Calls `body` for every run of cells of an indicator that may hold numbers: group, area, window.
  func forEachRun(
    _ planned: IndicatorPlan,
    _ body: (_ group: Int, _ area: CellArea, _ window: Window, _ level: String) throws(Undefined) -> Void
  ) throws(Undefined) {
    guard let notes = source.notes[planned.indicator.id] else { return }
    let levels = planned.levels.filter { notes.windows[$0] != nil }
    let primary = source.plan.geography.primary.text
    for group in planned.groups.indices {
      if let first = levels.first {
        for window in notes.windows[first] ?? [] { try body(group, .whole, window, first) }
      }
      for level in levels {
        for window in notes.windows[level] ?? [] { try body(group, .level(level), window, level) }
      }
      guard planned.isSeenThroughLenses(group), let lenses = source.results[planned.indicator.id]?.lenses
      else { continue }
      for lens in lenses {
        for window in notes.windows[primary] ?? [] { try body(group, .lens(lens.lens), window, primary) }
      }
    }
  }

  private mutating func collect(_ planned: IndicatorPlan) {
    let indicator = planned.indicator
    var found: [(key: QuantityKey, shown: ShownQuantity, group: Int, area: CellArea, window: [Period])] = []
    try? forEachRun(planned) { (group, area, window, level) throws(Undefined) in
      for shown in planned.groups[group].quantities(indicator) {
        guard let key = key(shown, indicator, group, level, window) else { continue }
        found.append((key, shown, group, area, shown.isForeign ? [] : window.parts))
      }
    }
    for (key, shown, group, area, window) in found {
      let number = numberOf[key] ?? quantities.count
      if number == quantities.count {
        numberOf[key] = number
        quantities.append(Quantity(key: key, isCounted: shown.isCounted))
      }
      quantities[number].windows.insert(window)
      quantities[number].areas.insert(area)
      if group == 0, key.expression.isSingleCount { quantities[number].isCoverage = true }
    }
  }

  /// A quantity's key; a foreign one's with its periods. Nil where those are not known.
  func key(
    _ shown: ShownQuantity, _ indicator: Indicator, _ group: Int, _ level: String, _ window: Window
  ) -> QuantityKey? {
    guard shown.isForeign else { return shown.key }
    let times = DisclosureNotes.TimesKey(group: group, level: level, period: window.period)
    guard let shares = source.notes[indicator.id]?.times[times] else { return nil }
    var key = shown.key
    key.times = shares
    return key
  }
}

extension DisclosureLimits {
  /// Five-year windows of 77 places that move on by a year hang together over some 2,000 relations.
  static let site = DisclosureLimits(neighbourhoods: [96, 320, 900, 2500])
}
