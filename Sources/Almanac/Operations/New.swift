import Foundation
import Notation

/// `almanac new FOLDER`: a small project that builds at once.
package struct NewOperation: Sendable {
  private let folder: URL
  private let site: URL
  private let now: String

  /// - Parameters:
  ///   - folder: where the project is made; it must not exist, or be empty.
  ///   - site: the folder of shell, theme, script and languages (`SiteFiles.find`).
  ///   - now: ISO 8601; its day dates the first edition.
  package init(folder: URL, site: URL, now: String) {
    self.folder = folder.standardizedFileURL
    self.site = site
    self.now = now
  }

  /// Writes the project.
  ///
  /// - Returns: the files written, relative to the folder, sorted.
  /// - Throws: `not-empty`, `unreadable-file`, `unwritable-file`; then nothing of it is left behind.
  package func run() throws(Diagnostic) -> [String] {
    let wasThere = Disk.exists(folder)
    guard !wasThere || Disk.isFolder(folder), Disk.entries(folder.path).isEmpty else {
      throw Diagnostic(
        .error, .notEmpty, "“\(folder.lastPathComponent)” is there already and is not an empty folder",
        at: SourceLocation(path: folder.path), fix: "name a new folder")
    }
    let files = try files()
    do throws(Diagnostic) {
      for file in files { try write(file.bytes, file.path) }
    } catch {
      clear(keepingFolder: wasThere)
      throw error
    }
    return files.map(\.path)
  }

  private func files() throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    let name = StarterProject.title(of: folder.lastPathComponent)
    var files = StarterProject.files(name: name, day: String(now.prefix(10)))
      .map { (path: $0.path, bytes: Array($0.text.utf8)) }
    let languages = Disk.files(below: site.appendingPathComponent("languages"))
      .filter { $0.hasSuffix(".json5") }.map { "languages/\($0)" }
    for path in Set(SiteFiles.required + languages).sorted() {
      files.append(("Site/\(path)", try Disk.read(site.appendingPathComponent(path))))
    }
    return files.sorted { $0.path < $1.path }
  }

  private func write(_ bytes: [UInt8], _ path: String) throws(Diagnostic) {
    let url = folder.appendingPathComponent(path)
    try Disk.makeFolder(url.deletingLastPathComponent())
    try Disk.create(bytes, at: url.path)
  }

  /// Best effort: the failure that led here is what is told.
  private func clear(keepingFolder: Bool) {
    guard keepingFolder else {
      try? Disk.remove(folder)
      return
    }
    for entry in Disk.entries(folder.path) { try? Disk.remove(path: folder.path + "/" + entry.name) }
  }
}
