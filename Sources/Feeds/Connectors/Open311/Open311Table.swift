import Catalog
import Formats
import Notation

/// All windows of an Open311 service as one table, each request once.
enum Open311Table {
  /// The standard's columns, there also where a service leaves one away.
  private static let standard = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime",
    "address", "address_id", "zipcode", "lat", "long", "media_url",
  ]

  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, _, writer) throws(Diagnostic) in
      let pages = pages.pages(Open311Ask.rowsStem)
      var columns = RowColumns(standard)
      for page in pages { try rows(page) { columns.add($0) } }
      try writer.begin(columns.names)
      let (id, latitude, longitude) = (
        columns.position("service_request_id"), columns.position("lat"), columns.position("long")
      )
      var seen: Set<String> = []
      for page in pages {
        try rows(page) { (row) throws(Diagnostic) in
          let values = columns.values(row)
          // Windows touch, and a request at their border comes in both.
          if let id = id.flatMap({ values[$0]?.text }), !seen.insert(id).inserted { return }
          let y = latitude.flatMap { values[$0]?.number }
          let x = longitude.flatMap { values[$0]?.number }
          let point = x.flatMap { x in y.map { FormatGeometry.point(x, $0) } }
          try writer.row(values.map { $0?.cell ?? .missing }, point)
        }
      }
      try writer.end()
    }

  private static func rows(
    _ page: SnapshotPages.Page, _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    if page.name.hasSuffix(".xml") {
      try Open311Rows.xml(page.all(), named: page.bytes.path, each)
    } else {
      try Open311Rows.json(page.all(), named: page.bytes.path, each)
    }
  }
}
