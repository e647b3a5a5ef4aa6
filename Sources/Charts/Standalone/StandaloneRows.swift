import Markup

/// Dot tables as drawings: names, strips and values in columns measured from the words themselves.
struct RowTable {
  struct Row {
    let lead: String?
    let name: String
    let strip: [Node]
    let stripClass: String
    let value: String
    let isEmphasised: Bool
    /// Said in place of strip and value.
    let note: String?
    /// Further lines under the value.
    var more: [String] = []
    var height = 24.0
  }

  let rows: [Row]
  let axis: Axis
  let isMirrored: Bool
  /// Room kept free at both ends of the strips, for values beside the dots.
  var pad = 0.0

  private struct Columns {
    let lead: Double
    let name: Double
    let value: Double
    let strip: Double
    let isStacked: Bool
  }

  /// Writes the rows into one column of the sheet, `width` px from `x`.
  func write(into sheet: inout Sheet, x: Double, width: Double) {
    let columns = columns(width)
    let stripX = columns.isStacked ? x + columns.lead : x + columns.lead + columns.name + 12
    axisRow(&sheet, x: stripX + pad, width: columns.strip - 2 * pad)
    let top = sheet.y
    for row in rows { write(row, columns, &sheet, x: x, width: width, stripX: stripX) }
    gridlines(&sheet, x: stripX + pad, width: columns.strip - 2 * pad, from: top)
  }

  private func columns(_ width: Double) -> Columns {
    let lead = TextWidth.widest(rows.compactMap(\.lead), bold: true)
    let leadRoom = lead > 0 ? lead + 10 : 0
    let value = TextWidth.widest(rows.filter { $0.note == nil }.flatMap { [$0.value] + $0.more }, bold: true)
    let names = min(TextWidth.widest(rows.map(\.name), bold: true), width * 0.36)
    let strip = width - leadRoom - names - value - 28
    let isStacked = strip - 2 * pad < 110
    return Columns(
      lead: leadRoom, name: isStacked ? width - leadRoom - value - 12 : names, value: value,
      strip: isStacked ? width - leadRoom : strip, isStacked: isStacked)
  }

  private func axisRow(_ sheet: inout Sheet, x: Double, width: Double) {
    let scale = isMirrored ? Scale(axis.domain, from: 100, to: 0) : Scale(axis.domain)
    let labels = TimeLabels(
      axis.ticks.map(\.label), places: axis.ticks.map { scale($0.value) }, widths: [(.always, width)])
    for label in labels.labels {
      sheet.label(label.words, name: "sft", x: x + label.x / 100 * width, dy: 12, anchor: label.anchor)
    }
    sheet.skip(20)
  }

  private func gridlines(_ sheet: inout Sheet, x: Double, width: Double, from top: Double) {
    let scale = isMirrored ? Scale(axis.domain, from: width, to: 0) : Scale(axis.domain, from: 0, to: width)
    for tick in axis.ticks {
      sheet.underlay("grid", x: x + scale(tick.value), from: top, to: sheet.y)
    }
  }

  private func write(
    _ row: Row, _ columns: Columns, _ sheet: inout Sheet, x: Double, width: Double, stripX: Double
  ) {
    let style = row.isEmphasised ? "bld acc" : nil
    if let lead = row.lead { sheet.label(lead, name: "sft", x: x + columns.lead - 10, dy: 16, anchor: .end) }
    let names = TextWidth.wrap(row.name, width: columns.name, bold: row.isEmphasised)
    for (index, line) in names.enumerated() {
      sheet.label(line, name: style, x: x + columns.lead, dy: 16 + 15 * Double(index))
    }
    let nameHeight = 24 + 15 * Double(max(names.count - 1, 0))
    if let note = row.note {
      say(note, columns, &sheet, x: columns.isStacked ? x + columns.lead : stripX, nameHeight)
      return
    }
    sheet.label(row.value, name: style, x: x + width, dy: 16, anchor: .end)
    for (index, line) in row.more.enumerated() {
      sheet.label(line, name: "sft", x: x + width, dy: 31 + 15 * Double(index), anchor: .end)
    }
    let textHeight = max(nameHeight, 24 + 15 * Double(row.more.count))
    let dy = columns.isStacked ? textHeight - 4 : 12 - row.height / 2 + (textHeight - 24) / 2
    sheet.draw(
      row.stripClass, x: stripX + pad, dy: dy, width: columns.strip - 2 * pad, height: row.height, row.strip)
    sheet.skip(columns.isStacked ? textHeight + row.height : max(textHeight, row.height))
  }

  private func say(_ note: String, _ columns: Columns, _ sheet: inout Sheet, x: Double, _ nameHeight: Double)
  {
    let room = columns.isStacked ? columns.strip : columns.strip + columns.value + 12
    let top = columns.isStacked ? nameHeight - 4 : 0
    let lines = TextWidth.wrap(note, width: room)
    for (index, line) in lines.enumerated() {
      sheet.label(line, name: "sft halo", x: x, dy: top + 16 + 15 * Double(index))
    }
    sheet.skip(max(nameHeight, top + 24 + 15 * Double(max(lines.count - 1, 0))))
  }
}

