import Catalog
import Notation
import Statistics

extension Evaluator {
  /// Withholds further numbers, until none that a rule withholds can be computed from those that are shown.
  ///
  /// Without a withheld number nothing is done. Small places are taken first, the whole only where nothing else helps.
  /// Indicators that share nothing are looked at several at a time.
  func withholdComplements(_ results: inout Results, _ workers: some Workers) {
    guard results.notes.values.contains(where: { !$0.withheld.isEmpty }) else { return }
    let source = DisclosureSource(self, results)
    var chosen: Set<CellAddress> = []
    let lists = source.linkedIndicators()
    for answer in workers.map(lists.count, { complements(lists[$0], source) }) {
      switch answer {
      case .success(let found): chosen.formUnion(found)
      case .failure(let failure): results.problems += failure.problems
      }
    }
    guard !chosen.isEmpty else { return }
    withhold(chosen.sorted(by: CellAddress.precedes), source, &results)
  }

  private struct Failure: Error { let problems: [Diagnostic] }

  private func complements(_ indicators: [String], _ source: DisclosureSource) -> Result<
    [CellAddress], Failure
  > {
    var open: [CellAddress] = []
    do {
      for freedom in DisclosureModel.Freedom.allCases {
        let model = try DisclosureModel(indicators, source, freedom: freedom)
        // What the printed reasons tell by themselves is found out only where it matters.
        let pattern = try model.system.complementaryPattern(limits: .site) {
          failed throws(DisclosureProblem) in
          let all = freedom == .all ? model : try? DisclosureModel(indicators, source, freedom: .all)
          return try all?.allowances(failed) ?? [:]
        }
        if case .withhold(let cells) = pattern { return .success(cells.compactMap { model.owners[$0] }) }
        open = model.protected.filter { pattern.failed.contains($0.cell) }.map(\.address)
      }
    } catch {
      return .failure(Failure(problems: [unsolved(indicators, "\(error)")]))
    }
    return .failure(Failure(problems: unprotected(open)))
  }

  // MARK: problems

  /// One problem an indicator, with some of its numbers.
  private func unprotected(_ addresses: [CellAddress]) -> [Diagnostic] {
    plan.indicators.compactMap { indicator in
      let own = addresses.filter { $0.indicator == indicator.id }
      guard !own.isEmpty else { return nil }
      let names = own.prefix(5).map { "\(name($0)) (\($0.period))" }.joined(separator: ", ")
      let more = own.count > 5 ? " and \(own.count - 5) more" : ""
      return Diagnostic(
        .error, .unprotected,
        "“\(indicator.id)” withholds numbers that can be computed from what else is shown: \(names)\(more)",
        at: indicator.location,
        fix:
          "show it at a larger level, pool more periods (`periods: {window: …}`), leave out a breakdown or lens, "
          + "or lower the threshold in `suppress`")
    }
  }

  func unsolved(_ indicators: [String], _ reason: String) -> Diagnostic {
    Diagnostic(
      .error, .unprotected,
      "what can be computed of the withheld numbers of \(indicators.map { "“\($0)”" }.joined(separator: ", ")) "
        + "cannot be told: \(reason)",
      at: plan.indicators.first { $0.id == indicators.first }?.location ?? SourceLocation(path: "Indicators"),
      fix: "show fewer levels, periods or groups of them")
  }

  /// An area in words.
  func name(_ address: CellAddress) -> String {
    switch address.area {
    case .whole: geographies.whole.name.text(in: "en")
    case .level(let level):
      geographies.tables[level].map { $0.places[address.position].name.text(in: "en") } ?? level
    case .lens(let lens): "group \(address.position + 1) of \(lens)"
    }
  }

  /// The group of a breakdown, `breakdown/group`; nil for everyone.
  func groupKey(_ address: CellAddress) -> String? {
    plan.plans[address.indicator].flatMap {
      $0.groups.indices.contains(address.group) ? $0.groups[address.group].key : nil
    }
  }

  // MARK: withholding

  private func withhold(_ addresses: [CellAddress], _ source: DisclosureSource, _ results: inout Results) {
    for address in addresses {
      let key = groupKey(address)
      guard case .estimate(let estimate, _)? = source.shown(address, key: key) else { continue }
      results.notes[address.indicator]?.withheld.append(
        WithheldNumber(address: address, estimate: estimate, rule: .complementary))
    }
    for (id, own) in Dictionary(grouping: addresses, by: \.indicator) {
      guard var result = results.byIndicator[id] else { continue }
      result.withhold(own, geographies, key: groupKey)
      results.byIndicator[id] = result
    }
    // Indices are made of what is shown, so that nobody can reckon back from them.
    redoIndices(of: Set(addresses.map(\.indicator)), &results)
  }
}

extension IndicatorResult {
  /// Withholds cells, and all that was made of them.
  fileprivate mutating func withhold(
    _ addresses: [CellAddress], _ geographies: Geographies, key: (CellAddress) -> String?
  ) {
    var series = self.series
    for address in addresses {
      switch address.area {
      case .whole:
        series.set(
          .suppressed(.complementary), at: 0, level: geographies.whole.id.level, address.period,
          group: key(address))
      case .level(let level):
        series.set(
          .suppressed(.complementary), at: address.position, level: level, address.period, group: key(address)
        )
      case .lens(let lens): withhold(address, of: lens)
      }
    }
    self.series = series
    guard let latest = latestDelivered else { return }
    for level in ranks.keys.compactMap({ geographies.roster.level($0) }) {
      ranks[level.id] = Judgements.ranks(series, level: level, period: latest)
      // The threshold of many tests was set by the withheld places too; without a whole there is none.
      if manyTests[level.id] != nil {
        manyTests[level.id] = Judgements.tests(series, level: level, period: latest)
      }
    }
  }

  private mutating func withhold(_ address: CellAddress, of lens: String) {
    guard let number = lenses.firstIndex(where: { $0.lens == lens }),
      let place = lenses[number].periods.firstIndex(where: { $0.period == address.period }),
      lenses[number].periods[place].groups.indices.contains(address.position)
    else { return }
    if address.group == 0 {
      lenses[number].periods[place].groups[address.position].cell = .suppressed(.complementary)
    } else if lenses[number].periods[place].strata.indices.contains(address.group - 1) {
      lenses[number].periods[place].strata[address.group - 1][address.position] = .suppressed(.complementary)
    }
  }
}
