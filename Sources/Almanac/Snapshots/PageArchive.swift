import Feeds
import Formats
import Foundation
import Notation

/// The answers of a portal as one file: a ZIP archive whose members are the bodies as they came.
///
/// A snapshot is one file with one digest, and this one can be opened by anybody's tools. The members have no time,
/// so the same answers give the same bytes.
struct PageArchive {
  private let url: URL
  private var open: (writer: StoredZipWriter, file: AsideFile)?
  private(set) var count = 0

  /// The archive is made with its first page.
  init(_ url: URL) { self.url = url }

  mutating func add(_ body: URL, as name: String) throws(Diagnostic) {
    if open == nil {
      let file = try AsideFile(for: url)
      open = (StoredZipWriter { (block) throws(Diagnostic) in try file.append(block) }, file)
    }
    try open?.writer.add(name, try Disk.read(body))
    count += 1
  }

  /// Writes the list of members; the archive's place.
  func finish() throws(Diagnostic) -> URL {
    try open?.writer.end()
    try open?.file.finish()
    return url
  }

  /// The pages in the order they were added.
  static func pages(_ bytes: FileBytes) throws(Diagnostic) -> SnapshotPages {
    let archive = try ZipArchive(bytes)
    var pages: [SnapshotPages.Page] = []
    for member in archive.members {
      pages.append(SnapshotPages.Page(name: member.name, bytes: try archive.bytes(of: member)))
    }
    return SnapshotPages(pages, path: bytes.path)
  }
}
