import Catalog

/// A format of rows: what it writes of places, periods and cells. All but the numbers is written once and copied.
protocol RowFormat: SendableMetatype {
  /// What stands between rows, which is how the text of every place begins.
  static var separator: String { get }
  /// A row's beginning, up to the period.
  static func write(_ place: PlaceID, name: String, into bytes: inout [UInt8])
  /// A period and a group; nil is everyone.
  static func write(_ period: String, _ group: DownloadRows.Group?, into bytes: inout [UInt8])
  /// A cell's numbers.
  static func write(_ cell: CellNumbers, _ shape: RowShape, into out: inout RowBytes)
  /// What follows the numbers, to the end of the row.
  /// - Parameter larger: the place whose number pages show in the cell's place.
  static func write(
    _ cell: Cell, _ group: DownloadRows.Group?, level: String, shownFor larger: PlaceID?,
    of rows: DownloadRows, into bytes: inout [UInt8])
}

/// How the rows of places begin in a format, by level: made once for the downloads of all measures.
struct PlaceTexts<Format: RowFormat>: Sendable {
  let levels: [String: RowTexts]

  init(_ scope: Scope) {
    let (edition, locale) = (scope.edition, scope.locale)
    var levels = edition.places.map { ($0, Self.texts($1, locale.names($0))) }
    levels.append((edition.whole.id.level, Self.texts([edition.whole], [locale.wholeName])))
    self.levels = Dictionary(levels) { _, whole in whole }
  }

  private static func texts(_ places: [Place], _ names: [String]) -> RowTexts {
    RowTexts(count: min(places.count, names.count)) { position, bytes in
      bytes.append(contentsOf: Format.separator.utf8)
      Format.write(places[position].id, name: names[position], into: &bytes)
    }
  }
}

/// Writes the rows of a measure: everyone first, then levels and places, periods, groups.
///
/// Some hundred places at a time have their cells read column by column and the shapes of their rows looked up. Then
/// the room that the rows take at most is known, and they are written into the file's buffer, which is looked at once
/// a row. A row of five numbers takes 70 ns; with cells read one by one and bytes appended by a call it took 300.
struct RowWriter<Format: RowFormat> {
  private let rows: DownloadRows
  private let places: PlaceTexts<Format>
  /// By period, then group.
  private let periods: RowTexts
  private var ends: RowEnds
  private var cells: [CellNumbers] = []
  /// The shape of each cell's row.
  private var shapes: [Int32] = []
  private var isFirst = true

  /// Bytes that a piece of a file has at least.
  private static var piece: Int { 1 << 18 }
  /// Cells that are read at once: 24 kB.
  private static var block: Int { 512 }

  init(_ rows: DownloadRows, _ places: PlaceTexts<Format>) {
    self.rows = rows
    self.places = places
    let groups = [nil] + rows.groups
    periods = RowTexts(count: rows.result.periods.count * groups.count) { number, bytes in
      let (period, group) = number.quotientAndRemainder(dividingBy: groups.count)
      Format.write(DownloadRows.iso(rows.result.periods[period]), groups[group], into: &bytes)
    }
    ends = Self.ends(rows, "")
  }

  private static func ends(_ rows: DownloadRows, _ level: String) -> RowEnds {
    RowEnds(factors: rows.factors) { cell, group, larger, bytes in
      Format.write(
        cell, group == 0 ? nil : rows.groups[group - 1], level: level, shownFor: larger, of: rows,
        into: &bytes)
    }
  }

  /// Appends all rows.
  /// - Parameter full: called between pieces.
  mutating func write(into bytes: inout [UInt8], full: OutputFile.Full) {
    let whole = rows.scope.edition.whole.id.level
    for level in [whole] + rows.result.levels {
      guard let texts = places.levels[level] else { continue }
      write(level, texts, into: &bytes, full: full)
    }
  }

