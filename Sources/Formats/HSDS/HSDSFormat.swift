import Notation

extension FileFormat {
  /// HSDS, the Human Services Data Specification, as one table, `services`: which services are where.
  ///
  /// A row is an active service at a location that people go to: services that are inactive, defunct or closed for now
  /// are left out, and so are virtual and postal locations. A location without coordinates, as shelters' are by design,
  /// keeps its row with none, so that a feed can say how many it cannot place. No address, telephone or name of a
  /// person is taken over.
  ///
  /// It reads the tabular form, a ZIP of CSV files (of version 1 and 2 too), and the nested JSON of version 3's
  /// interface: a service, a list of services, or a page of them.
  package static let hsds = FileFormat(
    id: "hsds", summary: "HSDS (Open Referral): services by location, as a ZIP of CSV files or nested JSON",
    reference: "Human Services Data Specification 3.1, docs.openreferral.org", endings: ["zip", "json"],
    recognises: { file in
      guard ZipArchive.isZip(file) else { return HSDSNested.isSuch(file) }
      guard let archive = try? ZipArchive(file) else { return false }
      return HSDSTabular(archive).isSuch
    },
    tables: { (file) throws(Diagnostic) in
      if ZipArchive.isZip(file) { _ = try ZipArchive(file) } else { _ = try HSDSNested(file) }
      return [FileTable(name: "services", hasShapes: true)]
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      if let table = selection.table, table != "services" {
        throw .chooseTable(file.path, "tables", ["services"], asked: table)
      }
      try writer.begin(HSDSService.columns, points: true)
      if ZipArchive.isZip(file) {
        try HSDSTabular(try ZipArchive(file)).write(to: &writer)
      } else {
        var nested = try HSDSNested(file)
        try nested.write(to: &writer)
      }
      try writer.end()
    })
}
