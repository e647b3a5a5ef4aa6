import Catalog
import Evaluation
import Notation
import Statistics

/// `almanac explain INDICATOR PLACE [PERIOD]`: the formula with the real numbers in it, as lines of text.
package enum ExplainOperation {
  package static func lines(_ explanation: Explanation, _ evaluated: EvaluatedProject) -> [String] {
    let indicator = explanation.indicator
    let place = name(explanation.place, evaluated)
    var lines = [
      "\(indicator.title.text(in: "en")) · \(place) · \(explanation.period)",
      "  value        \(value(explanation.cell, indicator))",
      "  universe     \(indicator.universe.text(in: "en"))",
      "  formula      \(formula(indicator))",
    ]
    lines += numbers(explanation)
    if let result = evaluated.results.byIndicator[indicator.id] {
      lines += ExplainAdjustment(explanation: explanation, result: result).lines
    }
    lines += parts(explanation, evaluated)
    if let level = explanation.sourceLevel {
      lines.append("  put together from \(explanation.sourceCount) places of level “\(level)”")
    }
    if explanation.parts.count > 1, let first = explanation.parts.first, let last = explanation.parts.last {
      lines.append("  pooled over  \(explanation.parts.count) periods, \(first) to \(last)")
    }
    let ofEverybody = explanation.place == evaluated.geographies.whole.id
    let result = ofEverybody ? evaluated.results.byIndicator[indicator.id] : nil
    if let result {
      lines += ExplainEquity(indicator: indicator, result: result, period: explanation.period).lines
    }
    lines += coverage(explanation.coverage)
    lines += snapshots(indicator, evaluated)
    // Findings are about the latest period of everybody; with another number they would only be in the way.
    if let result, explanation.period == result.latestDelivered {
      lines +=
        LevelNeighbours.pattern(of: indicator, evaluated).map { ExplainPattern(pattern: $0).lines } ?? []
      lines += FindingLines(indicator: indicator, result: result) { name($0, evaluated) }.lines
    }
    return lines
  }

  /// What the number is made of beside sums. A withheld number's parts are withheld with it.
  private static func parts(_ explanation: Explanation, _ evaluated: EvaluatedProject) -> [String] {
    guard !explanation.cell.isSuppressed else { return [] }
    if let reach = explanation.reach { return ExplainParts.lines(reach) }
    let trace = evaluated.evaluator.indexTrace(
      explanation.indicator, explanation.place, explanation.period, evaluated.results.byIndicator)
    return trace.map { ExplainParts.lines($0) } ?? []
  }

  private static func name(_ place: PlaceID, _ evaluated: EvaluatedProject) -> String {
    guard let table = evaluated.geographies.tables[place.level], let index = table.indexByID[place.id] else {
      return evaluated.geographies.whole.name.text(in: "en")
    }
    return table.places[index].name.text(in: "en")
  }

  static func value(_ cell: Cell, _ indicator: Indicator) -> String {
    switch cell {
    case .estimate(let estimate, let reliability):
      let note = reliability == .low ? "  (margin too large to rank)" : ""
      return "\(plain(estimate.value)) \(indicator.unit.rawValue)  \(uncertainty(estimate))\(note)"
    case .suppressed(.fewerThan(let count)): return "withheld: fewer than \(count)"
    case .suppressed(.denominatorBelow(let count)): return "withheld: the denominator is below \(count)"
    case .suppressed(.dominated(let count)): return "withheld: \(DisclosureOperation.dominance(count))"
    case .suppressed(.complementary): return "withheld, so that another withheld number cannot be computed"
    case .missing(let reason): return "no value: \(words(reason))"
    }
  }

  static func uncertainty(_ estimate: Estimate) -> String {
    switch estimate.uncertainty {
    case .fullCount: "(full count)"
    case .unpublished: "(no margin published)"
    case .margin(let margin): "± \(plain(margin)) (90 % margin of error)"
    case .interval(let interval): "[\(plain(interval.low)), \(plain(interval.high))] (90 % interval)"
    }
  }

  private static func words(_ reason: MissingReason) -> String {
    switch reason {
    case .noData: "the feed has no row for this place and period"
    case .marked(let marker): "the source marks it “\(marker)”"
    case .zeroDenominator: "the denominator is zero"
    case .partial: "a part of it is missing"
    case .notDelivered: "the publisher has not delivered this period"
    case .cannotBeAggregated: "such values cannot be put together for a larger place"
    case .ambiguous(let rows): "the source gives \(rows) rows where one is expected"
    }
  }

  private static func numbers(_ explanation: Explanation) -> [String] {
    func line(_ label: String, _ quantity: Quantity) -> String? {
      guard let value = quantity.value else { return nil }
      let margin = quantity.margin.map { " ± \(plain($0))" } ?? ""
      // Parts of rows are within reach of a site: the areas are told instead.
      if explanation.reach != nil, label != "denominator" { return "  \(label)  \(plain(value))\(margin)" }
      return "  \(label)  \(plain(value))\(margin)  from \(quantity.rows) row\(quantity.rows == 1 ? "" : "s")"
    }
    let top = line(explanation.denominator == nil ? "computed   " : "numerator  ", explanation.numerator)
    let bottom = explanation.denominator.flatMap { line("denominator", $0) }
    var lines = [top, bottom].compactMap { $0 }
    if let top = explanation.numerator.value, let bottom = explanation.denominator?.value,
      case .estimate(let estimate, _) = explanation.cell
    {
      let indicator = explanation.indicator
      let isAdjusted = indicator.adjustment != nil
      let value = isAdjusted ? top / bottom * indicator.formula.factor(in: indicator.unit) : estimate.value
      lines.append(
        "  \(isAdjusted ? "as counted  " : "so          ") \(plain(top)) ÷ \(plain(bottom))\(scale(indicator)) = \(plain(value))"
      )
    }
    return lines
  }

  private static func scale(_ indicator: Indicator) -> String {
    switch indicator.formula {
    case .proportion, .access: indicator.unit == .percent ? " × 100" : ""
    case .rate(_, _, let per, _), .ratio(_, _, let per): per == 1 ? "" : " × \(plain(per))"
    default: ""
    }
  }

  private static func coverage(_ coverage: Coverage) -> [String] {
    guard coverage.rowsRead > 0 else { return [] }
    var lines = ["  rows         \(coverage.rowsRead) read, \(coverage.rowsUsed) used"]
    for entry in coverage.leftOut {
      let examples =
        entry.examples.isEmpty ? "" : ": " + entry.examples.map { "“\($0)”" }.joined(separator: ", ")
      lines.append("    left out   \(entry.rows) \(words(entry.reason))\(examples)")
    }
    return lines
  }

  private static func words(_ reason: Coverage.Reason) -> String {
    switch reason {
    case .feedFilter: "by the feed's `where`"
    case .indicatorFilter: "by the indicator's own filters"
    case .unmatchedPlace: "whose place is not known"
    case .outsidePlaces: "outside every place"
    case .withoutPoint: "without a point (counted for the whole city only)"
    case .withoutPlace: "without a place"
    case .withoutPeriod: "without a period"
    case .outsidePeriods: "outside the periods shown"
    case .missingValue: "without a value"
    }
  }

  /// The bytes behind the number, of each feed that it is made of, and whether they are older than they may be.
  private static func snapshots(_ indicator: Indicator, _ evaluated: EvaluatedProject) -> [String] {
    indicator.feedIDs.flatMap { id -> [String] in
      let records = evaluated.lock.records(of: id)
      let lines = records.flatMap { record in
        [
          "  snapshot     \(record.file) · SHA-256 \(record.sha256.prefix(16))… · fetched \(record.time)"
        ] + (record.grouped.map { ["  counted      by the portal: \($0)"] } ?? [])
      }
      return lines + staleness(of: id, evaluated).map { "    stale      \($0)" }
    }
  }

  private static func staleness(of id: String, _ evaluated: EvaluatedProject) -> [String] {
    guard let feed = evaluated.project.feeds.first(where: { $0.id == id }) else { return [] }
    let state = EditionBuilder.state(of: feed, evaluated)
    let late = state.late.map {
      "its newest data are of \($0.since); they should be at most \($0.days) days old"
    }
    return [state.stale, late].compactMap(\.self)
  }

  private static func formula(_ indicator: Indicator) -> String {
    func of(_ denominator: Denominator) -> String {
      denominator.feed.map { "(\(denominator.value.text), from feed “\($0.text)”)" }
        ?? denominator.value.operand
    }
    switch indicator.formula {
    case .proportion(let part, let whole): return "\(part.operand) ÷ \(of(whole))"
    case .rate(let events, let population, let per, _):
      return "\(events.operand) ÷ \(of(population)) × \(plain(per))"
    case .ratio(let top, let bottom, let per):
      return "\(top.operand) ÷ \(of(bottom))" + (per == 1 ? "" : " × \(plain(per))")
    case .mean(let value, let weight):
      return "mean of \(value.text)" + (weight.map { ", weighted by \($0.text)" } ?? "")
    case .median(let value): return "median of \(value.text)"
    case .quantile(let value, let q): return "\(plain(q * 100))th percentile of \(value.text)"
    case .count(let value): return value.text == "*" ? "number of rows" : "number of \(value.text)"
    case .sum(let value): return "sum of \(value.text)"
    case .published(let value, let scale):
      return "\(value.text) as published" + (scale == 1 ? "" : " × \(plain(scale))")
    case .access(let access): return ExplainParts.formula(access)
    case .index(let index): return ExplainParts.formula(index)
    }
  }

  /// Up to six significant digits, without a trailing point: enough to check by hand.
  static func plain(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    if value == value.rounded() { return "\(Int(value))" }
    let decimals = max(0, 6 - Int(value.magnitude.rounded(.down).description.count - 2))
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    return "\((value * power).rounded() / power)"
  }
}
