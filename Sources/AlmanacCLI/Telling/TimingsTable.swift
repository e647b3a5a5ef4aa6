import Almanac

/// What a run has cost, stage by stage: the table of `--timings`.
enum TimingsTable {
  private static let heads = [
    "stage", "rows", "files", "bytes", "CPU", "wall", "CPU each", "MB/s CPU", "peak",
  ]

  /// - Parameter total: processor time and wall time of the whole run, in nanoseconds.
  static func text(_ reports: [StageReport], total: (cpu: Int, wall: Int)) -> String {
    var rows = [heads]
    for report in reports {
      rows.append(row(StageWords.title(report.stage.kind), report))
      for part in report.parts { rows.append(row("  " + part.stage.part, part)) }
    }
    let peak = reports.map(\.peak).max() ?? 0
    rows.append([
      "total", "", "", "", Figures.time(nanoseconds: total.cpu), Figures.time(nanoseconds: total.wall), "",
      "",
      peak > 0 ? Figures.bytes(peak) : "",
    ])
    return aligned(rows)
  }

  private static func row(_ title: String, _ report: StageReport) -> [String] {
    let done = report.amount
    func number(_ value: Int) -> String { value == 0 ? "" : Figures.count(value) }
    return [
      title, number(done.rows), number(done.items), done.bytes == 0 ? "" : Figures.bytes(done.bytes),
      Figures.time(nanoseconds: report.cpu), report.wall == 0 ? "" : Figures.time(nanoseconds: report.wall),
      each(report), rate(report), report.peak == 0 ? "" : Figures.bytes(report.peak),
    ]
  }

  /// Processor time of one file of the site.
  private static func each(_ report: StageReport) -> String {
    guard report.stage.kind == .pages || report.stage.kind == .exchange, report.amount.items > 0 else {
      return ""
    }
    return Figures.time(nanoseconds: report.cpu / report.amount.items)
  }

  private static func rate(_ report: StageReport) -> String {
    guard report.amount.bytes > 0, report.cpu > 0 else { return "" }
    return Figures.significant(Double(report.amount.bytes) / Double(report.cpu) * 1000)
  }

  /// The first column to the left, the others to the right.
  private static func aligned(_ rows: [[String]]) -> String {
    let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + space : space + cell.0
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
