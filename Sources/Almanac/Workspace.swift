import Catalog
import Feeds
import Foundation
import Notation

/// A project on the disk: where its definitions, data, snapshots and site lie.
package struct Workspace: Sendable {
  /// The project folder.
  package let root: URL
  /// Where `file:` feeds are looked for before the project folder.
  package let data: URL?
  /// The site's folder.
  package let output: URL

  /// - Throws: `no-project` where the folder has no Site/site.json5.
  package init(root: URL, data: URL? = nil, output: URL? = nil) throws(Diagnostic) {
    self.root = root.standardizedFileURL
    self.data = data?.standardizedFileURL
    self.output = (output ?? root.appendingPathComponent("_site")).standardizedFileURL
    guard Disk.exists(self.root.appendingPathComponent("Site/site.json5")) else {
      throw Diagnostic(
        .error, .noProject, "“\(root.path)” is not an Almanac project: it has no Site/site.json5",
        at: SourceLocation(path: root.path),
        fix: "change to the project's folder, or name it with --project")
    }
  }

  /// The definition files: everything that `check` reads beside data and prose.
  package func definitionFiles() throws(Diagnostic) -> [DefinitionFile] {
    var files: [DefinitionFile] = []
    for folder in ["Indicators", "Site"] {
      for path in Disk.files(below: root.appendingPathComponent(folder)) where path.hasSuffix(".json5") {
        if folder == "Indicators", path.hasPrefix("snapshots/") || path.hasPrefix("data/") { continue }
        let name = "\(folder)/\(path)"
        files.append(DefinitionFile(path: name, bytes: try Disk.read(root.appendingPathComponent(name))))
      }
    }
    return files
  }

  /// The file that a `file:` source names: in the data folder, else in the project. A pipe or a device is none: it may
  /// never end.
  package func sourceFile(_ path: String) -> URL? {
    [data, root].compactMap { $0?.appendingPathComponent(path) }.first { Disk.kind($0.path) == .file }
  }

  /// A folder where a file should be.
  func sourceFolder(_ path: String) -> URL? {
    [data, root].compactMap { $0?.appendingPathComponent(path) }.first { Disk.isFolder($0) }
  }

  package var snapshots: SnapshotStore {
    SnapshotStore(
      folder: root.appendingPathComponent("Indicators/snapshots"),
      seals: SealFolder(cache: root.appendingPathComponent(".almanac")),
      translations: TranslationCache(folder: root.appendingPathComponent(".almanac/translated")))
  }
}
