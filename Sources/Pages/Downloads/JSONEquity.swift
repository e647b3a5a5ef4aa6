import Catalog
import Statistics

/// What a measure's JSON says of its groups: those of lenses and breakdowns, gaps, equity measures, the gap's trend.
///
/// With the digits that pages show and no more: more of them could tell what a withheld place adds to its group.
struct JSONEquity: Sendable {
  let rows: DownloadRows
  private var figuresDecimals: Int { rows.wording.decimals }

  /// Members for the description; none where there are neither lenses nor breakdowns with measures or gaps.
  var members: [(String, JSONText)] {
    var members: [(String, JSONText)] = []
    if !rows.result.lenses.isEmpty { members.append(("lenses", .array(rows.result.lenses.map { lens($0) }))) }
    let breakdowns = rows.result.breakdowns.filter {
      !$0.trends.isEmpty || $0.periods.contains { !$0.measures.isEmpty }
    }
    if !breakdowns.isEmpty { members.append(("breakdowns", .array(breakdowns.map { breakdown($0) }))) }
    if let pattern = rows.result.pattern { members.append(("neighbours", self.pattern(pattern))) }
    return members
  }

  private func pattern(_ pattern: SpatialPattern) -> JSONText {
    .object([
      ("period", .string(DownloadRows.iso(pattern.period))), ("level", .string(pattern.level)),
      ("moransI", number(pattern.index, 3)), ("expected", number(pattern.expected, 3)),
      ("p", number(pattern.p, 3)), ("permutations", .number(String(pattern.permutations))),
      ("seed", .string(String(pattern.seed))), ("places", .number(String(pattern.places))),
    ])
  }

  private func lens(_ lens: LensResult) -> JSONText {
    .object([
      ("id", .string(lens.lens)), ("orderedBy", .string(DownloadRows.iso(lens.orderedBy))),
      (
        "periods",
        .array(
          lens.periods.map { period in
            .object([
              ("period", .string(DownloadRows.iso(period.period))),
              (
                "groups",
                .array(
                  period.groups.map { group in
                    .object(
                      [("group", .number(String(group.index + 1)))] + cell(group.cell)
                        + (group.population.map { [("residents", number($0, 0))] } ?? []))
                  })
              ), ("measures", measures(period.measures)),
            ])
          })
      ), ("trend", lens.trend.map { trend($0) } ?? .null),
    ])
  }

  private func breakdown(_ breakdown: BreakdownResult) -> JSONText {
    .object([
      ("id", .string(breakdown.breakdown)),
      ("reference", breakdown.reference.map { .string($0) } ?? .null),
      (
        "periods",
        .array(
          breakdown.periods.map { period in
            .object([
              ("period", .string(DownloadRows.iso(period.period))), ("measures", measures(period.measures)),
            ])
          })
      ),
      (
        "trends",
        .array(
          breakdown.trends.map { .object([("group", .string($0.group)), ("trend", trend($0.trend))]) })
      ),
    ])
  }

  private func cell(_ cell: Cell) -> [(String, JSONText)] {
    var members = cell.estimate.map { [("value", number($0.value, figuresDecimals))] } ?? []
    members += limits(cell.estimate, figuresDecimals)
    members.append(("status", .string(DownloadRows.status(cell))))
    if cell.isUnreliable { members.append(("quality", .string("unreliable"))) }
    if let reason = rows.wording.reason(cell) { members.append(("note", .string(reason))) }
    return members
  }

  private func measures(_ values: [EquityValue]) -> JSONText {
    .array(values.compactMap { value in EquityMeasure.of(value.measure).map { self.value(value, $0) } })
  }

  private func value(_ value: EquityValue, _ measure: EquityMeasure) -> JSONText {
    let decimals = EquityWords.decimals(measure, rows.wording)
    var members: [(String, JSONText)] = [("id", .string(measure.id))]
    switch value.base {
    case .groups(let count): members.append(("groups", .number(String(count))))
    case .pair(let group, let reference):
      members += [("group", .string(group)), ("reference", .string(reference))]
    case .places(let used, let all):
      members += [("places", .number(String(used))), ("allPlaces", .number(String(all)))]
    }
    switch value.outcome {
    case .estimate(let estimate, _):
      members.append(("value", number(estimate.value, decimals)))
      members += limits(estimate, decimals)
      members.append(("status", .string("published")))
    case .none(let reason):
      members.append(("status", .string(reason == .withheld ? "suppressed" : "missing")))
      members.append(("note", .string(rows.scope.say(EquityWords.phrase(for: reason)))))
    }
    return .object(members)
  }

  private func trend(_ trend: GapTrend) -> JSONText {
    var members: [(String, JSONText)] = [
      ("periods", .array(trend.periods.map { .string(DownloadRows.iso($0)) }))
    ]
    if let line = trend.line {
      members.append(("slopePerYear", number(line.slope.value, figuresDecimals + 1)))
      members += limits(line.slope, figuresDecimals + 1)
      members += [("p", number(line.p, 4)), ("verdict", .string(line.verdict.rawValue))]
    } else {
      let words: Template.Values = [
        "n": rows.scope.numbers.text(Double(trend.periods.count)),
        "least": rows.scope.numbers.text(Double(GapTrend.leastPeriods)),
      ]
      members.append(("note", .string(rows.scope.say(.gapTrendTooFew, words))))
    }
    return .object(members)
  }

  private func limits(_ estimate: Estimate?, _ decimals: Int) -> [(String, JSONText)] {
    guard let interval = estimate?.interval else { return [] }
    return [("lower", number(interval.low, decimals)), ("upper", number(interval.high, decimals))]
  }

  private func number(_ value: Double, _ decimals: Int) -> JSONText {
    .number(value, decimals: decimals)
  }
}
