import Catalog
import Charts

extension Figures {
  /// The whole city over all periods, with the two ends of a lens; nil where there is one period only.
  func trend(id: String) -> TrendFrame? {
    let periods = allPeriods
    guard result.periods.count > 1 else { return nil }
    let main = line(scope.wholeName, isMain: true) { result.cell(whole, $0) }
    let lines = [main] + lensLines
    guard lines.contains(where: { $0.dots.contains { $0 != nil } }) else { return nil }
    let dots = lines.flatMap { $0.dots.compactMap { $0 } }
    let values =
      dots.flatMap { [$0.value, $0.high ?? $0.value] } + (indicator.target.map { [$0.value] } ?? [])
    return TrendFrame(
      words: ChartWords(id: id, title: trendTitle, description: trendDescription),
      axis: axis(ValueScale(covering: values)), periods: ticks(periods),
      lines: lines.filter { $0.dots.contains { $0 != nil } }, target: targetLine)
  }

  /// Whether there is more than one period, and a number in any line.
  var hasTrend: Bool {
    guard result.periods.count > 1 else { return false }
    return result.periods.contains { result.cell(whole, $0).estimate != nil }
      || lensLines.contains { $0.dots.contains { $0 != nil } }
  }

  var allPeriods: [Period] { facts.allPeriods }

  var trendTitle: String {
    let ends = scope.language.periods.ends(result.periods.first ?? facts.latest, facts.latest)
    return scope.say(.trendTitle, ["measure": title, "first": ends.first, "last": ends.last])
  }

  /// First, highest and latest value of the whole in words, and the periods without a number.
  var trendDescription: String {
    let known = result.periods.filter { result.cell(whole, $0).estimate != nil }
    let value = { (period: Period) in wording.words(result.cell(whole, period)) }
    guard let first = known.first, let last = known.last else { return scope.say(.trendNothing) }
    var sentences = [
      scope.say(
        .trendDescription,
        [
          "place": scope.wholeName, "first": scope.spoken(first), "firstValue": value(first),
          "last": scope.spoken(last), "lastValue": value(last),
        ])
    ]
    let gaps = allPeriods.filter { result.cell(whole, $0).estimate == nil }
    if !gaps.isEmpty {
      sentences.append(scope.say(.trendGaps, ["periods": scope.language.list(gaps.map { scope.spoken($0) })]))
    }
    return sentences.joined(separator: " ")
  }

  private var lensLines: [TrendFrame.Line] {
    guard let lens = result.lenses.first, let definition = lensDefinition(lens.lens),
      let count = lens.periods.last?.groups.count, count > 1
    else { return [] }
    return [0, count - 1].map { group in
      line(groupName(definition, group), isMain: false) { period in
        let value = lens.periods.first { $0.period == period }?.groups.first { $0.index == group }
        return value?.cell ?? .missing(.noData)
      }
    }
  }

  private func line(_ name: String, isMain: Bool, _ cell: (Period) -> Cell) -> TrendFrame.Line {
    let cells = allPeriods.map(cell)
    let last = cells.last { $0.estimate != nil }
    return TrendFrame.Line(
      name: name, dots: cells.map { Self.dot($0) }, lastLabel: last.map { wording.breakableWords($0) } ?? "",
      isMain: isMain)
  }

  /// At most seven labels, spread evenly, or years where periods are months; the first and the last among them.
  private func ticks(_ periods: [Period]) -> [TrendFrame.PeriodTick] {
    let labels = tickLabels(periods)
    return periods.enumerated().map { index, period in
      let isMissing =
        result.cell(whole, period) == .missing(.notDelivered) || !result.periods.contains(period)
      return TrendFrame.PeriodTick(
        position: Double(period.firstMonth) + Double(period.months) / 2,
        label: labels[index],
        note: isMissing
          ? scope.say(.trendNoFile, ["period": scope.language.periods.short(period)]) : nil)
    }
  }

  private func tickLabels(_ periods: [Period]) -> [String] {
    let last = periods.count - 1
    let step = max(1, (last + 5) / 6)
    let isMonthly = periods.count > 18 && periods.allSatisfy { $0.months == 1 }
    let years = max(1, (periods.count / 12 + 5) / 6)
    return periods.enumerated().map { index, period in
      let words = scope.language.periods.short(period)
      if index == 0 || index == last { return words }
      guard isMonthly else { return (last - index) % step == 0 && index >= step ? words : "" }
      // A year's mark stands at its January.
      guard period.monthOfYear == 1, period.firstYear % years == 0 else { return "" }
      return scope.language.periods.text(.year(period.firstYear))
    }
  }

  private var targetLine: TrendFrame.TargetLine? {
    indicator.target.map { target in
      TrendFrame.TargetLine(
        value: target.value, label: scope.say(.trendTarget, ["value": wording.value(target.value)]))
    }
  }
}
