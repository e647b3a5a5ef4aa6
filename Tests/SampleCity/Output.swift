import Foundation

/// The data folder: writes what is missing or different, or says what differs.
struct Output {
  let folder: URL

  func write(_ files: [PublishedFile]) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files where !isSame(file) {
      try Data(file.bytes).write(to: folder.appendingPathComponent(file.name))
    }
  }

  /// Names every file that differs from a fresh one, on standard error.
  func differs(from files: [PublishedFile]) -> Bool {
    let different = files.filter { !isSame($0) }
    for file in different {
      say("error: “\(file.name)” differs from a fresh one\n  fix: run `swift run sample-city`")
    }
    return !different.isEmpty
  }

  func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  private func isSame(_ file: PublishedFile) -> Bool {
    let known = try? Data(contentsOf: folder.appendingPathComponent(file.name))
    return known == Data(file.bytes)
  }
}
