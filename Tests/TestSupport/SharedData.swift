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
}

/// Where this checkout lies.
package enum Checkout {
  /// The folder that holds Package.swift.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
