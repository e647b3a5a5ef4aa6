import Foundation
import Notation

/// The files that make one layer of a shapefile, beside each other on the disk or in an archive.
struct ShapefileParts {
  /// The layer's name: the file's without its ending, with its folders where two have one name.
  let name: String
  private let source: Source

  private enum Source {
    case file(FileBytes)
    case archive(
      ZipArchive, shapes: ZipMember, table: ZipMember?, projection: ZipMember?, codePage: ZipMember?)
  }

  /// The layers of a file: one of a bare `.shp`, and of an archive one for each.
  static func layers(_ file: FileBytes) throws(Diagnostic) -> [ShapefileParts] {
    guard ZipArchive.isZip(file) else {
      let last = file.path.split(separator: "/").last.map { String($0) } ?? file.path
      return [ShapefileParts(name: stem(last), source: .file(file))]
    }
    let archive = try ZipArchive(file)
    let shapes = archive.members.filter { $0.ending == "shp" }
    return shapes.map { member in
      let isAlone = shapes.count { stem($0.lastPart) == stem(member.lastPart) } == 1
      let beside = archive.members.filter { stem($0.name).lowercased() == stem(member.name).lowercased() }
      return ShapefileParts(
        name: stem(isAlone ? member.lastPart : member.name),
        source: .archive(
          archive, shapes: member, table: beside.first { $0.ending == "dbf" },
          projection: beside.first { $0.ending == "prj" }, codePage: beside.first { $0.ending == "cpg" }))
    }
  }

  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  func shapes() throws(Diagnostic) -> ShapeReader {
    switch source {
    case .file(let file): try ShapeReader(ByteStream(file))
    case .archive(let archive, let shapes, _, _, _): try ShapeReader(ByteStream(archive, shapes))
    }
  }

  /// The rows beside the shapes; nil where there are none.
  func table() throws(Diagnostic) -> DBFReader? {
    switch source {
    case .file(let file):
      guard let table = file.sibling("dbf") else { return nil }
      return try DBFReader(ByteStream(table), codePage: try CodePage.beside(table))
    case .archive(let archive, _, let table, _, let codePage):
      guard let table else { return nil }
      var page: CodePage?
      if let codePage {
        let text = String(decoding: try archive.open(codePage, atMost: 4096), as: UTF8.self)
        page = try CodePage(declared: text, in: archive.path(of: codePage))
      }
      return try DBFReader(try ByteStream(archive, table), codePage: page)
    }
  }

  /// Where the shapes are: by the `.prj`, and without one in degrees if all of them can be.
  func projection(_ reader: ShapeReader) throws(Diagnostic) -> SourceProjection {
    let (path, text) = try definition()
    let box = reader.box
    // The box of an empty layer holds anything; some writers count longitudes on beyond 180.
    let isDegrees =
      box.west >= -360 && box.east <= 360 && box.south >= -90.001 && box.north <= 90.001
      || !(box.west < box.east)
    if let text, text.contains(where: { !$0.isWhitespace }) {
      let projection = try SourceProjection(
        wkt: text.trimmingCharacters(in: .whitespacesAndNewlines), in: path)
      guard !projection.isGeographic || isDegrees else {
        throw .badFile(
          path, "says that coordinates are degrees, and they go from \(box.west) to \(box.east)",
          fix: "ask the publisher for the `.prj` file that belongs to the shapes")
      }
      return projection
    }
    guard isDegrees else {
      throw .unsupportedFormat(
        path, "does not say what coordinate system it is in, and its coordinates are no degrees",
        fix: "ask the publisher for the `.prj` file that belongs to it")
    }
    return .degrees
  }

  private func definition() throws(Diagnostic) -> (path: String, text: String?) {
    switch source {
    case .file(let file):
      guard let beside = file.sibling("prj") else { return (file.path, nil) }
      return (beside.path, String(decoding: try beside.read(0, 1 << 16), as: UTF8.self))
    case .archive(let archive, let shapes, _, let projection, _):
      guard let projection else { return (archive.path(of: shapes), nil) }
      let bytes = try archive.open(projection, atMost: 1 << 16)
      return (archive.path(of: projection), String(decoding: bytes, as: UTF8.self))
    }
  }
}