extension StandaloneSVG {
  /// All places in order; two columns from 900 px. Names and values stand as text.
  package static func ranking(_ frame: RankingFrame, words: Caption, width: Int = 600) -> Node {
    var sheet = Sheet(words, width: width)
    let rows = frame.rows.map { row in
      let dot = StripFrame(
        domain: frame.axis.domain, dot: row.dot,
        emphasis: row.isEmphasised ? .you : row.shade.map { .shade($0) } ?? .plain, reference: frame.reference
      )
      return RowTable.Row(
        lead: row.rank, name: row.name, strip: Strip.marks(dot), stripClass: "strip",
        value: joined(row.value, row.margin), isEmphasised: row.isEmphasised, note: nil)
    }
    let isWide = sheet.width >= 900 && rows.count > 16
    let half = isWide ? (rows.count + 1) / 2 : rows.count
    let columnWidth = isWide ? (sheet.inner - 40) / 2 : sheet.inner
    let top = sheet.y
    RowTable(rows: Array(rows.prefix(half)), axis: frame.axis, isMirrored: false)
      .write(into: &sheet, x: Sheet.margin, width: columnWidth)
    let bottom = sheet.y
    if isWide {
      sheet.rewind(to: top)
      RowTable(rows: Array(rows.dropFirst(half)), axis: frame.axis, isMirrored: false)
        .write(into: &sheet, x: Sheet.margin + columnWidth + 40, width: columnWidth)
      sheet.rewind(to: max(bottom, sheet.y))
    }
    return sheet.finish(
      id: frame.id, description: sentence(frame.rows.map { ($0.name, $0.value, $0.margin) }))
  }

  /// One row per period: the groups' dots, the ends' values, the gap.
  package static func gap(_ frame: GapFrame, words: Caption, width: Int = 600) -> Node {
    var sheet = Sheet(words, width: width)
    let labels = frame.rows.flatMap { row in [row.points.first, row.points.last].compactMap { $0??.label } }
    let rows = frame.rows.map { row in
      let marks = Equiplot(row, domain: frame.axis.domain, isMirrored: frame.isMirrored)
      let isDrawn = row.points.contains { $0 != nil }
      return RowTable.Row(
        lead: nil, name: row.label, strip: marks.nodes, stripClass: "strip equi", value: row.gap.first ?? "",
        isEmphasised: false, note: isDrawn ? nil : row.note ?? row.sentence, more: Array(row.gap.dropFirst()),
        height: marks.hasInnerLabels ? 44 : 28)
    }
    endNames(frame, &sheet)
    RowTable(
      rows: rows, axis: frame.axis, isMirrored: frame.isMirrored,
      pad: max(40, TextWidth.widest(labels, bold: true) + 14)
    ).write(into: &sheet, x: Sheet.margin, width: sheet.inner)
    let description = frame.rows.map { "\($0.label): \($0.sentence)" }.joined(separator: ". ")
    return sheet.finish(id: "gap", description: frame.caption + ". " + description)
  }

  /// Groups on one axis with names and values as text.
  package static func groups(_ frame: GroupsFrame, words: Caption, width: Int = 600) -> Node {
    var sheet = Sheet(words, width: width)
    let rows = frame.rows.map { row in
      let strip = StripFrame(domain: frame.axis.domain, dot: row.dot, reference: frame.reference)
      return RowTable.Row(
        lead: nil, name: row.name, strip: Strip.marks(strip), stripClass: "strip",
        value: joined(row.value, row.margin), isEmphasised: false, note: row.note)
    }
    sheet.write(frame.caption, name: "bld", bold: true)
    RowTable(rows: rows, axis: frame.axis, isMirrored: false)
      .write(into: &sheet, x: Sheet.margin, width: sheet.inner)
    return sheet.finish(
      id: "groups", description: sentence(frame.rows.map { ($0.name, $0.note ?? $0.value, $0.margin) }))
  }

  /// A key of the two ends' shapes, each with its name, one under the other.
  private static func endNames(_ frame: GapFrame, _ sheet: inout Sheet) {
    let ends = [
      (frame.firstName, Mark.circle(x: "7", y: "7", r: 6.5)),
      (frame.lastName, Mark.circle("ring", x: "7", y: "7", r: 5.5)),
    ]
    for (index, end) in ends.enumerated() where !end.0.isEmpty {
      sheet.draw("strip", x: Sheet.margin, dy: 2, width: 14, height: 14, [end.1])
      for line in TextWidth.wrap(end.0, width: sheet.inner - 24, bold: index == 0) {
        sheet.label(line, name: index == 0 ? "bld" : nil, x: Sheet.margin + 22, dy: 13)
        sheet.skip(18)
      }
    }
    sheet.skip(6)
  }

  private static func joined(_ value: String, _ margin: String?) -> String {
    guard let margin, !margin.isEmpty else { return value }
    return value + " " + margin
  }

  private static func sentence(_ rows: [(String, String, String?)]) -> String {
    rows.map { "\($0.0): \(joined($0.1, $0.2))" }.joined(separator: "; ")
  }
}
