import Catalog
import Statistics

extension PageKind {
  static let csv = download("csv", "Every cell of a measure as a spreadsheet", Route.csv) {
    CSVDownload(rows: $0, places: $1).write(into: &$2, full: $3)
  }
  static let json = download("json", "Every cell of a measure with what is known about it", Route.json) {
    JSONDownload(rows: $0, places: $1).write(into: &$2, full: $3)
  }

  /// Downloads lie once, beside the first language's page.
  private static func download<Format>(
    _ id: String, _ summary: String, _ route: @escaping @Sendable (String) -> Route,
    write: @escaping @Sendable (DownloadRows, PlaceTexts<Format>, inout [UInt8], OutputFile.Full) -> Void
  ) -> PageKind {
    PageKind(id, summary) { scope in
      guard scope.isFirstLanguage else { return [] }
      let places = PlaceTexts<Format>(scope)
      return scope.index.measured.compactMap { indicator in
        let scope = scope.at(route(indicator.id))
        guard let rows = DownloadRows(scope, indicator) else { return nil }
        return OutputFile(path: scope.path, kind: id, pieces: { write(rows, places, &$0, $1) })
      }
    }
  }
}

/// The cells of a measure in a stable order: the whole first, then levels and places, periods, groups.
final class DownloadRows: Sendable {
  /// A group within a breakdown.
  struct Group: Sendable {
    let breakdown: String
    let group: String
    /// How cells are found.
    let key: String
  }

  let scope: Scope
  let indicator: Indicator
  let result: IndicatorResult
  let wording: Wording
  let groups: [Group]
  /// Digits given beyond those shown, so that a reader's own sums round alike.
  let decimals: Int

  init?(_ scope: Scope, _ indicator: Indicator) {
    guard let result = scope.edition.results[indicator.id] else { return nil }
    self.scope = scope
    self.indicator = indicator
    self.result = result
    wording = scope.locale.wording(indicator)
    decimals = wording.decimals + 2
    groups = indicator.breakdowns.flatMap { breakdown in
      breakdown.groups.map {
        Group(breakdown: breakdown.id, group: $0.id, key: "\(breakdown.id)/\($0.id)")
      }
    }
  }

  /// Of everyone and each group, what its number as counted is multiplied by; 0 where values are those numbers.
  var factors: [Double] {
    guard indicator.adjustment != nil else { return Array(repeating: 0, count: 1 + groups.count) }
    let formulas = indicator.breakdowns.flatMap(\.groups).map { $0.formula ?? indicator.formula }
    return ([indicator.formula] + formulas).map { $0.factor(in: indicator.unit) }
  }

  /// A place in one field: `ward/12`.
  static func text(_ place: PlaceID) -> String { "\(place.level)/\(place.id)" }

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
