import Notation

extension FileFormat {
  /// KML, and KMZ: the same in a ZIP.
  ///
  /// Every Placemark is a row, wherever it lies. Columns are `name` and what else Placemarks have of `id`,
  /// `description`, `address`, `begin` and `end`, the `folder` where there are several, and the fields of
  /// ExtendedData; where there are none, those of a two-column HTML table in the description, as old ArcGIS servers
  /// write. `table:` keeps the Placemarks of one folder. Links to other files are not followed.
  package static let kml = FileFormat(
    id: "kml", summary: "KML and KMZ (Google Earth, My Maps, older city portals)",
    reference: "OGC 12-007r2, KML 2.3", endings: ["kml", "kmz"],
    recognises: { file in
      if ZipArchive.isZip(file) { return (try? kmlMember(file)) != nil }
      let head = file.stretch(0..<8192)
      guard let bytes = try? head.read(0, 512), bytes.contains(0x3C) else { return false }
      var scanner = XMLScanner(head)
      return (try? scanner.next()) == .start("kml")
    },
    tables: { (file) throws(Diagnostic) in
      let survey = try KMLSurvey(try kmlText(file), folder: nil)
      return [FileTable(name: "", hasShapes: true, rows: survey.rows)]
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      let text = try kmlText(file)
      let survey = try KMLSurvey(text, folder: selection.table)
      try survey.write(text, to: &writer)
    })

  /// The text itself, unpacked where it is in a ZIP.
  private static func kmlText(_ file: FileBytes) throws(Diagnostic) -> FileBytes {
    guard ZipArchive.isZip(file) else { return file }
    let archive = try ZipArchive(file)
    guard let member = mainMember(archive) else { throw .badFile(file.path, "holds no .kml file") }
    return try archive.bytes(of: member)
  }

  private static func kmlMember(_ file: FileBytes) throws(Diagnostic) -> ZipMember? {
    mainMember(try ZipArchive(file))
  }

  /// Google's rule: `doc.kml` by custom, else the first at the root, else the first.
  private static func mainMember(_ archive: ZipArchive) -> ZipMember? {
    let files = archive.members.filter { $0.ending == "kml" }
    return files.first { $0.name.lowercased() == "doc.kml" } ?? files.first { !$0.name.contains("/") }
      ?? files.first
  }
}
