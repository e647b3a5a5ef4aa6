import Catalog
import Formats
import Notation

/// Socrata's pages as one table: CSV of the second version, JSON of the third.
enum SocrataTable {
  /// How many rows a page holds, and what tells it from another: the first row's id, or all of that row.
  static func measure(_ request: FetchRequest, _ answer: FetchAnswer) throws(Refusal) -> (Int, String?) {
    if request.page.hasSuffix(".json") {
      let page = try answer.rows(request, at: [])
      return (page.count, page.first.map { $0[":id"]?.text ?? $0.compact })
    }
    do {
      var records = CSVRecords(answer.known, named: request.redacted)
      let header = try records.next() ?? []
      let first = try records.next()
      while try records.next() != nil {}
      let id = header.firstIndex(of: ":id")
      return (max(0, records.count - 1), first.map { fields in id.map { fields[$0] } ?? fields.description })
    } catch {
      throw .unreadable(request, answer, error)
    }
  }

  /// The groups of a page.
  static func groups(_ request: FetchRequest, _ answer: FetchAnswer) throws(Refusal) -> GroupPage {
    if request.page.hasSuffix(".json") { return try GroupPage(request, answer, at: []) }
    return try GroupPage(csv: request, answer)
  }

  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, part, writer) throws(Diagnostic) in
      let view = SocrataView(try pages.page(SocrataAsk.viewPage)?.document() ?? .null)
      let select = part.source(.socrata)?.texts("select") ?? []
      let rows = pages.pages(SocrataAsk.rowsStem)
      if rows.first?.name.hasSuffix(".csv") == true {
        try readCSV(rows, view, select, &writer)
      } else {
        try readJSON(rows, view, part.grouped?.names ?? select, isGrouped: part.grouped != nil, &writer)
      }
      try writer.end()
    }

  private static func readCSV(
    _ pages: [SnapshotPages.Page], _ view: SocrataView, _ select: [String], _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    var columns: SocrataColumns?
    for page in pages {
      var records = CSVRecords(page.bytes)
      guard let header = try records.next() else { continue }
      if columns == nil {
        columns = SocrataColumns(header, view, select, writer.form)
        try columns?.begin(&writer)
      }
      guard let columns, columns.source == header else {
        throw .badFile(
          page.bytes.path, "has other columns than the page before it", fix: "fetch the feed again")
      }
      while let fields = try records.next() {
        try columns.write(fields.map { $0.isEmpty ? nil : .string($0) }, &writer)
      }
    }
    if columns == nil { try writer.begin([]) }
  }

  private static func readJSON(
    _ pages: [SnapshotPages.Page], _ view: SocrataView, _ select: [String], isGrouped: Bool,
    _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    // A null cell is an absent member, so a page may lack a column: the description has them all, the rows what a
    // select made.
    var names = RowColumns()
    for page in pages { try page.rows(at: []) { names.add($0) } }
    if select.isEmpty || isGrouped {
      var all = RowColumns(isGrouped ? select : view.columns.map(\.name))
      for name in names.names { all.add(name) }
      names = all
    }
    let columns = SocrataColumns(names.names, view, select, writer.form)
    try columns.begin(&writer)
    for page in pages {
      try page.rows(at: []) { (row) throws(Diagnostic) in try columns.write(names.values(row), &writer) }
    }
  }
}
