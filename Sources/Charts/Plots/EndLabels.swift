/// Names and last values at the ends of a trend's lines, pushed apart where they would touch.
struct EndLabels {
  struct Label {
    let line: Int
    let name: [String]
    let value: [String]
    /// Where the last dot lies and where the label's middle stands, in px from the top.
    let dotY: Double
    var y: Double

    /// Rows of text of 15 px, and a little air: 34 px for a name and a value.
    var height: Double { max(34, Double(name.count + value.count) * 15 + 4) }
    /// A leader is drawn where the label moved more than 8 px.
    var hasLeader: Bool { abs(y - dotY) > 8 }
  }

  let labels: [Label]
  /// The width of the widest row, in px.
  let width: Double

  /// Rows are broken at `wrap` px, so that the labels never ask for more room than a phone has.
  init(_ lines: [TrendFrame.Line], scale: Scale, height: Double, wrap: Double) {
    var labels: [Label] = []
    for (index, line) in lines.enumerated() {
      guard let last = line.dots.last(where: { $0?.value.isFinite == true }) ?? nil else { continue }
      let y = scale(last.value) / 100 * height
      let name = TextWidth.wrap(line.name, width: wrap, bold: true)
      let value = TextWidth.wrap(line.lastLabel, width: wrap)
      labels.append(Label(line: index, name: name, value: value, dotY: y, y: y))
    }
    self.labels = Self.apart(labels, height: height)
    let names = labels.flatMap(\.name)
    width = max(TextWidth.widest(names, bold: true), TextWidth.widest(labels.flatMap(\.value)))
  }

  /// Clusters that touch are laid out around the mean of their dots and merged until none touch
  /// (pool-adjacent-violators; Barlow et al. 1972). All labels stay between top and bottom where they fit.
  static func apart(_ labels: [Label], height: Double) -> [Label] {
    let order = labels.indices.sorted { (labels[$0].dotY, $0) < (labels[$1].dotY, $1) }
    var stacks: [Stack] = []
    for index in order {
      stacks.append(Stack([index], labels, height))
      while stacks.count > 1, let upper = stacks.dropLast().last, let lower = stacks.last,
        upper.bottom > lower.top
      {
        stacks.removeLast(2)
        stacks.append(Stack(upper.members + lower.members, labels, height))
      }
    }
    var result = labels
    for stack in stacks {
      var y = stack.top
      for index in stack.members {
        result[index].y = y + labels[index].height / 2
        y += labels[index].height
      }
    }
    return result
  }

  private struct Stack {
    let members: [Int]
    let top: Double
    let bottom: Double

    init(_ members: [Int], _ labels: [Label], _ height: Double) {
      self.members = members
      let total = members.reduce(0) { $0 + labels[$1].height }
      let mean = members.reduce(0) { $0 + labels[$1].dotY } / Double(members.count)
      // A label may reach 16 px over the top line and down to the base line.
      top = max(-16, min(mean - total / 2, height + 8 - total))
      bottom = top + total
    }
  }
}
