import Catalog
import Charts

extension Figures {
  /// The whole city's groups of a breakdown on one axis; nil where no group has a number or a reason.
  func groups(_ breakdown: Breakdown) -> GroupsFrame? {
    let cells = breakdown.groups.map { result.cell(whole, facts.latest, group: "\(breakdown.id)/\($0.id)") }
    let dots = cells.filter { !$0.isUnreliable }.compactMap { Self.dot($0) }
    guard cells.contains(where: { $0.estimate != nil }) else { return nil }
    let reference = wholeCell.estimate?.value
    let ends = dots.flatMap { [$0.value, $0.high ?? $0.value] } + (reference.map { [$0] } ?? [])
    let scale = ValueScale(covering: ends)
    return GroupsFrame(
      caption: scope.text(breakdown.title), axis: axis(scale), reference: reference,
      rows: zip(breakdown.groups, cells).map { row($0, $1, scale) },
      nameHeading: scope.say(.groupsName), valueHeading: wording.unit)
  }

  private func row(_ group: Breakdown.Group, _ cell: Cell, _ scale: ValueScale) -> GroupsFrame.Row {
    let name = scope.text(group.title)
    guard let estimate = cell.estimate else {
      return GroupsFrame.Row(name: name, dot: nil, value: "", margin: nil, note: wording.reason(cell))
    }
    if cell.isUnreliable, let margin = wording.plusMinus(estimate) {
      let note = scope.say(.groupsUnreliable, ["margin": margin])
      return GroupsFrame.Row(name: name, dot: nil, value: "", margin: nil, note: note)
    }
    return GroupsFrame.Row(
      name: name, dot: Self.dot(cell, within: scale.domain), value: wording.value(estimate.value),
      margin: wording.margin(estimate), note: nil)
  }
}
