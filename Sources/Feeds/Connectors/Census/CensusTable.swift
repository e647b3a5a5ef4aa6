import Catalog
import Formats
import Notation

/// The bureau's batches as one table: a row a place, joined by its geography and never by its position.
///
/// Columns: `geoid` (all codes in a row), `name`, the codes one by one, then the feed's columns, each estimate's
/// margin of error as `<column>_margin`. Annotation values become the marks of the bureau's tables (`Dialect.marks`). Rows
/// are in the order of their GEOID: the service gives them in none.
enum CensusTable {
  static let stem = "batch"

  /// A batch: its columns, and its rows by place.
  private struct Batch {
    var header: [String] = []
    var geography: [Int] = []
    var rows: [[String]: [JSONValue]] = [:]
    /// In the batch's order.
    var places: [[String]] = []
  }

  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, part, writer) throws(Diagnostic) in
      let source = part.source(.census)
      let asked = source?.table("variables") ?? []
      var batches: [Batch] = []
      for page in pages.pages(stem) {
        batches.append(try batch(page, asked))
      }
      guard let first = batches.first else {
        try writer.begin([])
        try writer.end()
        return
      }
      for (batch, page) in zip(batches, pages.pages(stem))
      where batch.rows.count != first.rows.count
        || !first.places.allSatisfy({ batch.rows[$0] != nil })
      {
        throw .badFile(
          page.bytes.path, "is about other places than the first batch", fix: "fetch the feed again")
      }
      try write(batches, columns(batches, asked), &writer)
    }

  private static func batch(
    _ page: SnapshotPages.Page, _ asked: [DialectSource.Entry]
  ) throws(Diagnostic) -> Batch {
    var batch = Batch()
    try page.rows(at: []) { (row) throws(Diagnostic) in
      let cells = row.items
      if batch.header.isEmpty {
        batch.header = cells.map { $0.text ?? "" }
        // The codes come behind what was asked for, under names without capitals, which no variable has.
        let variables = Set(asked.map(\.text))
        batch.geography = batch.header.indices.filter {
          let name = batch.header[$0]
          return name == name.lowercased() && !variables.contains(name) && name != "time"
        }
        return
      }
      guard cells.count == batch.header.count else {
        throw .badFile(page.bytes.path, "has a row of \(cells.count) cells under \(batch.header.count) names")
      }
      let place = batch.geography.map { cells[$0].text ?? "" }
      guard batch.rows.updateValue(cells, forKey: place) == nil else {
        throw .badFile(page.bytes.path, "has two rows of the place \(place.joined(separator: " "))")
      }
      batch.places.append(place)
    }
    return batch
  }

  // MARK: columns

  private struct Column {
    let name: String
    let variable: String
    let isMargin: Bool
    /// What the ends of the variable's scale mean, told in a column of its own.
    var bounds: [String: String]?
    /// Where it stands: batch and cell.
    let place: (batch: Int, cell: Int)
  }

  private static func columns(_ batches: [Batch], _ asked: [DialectSource.Entry]) -> [Column] {
    var places: [String: (Int, Int)] = [:]
    var order: [String] = []
    for (number, batch) in batches.enumerated() {
      for (cell, name) in batch.header.enumerated()
      where places[name] == nil && !batch.geography.contains(cell) {
        places[name] = (number, cell)
        order.append(name)
      }
    }
    func column(_ name: String, _ variable: String, isMargin: Bool) -> Column? {
      places[variable].map {
        Column(
          name: name, variable: variable, isMargin: isMargin, bounds: CensusAnnotation.bounds(of: variable),
          place: $0)
      }
    }
    if asked.isEmpty {
      // A whole group: its own names; the annotations are told by the values themselves.
      return order.filter { !["NAME", "GEO_ID"].contains($0) && !$0.hasSuffix("EA") && !$0.hasSuffix("MA") }
        .compactMap { column($0, $0, isMargin: $0.hasSuffix("M")) }
    }
    return asked.flatMap { entry in
      let margin = CensusQuestion.margin(of: entry.text)
      return [
        column(entry.name, entry.text, isMargin: entry.text.hasSuffix("M")),
        margin.flatMap { column(entry.name + "_margin", $0, isMargin: true) },
      ].compactMap(\.self)
    }
  }

  private static func write(
    _ batches: [Batch], _ columns: [Column], _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    let first = batches[0]
    let name = first.header.firstIndex(of: "NAME")
    let time = first.header.firstIndex(of: "time")
    var header = ["geoid", "name"] + first.geography.map { first.header[$0] } + (time == nil ? [] : ["time"])
    for column in columns {
      header.append(column.name)
      if column.bounds != nil { header.append(column.name + "_note") }
    }
    try writer.begin(header)
    let places = first.places.map { ($0.joined(), $0) }.sorted { ($0.0, $0.1.count) < ($1.0, $1.1.count) }
    for (geoid, place) in places {
      let row = first.rows[place] ?? []
      var cells: [FormatValue] = [.text(geoid), FormatValue(text: name.flatMap { row[$0].text })]
      cells += place.map { .text($0) }
      if let time { cells.append(FormatValue(text: row[time].text)) }
      for column in columns {
        let value = batches[column.place.batch].rows[place]?[column.place.cell]
        cells.append(CensusAnnotation.cell(value, isMargin: column.isMargin))
        if let bounds = column.bounds { cells.append(FormatValue(text: value?.text.flatMap { bounds[$0] })) }
      }
      try writer.row(cells)
    }
    try writer.end()
  }
}
