import Catalog
import Charts

extension Figures {
  /// The whole city's groups of a breakdown on one axis; nil where no group has a number or a reason.
  ///
  /// - Parameter anchors: the ids of rows that may be linked to from the page.
  func groups(_ breakdown: Breakdown, anchors: Set<String> = []) -> GroupsFrame? {
    let cells = breakdown.groups.map { result.cell(whole, facts.latest, group: "\(breakdown.id)/\($0.id)") }
    let dots = cells.filter { !$0.isUnreliable }.compactMap { Self.dot($0) }
    guard hasGroups(breakdown) else { return nil }
    let reference = wholeCell.estimate?.value
    let ends = dots.flatMap { [$0.value, $0.high ?? $0.value] } + (reference.map { [$0] } ?? [])
    let scale = ValueScale(covering: ends)
    return GroupsFrame(
      caption: scope.text(breakdown.title), axis: axis(scale), reference: reference,
      rows: zip(breakdown.groups, cells).map { group, cell in
        var row = row(scope.text(group.title), cell, scale)
        let id = Self.anchor(ofGroup: group.id, in: breakdown)
        if anchors.contains(id) { row.id = id }
        return row
      },
      nameHeading: scope.say(.groupsName), valueHeading: wording.groupUnit)
  }

  /// Whether any group has a number.
  func hasGroups(_ breakdown: Breakdown) -> Bool {
    breakdown.groups.contains { group in
      result.cell(whole, facts.latest, group: "\(breakdown.id)/\(group.id)").estimate != nil
    }
  }

  /// The whole city in its latest period and the one it is compared with; nil where there is no such pair.
  var twoPeriods: GroupsFrame? {
    guard let change = result.change(whole) else { return nil }
    let periods = [change.from, facts.latest]
    let cells = periods.map { result.cell(whole, $0) }
    let ends = cells.compactMap { Self.dot($0) }.flatMap { [$0.value, $0.high ?? $0.value] }
    let scale = ValueScale(covering: ends)
    return GroupsFrame(
      caption: scope.wholeName + ", " + wording.unit, axis: axis(scale), reference: nil,
      rows: zip(periods, cells).map { row(scope.language.periods.short($0), $1, scale) },
      nameHeading: scope.say(.gapPeriod), valueHeading: wording.unit)
  }

  private func row(_ name: String, _ cell: Cell, _ scale: ValueScale) -> GroupsFrame.Row {
    guard let estimate = cell.estimate else {
      return GroupsFrame.Row(name: name, dot: nil, value: "", margin: nil, note: wording.reason(cell))
    }
    if cell.isUnreliable, let margin = wording.plusMinus(estimate) {
      let note = scope.say(.groupsUnreliable, ["margin": margin])
      return GroupsFrame.Row(name: name, dot: nil, value: "", margin: nil, note: note)
    }
    return GroupsFrame.Row(
      name: name, dot: Self.dot(cell, within: scale.domain), value: wording.value(estimate.value),
      margin: wording.plusMinus(estimate), note: nil)
  }
}
