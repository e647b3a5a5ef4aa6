import Formats
import Foundation
import Notation

/// A shapefile in a folder: the file of shapes and those of the same name that belong to it. A snapshot is one file, so
/// they are frozen together, as the ZIP in which shapefiles are published anyway.
struct ShapefileSet {
  private let files: [URL]

  private static let companions: Set<String> = ["shp", "dbf", "prj", "cpg", "shx"]

  /// Nil where the file is no `.shp`.
  init?(_ shapes: URL) {
    guard shapes.pathExtension.lowercased() == "shp" else { return nil }
    let folder = shapes.deletingLastPathComponent()
    let stem = shapes.deletingPathExtension().lastPathComponent
    files = Disk.entries(folder.path).map { folder.appendingPathComponent($0.name) }
      .filter {
        Self.companions.contains($0.pathExtension.lowercased())
          && $0.deletingPathExtension().lastPathComponent == stem
      }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// Whether the file with the rows' attributes is there; without it there are shapes alone.
  var hasAttributes: Bool { files.contains { $0.pathExtension.lowercased() == "dbf" } }

  /// Writes the archive; its length.
  func pack(into target: URL) throws(Diagnostic) -> Int {
    let aside = try AsideFile(for: target)
    var archive = StoredZipWriter { (block) throws(Diagnostic) in try aside.append(block) }
    for file in files { try archive.add(file.lastPathComponent, try Disk.read(file)) }
    try archive.end()
    try aside.finish()
    return Disk.size(target)
  }
}
