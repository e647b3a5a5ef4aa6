import Catalog
import Notation
import Statistics

/// How an indicator stands to its target: of the whole, and of every place where the target holds for each.
///
/// Works on cells as they are shown, so that no status tells what is withheld.
struct TargetJudge {
  let indicator: Indicator
  let target: Target
  let result: IndicatorResult
  private let latest: Period

  /// Nil where there is no target, no direction to judge by, or no period.
  init?(_ indicator: Indicator, _ result: IndicatorResult) {
    guard let target = indicator.target, indicator.direction != .none, let latest = result.latestDelivered
    else { return nil }
    self.indicator = indicator
    self.target = target
    self.result = result
    self.latest = latest
  }

  // MARK: the whole

  var status: TargetStatus {
    let place = result.series.roster.whole
    let path = path { result.cell(place, $0) }
    let estimate = result.cell(place, latest).estimate
    let point = path.point(latest)
    return TargetStatus(
      state: state(estimate, path), period: latest, estimate: estimate, path: point,
      test: estimate.flatMap { value in
        point.flatMap { Comparison(value, Estimate($0.limit, .fullCount)) }
      },
      isDue: path.isDue(latest), travel: result.change(place), yearAgo: yearAgo(place))
  }

  /// The same months of the year before, where a period is shorter than a year.
  private func yearAgo(_ place: PlaceID) -> Change? {
    guard latest.months < 12 else { return nil }
    let before = Period(firstMonth: latest.firstMonth - 12, months: latest.months)
    return Comparison(result.cell(place, latest), result.cell(place, before)).map {
      Change(from: before, to: latest, comparison: $0)
    }
  }

  /// Why the path cannot begin where the target says; nil where it can.
  var problem: Diagnostic? {
    guard let from = target.from, target.path == .linear else { return nil }
    let whole = result.series.roster.whole
    let known = result.periods.filter { result.cell(whole, $0).estimate != nil }
    guard !known.contains(from) else { return nil }
    let near = Suggestion.nearest(to: from.description, among: known.map(\.description))
    let fix = (near ?? known.first?.description).map { "write from: \"\($0)\", or leave “from” out" }
    return Diagnostic(
      .warning, .targetStart,
      "the target of “\(indicator.id)” begins at \(from), for which the whole city has no number",
      at: indicator.location, fix: fix ?? "leave “from” out")
  }

  // MARK: places

  /// By level, in the order of ids; empty where the target is the whole's alone.
  var places: [String: [TargetStatus.State]] {
    guard target.holdsForEach else { return [:] }
    var states: [String: [TargetStatus.State]] = [:]
    for level in result.levels.compactMap({ result.series.roster.level($0) }) {
      states[level.id] = level.places.indices.map { position in
        let cell = { (period: Period) in result.cell(at: position, level: level.id, period) }
        return state(cell(latest).estimate, path(cell))
      }
    }
    return states
  }

  // MARK: the rule

  private func path(_ cell: (Period) -> Cell) -> TargetPath {
    TargetPath(target, indicator.direction, periods: result.periods) { cell($0).estimate?.value }
  }

  /// On track only where the whole interval is within the limit, off track only where all of it is outside.
  private func state(_ estimate: Estimate?, _ path: TargetPath) -> TargetStatus.State {
    guard let estimate else { return .noNumber }
    if indicator.isModelled { return .modelled }
    if path.keeps(estimate, within: target.value) == true { return .reached }
    if path.lacksStart(latest) { return .noNumber }
    guard let point = path.point(latest) else { return .notDue }
    if path.isAtStart(latest) { return .cannotTell }
    return switch path.keeps(estimate, within: point.limit) {
    case true?: path.isDue(latest) ? .reached : .onTrack
    case false?: .offTrack
    case nil: .cannotTell
    }
  }
}
