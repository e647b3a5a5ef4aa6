import Foundation

/// Real data, reference answers and truth files that are not committed to the project.
///
/// The folder is `$ALMANAC_SHARED`, or `shared` beside the checkout. Where it is missing, tests that
/// need it say that they skip: `@Test(.enabled(if: SharedData.isPresent, SharedData.reason))`.
package enum SharedData {
  /// The root of the shared folder, or nil where it is not on this machine.
  package static let root: URL? = {
    let environment = ProcessInfo.processInfo.environment
    let beside = Checkout.root.deletingLastPathComponent().appendingPathComponent("shared")
    let candidates = [environment["ALMANAC_SHARED"].map { URL(fileURLWithPath: $0) }, beside]
    return candidates.compactMap { $0 }.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("data").path)
    }
  }()

  package static var isPresent: Bool { root != nil }

  /// What a skipped test prints.
  package static let reason = "the shared data folder is not on this machine (set ALMANAC_SHARED)"

  /// A file or folder below the shared root, such as `data/chicago`; call it only where `isPresent`.
  package static func url(_ path: String) -> URL {
    (root ?? URL(fileURLWithPath: "/nonexistent")).appendingPathComponent(path)
  }

  /// The files of a folder below the shared root and of those in it, by their paths below the root, in order; words on
  /// them (`.md`, `.meta.json`) left out.
  package static func files(_ folder: String) -> [String] {
    let paths = FileManager.default.enumerator(atPath: url(folder).path)?.allObjects as? [String] ?? []
    return paths.filter { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: url(folder).appendingPathComponent(path).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue && !path.hasSuffix(".md") && !path.hasSuffix(".meta.json")
    }.sorted().map { folder + "/" + $0 }
  }
}

/// Where this checkout lies.
package enum Checkout {
  /// The folder that holds Package.swift.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
