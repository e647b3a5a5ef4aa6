import Catalog
import Statistics

/// An indicator's target and how it stands, for the description in its JSON.
struct JSONTarget: Sendable {
  let rows: DownloadRows

  /// Nil where the indicator has no target.
  var value: JSONText? {
    guard let target = rows.indicator.target else { return nil }
    var members: [(String, JSONText)] = [
      ("value", number(target.value)), ("by", target.by.map { period($0) } ?? .null),
      ("source", target.source.map { .string($0) } ?? .null), ("path", .string(target.path.rawValue)),
      ("tolerance", number(target.tolerance)),
    ]
    if let status = rows.result.target { members.append(("status", self.status(status))) }
    if !rows.result.placeTargets.isEmpty { members.append(("areas", areas)) }
    return .object(members)
  }

  private func status(_ status: TargetStatus) -> JSONText {
    let start = status.path?.start
    return .object([
      ("state", .string(status.state.rawValue)), ("period", period(status.period)),
      ("value", status.estimate.map { number($0.value) } ?? .null),
      ("lower", status.estimate?.interval.map { number($0.low) } ?? .null),
      ("upper", status.estimate?.interval.map { number($0.high) } ?? .null),
      ("pathFrom", start.map { period($0.period) } ?? .null),
      ("pathStart", start.map { number($0.value) } ?? .null),
      ("pathValue", status.path.map { number($0.value) } ?? .null),
      ("limit", status.path.map { number($0.limit) } ?? .null), ("isDue", .literal(status.isDue)),
      ("sinceEarlier", change(status.travel)), ("sinceYearAgo", change(status.yearAgo)),
    ])
  }

  private func change(_ change: Change?) -> JSONText {
    guard let change else { return .null }
    let interval = change.comparison.difference.interval
    return .object([
      ("from", period(change.from)), ("difference", number(change.comparison.difference.value)),
      ("lower", interval.map { number($0.low) } ?? .null),
      ("upper", interval.map { number($0.high) } ?? .null),
      ("verdict", .string(change.comparison.verdict.rawValue)),
    ])
  }

  /// How each place stands, by level and in the order of ids.
  private var areas: JSONText {
    let levels = rows.result.levels.filter { rows.result.placeTargets[$0] != nil }
    return .array(
      levels.flatMap { level in
        zip(rows.scope.edition.places[level] ?? [], rows.result.placeTargets[level] ?? []).map {
          place, state in
          .object([
            ("area_code", .string(place.id.id)), ("level", .string(level)),
            ("state", .string(state.rawValue)),
          ])
        }
      })
  }

  private func period(_ period: Period) -> JSONText { .string(DownloadRows.iso(period)) }

  private func number(_ value: Double) -> JSONText {
    .number(value, decimals: rows.decimals)
  }
}
