import Catalog
import Charts

extension Figures {
  func lensDefinition(_ id: String) -> Lens? { scope.edition.geography.lenses.first { $0.id == id } }

  func groupName(_ lens: Lens, _ index: Int) -> String {
    lens.names.indices.contains(index) ? scope.text(lens.names[index]) : scope.numbers.text(Double(index + 1))
  }

  /// Groups of places as dots, one row for each of at most eight periods; nil where no period has a gap.
  /// - Parameter periods: the rows; nil spreads eight over the series.
  /// - Parameter anchors: the ids of rows that may be linked to from the page.
  func gap(_ lens: LensResult, periods: [Period]? = nil, anchors: Set<String> = []) -> GapFrame? {
    guard hasGap(lens), let definition = lensDefinition(lens.lens),
      let count = lens.periods.last?.groups.count
    else { return nil }
    let shown = periods ?? rowPeriods(lens)
    let cells = shown.flatMap { period in lens.periods.first { $0.period == period }?.groups.map(\.cell) ?? []
    }
    let scale = ValueScale(covering: cells.compactMap { $0.estimate?.value })
    return GapFrame(
      caption: gapCaption(definition), axis: axis(scale),
      rows: shown.map { row($0, lens, definition, scale, anchors) }, firstName: groupName(definition, 0),
      lastName: groupName(definition, count - 1), periodHeading: scope.say(.gapPeriod),
      gapHeading: scope.say(indicator.unit == .percent ? .gapHeadingPoints : .gapHeading),
      isMirrored: scope.language.isRightToLeft)
  }

  /// Whether there is a gap to draw.
  func hasGap(_ lens: LensResult) -> Bool {
    lensDefinition(lens.lens) != nil && lens.periods.contains { $0.gap != nil }
      && (lens.periods.last?.groups.count ?? 0) > 1
  }

  func gapCaption(_ lens: Lens) -> String {
    scope.say(.gapCaption, ["measure": title, "lens": scope.text(lens.title)])
  }

  /// All periods up to eight; of more, eight spread evenly that end with the latest.
  func rowPeriods(_ lens: LensResult) -> [Period] {
    let known = Set(lens.periods.map(\.period))
    let periods = Set(allPeriods.filter { !result.periods.contains($0) }).union(known).sorted()
    let limit = 8
    guard periods.count > limit else { return periods }
    return (0..<limit).map { periods[$0 * (periods.count - 1) / (limit - 1)] }
  }

  private func row(
    _ period: Period, _ lens: LensResult, _ definition: Lens, _ scale: ValueScale, _ anchors: Set<String>
  ) -> GapFrame.Row {
    let id = anchor(of: period, ofLens: lens.lens)
    let label = scope.language.periods.short(period)
    guard let value = lens.periods.first(where: { $0.period == period }) else {
      let note = scope.say(.reasonNotDelivered)
      return GapFrame.Row(label: label, points: [], gap: [], note: note, sentence: note)
    }
    let points = value.groups.map { group in
      Self.dot(group.cell, within: scale.domain).map { dot in
        GapFrame.Point(dot: dot, label: wording.bare(dot.value))
      }
    }
    let hasNumber = points.contains { $0 != nil }
    let reason = value.groups.lazy.compactMap { self.wording.reason($0.cell) }.first
    return GapFrame.Row(
      label: label, points: points, gap: gapWords(value.gap), note: hasNumber ? nil : reason,
      sentence: sentence(value, definition), id: anchors.contains(id) ? id : nil)
  }

  /// `20.9 ± 1.0` and `2.6 times`.
  func gapWords(_ gap: Comparison?) -> [String] {
    guard let gap else { return [] }
    let margin = wording.plusMinus(gap.difference).map { "\u{A0}\($0)" } ?? ""
    let size = wording.bare(abs(gap.difference.value)) + margin
    return [size] + (gap.ratio.map { [wording.times($0)] } ?? [])
  }

  private func sentence(_ value: LensResult.PeriodValue, _ lens: Lens) -> String {
    let parts = value.groups.map { group in
      scope.say(
        .gapGroup, ["group": groupName(lens, group.index), "value": wording.words(group.cell)])
    }
    return parts.joined(separator: "; ")
  }
}
