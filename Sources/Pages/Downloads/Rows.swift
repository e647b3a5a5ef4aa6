import Catalog
import Statistics

extension PageKind {
  static let csv = download("csv", "Every cell of a measure as a spreadsheet", Route.csv) {
    CSVDownload(rows: $0).bytes
  }
  static let json = download("json", "Every cell of a measure with what is known about it", Route.json) {
    JSONDownload(rows: $0).bytes
  }

  /// Downloads lie once, beside the first language's page.
  private static func download(
    _ id: String, _ summary: String, _ route: @escaping @Sendable (String) -> Route,
    bytes: @escaping @Sendable (DownloadRows) -> [UInt8]
  ) -> PageKind {
    PageKind(id, summary) { scope in
      guard scope.isFirstLanguage else { return [] }
      return scope.index.measured.compactMap { indicator in
        let scope = scope.at(route(indicator.id))
        guard let rows = DownloadRows(scope, indicator) else { return nil }
        return OutputFile(path: scope.path) { bytes(rows) }
      }
    }
  }
}

/// The cells of a measure in a stable order: the whole first, then levels and places, periods, groups.
struct DownloadRows: Sendable {
  struct Row: Sendable {
    var place: PlaceID
    var name: String
    var period: Period
    /// The breakdown and the group within it; nil is everyone.
    var group: (breakdown: String, group: String)?
    var cell: Cell
  }

  let scope: Scope
  let indicator: Indicator
  let result: IndicatorResult
  let wording: Wording

  init?(_ scope: Scope, _ indicator: Indicator) {
    guard let result = scope.edition.results[indicator.id] else { return nil }
    self.scope = scope
    self.indicator = indicator
    self.result = result
    wording = Wording(scope: scope, indicator: indicator)
  }

  var rows: [Row] {
    let places =
      [scope.edition.whole.id] + result.levels.flatMap { scope.edition.places[$0]?.map(\.id) ?? [] }
    let groups = indicator.breakdowns.flatMap { breakdown in
      breakdown.groups.map { (breakdown: breakdown.id, group: $0.id) }
    }
    return places.flatMap { place in
      result.periods.flatMap { period -> [Row] in
        let everyone = Row(
          place: place, name: scope.name(place), period: period, group: nil, cell: result.cell(place, period))
        let parts = groups.compactMap { group -> Row? in
          let key = "\(group.breakdown)/\(group.group)"
          return result.series.known(place, period, group: key).map {
            Row(place: place, name: scope.name(place), period: period, group: group, cell: $0)
          }
        }
        return [everyone] + parts
      }
    }
  }

  /// Digits given beyond those shown, so that a reader's own sums round alike.
  func number(_ value: Double) -> String { RoundedDecimal(value, decimals: wording.decimals + 2).plain }

  static func status(_ cell: Cell) -> String {
    switch cell {
    case .estimate: "published"
    case .suppressed: "suppressed"
    case .missing: "missing"
    }
  }

  /// `good`, `unreliable`, or nothing where there is no estimate.
  static func quality(_ cell: Cell) -> String {
    cell.estimate == nil ? "" : cell.isUnreliable ? "unreliable" : "good"
  }

  /// The reason for a missing number, or what is to be known about a margin.
  func note(_ cell: Cell) -> String {
    if let reason = wording.reason(cell) { return reason }
    switch cell.estimate?.uncertainty {
    case .fullCount: return scope.say(.valueFullCount)
    case .unpublished: return scope.say(.valueNoMargin)
    default: return cell.isUnreliable ? scope.say(.valueUnreliable) : ""
    }
  }

  /// ISO 8601: `2012`, `2012-03`, and an interval of both ends for all else.
  static func iso(_ period: Period) -> String {
    if period.isWholeYears {
      return period.months == 12 ? "\(period.firstYear)" : "\(period.firstYear)/\(period.lastYear)"
    }
    let first = Period(firstMonth: period.firstMonth, months: 1).description
    let last = Period(firstMonth: period.endMonth - 1, months: 1).description
    return first == last ? first : "\(first)/\(last)"
  }
}
