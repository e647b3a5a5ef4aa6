import Catalog
import Statistics

extension PageKind {
  static let csv = download("csv", "Every cell of a measure as a spreadsheet", Route.csv) {
    CSVDownload(rows: $0).write(into: &$1, full: $2)
  }
  static let json = download("json", "Every cell of a measure with what is known about it", Route.json) {
    JSONDownload(rows: $0).write(into: &$1, full: $2)
  }

  /// Downloads lie once, beside the first language's page.
  private static func download(
    _ id: String, _ summary: String, _ route: @escaping @Sendable (String) -> Route,
    write: @escaping @Sendable (DownloadRows, inout [UInt8], OutputFile.Full) -> Void
  ) -> PageKind {
    PageKind(id, summary) { scope in
      guard scope.isFirstLanguage else { return [] }
      return scope.index.measured.compactMap { indicator in
        let scope = scope.at(route(indicator.id))
        guard let rows = DownloadRows(scope, indicator) else { return nil }
        return OutputFile(path: scope.path, kind: id, pieces: { write(rows, &$0, $1) })
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

  /// Hands every row to a writer, one after another: a download is made in one pass and never held as rows.
  func write(with writer: inout some DownloadWriter, into out: inout RowBytes) {
    let whole = scope.edition.whole
    write([whole], [scope.wholeName], level: whole.id.level, &writer, &out)
    for level in result.levels {
      write(scope.edition.places[level] ?? [], scope.locale.names(level), level: level, &writer, &out)
    }
  }

  /// Writes a level's rows. Where cells of a period and group lie is found once, and a cell then by position alone.
  private func write<Writer: DownloadWriter>(
    _ places: [Place], _ names: [String], level: String, _ writer: inout Writer, _ out: inout RowBytes
  ) {
    let runs = result.periods.map { period in
      ([nil] + groups.map(\.key)).map { result.series.cells(level: level, period, group: $0) }
    }
    writer.begin(level: level)
    for position in places.indices {
      writer.begin(places[position], name: names[position])
      for period in runs.indices {
        writer.write(
          runs[period][0]?[position] ?? .missing(.noData), period: period, group: 0, into: &out)
        for group in runs[period].indices.dropFirst() {
          guard let cell = runs[period][group]?[position] else { continue }
          writer.write(cell, period: period, group: group, into: &out)
        }
      }
    }
  }

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

/// Takes the rows of a download.
protocol DownloadWriter {
  /// A level whose places follow.
  mutating func begin(level: String)
  /// A place whose cells follow.
  mutating func begin(_ place: Place, name: String)
  /// - Parameters:
  ///   - period: its place among the measure's periods.
  ///   - group: 0 for everyone, else its place among the measure's groups, from 1 on.
  mutating func write(_ cell: Cell, period: Int, group: Int, into out: inout RowBytes)
}
