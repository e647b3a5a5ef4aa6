import Catalog
import Formats
import Notation

/// An Opendatasoft export, or pages of its records, as one table: points as two columns.
enum OpendatasoftTable {
  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, part, writer) throws(Diagnostic) in
      let document = try pages.page(OpendatasoftAsk.datasetPage)?.document() ?? .null
      let types = Dictionary(
        (document["fields"]?.items ?? []).compactMap { field in
          field["name"]?.string.map { ($0, field["type"]?.string ?? "") }
        }
      ) { first, _ in first }
      let rows = pages.pages(OpendatasoftAsk.rowsStem)
      if let export = rows.first, export.name.hasSuffix(".csv") {
        try readCSV(export, types, &writer)
        let announced = try pages.page(OpendatasoftAsk.countPage)?.document()["total_count"]?.integer
        if part.grouped == nil, let announced, announced != writer.rows {
          throw .badFile(
            export.bytes.path, "holds \(writer.rows) rows of the \(announced) that the portal announced",
            fix: "fetch again: rows may have changed meanwhile; if it stays so, tell the publisher")
        }
      } else {
        try readJSON(rows, types, &writer)
      }
      try writer.end()
    }

  private static func readCSV(
    _ page: SnapshotPages.Page, _ types: [String: String], _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    var records = CSVRecords(page.bytes)
    let columns = OpendatasoftColumns(try records.next() ?? [], types, writer.form)
    try columns.begin(&writer)
    while let fields = try records.next() {
      if fields.contains(where: { $0.hasPrefix(OpendatasoftErrors.interrupted) }) {
        throw .badFile(page.bytes.path, "breaks off: \(fields.joined(separator: ", ").prefix(200))")
      }
      try columns.write(fields.map { $0.isEmpty ? nil : .string($0) }, &writer)
    }
  }

  private static func readJSON(
    _ pages: [SnapshotPages.Page], _ types: [String: String], _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    var names = RowColumns()
    for page in pages { try page.rows(at: ["results"]) { names.add($0) } }
    let columns = OpendatasoftColumns(names.names, types, writer.form)
    try columns.begin(&writer)
    for page in pages {
      try page.rows(at: ["results"]) { (row) throws(Diagnostic) in
        try columns.write(names.values(row), &writer)
      }
    }
  }
}

/// How an Opendatasoft row's cells become a table's.
struct OpendatasoftColumns {
  private enum Kind { case plain, point, shape }

  private let names: [String]
  private let kinds: [Kind]
  private let kept: [Int]
  private let geometry: Int?

  init(_ names: [String], _ types: [String: String], _ form: TranslationWriter.Form) {
    self.names = names
    let kinds: [Kind] = names.map { name in
      switch types[name] {
      case "geo_point_2d": .point
      case "geo_shape": .shape
      default: .plain
      }
    }
    self.kinds = kinds
    let geometry =
      form == .features ? kinds.firstIndex(of: .shape) ?? kinds.firstIndex(of: .point) : nil
    self.geometry = geometry
    kept = names.indices.filter { kinds[$0] != .shape && $0 != geometry }
  }

  func begin(_ writer: inout TranslationWriter) throws(Diagnostic) {
    try writer.begin(
      kept.flatMap {
        kinds[$0] == .point ? [names[$0] + "_longitude", names[$0] + "_latitude"] : [names[$0]]
      })
  }

  func write(_ values: [JSONValue?], _ writer: inout TranslationWriter) throws(Diagnostic) {
    var cells: [FormatValue] = []
    cells.reserveCapacity(kept.count + 2)
    for index in kept {
      let value = values[index] ?? .null
      guard kinds[index] == .point else {
        cells.append(value.cell)
        continue
      }
      let point = Self.shape(value)?.polygons.first?.first?.first
      cells += [point.map { .number($0.x) } ?? .missing, point.map { .number($0.y) } ?? .missing]
    }
    try writer.row(cells, geometry.flatMap { values[$0] }.flatMap(Self.shape))
  }

  /// A point as `{"lon":…,"lat":…}`, as the text “latitude, longitude” or the first version's list of them; a shape as a
  /// GeoJSON feature or its text.
  static func shape(_ value: JSONValue) -> FormatGeometry? {
    if let longitude = value["lon"]?.number, let latitude = value["lat"]?.number {
      return .point(longitude, latitude)
    }
    if value.items.count == 2, let latitude = value.items[0].number, let longitude = value.items[1].number {
      return .point(longitude, latitude)
    }
    guard let text = value.string else { return FormatGeometry(geoJSON: value) }
    if text.hasPrefix("{") {
      return (try? JSONReader.value(of: Array(text.utf8), named: "shape")).flatMap {
        FormatGeometry(geoJSON: $0)
      }
    }
    let parts = text.split(separator: ",").compactMap { Double($0.trimmed) }
    return parts.count == 2 && parts.allSatisfy(\.isFinite) ? .point(parts[1], parts[0]) : nil
  }
}