  private mutating func write(
    _ level: String, _ texts: RowTexts, into bytes: inout [UInt8], full: OutputFile.Full
  ) {
    ends = Self.ends(rows, level)
    let groups = [nil] + rows.groups.map(\.key)
    let runs: [CellRun?] = rows.result.periods.flatMap { period in
      groups.map { rows.result.series.cells(level: level, period, group: $0) }
    }
    guard !runs.isEmpty else { return }
    let size = max(1, Self.block / runs.count)
    for start in stride(from: 0, to: texts.count, by: size) {
      let positions = start..<min(start + size, texts.count)
      read(level, runs, positions)
      write(positions, texts, into: &bytes)
      if bytes.count >= Self.piece { full(&bytes) }
    }
  }

  /// Reads the cells of a range of places, run behind run, and finds the shapes of their rows.
  private mutating func read(_ level: String, _ runs: [CellRun?], _ positions: Range<Int>) {
    let count = positions.count
    if cells.count < runs.count * count {
      cells = Array(repeating: CellNumbers(), count: runs.count * count)
      shapes = Array(repeating: RowEnds.none, count: cells.count)
    }
    for (number, run) in runs.enumerated() {
      let part = number * count..<(number + 1) * count
      let (period, group) = number.quotientAndRemainder(dividingBy: 1 + rows.groups.count)
      guard let run else {
        let shape = ends.findAbsent(group: group)
        for index in part { shapes[index] = shape }
        continue
      }
      let shownFor = rows.shownFor(level: level, rows.result.periods[period], group: group)
      cells.withUnsafeMutableBufferPointer { cells in
        let cells = UnsafeMutableBufferPointer(rebasing: cells[part])
        run.read(positions, into: cells)
        shapes.withUnsafeMutableBufferPointer { shapes in
          ends.find(
            UnsafeBufferPointer(cells), of: run, from: positions.lowerBound, group: group,
            into: UnsafeMutableBufferPointer(rebasing: shapes[part]), shownFor: shownFor)
        }
      }
    }
  }

  /// Appends the rows of a range of places whose cells are read.
  private mutating func write(_ positions: Range<Int>, _ texts: RowTexts, into bytes: inout [UInt8]) {
    let rowTexts = periods.longest + ends.longest
    for width in [RowBytes.width, RowBytes.fullWidth] {
      let room =
        texts.length(positions) * periods.count
        + RowBytes.room(forRows: positions.count * periods.count, texts: rowTexts, width: width)
      var isDone = true
      bytes.append(addingCapacity: room) { span in
        span.withUnsafeMutableBufferPointer { buffer, count in
          guard
            var out = RowBytes(UnsafeMutableRawBufferPointer(buffer), width: width, decimals: rows.decimals)
          else { return }
          write(positions, texts, into: &out)
          isDone = !out.isTooNarrow
          if isDone { count = out.count }
        }
      }
      if isDone { return }
    }
  }

  private mutating func write(_ positions: Range<Int>, _ texts: RowTexts, into out: inout RowBytes) {
    let count = positions.count
    // What a row takes beside its place's text.
    let room = RowBytes.room(forRows: 1, texts: periods.longest + ends.longest, width: out.width)
    var skipped = isFirst ? Format.separator.utf8.count : 0
    cells.withUnsafeBufferPointer { cells in
      shapes.withUnsafeBufferPointer { numbers in
        ends.shapes.withUnsafeBufferPointer { shapes in
          var row = out  // a copy, which stays in registers
          for index in 0..<count {
            let place = positions.lowerBound &+ index
            let length = texts.length(place)
            for period in 0..<periods.count {
              let cell = period &* count &+ index
              let number = numbers[cell]
              guard number != RowEnds.none else { continue }
              let shape = shapes[Int(number)]
              row.demand(length &+ room)
              row.put(texts, place, skipping: skipped)
              skipped = 0
              row.put(periods, period)
              Format.write(cells[cell], shape, into: &row)
              row.put(ends.texts, shape.end)
            }
          }
          out = row
        }
      }
    }
    if out.count > 0, !out.isTooNarrow { isFirst = false }
  }
}
