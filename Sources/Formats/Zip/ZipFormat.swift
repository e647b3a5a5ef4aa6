import Notation

/// What a container holds, once it is unpacked.
package enum UnpackedFile {
  /// A text that Almanac reads without translation (separated values, JSON, GeoJSON), packed with gzip or not: its bytes
  /// as they come, and the name it had inside.
  case text(ByteStream, name: String)
  /// A file of another format, with what is wanted of it.
  case format(FileFormat, FileBytes, FormatSelection)
}

extension FileFormat {
  /// A ZIP around one file, or around several of which `table:` names one. Archives that are formats of their own
  /// (workbooks, shapefiles, KMZ) are known before.
  package static let zip = FileFormat(
    id: "zip", summary: "ZIP around one file of any kind", reference: "PKWARE APPNOTE 6.3.10",
    endings: ["zip"],
    recognises: { ZipArchive.isZip($0) },
    tables: { (file) throws(Diagnostic) in try ZipContents(file).tables() },
    translate: { (file, selection, writer) throws(Diagnostic) in
      switch try unpackZip(file, selection) {
      case .text(var stream, let name): try writer.pass(&stream, named: name)
      case .format(let format, let inner, let wanted): try format.translate(inner, wanted, &writer)
      }
    },
    unpack: unpackZip)

  @Sendable
  private static func unpackZip(
    _ file: FileBytes, _ selection: FormatSelection
  ) throws(Diagnostic) -> UnpackedFile {
    let contents = try ZipContents(file)
    let (member, wanted) = try contents.choose(selection)
    return try contents.unpacked(member, wanted)
  }
}
