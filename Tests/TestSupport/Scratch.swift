import Foundation

/// A folder of a test's own.
package enum Scratch {
  /// Calls `body` with a new empty folder, which is gone afterwards.
  package static func folder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("almanac-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      allowWriting(folder)
      try? FileManager.default.removeItem(at: folder)
    }
    return try body(folder)
  }

  /// Writes a text file and the folders above it.
  package static func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  package static func text(_ url: URL) -> String { (try? String(contentsOf: url, encoding: .utf8)) ?? "" }

  /// Every file below a folder with its text, hidden ones too.
  package static func tree(_ folder: URL) -> [String: Data] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    var tree: [String: Data] = [:]
    for path in paths {
      let url = folder.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue
      else { continue }
      tree[path] = try? Data(contentsOf: url)
    }
    return tree
  }

  /// A program that this checkout has built, beside the test bundle; nil where it is not built.
  package static func program(_ name: String) -> URL? {
    var folder = Bundle.main.executableURL?.deletingLastPathComponent()
    if let xctest = ProcessInfo.processInfo.arguments.first(where: { $0.hasSuffix(".xctest") }) {
      folder = URL(fileURLWithPath: xctest).deletingLastPathComponent()
    }
    let built = Checkout.root.appendingPathComponent(".build/debug")
    return [folder, built].compactMap { $0?.appendingPathComponent(name) }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }

  private static func allowWriting(_ folder: URL) {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    for path in [""] + paths {
      let url = folder.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue
      else { continue }
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    }
  }
}
